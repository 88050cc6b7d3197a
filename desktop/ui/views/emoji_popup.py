"""Emoji to pick from, floating above the composer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import column

EMOJI = (
    "😀😃😄😁😆😅😂🙂😉😊😇🥰😍😘😋😎🤩🥳🤔🤗😐🙄😏😢😭😔😕😮😱😴😷🤝👍👎👏🙌🙏💪👌👋👇👉💛💚💙💜"
    "🎉🎁🌟✨🔥✅❌❓❗📦🚚🧾💳📅⏰📍📎📷📞💬☕🌷"
)


class EmojiPopup(QFrame):
    """`chosen(emoji)`; arrows and Enter work, Esc closes. Screen readers name each emoji in their own language."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("emoji_popup")
        self.setProperty("ground", "popup")
        self._back: QWidget | None = None
        self._grid = QListWidget()
        self._grid.setObjectName("emoji_grid")
        self._grid.setAccessibleName(self.tr("Emoji"))
        self._grid.setViewMode(QListView.ViewMode.IconMode)
        self._grid.setMovement(QListView.Movement.Static)
        self._grid.setResizeMode(QListView.ResizeMode.Adjust)
        self._grid.setGridSize(QSize(38, 38))
        self._grid.setFont(theme.fonts.emoji(15))
        for sign in EMOJI:
            item = QListWidgetItem(sign)
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            item.setSizeHint(QSize(36, 36))
            self._grid.addItem(item)
        self._grid.setFixedSize(38 * 9 + 18, 38 * 6)
        self._grid.itemClicked.connect(self._pick)
        self._grid.itemActivated.connect(self._pick)
        self.setLayout(column(self._grid, margins=(6, 6, 6, 6)))
        self.hide()

    def toggle(self, anchor: QWidget, back: QWidget) -> None:
        """Open above `anchor`, or close; the focus returns to `back`."""
        if self.isVisible():
            self.leave()
            return
        self._back = back
        self.adjustSize()
        spot = anchor.mapTo(self.parentWidget(), QPoint(0, 0))
        left = max(4, min(spot.x() - 12, self.parentWidget().width() - self.width() - 4))
        self.move(left, max(4, spot.y() - self.height() - 8))
        self.show()
        self.raise_()
        self._grid.setCurrentRow(0)
        self._grid.setFocus()

    def leave(self) -> None:
        self.hide()
        if self._back is not None:
            self._back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def _pick(self, item: QListWidgetItem) -> None:
        self.leave()
        self.chosen.emit(item.text())
