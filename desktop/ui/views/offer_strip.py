"""Over the whole window: a conversation is offered to this person, by whom and why, until they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QPushButton, QSizePolicy, QWidget

from desktop.ui import speech
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, picture, row
from desktop.ui.widgets.avatar import Avatar

_NARROW = 720
"""Logical pixels at the usual text size: with less, the buttons stand below the words."""


@dataclass(frozen=True, slots=True)
class OfferWords:
    """`seed` gives the face its colours; `card` has one line a field; `place` counts several."""

    customer: str
    seed: str
    sentence: str
    card: str = ""
    place: str = ""


class OfferStrip(QFrame):
    """Enter accepts while the strip has the focus, and presses the button that has it.

    Signals:
        accepted(); declined(object): a reason; looked(): show it first; next_asked(): another of several.
        closed(): what is told about an offer that is over was read.
    """

    accepted = Signal()
    declined = Signal(object)
    looked = Signal()
    next_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, reasons: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("offer_strip")
        self.setProperty("ground", "offer")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._face = Avatar(theme, 40)
        self._sign = picture(theme, "transfer", "info", 26)
        self._sentence = label(font=theme.fonts.strong, ink="info", wrap=True, name="offer_sentence")
        self._card = label(font=theme.fonts.fine, ink="info", wrap=True, name="offer_card")
        self._time = label(font=theme.fonts.title, ink="info", name="offer_time")
        self._next = button("", name="offer_next", look="link", tip=self.tr("Show the next offer"))
        self._accept = button(self.tr("Accept"), name="offer_accept", look="primary")
        self._accept.setProperty("action", "accept_offer")
        self._look = button(self.tr("Look first"), name="offer_look", tip=self.tr("Open the conversation, unread"))
        self._decline = button(self.tr("Decline"), name="offer_decline")
        self._decline.setMenu(self._reasons(reasons))
        self._close = button(self.tr("OK"), name="offer_close")
        self._build()
        self._connect()
        self.hide()

    def show_offer(self, words: OfferWords) -> None:
        """Show it, and tell screen readers at once when it is another one."""
        is_news = self.isHidden() or words.sentence != self._sentence.text()
        self._face.set_person(words.customer, words.seed)
        self._sentence.setText(words.sentence)
        self._card.setText(words.card)
        self._card.setVisible(bool(words.card))
        self._next.setText(words.place)
        self._next.setAccessibleName(f"{self.tr('Show the next offer')}, {words.place}")
        self._next.setVisible(bool(words.place))
        self._ask(is_open=True)
        self.set_busy(busy=False)
        self._announce(is_news=is_news, told=f"{words.sentence}. {words.card}")

    def show_time(self, left: str) -> None:
        """How long it waits for the answer; empty where it waits as long as it takes."""
        self._time.setText(left)
        self._time.setVisible(bool(left))

    def show_over(self, sentence: str) -> None:
        """What became of it: stays until it was read, for who comes back to the screen must find it."""
        is_news = sentence != self._sentence.text()
        self._sentence.setText(sentence)
        self._card.hide()
        self._next.hide()
        self.show_time("")
        self._ask(is_open=False)
        self._announce(is_news=is_news, told=sentence)

    def set_busy(self, *, busy: bool) -> None:
        for each in (self._accept, self._decline):
            each.setEnabled(not busy)

    def focus(self) -> None:
        """On the answer that Enter gives."""
        (self._accept if not self._accept.isHidden() else self._close).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton) and focused.hasFocus():
            focused.click()
        elif not self._accept.isHidden() and self._accept.isEnabled():
            self.accepted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_narrow = self.width() < self._theme.length(_NARROW)
        self._box.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)

    def _build(self) -> None:
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        words = column(self._sentence, self._card, gap=2)
        said = row(self._face, self._sign, words, self._time, gap=12)
        said.setStretchFactor(words, 1)
        answers = row(self._accept, self._look, self._decline, self._next, self._close, None)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(18, 9, 14, 9)
        self._box.setSpacing(12)
        self._box.addLayout(said, 1)
        self._box.addLayout(answers)

    def _connect(self) -> None:
        self._accept.clicked.connect(self.accepted)
        self._look.clicked.connect(self.looked)
        self._next.clicked.connect(self.next_asked)
        self._close.clicked.connect(self.closed)

    def _reasons(self, reasons: Sequence[tuple[str, str]]) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("offer_reasons")
        for code, text in reasons:
            action = menu.addAction(text)
            action.setData(code)
        menu.triggered.connect(self._reason_chosen)
        return menu

    def _reason_chosen(self, action: object) -> None:
        self.declined.emit(action.data())  # type: ignore[attr-defined]

    def _ask(self, *, is_open: bool) -> None:
        for each in (self._face, self._accept, self._look, self._decline):
            each.setVisible(is_open)
        self._sign.setVisible(not is_open)
        self._close.setVisible(not is_open)

    def _announce(self, *, is_news: bool, told: str) -> None:
        self.setAccessibleName(told)
        self.show()
        if is_news:
            speech.announce(self, told, urgent=True)
