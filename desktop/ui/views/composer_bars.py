"""Strips above the input: phrases, and the message that is answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import column, label, picture, row, tool
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.elided_label import ElidedLabel
from server_stub.contract.model import Phrase

CHIPS = 4
CHIP_GAP = 6


class QuoteBar(QFrame):
    """`cancelled`: the answer becomes an ordinary message."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quote_bar")
        self._who = label(font=theme.fonts.fine_strong, ink="link", name="quote_who")
        self._text = ElidedLabel(font=theme.fonts.fine, ink="muted", name="quote_text")
        self._close = tool(theme, "close", name="quote_cancel", says=self.tr("Do not quote"), keys="Esc", size=16)
        self._close.clicked.connect(self.cancelled)
        words = column(self._who, self._text, gap=0)
        box = row(picture(theme, "reply", "link", 20), words, self._close, margins=(14, 4, 8, 4), gap=10)
        box.setStretchFactor(words, 1)
        self.setLayout(box)
        self.hide()

    def show_quote(self, who: str, text: str) -> None:
        self._who.setText(who)
        self._text.setText(" ".join(text.split())[:200])
        self.setAccessibleName(self.tr("Answering {who}: {text}").format(who=who, text=self._text.text()))
        self.show()

    @property
    def quoted(self) -> bool:
        return not self.isHidden()


class HintRow(QFrame):
    """Some phrases at the left, which key sends at the right; what has no room is left out whole, the hint first.

    `phrase_picked(object)`: key of a phrase; `manage_asked()`: to keep them.
    """

    phrase_picked = Signal(object)
    manage_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer_hints")
        self.setProperty("ground", "window")
        self._theme = theme
        self._chips: list[Chip] = []
        self._hint = label(font=theme.fonts.tiny, ink="muted", name="composer_hint")
        says = self.tr("Manage phrases")
        self._manage = tool(theme, "pencil", name="phrases_manage", says=says, action="phrases", size=16)
        self._manage.clicked.connect(self.manage_asked)
        self._box = row(self._manage, None, self._hint, margins=(12, 4, 14, 0), gap=CHIP_GAP)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(self._box)

    def show_hint(self, text: str) -> None:
        self._hint.setText(text)
        self._fit()

    def offer(self, phrases: Sequence[Phrase]) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, phrase in enumerate(phrases[:CHIPS]):
            chip = Chip(self._theme, f"/{phrase.key}")
            chip.setObjectName(f"phrase_{phrase.key}")
            chip.setProperty("phrase", phrase.key)
            chip.setToolTip(phrase.title)
            chip.clicked.connect(self._picked)
            self._chips.append(chip)
            self._box.insertWidget(place, chip)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self._box.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._manage.sizeHint().width() - CHIP_GAP
        hint = self._hint.sizeHint().width() + 2 * CHIP_GAP
        chips = sum(chip.sizeHint().width() + CHIP_GAP for chip in self._chips)
        self._hint.setVisible(hint + chips <= room)
        for chip in self._chips:
            room -= chip.sizeHint().width() + CHIP_GAP
            chip.setVisible(room >= 0)

    def _picked(self) -> None:
        self.phrase_picked.emit(self.sender().property("phrase"))
