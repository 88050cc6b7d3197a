"""The contacts: people found and filtered at the left, one at the right; and what leads decide about them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedWidget, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.contact_panel import ContactPanel
from desktop.ui.views.empty import EmptyState
from desktop.ui.views.merging import MergingView
from desktop.ui.views.panel_form import choice_field
from desktop.ui.views.parts import button, column, ground, label, line, row
from desktop.ui.views.people_list import PeopleList
from desktop.ui.views.requests import RequestsView
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.search_field import SearchField

LIST_WIDTH = 340
WIDEST_PERSON = 620


class ContactsView(QFrame):
    """Signals: `tab_chosen(object)`: people, merging or requests; `filters_changed()`; `open_asked()` the conversation;
    `again_asked()`; `import_asked()`.
    """

    tab_chosen = Signal(object)
    filters_changed = Signal()
    open_asked = Signal()
    again_asked = Signal()
    import_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contacts")
        self.setProperty("ground", "window")
        self.setAccessibleName(self.tr("Contacts"))
        self._theme = theme
        self.search = SearchField(theme, self.tr("Name, number or user name"), clear_name=self.tr("Clear the search"))
        self.search.setObjectName("contacts_search")
        self.search.text_settled.connect(self.filters_changed)
        self.purpose = choice_field("contacts_purpose", self.tr("Purpose"), ())
        self.state = choice_field("contacts_state", self.tr("State of the permission"), ())
        for box in (self.purpose, self.state):
            box.activated.connect(self.filters_changed)
        self.list = PeopleList(theme, name="contacts_list", accessible=self.tr("Contacts"))
        self.search.moved_down.connect(self._to_list)
        self._count = label(font=theme.fonts.tiny, ink="muted", name="contacts_count")
        self._import = button(self.tr("Import…"), name="contacts_import", look="link")
        self._import.clicked.connect(self.import_asked)
        self._state = EmptyState(theme, name="contacts_empty")
        self._state.action_asked.connect(self.again_asked)
        self.panel = ContactPanel(theme, is_pane=False)
        self._open = button(self.tr("Open conversation"), name="contacts_open", look="primary")
        self._open.clicked.connect(self.open_asked)
        self._nobody = EmptyState(theme, name="contacts_nobody")
        self.merging = MergingView(theme)
        self.requests = RequestsView(theme)
        self._tabs = self._build_tabs()
        self._pages = QStackedWidget()
        for page in (self._build_people(), self.merging, self.requests):
            self._pages.addWidget(page)
        head = row(label(self.tr("Contacts"), font=theme.fonts.heading), 12, *self._tabs.buttons(), None, gap=6)
        head.setContentsMargins(20, 14, 16, 12)
        whole = column(head, line(), self._pages, gap=0)
        whole.setStretchFactor(self._pages, 1)
        self.setLayout(whole)
        self.show_person(exists=False)

    def offer_filters(self, purposes: Sequence[tuple[str, str]], states: Sequence[tuple[str, str]]) -> None:
        """(code, words) each; what was chosen stays chosen while it is still there."""
        for box, choices in ((self.purpose, purposes), (self.state, states)):
            kept = box.currentData()
            box.clear()
            for key, words in choices:
                box.addItem(words, key)
            box.setCurrentIndex(max(0, box.findData(kept)))

    def allow(self, *, deciding: bool, importing: bool) -> None:
        """`deciding`: merging and requests are for leads and admins."""
        for chip in self._tabs.buttons()[1:]:
            chip.setVisible(deciding)
        self._import.setVisible(importing)

    def count(self, tab: str, number: int) -> None:
        """How many wait behind a tab."""
        next(chip for chip in self._tabs.buttons() if chip.property("tab") == tab).set_count(number)

    def show_found(self, sentence: str) -> None:
        self._count.setText(sentence)

    def show_state(self, icon: str, title: str, text: str, action: str = "") -> None:
        """Instead of the list; an empty title shows the list."""
        self.list.setVisible(not title)
        self._state.setVisible(bool(title))
        if title:
            self._state.show_text(icon, title, text, action=action)

    def show_person(self, *, exists: bool, may_open: bool = False) -> None:
        self._open.setVisible(may_open)
        self._detail.setCurrentIndex(1 if exists else 0)

    def choose_tab(self, tab: str) -> None:
        for place, chip in enumerate(self._tabs.buttons()):
            if chip.property("tab") == tab:
                chip.setChecked(True)
                self._pages.setCurrentIndex(place)

    def _build_tabs(self) -> QButtonGroup:
        group = QButtonGroup(self)
        tabs = (
            ("people", self.tr("People")),
            ("merging", self.tr("Same person?")),
            ("requests", self.tr("LGPD requests")),
        )
        for tab, text in tabs:
            chip = Chip(self._theme, text, checkable=True)
            chip.setObjectName(f"contacts_tab_{tab}")
            chip.setAccessibleName(text)
            chip.setProperty("tab", tab)
            chip.clicked.connect(self._tab_clicked)
            group.addButton(chip)
        group.buttons()[0].setChecked(True)
        return group

    def _build_people(self) -> QWidget:
        left = ground("side")
        left.setFixedWidth(self._theme.length(LIST_WIDTH))
        filters = row(self.purpose, self.state, gap=6)
        foot = row(self._count, None, self._import)
        box = column(self.search, filters, self.list, self._state, foot, margins=(12, 12, 10, 8), gap=8)
        box.setStretchFactor(self.list, 1)
        box.setStretchFactor(self._state, 1)
        left.setLayout(box)
        self._state.hide()
        person = ground("window")
        self.panel.setMaximumWidth(WIDEST_PERSON)
        head = row(None, self._open, margins=(16, 12, 16, 0))
        middle = row(None, self.panel, None, gap=0)
        middle.setStretch(1, 8)
        inside = column(head, middle, gap=0)
        inside.setStretchFactor(middle, 1)
        person.setLayout(inside)
        self._nobody.show_text("person", self.tr("Choose a person"), self.tr("Consent, history and proof appear here."))
        self._detail = QStackedWidget()
        self._detail.addWidget(self._nobody)
        self._detail.addWidget(person)
        whole = ground("window")
        split = row(left, line(upright=True), self._detail, gap=0)
        split.setStretchFactor(self._detail, 1)
        whole.setLayout(split)
        return whole

    def _tab_clicked(self) -> None:
        tab = self.sender().property("tab")
        self.choose_tab(tab)
        self.tab_chosen.emit(tab)

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.list.currentIndex().isValid() and self.list.people.rowCount():
            self.list.setCurrentIndex(self.list.people.index(0))
