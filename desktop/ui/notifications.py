"""Telling somebody who looks elsewhere that a customer wrote or a colleague calls: sound, notification, title."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from desktop.ui.language import RESOURCES

SOUND = RESOURCES / "sounds" / "message.wav"
CALL = RESOURCES / "sounds" / "offer.wav"
SHOWN_MS = 8000


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notification may say. `text` is empty where the setting keeps message texts private."""

    conversation_id: str
    title: str
    text: str


class Notifier(Protocol):
    """Shows a notice outside the window, as far as this desktop can."""

    def show(self, notice: Notice) -> None: ...
    def set_unread(self, count: int) -> None: ...


class Sound(Protocol):
    def play(self) -> None:
        """A customer wrote."""

    def call(self) -> None:
        """A colleague, or the queue, waits for this person's answer."""


class SilentNotifier:
    """Where there is no tray; the sound and the number in the window's title still tell."""

    def show(self, notice: Notice) -> None:
        del notice

    def set_unread(self, count: int) -> None:
        del count


class Silence:
    """Where nothing can be heard."""

    def play(self) -> None: ...
    def call(self) -> None: ...


class TrayNotifier(QObject):
    """`activated(conversation_id)`: a notification or the icon was clicked; the id may be empty."""

    activated = Signal(str)

    def __init__(self, icon: QIcon, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._name = name
        self._last = ""
        self._tray = QSystemTrayIcon(icon, parent)
        self._tray.setToolTip(name)
        self._tray.messageClicked.connect(self._clicked)
        self._tray.activated.connect(self._clicked)
        self._tray.show()

    def show(self, notice: Notice) -> None:
        self._last = notice.conversation_id
        self._tray.showMessage(notice.title, notice.text, QSystemTrayIcon.MessageIcon.Information, SHOWN_MS)

    def set_unread(self, count: int) -> None:
        self._tray.setToolTip(f"{self._name} ({count})" if count else self._name)

    def _clicked(self) -> None:
        self.activated.emit(self._last)


class Chime(QObject):
    """Each sound is loaded at its first use: importing the player costs a tenth of a second."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._effects: dict[Path, QObject] = {}

    def play(self) -> None:
        self._sound(SOUND)

    def call(self) -> None:
        self._sound(CALL)

    def _sound(self, path: Path) -> None:
        from PySide6.QtMultimedia import QSoundEffect

        effect = self._effects.get(path)
        if effect is None:
            effect = QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(str(path)))
            effect.setVolume(0.7)
            self._effects[path] = effect
        effect.play()


def tray_available() -> bool:
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()
