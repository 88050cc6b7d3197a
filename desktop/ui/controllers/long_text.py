"""A text that does not fit into one message: the person chooses several messages or a file; nothing is cut off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, QObject

from desktop.domain.errors import LocalProblem
from desktop.domain.splitting import split_text
from desktop.domain.text_limits import TEXT_CHARACTERS
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.widgets.question_bar import Answer, QuestionBar


class LongTextController(Controller):
    def __init__(self, tools: Tools, bar: QuestionBar, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._bar = bar
        self._choices: dict[str, Callable[[], None]] = {}
        self._left: Callable[[], None] | None = None
        bar.answered.connect(self._answered)
        bar.cancelled.connect(self.leave)

    @property
    def asks(self) -> bool:
        return self._bar.asks

    def ask_about(
        self,
        text: str,
        limit: int,
        *,
        several: Callable[[], None],
        as_file: Callable[[], None],
        left: Callable[[], None] | None = None,
    ) -> bool:
        """Whether there was something to ask. `left`: where the focus goes afterwards; without it, it stays."""
        if len(text.strip()) <= limit:
            return False
        parts = len(split_text(text, TEXT_CHARACTERS))
        self._choices, self._left = {"several": several, "file": as_file}, left
        numbers = QLocale()
        title = self.tr("{length} characters, and one message takes {limit}.").format(
            length=numbers.toString(len(text.strip())), limit=numbers.toString(limit)
        )
        separately = self.tr("Send as %n message(s)", "", parts)
        if limit != TEXT_CHARACTERS:
            separately = self.tr("Send the text as %n message(s), then the files", "", parts)
        answers = (Answer("several", separately), Answer("file", self.tr("Attach it as a text file")))
        self._bar.ask(title, self.tr("Nothing is cut off. Esc: back to the text."), answers)
        if left is not None:
            self._bar.setFocus()
        return True

    def leave(self) -> None:
        left, self._left = self._left, None
        self._choices = {}
        self._bar.hide()
        if left is not None:
            left()

    def refuse(self) -> None:
        """What was pasted is more than anybody reads in messages, and is not in the field."""
        self.tools.tell(self.tr("This is too much text for messages. Attach it as a file."))

    async def as_file(self, text: str) -> Path:
        """The text in a file of its own, in the desk's workshop. Raises LocalProblem."""
        path = await self.desk.preparing.place(f"{self.tr('text')}.txt")
        try:
            await asyncio.to_thread(path.write_text, text, encoding="utf-8")
        except OSError:
            await self.desk.preparing.clear(path)
            raise LocalProblem("disk_full") from None
        return path

    def _answered(self, key: str) -> None:
        chosen = self._choices.get(key)
        self.leave()
        if chosen is not None:
            chosen()
