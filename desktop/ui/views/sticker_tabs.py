"""The packs of the sticker picker side by side, however many there are; the one that is looked at stands out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, row

_WIDEST = 140
"""Logical pixels of one name."""
_ROOM = 30


class StickerTabs(QScrollArea):
    """`chosen(object)`: number of the pack that was clicked. Keys belong to the panel: nothing here takes the focus."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("sticker_tabs")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._choices = QButtonGroup(self)
        self._choices.setExclusive(True)
        self._choices.idClicked.connect(self._clicked)

    def offer(self, titles: Sequence[str]) -> None:
        for old in self._choices.buttons():
            self._choices.removeButton(old)
        box = row(margins=(2, 2, 2, 2), gap=4)
        # The chosen one is bold, and a style sheet's boldness is not in the size that Qt asks for.
        bold, length = QFontMetrics(self._theme.fonts.strong), self._theme.length
        for number, title in enumerate(titles):
            shown = bold.elidedText(title, Qt.TextElideMode.ElideRight, length(_WIDEST))
            made = button(shown.replace("&", "&&"), name=f"sticker_pack_{number}", look="chip", tip=title)
            made.setAccessibleName(title)
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setMinimumWidth(bold.horizontalAdvance(shown) + _ROOM)
            self._choices.addButton(made, number)
            box.addWidget(made)
        box.addStretch(1)
        inside = QWidget()
        inside.setLayout(box)
        self.setWidget(inside)
        self.setFixedHeight(inside.sizeHint().height())
        self.setVisible(bool(titles))

    def unmark(self) -> None:
        """What is looked at is no pack."""
        self._choices.setExclusive(False)
        for made in self._choices.buttons():
            made.setChecked(False)
        self._choices.setExclusive(True)

    def mark(self, number: int) -> None:
        made = self._choices.button(number)
        if made is not None:
            made.setChecked(True)
            self.ensureWidgetVisible(made, 8, 0)

    def _clicked(self, number: int) -> None:
        self.chosen.emit(number)
