"""The system's microphone and loudspeaker, loaded when somebody wants to speak or hear and not before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.application.sound import End, Microphone, Player, Sounds, SoundWriter, Wave


class SystemSounds:
    """`owner`: Qt's parent of what is made; it outlives every use."""

    def __init__(self, owner: QObject, writer: Callable[[Path], SoundWriter], wave: Callable[[Path], Wave]) -> None:
        self._owner = owner
        self.sounds = Sounds(microphone=self._microphone, player=self._player, writer=writer, wave=wave)

    def _microphone(self) -> Microphone:
        from desktop.media.microphone import QtMicrophone

        return QtMicrophone(self._owner)

    def _player(self, told: Callable[[End], None]) -> Player:
        from desktop.media.player import QtPlayer

        return QtPlayer(told, self._owner)
