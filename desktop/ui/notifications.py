"""Telling somebody who looks elsewhere that a customer wrote: sound, desktop notification, number in the title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from desktop.ui.language import RESOURCES

SOUND = RESOURCES / "sounds" / "message.wav"
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
    def play(self) -> None: ...


class SilentNotifier:
    """Where there is no tray; the sound and the number in the window's title still tell."""

    def show(self, notice: Notice) -> None:
        del notice

    def set_unread(self, count: int) -> None:
        del count


class Silence:
    """Where nothing can be heard."""

    def play(self) -> None: ...


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
    """The sound of a new message. The player is built at the first use: importing it costs a tenth of a second."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._effect: QObject | None = None

    def play(self) -> None:
        if self._effect is None:
            from PySide6.QtMultimedia import QSoundEffect

            effect = QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(str(SOUND)))
            effect.setVolume(0.7)
            self._effect = effect
        self._effect.play()


def tray_available() -> bool:
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()
