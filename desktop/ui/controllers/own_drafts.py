"""What is being written in each conversation: kept after a pause, when one looks elsewhere, and at the end."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.errors import AppError
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import errors

DRAFT_PAUSE_MS = 400
"""Without a key for so long, the draft is kept; a crash costs at most these letters."""


class OwnDrafts(Controller):
    """Signals:
    loaded(object, object): a conversation's id, and what was left there last time.
    trouble(object): the sentence of a disk that did not keep it.
    """

    loaded = Signal(object, object)
    trouble = Signal(object)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._id = ""
        self._texts: dict[str, str] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DRAFT_PAUSE_MS)
        self._pause.timeout.connect(self.keep)

    def open(self, conversation_id: str) -> str:
        """What is known to be there; `loaded` tells the rest."""
        self.keep()
        self._id = conversation_id
        if conversation_id and conversation_id not in self._texts:
            self.run(self._load(conversation_id), "load draft")
        return self._texts.get(conversation_id, "")

    def edited(self, text: str) -> None:
        """Somebody types: here, and the customer may see it."""
        self._texts[self._id] = text
        self._pause.start()
        if text.strip():
            self.tools.spawn(self._tell_typing(self._id), name="typing")

    def put(self, conversation_id: str, text: str, *, kept: bool = False) -> None:
        """`kept`: the store has it already."""
        if conversation_id == self._id:
            self._pause.stop()
        self._texts[conversation_id] = text
        if not kept:
            self.tools.spawn(self._save(conversation_id, text), name="save draft")

    def forget(self, conversation_id: str) -> None:
        """It was sent: the store has emptied it."""
        self._texts.pop(conversation_id, None)

    def keep(self) -> None:
        """Write it down now."""
        self._pause.stop()
        if self._id and self._id in self._texts:
            self.tools.spawn(self._save(self._id, self._texts[self._id]), name="save draft")

    async def flush(self) -> None:
        """Before anything stops, or is read from the store."""
        self._pause.stop()
        if self._id and self._id in self._texts:
            await self._save(self._id, self._texts[self._id])

    async def _load(self, conversation_id: str) -> None:
        text = await self.desk.draft(conversation_id)
        # Whoever typed in the meantime knows better than the store.
        if self.alive and conversation_id not in self._texts:
            self._texts[conversation_id] = text
            self.loaded.emit(conversation_id, text)

    async def _save(self, conversation_id: str, text: str) -> None:
        try:
            await self.desk.save_draft(conversation_id, text)
        except AppError as problem:
            if self.alive:
                self.trouble.emit(errors.error(problem, self.desk.purposes()))

    async def _tell_typing(self, conversation_id: str) -> None:
        try:
            await self.desk.typing(conversation_id)
        except AppError:
            # Nobody misses "typing…"; the next key tries again.
            return
