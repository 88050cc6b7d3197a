"""The live wall: the cases that need somebody most, with queues and people at work beside them. Nothing blinks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QStackedWidget, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.empty import EmptyState
from desktop.ui.views.item_list import ItemList
from desktop.ui.views.panel_form import choice_field
from desktop.ui.views.parts import button, column, ground, label, line, row, set_property
from desktop.ui.views.wall_cases import CaseRow, CaseTable
from desktop.ui.widgets.search_popup import PopupItem

SIDE = 320


class WallPage(QFrame):
    """Signals: `seen(bool)` somebody looks at it or not; `filters_changed()`; `look_asked(object)` the id of a
    conversation; `transfer_asked()`, `close_asked()` what is chosen in the table; `again_asked()`.
    """

    seen = Signal(bool)
    filters_changed = Signal()
    look_asked = Signal(object)
    transfer_asked = Signal()
    close_asked = Signal()
    again_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wall")
        self.setProperty("ground", "window")
        self.setAccessibleName(self.tr("Live wall"))
        self._theme = theme
        self._as_of = label(font=theme.fonts.fine, ink="muted", name="wall_as_of")
        self.queue = choice_field("wall_queue", self.tr("Queue"), ())
        self.agent = choice_field("wall_agent", self.tr("Colleague"), ())
        for box in (self.queue, self.agent):
            box.activated.connect(self.filters_changed)
        columns = [
            self.tr("Customer"),
            self.tr("Mood"),
            self.tr("Waits for us"),
            self.tr("Window left"),
            self.tr("Queue"),
            self.tr("With"),
            self.tr("Open since"),
        ]
        self.cases = CaseTable(theme, columns, self.tr("Open cases, by who needs somebody most"))
        self.cases.look_asked.connect(self.look_asked)
        self.cases.transfer_asked.connect(self.transfer_asked)
        self.cases.close_asked.connect(self.close_asked)
        self.cases.chosen_changed.connect(self._offer_deeds)
        self.queues = ItemList(theme, "wall_queues", self.tr("Queues"))
        self.queues.row_activated.connect(self._choose_queue)
        self.agents = ItemList(theme, "wall_agents", self.tr("Colleagues"))
        self.agents.row_activated.connect(self._choose_agent)
        self._count = label(font=theme.fonts.fine, ink="muted", name="wall_count")
        self._none = label(self.tr("Nobody is waiting here."), font=theme.fonts.text, ink="muted", name="wall_none")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._deeds = self._build_deeds()
        self._state = EmptyState(theme, name="wall_state")
        self._state.action_asked.connect(self.again_asked)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._state)
        self._pages.addWidget(self._build_body())
        heading = label(self.tr("Live wall"), font=theme.fonts.heading)
        head = row(heading, 10, self._as_of, None, self.queue, self.agent, margins=(20, 14, 16, 12))
        head.setStretchFactor(self._as_of, 1)
        whole = column(head, line(), self._pages, gap=0)
        whole.setStretchFactor(self._pages, 1)
        self.setLayout(whole)
        self._offer_deeds()

    def offer_filters(self, queues: Sequence[tuple[str, str]], agents: Sequence[tuple[str, str]]) -> None:
        """(id, name) each; what was chosen stays chosen while it is there."""
        for box, first, choices in (
            (self.queue, self.tr("All queues"), queues),
            (self.agent, self.tr("All colleagues"), agents),
        ):
            wanted = [("", first), *choices]
            if [(box.itemData(place), box.itemText(place)) for place in range(box.count())] == wanted:
                continue
            kept = box.currentData()
            box.clear()
            for key, words in wanted:
                box.addItem(words, key)
            box.setCurrentIndex(max(0, box.findData(kept)))

    def show_wall(
        self, queues: Sequence[PopupItem], agents: Sequence[PopupItem], cases: Sequence[CaseRow], count: str
    ) -> None:
        is_first = self._pages.currentIndex() == 0
        self.queues.show_items(queues)
        self.agents.show_items(agents)
        self.cases.show_rows(cases)
        self.cases.setVisible(bool(cases))
        self._none.setVisible(not cases)
        self._count.setText(count)
        self._pages.setCurrentIndex(1)
        if is_first and self.isVisible():
            self.begin()

    def show_as_of(self, sentence: str, *, is_stale: bool) -> None:
        self._as_of.setText(sentence)
        set_property(self._as_of, "ink", "warn" if is_stale else "muted")

    def show_state(self, icon: str, title: str, text: str, action: str = "") -> None:
        """Instead of the wall, until there is one."""
        self._state.show_text(icon, title, text, action=action)
        self._pages.setCurrentIndex(0)

    def show_chosen(self, words: str) -> None:
        self._chosen.setText(words)

    def begin(self) -> None:
        """Focus in the table, on the case that needs somebody most."""
        if self.cases.isVisible():
            self.cases.setFocus()
            if not self.cases.chosen:
                self.cases.selectRow(max(0, self.cases.currentIndex().row()))
        else:
            self.queue.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seen.emit(False)

    def _build_deeds(self) -> QWidget:
        self._chosen = label(font=self._theme.fonts.fine_strong, name="wall_chosen")
        look = button(self.tr("Look"), name="wall_look", look="primary", tip=self.tr("Look at it (Enter)"))
        look.clicked.connect(self._look)
        transfer = button(self.tr("Transfer…"), name="wall_transfer", tip=self.tr("Transfer what is chosen (T)"))
        transfer.clicked.connect(self.transfer_asked)
        close = button(self.tr("Close…"), name="wall_close", tip=self.tr("Close what is chosen (E)"))
        close.clicked.connect(self.close_asked)
        made = ground("window", "wall_deeds")
        made.setLayout(row(self._chosen, None, close, transfer, look, margins=(0, 6, 0, 0)))
        return made

    def _build_body(self) -> QWidget:
        left = ground("window")
        box = column(self._count, self.cases, self._none, self._deeds, margins=(16, 10, 12, 12), gap=6)
        box.setStretchFactor(self.cases, 1)
        box.setStretchFactor(self._none, 1)
        left.setLayout(box)
        side = ground("side")
        side.setFixedWidth(self._theme.length(SIDE))
        titles = [
            label(words, font=self._theme.fonts.tiny_strong, ink="muted")
            for words in (self.tr("Queues"), self.tr("Colleagues"))
        ]
        beside = column(titles[0], self.queues, 6, titles[1], self.agents, margins=(10, 12, 8, 8), gap=4)
        beside.setStretchFactor(self.queues, 2)
        beside.setStretchFactor(self.agents, 3)
        side.setLayout(beside)
        body = ground("window")
        split = row(left, line(upright=True), side, gap=0)
        split.setStretchFactor(left, 1)
        body.setLayout(split)
        return body

    def _offer_deeds(self) -> None:
        self._deeds.setVisible(bool(self.cases.chosen))

    def _look(self) -> None:
        chosen = self.cases.chosen
        if chosen:
            current = self.cases.current_id
            self.look_asked.emit(current if current in chosen else chosen[0])

    def _choose_queue(self, queue_id: object) -> None:
        self._flip(self.queue, str(queue_id))

    def _choose_agent(self, account_id: object) -> None:
        self._flip(self.agent, str(account_id))

    def _flip(self, box: QComboBox, key: str) -> None:
        """Only theirs, and once more everybody's."""
        box.setCurrentIndex(0 if box.currentData() == key else max(0, box.findData(key)))
        self.filters_changed.emit()
