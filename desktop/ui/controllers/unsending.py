"""Taking back what was just sent, while it is still here: a button for a few seconds, and Ctrl+Z."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.ui.controllers.tools import Controller, Tools
from server_stub.contract.model import Message


@dataclass(frozen=True, slots=True)
class Sent:
    """`quoted`: the message it answers."""

    message: Message
    quoted: Message | None


class Unsending(Controller):
    """`came_back(object, object)`: the Sent that is a draft again, and that draft as it is kept now."""

    came_back = Signal(object, object)

    def __init__(self, tools: Tools, flush: Callable[[], Awaitable[None]], parent: QObject) -> None:
        """`flush` writes down what is being typed: the text comes back in front of it."""
        super().__init__(tools, parent)
        self._flush = flush
        self._last: Sent | None = None
        self.grace_ms = 0

    def sent(self, message: Message, quoted: Message | None) -> None:
        """A text was queued. Only the newest can be taken back: an older one would come back out of order."""
        self._last = Sent(message, quoted)
        if self.grace_ms:
            self.tools.telling.offer_undo(
                self.tr("The message leaves in a moment."), self.undo, milliseconds=self.grace_ms
            )

    def forget(self) -> None:
        """Something else was sent since."""
        self._last = None

    def undo(self) -> None:
        last, self._last = self._last, None
        if last is not None:
            self.run(self._take_back(last), "take back a message")

    async def _take_back(self, last: Sent) -> None:
        await self._flush()
        draft = await self.desk.unsend(last.message.id)
        if self.alive:
            self.came_back.emit(last, draft)
