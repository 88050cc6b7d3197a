"""Makes an offer heard: sound at once and again until it is answered, tray, and the window asks for attention."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.application.preferences import Preferences
from desktop.domain.offers import next_ring
from desktop.ui.notifications import Notice, Notifier, Sound
from desktop.ui.views.window import MainWindow
from server_stub.contract.transfers import Offer


class OfferBell(QObject):
    """`preferences` are those in use: its sound has a switch of its own and is on until somebody turns it off."""

    def __init__(
        self, window: MainWindow, notifier: Notifier, sound: Sound, preferences: Preferences, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._notifier, self._sound = window, notifier, sound
        self.preferences = preferences
        self._next: dict[str, int] = {}
        """Offer id → when it rings next."""

    def begin(self, offer: Offer, now: int) -> None:
        self._next[offer.id] = next_ring(offer.offered_at, now)
        self.ring()

    def stop(self, offer: Offer) -> None:
        self._next.pop(offer.id, None)

    def tick(self, offer: Offer, now: int) -> None:
        """Once a second while it is unanswered."""
        if now >= self._next.setdefault(offer.id, next_ring(offer.offered_at, now)):
            self._next[offer.id] = next_ring(offer.offered_at, now)
            self.ring()

    def ring(self) -> None:
        if self.preferences.offer_sound:
            self._sound.call()

    def notify(self, conversation_id: str, title: str, sentence: str) -> None:
        """Outside the window, for who looks elsewhere."""
        if self._window.isActiveWindow():
            return
        QApplication.alert(self._window)
        if self.preferences.notifications:
            self._notifier.show(Notice(conversation_id, title, sentence))
