"""Days of the calendar: one alone, or a list in which each has a row of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.ui.views.parts import button, column, row


def day_box(iso: str, *, accessible: str, last: QDate | None = None) -> QDateEdit:
    """A day as people here write it, always with four digits of the year; `last`: none later can be chosen."""
    made = QDateEdit()
    made.setProperty("look", "field")
    shape = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    made.setDisplayFormat(shape if "yyyy" in shape else shape.replace("yy", "yyyy"))
    made.lineEdit().setTextMargins(8, 0, 8, 0)  # the style's own distance does not reach the line inside
    made.setMaximumWidth(180)
    if last is not None:
        made.setMaximumDate(last)
    made.setDate(_day(iso))
    made.setAccessibleName(accessible)
    return made


def iso_of(box: QDateEdit) -> str:
    return box.date().toString(Qt.DateFormat.ISODate)


class DayList(QFrame):
    """`edited()`: the person changed something. Each day is there once, the earliest first."""

    edited = Signal()

    def __init__(self, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._accessible = accessible
        self._rows: list[tuple[QWidget, QDateEdit, QPushButton]] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(6)
        self._add = button(self.tr("Add a day"), name=f"{name}_add")
        self._add.clicked.connect(self._add_day)
        self.setLayout(column(self._place, row(self._add, None), gap=6))

    def days(self) -> list[str]:
        """As "2026-12-24"."""
        return sorted({iso_of(box) for _, box, _ in self._rows})

    def fill(self, days: Sequence[str]) -> None:
        while self._rows:
            self._drop(0)
        for day in sorted(days):
            self._put(day)

    def _add_day(self) -> None:
        taken = set(self.days())
        day = QDate.currentDate().addDays(1)
        while day.toString(Qt.DateFormat.ISODate) in taken:
            day = day.addDays(1)
        self._put(day.toString(Qt.DateFormat.ISODate)).setFocus()
        self.edited.emit()

    def _put(self, day: str) -> QDateEdit:
        box = day_box(day, accessible=self.tr("{what}: day").format(what=self._accessible))
        box.setObjectName(f"{self._name}_day")
        box.dateChanged.connect(self._tell)
        away = button(self.tr("Remove"), name=f"{self._name}_remove")
        away.setAccessibleName(self.tr("Remove: {what}").format(what=box.text()))
        away.clicked.connect(self._remove)
        holder = QWidget()
        holder.setLayout(row(box, away, None, gap=8))
        self._rows.append((holder, box, away))
        self._place.addWidget(holder)
        return box

    def _remove(self) -> None:
        at = next(at for at, (_, _, away) in enumerate(self._rows) if away is self.sender())
        self._drop(at)
        after = self._rows[min(at, len(self._rows) - 1)][2] if self._rows else self._add
        after.setFocus()
        self.edited.emit()

    def _drop(self, at: int) -> None:
        holder, _, _ = self._rows.pop(at)
        self._place.removeWidget(holder)
        holder.hide()
        holder.deleteLater()

    def _tell(self, *_: object) -> None:  # what the box's signal carries does not matter
        for _, box, away in self._rows:
            away.setAccessibleName(self.tr("Remove: {what}").format(what=box.text()))
        self.edited.emit()


def _day(iso: str) -> QDate:
    found = QDate.fromString(iso, Qt.DateFormat.ISODate)
    return found if found.isValid() else QDate.currentDate()
