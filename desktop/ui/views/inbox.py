"""The list pane: search, chips with counts, the conversations, and messages that match the search."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QFrame, QWidget

from desktop.ui.models.conversation_entry import Chip as Filter
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from desktop.ui.views.empty import EmptyState
from desktop.ui.views.found import FoundView
from desktop.ui.views.parts import column, row
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.search_field import SearchField

CHIP_GAP = 6
MARGIN = 14
_FURTHER = (Filter.OFFERED, Filter.CLOSED)
_UNCOUNTED = (Filter.ALL, Filter.CLOSED)
"""Their number says nothing about what is to be done."""


class InboxView(QFrame):
    """Signals:
    filter_chosen(object): which conversations are wanted.
    search_changed(object): str, the words to look for; empty shows everything.
    first_asked(): Enter was pressed in the search: open what stands first.
    wanted(): somebody is about to choose here.
    """

    filter_chosen = Signal(object)
    search_changed = Signal(object)
    first_asked = Signal()
    wanted = Signal()

    def __init__(self, theme: Theme, conversations: QAbstractItemView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inbox")
        self.setProperty("ground", "side")
        self.setAccessibleName(self.tr("Conversations"))
        self.list = conversations
        self.list.setObjectName("conversation_list")
        self.list.setAccessibleName(self.tr("Conversations"))
        name, clear_name = self.tr("Search people and messages"), self.tr("Clear the search")
        self.search = SearchField(theme, name, clear_name=clear_name, pause_ms=0)
        self.search.setObjectName("inbox_search")
        self.search.text_settled.connect(self.search_changed)
        self.search.moved_down.connect(self.focus_list)
        self.search.returnPressed.connect(self.first_asked)
        self.list.installEventFilter(self)
        self._width = SIZES.list_width
        self._chips = self._build_chips(theme)
        self._further = QFrame()
        """Below the others, only while there is something behind them."""
        self._further.setLayout(row(*(self._chips[each] for each in _FURTHER), None, gap=CHIP_GAP))
        self._further.hide()
        self._empty = EmptyState(theme, name="inbox_empty")
        self.found = FoundView(theme)
        self.found.left_above.connect(self._back_up)
        head = column(
            self.search,
            row(*(chip for which, chip in self._chips.items() if which not in _FURTHER), None, gap=CHIP_GAP),
            self._further,
            margins=(MARGIN, 12, MARGIN, 6),
            gap=SIZES.small,
        )
        self.setLayout(column(head, self.list, self._empty, self.found, gap=0))
        self.found.hide()
        self.show_empty("", "")

    def show_counts(self, counts: Mapping[Filter, int]) -> None:
        """Beside each chip; "all" and "closed" have none."""
        for which, chip in self._chips.items():
            chip.set_count(0 if which in _UNCOUNTED else counts.get(which, 0))
        for which in _FURTHER:
            self._chips[which].setVisible(bool(counts.get(which, 0)) or self._chips[which].isChecked())
        self._further.setVisible(any(not self._chips[which].isHidden() for which in _FURTHER))
        self.fit(self._width)

    def fit(self, width: int) -> None:
        """Take this width, or more where large text or long counts need it."""
        self._width = width
        shown = [chip for which, chip in self._chips.items() if which not in _FURTHER]
        chips = sum(chip.minimumSizeHint().width() + CHIP_GAP for chip in shown)
        self.setFixedWidth(max(width, chips + 2 * MARGIN))

    def choose(self, which: Filter) -> None:
        """As if the chip were clicked."""
        self.wanted.emit()
        self._chips[which].setChecked(True)
        self.filter_chosen.emit(which)

    def choose_named(self, name: str) -> None:
        """By the name that the keys know."""
        self.choose(Filter(name))

    def show_empty(self, title: str, text: str) -> None:
        """In the place of the list; empty strings bring the list back."""
        self._empty.show_text("chat", title, text)
        self._empty.setVisible(bool(title))
        self.list.setVisible(not title)

    def show_found(self, *, is_shown: bool) -> None:
        """Messages that match. Where no person does, they have the room of the list."""
        alone = self.list.isHidden() and not self.found.is_empty
        self.found.give_room(alone=alone)
        self.found.setVisible(is_shown)
        self._empty.setVisible(self.list.isHidden() and not alone)

    def focus_list(self) -> None:
        """What can be moved through with the arrow keys: people first, then messages."""
        self.wanted.emit()
        if self.list.isHidden() and self.found.isVisible() and self.found.focus_first():
            return
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down on the last person goes on to the messages."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            is_last = self.list.currentIndex().row() == self.list.model().rowCount() - 1
            if is_last and self.found.isVisible() and self.found.focus_first():
                return True
        return super().eventFilter(watched, event)

    def _back_up(self) -> None:
        if self.list.isHidden():
            self.search.setFocus()
        else:
            self.list.setFocus()

    def _build_chips(self, theme: Theme) -> dict[Filter, Chip]:
        captions = {
            Filter.MINE: self.tr("Mine"),
            Filter.UNREAD: self.tr("Unread"),
            Filter.QUEUE: self.tr("Queue"),
            Filter.ALL: self.tr("All"),
            Filter.OFFERED: self.tr("Offered to me"),
            Filter.CLOSED: self.tr("Closed cases"),
        }
        group = QButtonGroup(self)
        group.setExclusive(True)
        chips = {}
        for which, caption in captions.items():
            chip = Chip(theme, caption, checkable=True)
            chip.setObjectName(f"filter_{which.value}")
            chip.setProperty("filter", which.value)
            chip.setToolTip(caption)
            chip.setProperty("action", f"filter_{which.value}")
            chip.setAccessibleName(caption)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(self._chip_clicked)
            group.addButton(chip)
            chips[which] = chip
        return chips

    def _chip_clicked(self) -> None:
        self.filter_chosen.emit(Filter(self.sender().property("filter")))
