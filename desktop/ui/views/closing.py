"""Closing a case beside the conversation: what it was about, a summary, whether it is solved, and the goodbye."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from desktop.domain.dispositions import Leaf, resolved
from desktop.ui.theme.theme import Theme
from desktop.ui.views.leaf_list import LeafList
from desktop.ui.views.panel_form import PanelForm, Ways, choice_field
from desktop.ui.views.parts import button, column, ground, label, row, set_property
from desktop.ui.widgets.growing_text import GrowingTextEdit
from server_stub.contract.cases import CloseCase

SUMMARY_LIMIT = 2000
_ANSWERS = {True: "yes", False: "no", None: "unknown"}
_KEYS = {key: answer for answer, key in _ANSWERS.items()}


@dataclass(frozen=True, slots=True)
class ClosingFacts:
    """What can be chosen. `goodbye`: the text as the customer would read it, "" where the queue has none;
    `obstacle`: why it cannot be sent now. `queues`: (id, name) where a new subject may go.
    """

    leaves: Sequence[Leaf]
    required: bool
    goodbye: str = ""
    obstacle: str = ""
    queues: Sequence[tuple[str, str]] = ()
    queue_id: str = ""
    may_end: bool = False
    """The chat can be ended first and the case closed in the wrap-up."""


@dataclass(frozen=True, slots=True)
class Closing:
    """`queue_id`: where a new subject begins; None when none does. How the form stands besides: the `words` by which
    the classification is looked for, and whether the person has `touched` anything.
    """

    wish: CloseCase
    queue_id: str | None = None
    words: str = field(default="", compare=False)
    touched: bool = field(default=False, compare=False)


class ClosingForm(PanelForm):
    """`end_asked()`: the chat is over now, the rest is told in the wrap-up. Enter anywhere in it closes the case."""

    end_asked = Signal()

    def __init__(self, theme: Theme, facts: ClosingFacts) -> None:
        super().__init__(theme, "closing")
        self._facts = facts
        self._filling = self._by_hand = self._chose = self._wrote = False
        self._leaves = LeafList(theme, facts.leaves, required=facts.required)
        self._leaves.changed.connect(self._marked)
        self._leaves.confirmed.connect(self._confirm)
        self._summary = GrowingTextEdit(theme, self.tr("Summary (optional)"), most_lines=4)
        self._summary.setObjectName("closing_summary")
        self._summary.setPlaceholderText(self.tr("Summary (optional)"))
        self._summary.setTabChangesFocus(True)
        self._summary.textChanged.connect(self._written)
        self._summary.submitted.connect(self._confirm)
        self._count = label(font=theme.fonts.tiny, ink="muted", name="closing_count")
        answers = (("yes", self.tr("Yes")), ("no", self.tr("No")), ("unknown", self.tr("Cannot say")))
        self._solved = Ways(theme, "closing_solved", self.tr("Is it solved?"), answers)
        self._solved.changed.connect(self._answered)
        self._goodbye = QCheckBox(self.tr("Say goodbye to the customer"))
        self._goodbye.setObjectName("closing_goodbye")
        self._goodbye_text = label(font=theme.fonts.fine, wrap=True, name="closing_goodbye_text")
        self._new = button(self.tr("New subject…"), name="closing_new", look="link")
        self._new.setCheckable(True)
        self._new.toggled.connect(self._turn)
        self._queue = choice_field("closing_queue", self.tr("Queue of the new subject"), list(facts.queues))
        self._queue.setCurrentIndex(max(0, self._queue.findData(facts.queue_id)))
        self._end = button(self.tr("End the chat, classify it after"), name="closing_end", look="link")
        self._end.clicked.connect(self.end_asked)
        self._build()
        self._turn(checked=False)
        self._written()
        self._marked()
        self._chose = self._wrote = False

    @property
    def is_meant(self) -> bool:
        """The person has filled something in, and it is enough: not only what was marked from the start."""
        return self._touched and not self.missing() and not self.is_busy

    @property
    def _touched(self) -> bool:
        return self._chose or (self._wrote and not self._facts.required)

    def restore(self, given: Closing) -> None:
        """What was filled in before the window was built again."""
        self._leaves.search(given.words)
        self._leaves.mark(given.wish.disposition_id)
        self._summary.set_text(given.wish.summary)
        self._solved.choose(_ANSWERS[given.wish.resolved])
        self._goodbye.setChecked(given.wish.say_goodbye and self._goodbye.isEnabled())
        self._new.setChecked(given.queue_id is not None)
        self._queue.setCurrentIndex(max(0, self._queue.findData(given.queue_id or self._facts.queue_id)))
        self._chose = given.touched

    def show_obstacle(self, obstacle: str) -> None:
        """Why no goodbye can be sent now; with "" it can."""
        told = obstacle or self._facts.goodbye
        was_forbidden = not self._goodbye.isEnabled()
        self._goodbye_text.setText(told)
        self._goodbye.setAccessibleDescription(told)
        self._goodbye.setEnabled(not obstacle)
        self._goodbye.setChecked(
            bool(self._facts.goodbye) and not obstacle and (self._goodbye.isChecked() or was_forbidden)
        )
        self._goodbye_turned(self._goodbye.isChecked())

    def values(self) -> Closing:
        leaf = self._leaves.leaf
        wish = CloseCase(
            leaf.id if leaf is not None else "",
            self._summary.text().strip(),
            _KEYS[self._solved.key],
            say_goodbye=self._goodbye.isChecked(),
        )
        queue_id = str(self._queue.currentData() or "") if self._new.isChecked() else None
        return Closing(wish, queue_id, self._leaves.words, self._touched)

    def missing(self) -> str:
        if self._facts.required and self._leaves.leaf is None:
            return self.tr("Choose what the case was about.")
        if len(self._summary.text().strip()) > SUMMARY_LIMIT:
            return self.tr("The summary is too long.")
        return ""

    def _build(self) -> None:
        fine = self.theme.fonts.fine
        about = self.tr("What was it about?")
        if self._facts.required:
            about = self.tr("What was it about? (required here)")
        for part in (label(about, font=fine, ink="muted"), self._leaves, self._summary):
            self.body.addWidget(part)
        self.body.addLayout(row(label(self.tr("Solved?"), font=fine, ink="muted"), None, self._count))
        self.body.addWidget(self._solved)
        box = self._build_goodbye()
        box.setVisible(bool(self._facts.goodbye))
        self.body.addWidget(box)
        self._goodbye.setChecked(True)
        self.show_obstacle(self._facts.obstacle)
        self._subject = QWidget()
        self._subject.setLayout(column(label(self.tr("Queue of the new subject"), font=fine, ink="muted"), self._queue))
        self.body.addWidget(self._subject)
        self.body.addLayout(row(self._new, None, margins=(-6, 0, 0, 0)))
        if self._facts.may_end:
            self.body.addLayout(row(self._end, None, margins=(-6, 0, 0, 0)))

    def _build_goodbye(self) -> QFrame:
        """What will be sent, as it will be read, or why it will not."""
        made = ground("popup", "closing_goodbye_box")
        self._goodbye.toggled.connect(self._goodbye_turned)
        made.setLayout(column(self._goodbye, self._goodbye_text, margins=(8, 6, 10, 8), gap=4))
        return made

    def _goodbye_turned(self, checked: bool) -> None:  # Qt passes it by position
        set_property(self._goodbye_text, "ink", "text" if checked else "muted")

    def _turn(self, checked: bool) -> None:  # Qt passes it by position
        """Between closing alone and closing with another subject after it."""
        self._subject.setVisible(checked and len(self._facts.queues) > 1)
        self._new.setText(self.tr("Without a new subject") if checked else self.tr("New subject…"))
        self._new.setAccessibleName(self._new.text())
        if checked:
            self.entitle(self.tr("Close, and begin a new subject"), self.tr("Close and begin"))
        else:
            self.entitle(self.tr("Close the case"), self.tr("Close the case"))

    def _marked(self) -> None:
        """The outcome of what is marked says whether it is solved, until the person says so."""
        leaf = self._leaves.leaf
        self._chose = True
        if not self._by_hand:
            self._filling = True
            self._solved.choose(_ANSWERS[resolved(leaf.outcome) if leaf is not None else None])
            self._filling = False
        self.refresh()

    def _answered(self) -> None:
        self._by_hand = self._by_hand or not self._filling

    def _written(self) -> None:
        length = len(self._summary.text().strip())
        self._wrote = self._wrote or bool(length)
        self._count.setText(f"{length}/{SUMMARY_LIMIT}")
        self._count.setVisible(bool(length))
        set_property(self._count, "ink", "danger" if length > SUMMARY_LIMIT else "muted")
        self.refresh()
