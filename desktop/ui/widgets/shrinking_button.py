"""A button with words where there is room, and with its icon alone where there is not; its name stays the same."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.ground import restyle

_ICON = 18


class ShrinkingButton(QPushButton):
    """The layout may always make it as small as its icon: who owns it decides when it has words."""

    def __init__(self, theme: Theme, icon: str, text: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme, self._picture, self._words = theme, icon, text
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        restyle(self, look="ghost")
        self._redraw()
        theme.changed.connect(self._redraw)

    def show_words(self, *, shown: bool) -> None:
        self.setText(self._words if shown else "")

    def minimumSizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() - self.fontMetrics().horizontalAdvance(self.text()), hint.height())

    @Slot()
    def _redraw(self) -> None:
        size = self._theme.length(_ICON)
        self.setIcon(self._theme.icon(self._picture, "text", size))
        self.setIconSize(QSize(size, size))
