"""The case in the contact's pane: its number, where it stands, what came before, and its history for the customer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.earlier_cases import EarlierCases
from desktop.ui.views.parts import button, label, row, set_property, tool
from desktop.ui.widgets.progress_strip import ProgressStrip
from desktop.ui.widgets.section import KeyValue, Section

MOST_PRIORITY = 9


class CaseCard(Section):
    """Signals: `copy_asked(object)` the plain number; `priority_asked(object)` one step up or down (1, -1);
    `history_asked()` the customer is to get the history; `pdf_asked(object)` it is wanted on this computer, True to be
    kept, False to be looked at; `folder_asked()` where it was kept.
    """

    copy_asked = Signal(object)
    priority_asked = Signal(object)
    history_asked = Signal()
    pdf_asked = Signal(object)
    folder_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "")
        self.set_title(self.tr("Protocol"))
        self.setObjectName("case_card")
        self._theme = theme
        self._plain = ""
        self._number = label(font=theme.fonts.fixed, name="panel_protocol")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._copy = tool(theme, "copy", name="panel_copy", says=self.tr("Copy the protocol number"), size=18)
        self._copy.clicked.connect(self._ask_copy)
        self._facts = KeyValue(theme)
        self._priority = self._build_priority(theme)
        self._job = label(font=theme.fonts.fine, ink="muted", wrap=True, name="case_job")
        self._send = button("", name="case_send", look="link")
        self._send.clicked.connect(self.history_asked)
        self._look = button(self.tr("View as PDF"), name="case_look", look="link")
        self._look.clicked.connect(self._ask_look)
        self._keep = button(self.tr("Save as PDF…"), name="case_keep", look="link")
        self._keep.clicked.connect(self._ask_keep)
        self.progress = ProgressStrip(theme, name="case_progress")
        self.progress.action_triggered.connect(self.folder_asked)
        self.earlier = EarlierCases(theme)
        self._build()
        self.show_number("", "")
        self.forget()

    def show_number(self, shown: str, plain: str) -> None:
        """`shown` in groups for reading aloud, `plain` for the clipboard; empty: no open case."""
        self._plain = plain
        self._number.setText(shown or self.tr("No open case"))
        self._number.setFont(self._theme.fonts.fixed if plain else self._theme.fonts.fine)
        set_property(self._number, "ink", "text" if plain else "muted")
        self._copy.setVisible(bool(plain))

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        self._facts.set_rows(facts)
        self._facts.setVisible(bool(facts))

    def show_priority(self, priority: int, *, may_change: bool) -> None:
        self._value.setText(str(priority))
        self._value.setAccessibleName(self.tr("Priority {number} of 9").format(number=priority))
        self._lower.setEnabled(priority > 0)
        self._higher.setEnabled(priority < MOST_PRIORITY)
        self._priority.setVisible(may_change)

    def show_job(
        self, sentence: str, *, may_send: bool, may_look: bool, is_begun: bool = False, is_late: bool = False
    ) -> None:
        """What becomes of the history that the customer asked for, and what can be asked about it.

        `is_begun`: the customer waits for it; `is_late`: longer than the law allows.
        """
        self._job.setText(sentence)
        set_property(self._job, "ink", "danger" if is_late else "muted")
        self._send.setText(self.tr("Choose another way…") if is_begun else self.tr("History for the customer…"))
        self._send.setAccessibleName(self._send.text())
        self._job.setVisible(bool(sentence))
        self._send.setVisible(may_send)
        self._look.setVisible(may_look)
        self._keep.setVisible(may_look)

    def forget(self) -> None:
        """Another conversation is shown."""
        self.progress.end("")
        self.show_facts([])
        self.show_priority(0, may_change=False)
        self.show_job("", may_send=False, may_look=False)
        self.earlier.forget()

    def _build(self) -> None:
        self.body.addLayout(row(self._number, None, self._copy))
        for part in (self._facts, self._priority, self._job):
            self.add(part)
        for links in ((self._send,), (self._look, self._keep)):
            self.body.addLayout(row(*links, None, margins=(-7, 0, 0, 0), gap=2))
        self.add(self.progress)
        self.add(self.earlier)

    def _build_priority(self, theme: Theme) -> QWidget:
        says = label(self.tr("Priority"), font=theme.fonts.fine, ink="muted")
        self._value = label("0", font=theme.fonts.fine_strong, name="case_priority")
        self._lower = tool(theme, "minus", name="case_lower", says=self.tr("Lower priority"), size=14)
        self._higher = tool(theme, "plus", name="case_higher", says=self.tr("Higher priority"), size=14)
        self._lower.clicked.connect(self._ask_lower)
        self._higher.clicked.connect(self._ask_higher)
        made = QWidget()
        made.setLayout(row(says, None, self._lower, self._value, self._higher, gap=4))
        return made

    def _ask_copy(self) -> None:
        self.copy_asked.emit(self._plain)

    def _ask_look(self) -> None:
        self.pdf_asked.emit(False)

    def _ask_keep(self) -> None:
        self.pdf_asked.emit(True)

    def _ask_lower(self) -> None:
        self.priority_asked.emit(-1)

    def _ask_higher(self) -> None:
        self.priority_asked.emit(1)
