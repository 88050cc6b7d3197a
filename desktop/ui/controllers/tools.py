"""What every controller works with, and the one way to run a task that may be refused."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from desktop.application.desk import Desk
from desktop.application.ports import Spawn
from desktop.domain.errors import AppError
from desktop.ui.bridge import Bus
from desktop.ui.controllers.shortcut_book import ShortcutBook
from desktop.ui.texts import errors
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.toast import Toast

SHORT_MS = 3500
"""Enough for one line; what can be undone stays longer."""
LONG_MS = 6000


class Telling(QObject):
    """Short messages over the window; at most one of them can be undone, the last."""

    def __init__(self, toast: Toast, parent: QObject) -> None:
        super().__init__(parent)
        self._toast = toast
        self._undo: Callable[[], None] | None = None
        toast.undo_requested.connect(self._undone)
        toast.expired.connect(self._forget)

    def tell(self, sentence: str, *, urgent: bool = False) -> None:
        """`urgent`: a refusal."""
        self._toast.show_message(sentence, milliseconds=SHORT_MS, urgent=urgent)

    def offer_undo(self, sentence: str, undo: Callable[[], None], *, milliseconds: int = LONG_MS) -> None:
        """Say what was done, and run `undo` if the person wants it back in time."""
        self._toast.show_message(sentence, undo=self.tr("Undo"), milliseconds=milliseconds)
        self._undo = undo

    def _undone(self) -> None:
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()

    def _forget(self) -> None:
        self._undo = None


@dataclass(frozen=True, slots=True)
class Tools:
    """Built once per signed-in window and handed to each controller."""

    desk: Desk
    bus: Bus
    spawn: Spawn
    theme: Theme
    telling: Telling
    keys: ShortcutBook

    def tell(self, sentence: str) -> None:
        self.telling.tell(sentence)

    def refuse(self, sentence: str) -> None:
        """The same for what could not be done: it is heard at once."""
        self.telling.tell(sentence, urgent=True)


class Controller(QObject):
    """Runs work in named tasks; a refusal becomes a sentence, and nothing is touched after the view has gone."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self.tools = tools
        self.desk = tools.desk

    @property
    def alive(self) -> bool:
        """False once Qt has destroyed this controller: then no widget of its view may be touched."""
        return isValid(self)

    def run(
        self, work: Coroutine[Any, Any, object], name: str, *, refused: Callable[[str], None] | None = None
    ) -> None:
        """`refused` gets the sentence of what went wrong; without it a toast tells it."""
        task = self.tools.spawn(self._guarded(work, refused or self.tools.refuse), name=name)
        if task is None:
            work.close()
        else:
            # A task that is cancelled before its first step never looks at what it was given.
            task.add_done_callback(partial(_close, work))

    async def _guarded(self, work: Coroutine[Any, Any, object], refused: Callable[[str], None]) -> None:
        try:
            await work
        except AppError as problem:
            if self.alive:
                refused(errors.error(problem, self.desk.purposes()))


def _close(work: Coroutine[Any, Any, object], task: object) -> None:
    work.close()
