"""Breaks of one day: what was planned, what was taken, and the record to print. It informs; it ranks nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.panel_form import choice_field
from desktop.ui.views.parts import button, column, ground, label, line, picture, row, tool
from desktop.ui.widgets.day_strip import DayStrip, Stretch
from desktop.ui.widgets.progress_strip import ProgressStrip

WIDEST = 720


@dataclass(frozen=True, slots=True)
class BreakLine:
    """One break in words; `icon` says what it is, never how good it was."""

    icon: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class DayFacts:
    """One day in words and stretches. `note`: what else must be known of it."""

    summary: str
    rests: Sequence[BreakLine]
    others: Sequence[BreakLine]
    note: str
    stretches: Sequence[Stretch]
    marks: Sequence[tuple[int, str]]
    now: int | None


class BreaksPage(QFrame):
    """Signals: `left()`; `day_asked(object)` days forward or back, 0 for today; `person_asked(object)` id of an
    account; `print_asked()`; `folder_asked()`; `again_asked()`.
    """

    left = Signal()
    day_asked = Signal(object)
    person_asked = Signal(object)
    print_asked = Signal()
    folder_asked = Signal()
    again_asked = Signal()

    def __init__(self, theme: Theme, people: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`people`: (id, name) whose days may be looked at, oneself first."""
        super().__init__(parent)
        self.setObjectName("breaks_page")
        self.setProperty("ground", "window")
        self._theme = theme
        title = self.tr("My breaks") if len(people) < 2 else self.tr("Breaks")
        self.setAccessibleName(title)
        back = tool(theme, "chevron-left", name="breaks_back", says=self.tr("Back to the conversation"), keys="Esc")
        back.clicked.connect(self.left)
        self._heading = label(title, font=theme.fonts.heading, wrap=True, name="breaks_heading")
        self._person = choice_field("breaks_person", self.tr("Whose breaks"), list(people))
        if len(people) < 2:  # never shown here: it would be a window of its own
            self._person.hide()
        self._person.activated.connect(self._choose)
        self._earlier = tool(theme, "chevron-left", name="breaks_earlier", says=self.tr("The day before"))
        self._later = tool(theme, "chevron-right", name="breaks_later", says=self.tr("The day after"))
        self._today = button(self.tr("Today"), name="breaks_today", look="link")
        self._day = label(font=theme.fonts.strong, name="breaks_day")
        for each, days in ((self._earlier, -1), (self._later, 1), (self._today, 0)):
            each.setProperty("days", days)
            each.clicked.connect(self._move)
        self._print = button(self.tr("Save as PDF…"), name="breaks_print")
        self._print.clicked.connect(self.print_asked)
        self.progress = ProgressStrip(theme, name="breaks_progress")
        self.progress.action_triggered.connect(self.folder_asked)
        self._state = label(font=theme.fonts.text, ink="muted", wrap=True, name="breaks_state")
        self._again = button(self.tr("Try again"), name="breaks_again", look="link")
        self._again.clicked.connect(self.again_asked)
        self._summary = label(font=theme.fonts.text, wrap=True, name="breaks_summary")
        self._note = label(font=theme.fonts.fine, ink="muted", wrap=True, name="breaks_note")
        self._strip = DayStrip(theme)
        self._rests, self._others = column(gap=10), column(gap=10)
        self._build(back)
        self.show_problem(self.tr("Loading…"), may_retry=False)

    def begin(self) -> None:
        """Focus where days are leafed through."""
        self._earlier.setFocus()

    def show_day(self, day: str, facts: DayFacts | None, *, is_today: bool) -> None:
        """`day` in words; without facts only the day changes, and what is known of it comes."""
        self._day.setText(day)
        self._later.setEnabled(not is_today)
        self._today.setVisible(not is_today)
        if facts is None:
            return
        self._say("", may_retry=False)
        self._summary.setText(facts.summary)
        self._note.setText(facts.note)
        self._note.setVisible(bool(facts.note))
        self._strip.show_day(facts.stretches, facts.marks, facts.now, facts.summary)
        self._strip.setVisible(len(facts.marks) > 1)
        self._fill(self._rests, facts.rests)
        self._rests_title.setVisible(bool(facts.rests))
        self._fill(self._others, facts.others)
        self._others_title.setVisible(bool(facts.others))

    def show_problem(self, sentence: str, *, may_retry: bool) -> None:
        """Instead of the day."""
        self._say(sentence, may_retry=may_retry)

    def choose_person(self, account_id: str) -> None:
        self._person.setCurrentIndex(max(0, self._person.findData(account_id)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in steps and (event.key() == Qt.Key.Key_PageUp or self._later.isEnabled()):
            self.day_asked.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + (bar.singleStep() if event.key() == Qt.Key.Key_Down else -bar.singleStep()))
        else:
            super().keyPressEvent(event)

    def _build(self, back: QWidget) -> None:
        rule = self.tr(
            "NR-17, Annex II: two breaks of 10 minutes and 20 minutes for a meal, outside the first and the last hour "
            "of work. A break may last longer. Going to the toilet is always possible and is no break."
        )
        self._rests_title = label(self.tr("Rest breaks"), font=self._theme.fonts.strong, name="breaks_rests")
        self._others_title = label(self.tr("Other pauses"), font=self._theme.fonts.strong)
        shown = QWidget()
        shown.setLayout(
            column(
                self._summary,
                self._strip,
                8,
                self._rests_title,
                self._rests,
                8,
                self._others_title,
                self._others,
                self._note,
                gap=10,
            )
        )
        self._shown = shown
        head = ground("window", "breaks_head")
        inside = ground("window", "breaks_inside")
        for each in (head, inside):
            each.setMaximumWidth(WIDEST)
        days = row(self._earlier, self._day, self._later, self._today, None, self._print, gap=6)
        told = label(rule, font=self._theme.fonts.fine, ink="muted", wrap=True)
        head.setLayout(
            column(
                row(back, self._heading, None, self._person),
                told,
                line(),
                days,
                self.progress,
                self._state,
                row(self._again, None),
                margins=(20, 18, 20, 6),
                gap=12,
            )
        )
        inside.setLayout(column(shown, None, margins=(20, 6, 20, 18)))
        self._area = area = QScrollArea()
        area.setObjectName("breaks_scroll")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.setLayout(column(head, area, gap=0))

    def _say(self, sentence: str, *, may_retry: bool) -> None:
        self._state.setText(sentence)
        self._state.setVisible(bool(sentence))
        self._again.setVisible(may_retry)
        self._shown.setVisible(not sentence)
        self._print.setEnabled(not sentence)

    def _fill(self, place: QVBoxLayout, lines: Sequence[BreakLine]) -> None:
        while (item := place.takeAt(0)) is not None:
            old = item.widget()
            old.hide()
            old.deleteLater()
        for each in lines:
            place.addWidget(self._line(each))

    def _line(self, told: BreakLine) -> QFrame:
        made = QFrame()
        made.setObjectName("break_line")
        made.setAccessibleName(f"{told.title}: {told.detail}")
        sign = picture(self._theme, told.icon, "muted", 18)
        title = label(told.title, font=self._theme.fonts.text, wrap=True)
        detail = label(told.detail, font=self._theme.fonts.fine, ink="muted", wrap=True)
        words = column(title, detail, gap=0)
        box = row(sign, words, gap=10)
        box.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        box.setStretchFactor(words, 1)
        made.setLayout(box)
        return made

    def _move(self) -> None:
        self.day_asked.emit(self.sender().property("days"))

    def _choose(self) -> None:
        self.person_asked.emit(self._person.currentData())
