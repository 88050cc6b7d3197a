"""One reporter for everything that went wrong unexpectedly: slots, tasks, the loop and Qt's virtual methods."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

log = logging.getLogger("balcao.crash")

Listener = Callable[[str], None]
"""Called with the reference that the person at the screen may quote: where it happened and what kind of error."""


class CrashReporter:
    """Writes where a crash happened, never what it said: the text of an error may hold a customer's words."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._seen: set[str] = set()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Show crashes to the person; what is returned stops it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def report(self, where: str, error: BaseException) -> None:
        """Log the first of a kind with its stack (files and lines only), repetitions without; tell the listeners."""
        reference = f"{where}:{type(error).__name__}{_last_line(error)}"
        if reference in self._seen:
            log.error("again %s", reference)
        else:
            self._seen.add(reference)
            log.error("%s\n%s", reference, "\n".join(_frames(error)))
        for listener in list(self._listeners):
            listener(reference)

    def install(self, loop: asyncio.AbstractEventLoop) -> None:
        """Send here what nothing handled: a slot's error goes to the hook, a callback's to the loop."""
        sys.excepthook = self._from_hook
        loop.set_exception_handler(self._from_loop)

    def _from_hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report("slot", error)

    def _from_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self.report("loop", context.get("exception") or RuntimeError("loop"))


def _frames(error: BaseException) -> list[str]:
    return [f"  {entry.filename}:{entry.lineno} {entry.name}" for entry in traceback.extract_tb(error.__traceback__)]


def _last_line(error: BaseException) -> str:
    entries = traceback.extract_tb(error.__traceback__)
    return f"@{entries[-1].name}:{entries[-1].lineno}" if entries else ""
