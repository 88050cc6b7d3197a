"""Playing through Qt's FFmpeg: implements application.sound.Player."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

from desktop.application.sound import End

_Status = QMediaPlayer.MediaStatus


class QtPlayer(QObject):
    """Made at the first use: importing Qt's multimedia takes a tenth of a second."""

    def __init__(self, told: Callable[[End], None], parent: QObject) -> None:
        super().__init__(parent)
        self._told = told
        self._at: int | None = None
        self._runs = False
        self._player = QMediaPlayer(self)
        self._player.setAudioOutput(QAudioOutput(self))
        self._player.mediaStatusChanged.connect(self._changed)
        self._player.errorOccurred.connect(self._failed)

    @property
    def position_ms(self) -> int:
        return self._player.position() if self._at is None else self._at

    def start(self, path: Path, *, at_ms: int, percent: int) -> None:
        self.stop()
        self._at, self._runs = at_ms, True
        self._player.setPlaybackRate(percent / 100)
        self._player.setSource(QUrl.fromLocalFile(str(path)))

    def pause(self) -> None:
        self._runs = False
        self._player.pause()

    def resume(self) -> None:
        self._runs = True
        if self._at is None:
            self._player.play()

    def seek(self, position_ms: int) -> None:
        if self._at is None:
            self._player.setPosition(position_ms)
        else:
            self._at = position_ms

    def set_speed(self, percent: int) -> None:
        self._player.setPlaybackRate(percent / 100)

    def stop(self) -> None:
        self._runs = False
        self._at = None
        self._player.stop()
        # Letting go of the file also lets Windows remove it.
        self._player.setSource(QUrl())

    @Slot(_Status)
    def _changed(self, status: QMediaPlayer.MediaStatus) -> None:
        if status in (_Status.LoadedMedia, _Status.BufferedMedia) and self._at is not None:
            # A position that is set before the file was opened is forgotten by Qt.
            at, self._at = self._at, None
            if not self._player.hasAudio():
                self._end(End.UNPLAYABLE)
                return
            if at:
                self._player.setPosition(at)
            if self._runs:
                self._player.play()
        elif status == _Status.EndOfMedia and self._runs:
            self._end(End.FINISHED)
        elif status == _Status.InvalidMedia:
            self._end(End.UNPLAYABLE)

    @Slot(QMediaPlayer.Error, str)
    def _failed(self, error: QMediaPlayer.Error, text: str) -> None:
        del text
        if error != QMediaPlayer.Error.NoError:
            self._end(End.UNPLAYABLE)

    def _end(self, end: End) -> None:
        """Once: an error and an invalid file tell the same."""
        if self._runs or self._at is not None:
            self._runs, self._at = False, None
            self._told(end)
