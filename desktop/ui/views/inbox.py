"""The list pane: search, chips with counts, the conversations, and messages that match the search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QFrame, QWidget

from desktop.ui.models.conversation_entry import Chip as Filter
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from desktop.ui.views.choices import CHOICE, Choice, ChoiceList
from desktop.ui.views.empty import EmptyState
from desktop.ui.views.parts import column, label, line, row
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.search_field import SearchField

RESULTS_SHOWN = 4
CHIP_GAP = 6
MARGIN = 14
_NO_LIMIT = 16_777_215


class InboxView(QFrame):
    """Signals:
    filter_chosen(object): which conversations are wanted.
    search_changed(object): str, the words to look for; empty shows everything.
    message_chosen(object): id of a message found by the search.
    """

    filter_chosen = Signal(object)
    search_changed = Signal(object)
    message_chosen = Signal(object)

    def __init__(self, theme: Theme, conversations: QAbstractItemView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inbox")
        self.setProperty("ground", "side")
        self.setAccessibleName(self.tr("Conversations"))
        self.list = conversations
        self.list.setObjectName("conversation_list")
        self.list.setAccessibleName(self.tr("Conversations"))
        self.search = SearchField(theme, self.tr("Search people and messages"), clear_name=self.tr("Clear the search"))
        self.search.setObjectName("inbox_search")
        self.search.text_settled.connect(self.search_changed)
        self.search.moved_down.connect(self.focus_list)
        self._width = SIZES.list_width
        self._chips = self._build_chips(theme)
        self._empty = EmptyState(theme, name="inbox_empty")
        self._found_title = label(self.tr("MESSAGES"), font=theme.fonts.tiny_strong, ink="muted", name="found_title")
        self._found_title.setContentsMargins(16, 8, 0, 2)
        self._found = ChoiceList(theme, name="found_messages", accessible=self.tr("Messages found"))
        self._found.clicked.connect(self._pick)
        self._found.activated.connect(self._pick)
        head = column(
            self.search,
            row(*self._chips.values(), None, gap=CHIP_GAP),
            margins=(MARGIN, 12, MARGIN, 6),
            gap=SIZES.small,
        )
        self.setLayout(column(head, self.list, self._empty, line(), self._found_title, self._found, gap=0))
        self.show_found([])
        self.show_empty("", "")

    def show_counts(self, counts: Mapping[Filter, int]) -> None:
        """Beside each chip; "all" has none, it is the whole list."""
        for which, chip in self._chips.items():
            chip.set_count(0 if which is Filter.ALL else counts.get(which, 0))
        self.fit(self._width)

    def fit(self, width: int) -> None:
        """Take this width, or more where large text or long counts need it."""
        self._width = width
        chips = sum(chip.minimumSizeHint().width() + CHIP_GAP for chip in self._chips.values())
        self.setFixedWidth(max(width, chips + 2 * MARGIN))

    def choose(self, which: Filter) -> None:
        """As if the chip were clicked."""
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

    def show_found(self, choices: Sequence[Choice]) -> None:
        """Messages that match; none hides the part. Where no person matches, they have the room of the list."""
        self._found.offer(choices)
        self._found.setVisible(bool(choices))
        self._found_title.setVisible(bool(choices))
        alone = bool(choices) and self.list.isHidden()
        self._found.setMaximumHeight(_NO_LIMIT if alone else max(1, self._found.height_for(RESULTS_SHOWN) + 6))
        self._empty.setVisible(self.list.isHidden() and not alone)

    def focus_list(self) -> None:
        if self.list.isHidden() and not self._found.isHidden():
            self._found.setFocus()
        else:
            self.list.setFocus()

    def _build_chips(self, theme: Theme) -> dict[Filter, Chip]:
        captions = {
            Filter.MINE: self.tr("Mine"),
            Filter.UNREAD: self.tr("Unread"),
            Filter.QUEUE: self.tr("Queue"),
            Filter.ALL: self.tr("All"),
        }
        group = QButtonGroup(self)
        group.setExclusive(True)
        chips = {}
        for number, (which, caption) in enumerate(captions.items(), start=1):
            chip = Chip(theme, caption, checkable=True)
            chip.setObjectName(f"filter_{which.value}")
            chip.setProperty("filter", which.value)
            chip.setToolTip(f"{caption} (Ctrl+{number})")
            chip.setAccessibleName(caption)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(self._chip_clicked)
            group.addButton(chip)
            chips[which] = chip
        return chips

    def _chip_clicked(self) -> None:
        self.filter_chosen.emit(Filter(self.sender().property("filter")))

    def _pick(self, index: QModelIndex) -> None:
        self.message_chosen.emit(index.data(CHOICE).key)
