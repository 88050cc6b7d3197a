"""Messages that a search found: those kept here, and below them those that only the gateway has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.choices import CHOICE, Choice, ChoiceList
from desktop.ui.views.parts import column, label, line

SHOWN = 4
_NO_LIMIT = 16_777_215


class ResultList(ChoiceList):
    """Signals: `left_above()`, `left_below()`: the arrow keys went past an end."""

    left_above = Signal()
    left_below = Signal()

    def enter(self, *, row: int) -> None:
        """With the focus, from above or below."""
        self.setCurrentIndex(self.model().index(row, 0))
        self.setFocus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Down and row == self.count() - 1:
            self.left_below.emit()
        elif event.key() == Qt.Key.Key_Up and row <= 0:
            self.left_above.emit()
        else:
            super().keyPressEvent(event)


class FoundView(QFrame):
    """Signals:
    chosen(object): key of a Choice.
    left_above(): Up was pressed on the first.
    """

    chosen = Signal(object)
    left_above = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("found")
        self._title = label(self.tr("MESSAGES"), font=theme.fonts.tiny_strong, ink="muted", name="found_title")
        self.here = ResultList(theme, name="found_messages", accessible=self.tr("Messages found"))
        self._far = label(self.tr("WHOLE HISTORY"), font=theme.fonts.tiny_strong, ink="muted", name="found_far_title")
        self.far = ResultList(theme, name="found_elsewhere", accessible=self.tr("Found in the whole history"))
        self._state = label(font=theme.fonts.tiny, ink="muted", name="found_state", wrap=True)
        for title in (self._title, self._far):
            title.setContentsMargins(16, 8, 0, 2)
        self._state.setContentsMargins(16, 4, 12, 8)
        for each in (self.here, self.far):
            each.clicked.connect(self._pick)
            each.activated.connect(self._pick)
        self.here.left_above.connect(self.left_above)
        self.here.left_below.connect(self._down)
        self.far.left_above.connect(self._up)
        box = column(line(), self._title, self.here, self._far, self.far, self._state, None, gap=0)
        for each in (self.here, self.far):
            box.setStretchFactor(each, 1)
        self.setLayout(box)
        self.show_here([])
        self.show_far([])
        self.show_state("")

    def show_here(self, choices: Sequence[Choice]) -> None:
        self._show(self.here, self._title, choices)

    def show_far(self, choices: Sequence[Choice], *, keep: str = "") -> None:
        """`keep`: key of the row that stays current."""
        self._show(self.far, self._far, choices, keep=keep)

    def show_state(self, sentence: str) -> None:
        self._state.setText(sentence)
        self._state.setAccessibleName(sentence)
        self._state.setVisible(bool(sentence))

    @property
    def is_empty(self) -> bool:
        return not self.here.count() and not self.far.count()

    def give_room(self, *, alone: bool) -> None:
        """`alone`: nobody was found, so the messages have the room of the list."""
        rows = self.here.count() if alone else SHOWN
        self.here.setMaximumHeight(max(1, self.here.height_for(rows) + 6))
        self.far.setMaximumHeight(_NO_LIMIT if alone else max(1, self.far.height_for(SHOWN) + 6))

    def focus_first(self) -> bool:
        for each in (self.here, self.far):
            if each.count():
                each.enter(row=0)
                return True
        return False

    def _show(self, target: ResultList, title: QWidget, choices: Sequence[Choice], *, keep: str = "") -> None:
        # Nothing is current until one comes here: only one row of the pane may look chosen.
        target.offer(choices, keep=keep, begin=False)
        target.setVisible(bool(choices))
        title.setVisible(bool(choices))

    def _down(self) -> None:
        if self.far.count():
            self.far.enter(row=0)

    def _up(self) -> None:
        if self.here.count():
            self.here.enter(row=self.here.count() - 1)
        else:
            self.left_above.emit()

    def _pick(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(CHOICE).key)
