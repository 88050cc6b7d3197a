"""A finished recording is heard before it leaves: the same player as for bubbles, another file."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.application.recording import Recorded
from desktop.application.sound import End, Player, Sounds
from desktop.ui.controllers.preferring import Preferring
from desktop.ui.controllers.voice_player import TICK_MS


class VoicePreview(QObject):
    """Signals: `moved()`: another position, or it plays no longer; `started()`: all else is to be quiet."""

    moved = Signal()
    started = Signal()

    def __init__(self, sounds: Sounds, preferring: Preferring, parent: QObject) -> None:
        super().__init__(parent)
        self._sounds, self._preferring = sounds, preferring
        self._player: Player | None = None
        self._of: Recorded | None = None
        self._at = 0
        self.is_playing = False
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def share(self) -> float:
        return min(1.0, self._at / self._of.duration_ms) if self._of and self._of.duration_ms else 0.0

    def show(self, recorded: Recorded | None) -> None:
        self.stop()
        self._of, self._at = recorded, 0

    def toggle(self) -> None:
        if self._of is None:
            return
        if self.is_playing:
            self.stop()
            return
        if self._player is None:
            self._player = self._sounds.player(self._ended)
        self.is_playing = True
        self.started.emit()
        self._player.start(self._of.path, at_ms=self._at, percent=self._preferring.current.voice_percent)
        self._timer.start()
        self.moved.emit()

    def seek(self, share: float) -> None:
        if self._of is None:
            return
        self._at = round(self._of.duration_ms * share)
        if self.is_playing and self._player is not None:
            self._player.seek(self._at)
        self.moved.emit()

    def stop(self) -> None:
        """Where it was is kept, and the file let go of."""
        self._timer.stop()
        if self.is_playing and self._player is not None:
            self._at = self._player.position_ms
            self._player.stop()
            self.is_playing = False
            self.moved.emit()

    def _ended(self, end: End) -> None:
        del end
        self.stop()
        self._at = 0
        self.moved.emit()

    @Slot()
    def _tick(self) -> None:
        if self._player is not None:
            self._at = self._player.position_ms
            self.moved.emit()
