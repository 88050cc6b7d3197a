"""From the field into the outbox: one message, or as many as the text needs, and the files."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from desktop.domain.splitting import split_text
from desktop.domain.text_limits import TEXT_CHARACTERS
from desktop.ui.controllers.attachments import Attachments
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.controllers.unsending import Unsending
from server_stub.contract.model import Message


@dataclass(frozen=True, slots=True)
class Letter:
    """What was in the field when it was sent. `limit`: characters of one message."""

    conversation_id: str
    text: str
    limit: int
    quoted: Message | None
    promotional: bool | None
    has_files: bool

    def parts(self) -> list[str]:
        """One message, or as many as it needs."""
        return split_text(self.text, TEXT_CHARACTERS)

    @property
    def is_long(self) -> bool:
        """No file can carry it."""
        return len(self.text.strip()) > self.limit


class Sending(Controller):
    """One letter at a time in each conversation; files may take a while before they leave."""

    def __init__(self, tools: Tools, attachments: Attachments, unsending: Unsending, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._attachments, self._unsending = attachments, unsending
        self._busy: set[str] = set()

    def is_busy(self, conversation_id: str) -> bool:
        return conversation_id in self._busy

    def begin(self, letter: Letter) -> None:
        self._busy.add(letter.conversation_id)

    def end(self, letter: Letter) -> None:
        self._busy.discard(letter.conversation_id)

    async def queue(self, letter: Letter, left: list[str]) -> None:
        """Takes out of `left` what is safe in the outbox. Raises AppError; what is left then has not gone."""
        if letter.has_files:
            await self._with_files(letter, left)
        elif len(left) > 1:
            await self._texts(letter, left)
        elif left:
            await self._text(letter, left)

    async def _text(self, letter: Letter, left: list[str]) -> None:
        """Only this may be taken back: of several messages the first may be with the customer already."""
        grace_ms = self._unsending.grace_ms
        message = await self._send(letter, left, letter.quoted, grace_ms=grace_ms)
        if self.alive:
            self._unsending.sent(message, letter.quoted)

    async def _texts(self, letter: Letter, left: list[str]) -> None:
        quoted = letter.quoted
        while left:
            await self._send(letter, left, quoted)
            quoted = None
        if self.alive:
            self._unsending.forget()

    async def _with_files(self, letter: Letter, left: list[str]) -> None:
        quoted = None if letter.is_long else letter.quoted
        if letter.is_long:
            await self._texts(letter, left)
        text = left[0] if left else ""
        quote_id = quoted.id if quoted else None
        await self._attachments.send(letter.conversation_id, text, quote_id, promotional=letter.promotional)
        left.clear()
        await self.desk.save_draft(letter.conversation_id, "")
        if self.alive:
            self._unsending.forget()

    async def _send(self, letter: Letter, left: list[str], quoted: Message | None, *, grace_ms: int = 0) -> Message:
        """The first of `left`, which is taken out once it is safe."""
        message = await self.desk.send_text(
            letter.conversation_id,
            left[0],
            quote_id=quoted.id if quoted else None,
            promotional=letter.promotional,
            grace_ms=grace_ms,
        )
        del left[0]
        return message
