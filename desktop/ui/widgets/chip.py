"""A pill to filter or insert by, with an optional count."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.ui.theme.theme import Theme

_AROUND = 26
"""Border and padding of the look "chip", left and right together, in logical pixels."""


class Chip(QPushButton):
    """Checkable when it filters. Group several with a QButtonGroup to make them exclusive."""

    def __init__(self, theme: Theme, text: str, *, checkable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._caption = text
        self._count = 0
        self.setProperty("look", "chip")
        self.setCheckable(checkable)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._refont()
        theme.changed.connect(self._refont)

    def set_count(self, count: int) -> None:
        """Behind the caption; nothing at zero."""
        self._count = count
        self._show_caption()

    def sizeHint(self) -> QSize:
        """With room for the heavier letters of a chosen one, which would lose their ends."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        asked = super().sizeHint()
        return QSize(max(asked.width(), QFontMetrics(font).horizontalAdvance(self.text()) + _AROUND), asked.height())

    def _show_caption(self) -> None:
        # An ampersand of a caption would otherwise become a mnemonic.
        caption = self._caption.replace("&", "&&")
        self.setText(f"{caption} {self._count}" if self._count else caption)
        self.setAccessibleName(f"{self._caption} {self._count}" if self._count else self._caption)

    @Slot()
    def _refont(self) -> None:
        self.setFont(self._theme.fonts.fine)
        self.setFixedHeight(max(28, self.fontMetrics().height() + 10))
