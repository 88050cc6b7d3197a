"""The line to the gateway, always in sight: connected or since when not, and how many messages wait."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.application.desk import Connection, Link
from desktop.ui import speech
from desktop.ui.texts import moments
from desktop.ui.texts.counts import Counts
from desktop.ui.theme.theme import Theme
from desktop.ui.views.own_state import state_button
from desktop.ui.views.parts import button, label, row, set_property
from desktop.ui.widgets.elided_label import ElidedLabel

_LOOKS = {
    Link.ONLINE: ("side", "muted", "wifi"),
    Link.CONNECTING: ("side", "muted", "refresh"),
    Link.OFFLINE: ("warn", "warn", "wifi-off"),
    Link.SIGNED_OUT: ("danger", "danger", "lock"),
}


class StatusBar(QFrame):
    """`sign_in_asked`: the session is over and the person wants to sign in again. `state`: the button of one's own."""

    sign_in_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self._theme = theme
        self._link: Link | None = None
        self._icon = QLabel()
        self._icon.setFixedSize(16, 16)
        self._text = ElidedLabel(font=theme.fonts.fine, ink="muted", name="status_text")
        self._right = label(font=theme.fonts.fine, ink="muted", name="status_account")
        self._sign_in = button(self.tr("Sign in again"), name="status_sign_in", look="link")
        self._sign_in.clicked.connect(self.sign_in_asked)
        self._sign_in.hide()
        self.state = state_button(theme)
        box = row(self._icon, self._text, self._sign_in, 12, self.state, self._right, margins=(14, 4, 14, 4))
        box.setStretchFactor(self._text, 1)
        self.setLayout(box)

    def show_account(self, brand: str, name: str) -> None:
        self._right.setText(f"{name} · {brand}" if brand else name)

    def show_connection(self, connection: Connection) -> None:
        """A change of the line is said aloud, a change of the number is not: it would talk all the time."""
        look, ink, icon = _LOOKS[connection.link]
        sentence = self._sentence(connection)
        self._text.setText(sentence)
        self._text.setAccessibleName(sentence)
        colour = self._theme.colours.ok if connection.link is Link.ONLINE else getattr(self._theme.colours, ink)
        self._icon.setPixmap(self._theme.icons.pixmap(icon, colour, 16, self.devicePixelRatioF()))
        self._sign_in.setVisible(connection.link is Link.SIGNED_OUT)
        set_property(self, "ground", look)
        set_property(self._text, "ink", ink)
        set_property(self._right, "ink", ink)
        if self._link not in (None, connection.link):
            speech.announce(self, sentence, urgent=connection.link in (Link.OFFLINE, Link.SIGNED_OUT))
        self._link = connection.link

    def _sentence(self, connection: Connection) -> str:
        unsent = Counts().unsent(connection.unsent) if connection.unsent else ""
        since = moments.clock(connection.since)
        match connection.link:
            case Link.ONLINE:
                text = self.tr("Connected")
            case Link.CONNECTING:
                text = self.tr("Connecting…")
            case Link.SIGNED_OUT:
                text = self.tr("Your session has ended. What you type is kept.")
            case _:
                text = self.tr("No connection since {time}. What you send goes when it is back.").format(time=since)
        return f"{text} · {unsent}" if unsent else text
