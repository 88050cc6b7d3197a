"""A film or a sound that plays: Qt's multimedia is loaded at the first one, its pictures go to whoever shows them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer


class FilmPlayer(QObject):
    """Signals: `pictured(QImage)`; `moved(object, object)` position and length, ms; `playing(bool)`; `unplayable()`."""

    pictured = Signal(QImage)
    moved = Signal(object, object)
    playing = Signal(bool)
    unplayable = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._player: QMediaPlayer | None = None

    def open(self, path: Path) -> None:
        """Show the beginning; it plays when it is asked to."""
        self.close()
        try:
            player = self._made()
        except ImportError:
            self.unplayable.emit()
            return
        player.setSource(QUrl.fromLocalFile(str(path)))
        player.pause()

    def close(self) -> None:
        """Lets go of the file; Windows could not remove it otherwise."""
        player, self._player = self._player, None
        if player is not None:
            player.disconnect(self)
            player.stop()
            player.setSource(QUrl())
            player.deleteLater()
            self.playing.emit(False)

    def toggle(self) -> None:
        player = self._player
        if player is None:
            return
        if player.isPlaying():
            player.pause()
            return
        if player.duration() and player.position() >= player.duration():
            player.setPosition(0)
        player.play()

    def seek(self, position_ms: int) -> None:
        if self._player is not None:
            self._player.setPosition(position_ms)

    def skip(self, milliseconds: int) -> None:
        if self._player is not None:
            length = self._player.duration()
            self.seek(max(0, min(length, self._player.position() + milliseconds)))

    def _made(self) -> QMediaPlayer:
        from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink

        player = QMediaPlayer(self)
        player.setAudioOutput(QAudioOutput(player))
        sink = QVideoSink(player)
        sink.videoFrameChanged.connect(self._frame)
        player.setVideoSink(sink)
        player.positionChanged.connect(self._tell_place)
        player.durationChanged.connect(self._tell_place)
        player.playingChanged.connect(self.playing)
        player.errorOccurred.connect(self._fail)
        player.mediaStatusChanged.connect(self._check)
        self._player = player
        return player

    def _frame(self, frame: Any) -> None:
        image = frame.toImage() if frame.isValid() else QImage()
        if not image.isNull():
            self.pictured.emit(image)

    def _tell_place(self, _: int) -> None:
        if self._player is not None:
            self.moved.emit(self._player.position(), self._player.duration())

    def _check(self, status: Any) -> None:
        player = self._player
        is_open = player is not None and status == type(player).MediaStatus.LoadedMedia
        if is_open and not player.hasVideo() and not player.hasAudio():
            self.unplayable.emit()

    def _fail(self, _error: Any, _text: str) -> None:
        self.unplayable.emit()
