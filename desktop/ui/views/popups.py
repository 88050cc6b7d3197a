"""Panels that float over the conversation without taking the focus from the text: phrases and emoji."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.choices import CHOICE, Choice, ChoiceList
from desktop.ui.views.parts import column, label

PHRASES_SHOWN = 6
EMOJI = (
    "😀😃😄😁😆😅😂🙂😉😊😇🥰😍😘😋😎🤩🥳🤔🤗😐🙄😏😢😭😔😕😮😱😴😷🤝👍👎👏🙌🙏💪👌👋👇👉💛💚💙💜"
    "🎉🎁🌟✨🔥✅❌❓❗📦🚚🧾💳📅⏰📍📎📷📞💬☕🌷"
)


class PhrasePopup(QFrame):
    """`chosen(key)`: a phrase was picked. The keys come from the input, so typing goes on."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("phrase_popup")
        self.setProperty("ground", "popup")
        self._list = ChoiceList(theme, name="phrase_list", accessible=self.tr("Phrases"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(self._pick)
        hint = label(self.tr("↑ ↓ choose · Enter inserts · Esc closes"), font=theme.fonts.tiny, ink="muted")
        hint.setContentsMargins(12, 0, 0, 2)
        self.setLayout(column(self._list, hint, margins=(2, 4, 2, 6), gap=4))
        self.hide()

    def offer(self, choices: Sequence[Choice], anchor: QWidget) -> None:
        """Show above `anchor`; nothing to offer hides it."""
        self._list.offer(choices, keep=self._list.current_key())
        if not choices:
            self.hide()
            return
        height = self._list.height_for(PHRASES_SHOWN)
        self._list.setFixedHeight(height)
        self.setFixedWidth(min(560, max(320, anchor.width())))
        self.adjustSize()
        top_left = anchor.mapTo(self.parentWidget(), QPoint(0, 0))
        self.move(top_left.x(), max(4, top_left.y() - self.height() - 6))
        self.show()
        self.raise_()

    def step(self, steps: int) -> None:
        self._list.move(steps)

    def choose_current(self) -> None:
        if key := self._list.current_key():
            self.chosen.emit(key)

    def _pick(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(CHOICE).key)


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
