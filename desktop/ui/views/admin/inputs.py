"""The inputs of a form: each knows its widget, its value, and how to be filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, cast

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QPlainTextEdit, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.admin.days import DayList, day_box, iso_of
from desktop.ui.views.parts import column

LINES_HIGH = 6


class Kind(StrEnum):
    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    """None where nothing is written."""
    CHECK = "check"
    CHOICE = "choice"
    CHECKS = "checks"
    LINES = "lines"
    """A list, one entry per line."""
    DAYS = "days"
    """A list of days, as "2026-12-24"."""
    PAST_DAY = "past_day"


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form. `choices`: (value, words). `blank` is what an empty input means, shown in it."""

    name: str
    caption: str
    kind: Kind = Kind.TEXT
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    blank: str = ""
    fixed: bool = False
    """Only shown once the record exists."""
    section: str = ""
    """Heading above it, where a part of the form begins."""
    build: Callable[[Field, Theme], Input] | None = None
    """For what is no plain input; `kind` does not matter then."""


class Input(Protocol):
    widget: QWidget

    def value(self) -> object: ...
    def fill(self, value: object) -> None: ...
    def listen(self, told: object) -> None:
        """Call the slot `told` whenever the person changes something."""


class OfferingInput(Input, Protocol):
    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """(value, words) instead of what was offered before."""


class TextInput:
    def __init__(self, field: Field) -> None:
        self._box = QLineEdit()
        self._box.setProperty("look", "field")
        self._box.setPlaceholderText(field.blank)
        self.widget: QWidget = self._box

    def value(self) -> object:
        """One line: what was pasted may hold breaks and tabs, which the gateway refuses."""
        return " ".join(self._box.text().split())

    def fill(self, value: object) -> None:
        self._box.setText(str(value or ""))
        self._box.setCursorPosition(0)

    def listen(self, told: object) -> None:
        self._box.textEdited.connect(told)


class NumberInput:
    def __init__(self, field: Field) -> None:
        self._box = QLineEdit()
        self._box.setProperty("look", "field")
        self._box.setValidator(QIntValidator(0, 100_000, self._box))
        self._box.setPlaceholderText(field.blank)
        self._box.setMaximumWidth(180)
        self.widget: QWidget = self._box

    def value(self) -> object:
        text = self._box.text().strip()
        return int(text) if text.isdigit() else None

    def fill(self, value: object) -> None:
        self._box.setText("" if value is None else str(value))

    def listen(self, told: object) -> None:
        self._box.textEdited.connect(told)


class LongInput:
    """`lines`: the value is a list, one entry per line."""

    def __init__(self, field: Field, theme: Theme, *, lines: bool) -> None:
        self._box = QPlainTextEdit()
        self._box.setProperty("look", "field")
        self._box.setTabChangesFocus(True)
        self._box.setPlaceholderText(field.blank)
        self._box.setFont(theme.fonts.text)
        self._box.setFixedHeight(self._box.fontMetrics().lineSpacing() * LINES_HIGH + 22)
        self._lines = lines
        self.widget: QWidget = self._box

    def value(self) -> object:
        text = self._box.toPlainText()
        return [line.strip() for line in text.splitlines() if line.strip()] if self._lines else text.strip()

    def fill(self, value: object) -> None:
        entries = cast("Sequence[str]", value or ())
        self._box.setPlainText("\n".join(entries) if self._lines else str(value or ""))

    def listen(self, told: object) -> None:
        self._box.textChanged.connect(told)


class CheckInput:
    def __init__(self, field: Field) -> None:
        self._box = QCheckBox(field.caption)
        self.widget: QWidget = self._box

    def value(self) -> object:
        return self._box.isChecked()

    def fill(self, value: object) -> None:
        self._box.setChecked(bool(value))

    def listen(self, told: object) -> None:
        self._box.clicked.connect(told)


class ChoiceInput:
    def __init__(self, field: Field) -> None:
        self._box = QComboBox()
        self._box.setMinimumHeight(34)
        # As wide as its place: a long choice must not push the form out of sight.
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(8)
        self.offer(field.choices)
        self.widget: QWidget = self._box

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Instead of what was offered before."""
        self._box.clear()
        for value, words in choices:
            self._box.addItem(words, value)

    def value(self) -> object:
        return self._box.currentData()

    def fill(self, value: object) -> None:
        place = self._box.findData(value)
        if place < 0 and value:
            self._box.addItem(str(value), value)
            place = self._box.count() - 1
        self._box.setCurrentIndex(max(place, 0))

    def listen(self, told: object) -> None:
        self._box.activated.connect(told)


class ChecksInput(QFrame):
    """Several of a few; the order is that of the choices."""

    ticked = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._name = field.name
        self._boxes: dict[str, QCheckBox] = {}
        self.setLayout(column(gap=2))
        self.offer(field.choices)
        self.widget: QWidget = self

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        for old in self._boxes.values():
            old.hide()
            old.deleteLater()
        self._boxes = {}
        for value, words in choices:
            box = QCheckBox(words)
            box.setObjectName(f"check_{self._name}_{value}")
            box.setAccessibleName(words)
            box.clicked.connect(self.ticked)
            self.layout().addWidget(box)
            self._boxes[value] = box
        self.setFocusProxy(next(iter(self._boxes.values()), None))

    def value(self) -> object:
        return [value for value, box in self._boxes.items() if box.isChecked()]

    def fill(self, value: object) -> None:
        for name, box in self._boxes.items():
            box.setChecked(name in cast("Sequence[str]", value or ()))

    def listen(self, told: object) -> None:
        self.ticked.connect(told)


class DaysInput:
    def __init__(self, field: Field) -> None:
        self._list = DayList(field.name, field.caption)
        self.widget: QWidget = self._list

    def value(self) -> object:
        return self._list.days()

    def fill(self, value: object) -> None:
        self._list.fill(cast("Sequence[str]", value or ()))

    def listen(self, told: object) -> None:
        self._list.edited.connect(told)


class PastDayInput:
    """A day up to today."""

    def __init__(self, field: Field) -> None:
        self._box = day_box("", accessible=field.caption, last=QDate.currentDate())
        self.widget: QWidget = self._box

    def value(self) -> object:
        return iso_of(self._box)

    def fill(self, value: object) -> None:
        self._box.setDate(QDate.fromString(str(value or ""), Qt.DateFormat.ISODate))

    def listen(self, told: object) -> None:
        self._box.dateChanged.connect(told)


def build_input(field: Field, theme: Theme) -> Input:
    made: Input
    if field.build is not None:
        made = field.build(field, theme)
    elif field.kind is Kind.NUMBER:
        made = NumberInput(field)
    elif field.kind in (Kind.LONG, Kind.LINES):
        made = LongInput(field, theme, lines=field.kind is Kind.LINES)
    elif field.kind is Kind.CHECK:
        made = CheckInput(field)
    elif field.kind is Kind.CHOICE:
        made = ChoiceInput(field)
    elif field.kind is Kind.CHECKS:
        made = ChecksInput(field)
    elif field.kind is Kind.DAYS:
        made = DaysInput(field)
    elif field.kind is Kind.PAST_DAY:
        made = PastDayInput(field)
    else:
        made = TextInput(field)
    made.widget.setObjectName(f"field_{field.name}")
    made.widget.setAccessibleName(field.caption)
    made.widget.setAccessibleDescription(field.help)
    return made
