"""Earlier cases of a conversation, newest first, each with what happened in it on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, row, tool

SHOWN = 4
"""Cases in sight at first; the rest is one click away."""


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """One case of before in words."""

    case_id: str
    title: str
    detail: str


class EarlierCases(QFrame):
    """Signals: `log_asked(object)` id of a case whose log is wanted; `again_asked()`. Hidden while there are none."""

    log_asked = Signal(object)
    again_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("earlier_cases")
        self._theme = theme
        self._entries: dict[str, _Entry] = {}
        self._lines: tuple[EarlierLine, ...] = ()
        self._shows_all = False
        title = label(self.tr("Earlier cases"), font=theme.fonts.fine_strong)
        self._state = label(font=theme.fonts.fine, ink="muted", wrap=True, name="earlier_state")
        self._again = button(self.tr("Try again"), name="earlier_again", look="link")
        self._again.clicked.connect(self.again_asked)
        self._more = button("", name="earlier_more", look="link")
        self._more.clicked.connect(self._show_all)
        self._list = column(gap=0)
        ends = [row(each, None, margins=(-7, 0, 0, 0)) for each in (self._again, self._more)]
        self.setLayout(column(title, self._state, ends[0], self._list, ends[1], gap=2, margins=(0, 4, 0, 0)))
        self.show_lines([])

    def show_lines(self, lines: Sequence[EarlierLine], problem: str = "") -> None:
        """`problem`: why they are not known; what was shown before stays then."""
        self._state.setText(problem)
        self._state.setVisible(bool(problem))
        self._again.setVisible(bool(problem))
        if not problem and tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self._place()
        self._more.setVisible(not self._shows_all and len(self._lines) > SHOWN)
        self.setVisible(bool(self._lines) or bool(problem))

    def show_log(self, case_id: str, lines: Sequence[tuple[str, str]], problem: str = "") -> None:
        """(when, what) of a case, below it."""
        if case_id in self._entries:
            self._entries[case_id].show_log(lines, problem)

    def forget(self) -> None:
        """Another conversation is shown."""
        self._shows_all = False
        self.show_lines([])

    def _place(self) -> None:
        for old in self._entries.values():
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        most = len(self._lines) if self._shows_all else SHOWN
        self._entries = {item.case_id: _Entry(self._theme, item) for item in self._lines[:most]}
        for made in self._entries.values():
            made.log_asked.connect(self.log_asked)
            self._list.addWidget(made)
        text = self.tr("{count} older").format(count=max(0, len(self._lines) - most))
        self._more.setText(text)
        self._more.setAccessibleName(text)

    def _show_all(self) -> None:
        self._shows_all = True
        self._more.hide()
        self._place()


class _Entry(QFrame):
    """`log_asked(object)`: its id, at the first look."""

    log_asked = Signal(object)

    def __init__(self, theme: Theme, item: EarlierLine) -> None:
        super().__init__()
        self.setObjectName(f"case_earlier_{item.case_id}")
        self.setAccessibleName(f"{item.title}, {item.detail}")
        self._theme, self._id = theme, item.case_id
        title = label(item.title, font=theme.fonts.fine, wrap=True)
        detail = label(item.detail, font=theme.fonts.tiny, ink="muted", wrap=True)
        says = self.tr("What happened: {case}").format(case=item.title)
        self._open = tool(theme, "chevron-down", name=f"case_log_{item.case_id}", says=says, size=14)
        self._open.clicked.connect(self._flip)
        self._log = column(gap=2, margins=(0, 2, 0, 4))
        self._inside = QWidget()
        self._inside.setLayout(self._log)
        self._inside.hide()
        words = column(title, detail, gap=0)
        head = row(words, self._open, gap=4)
        head.setStretchFactor(words, 1)
        head.setAlignment(self._open, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(head, self._inside, margins=(0, 3, 0, 3), gap=2))

    def show_log(self, lines: Sequence[tuple[str, str]], problem: str) -> None:
        while (item := self._log.takeAt(0)) is not None:
            old = item.widget()
            old.hide()
            old.deleteLater()
        shown = [f"{when}  {what}" for when, what in lines] or [problem]
        for text in shown:
            self._log.addWidget(label(text, font=self._theme.fonts.tiny, ink="muted", wrap=True))

    def _flip(self) -> None:
        opens = self._inside.isHidden()
        self._inside.setVisible(opens)
        self._open.set_icon("chevron-up" if opens else "chevron-down")
        if opens and not self._log.count():
            self.log_asked.emit(self._id)
