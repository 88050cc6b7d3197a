"""Voice messages of one window: what is heard and what is spoken, never both at once."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.application.sound import Sounds
from desktop.ui.controllers.preferring import Preferring
from desktop.ui.controllers.rows import ThreadParts
from desktop.ui.controllers.tools import Tools
from desktop.ui.controllers.voice_player import VoicePlayer
from desktop.ui.controllers.voice_recorder import Answering, VoiceRecorder, Waiting
from desktop.ui.views.composer import Composer


class VoiceController(QObject):
    def __init__(
        self,
        tools: Tools,
        thread: ThreadParts,
        composer: Composer,
        answering: Answering,
        sounds: Sounds,
        preferring: Preferring,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.player = VoicePlayer(tools, thread.view, thread.model, sounds, preferring, self)
        self.recorder = VoiceRecorder(tools, composer, answering, sounds, preferring, self)
        self.left: Waiting | None = None
        """What was being said when it was closed, for a window that is only built again."""
        thread.pictures.voices = self.player
        self.player.started.connect(self.recorder.preview.stop)
        self.recorder.started.connect(self.player.stop)
        self.recorder.sent.connect(thread.view.to_bottom)

    def record(self) -> None:
        """The key: begin, then finish and listen."""
        self.recorder.toggle()

    def open(self, conversation_id: str) -> None:
        """Another conversation: what was heard stops, what was spoken waits."""
        self.player.stop()
        self.recorder.open(conversation_id)

    async def close(self) -> None:
        self.player.stop()
        self.left = await self.recorder.close()
