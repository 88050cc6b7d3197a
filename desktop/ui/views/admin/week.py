"""Hours of a week: one line a weekday, several spans in each, nothing at all where no hours hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from desktop.domain.hours import read_spans
from desktop.ui.theme.theme import Theme
from desktop.ui.views.admin.inputs import Field
from desktop.ui.views.parts import button, column, label, row

DAYS, _FRIDAY = 7, 5


class WeekInput(QFrame):
    """The value is seven of "HH:MM-HH:MM,HH:MM-HH:MM", Monday first, or [] where every day is empty.

    What cannot be read stays as it is written, and the cursor goes there when the field is said to be wrong.
    """

    changed = Signal()

    def __init__(self, field: Field, theme: Theme) -> None:
        super().__init__()
        self._days: list[QLineEdit] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place in range(DAYS):
            weekday = QLocale().standaloneDayName(place + 1, QLocale.FormatType.LongFormat)
            shown = weekday[:1].upper() + weekday[1:]
            box = QLineEdit()
            box.setObjectName(f"{field.name}_{place}")
            box.setProperty("look", "field")
            box.setMaxLength(80)
            box.setPlaceholderText("—")
            box.setAccessibleName(self.tr("{what}, {weekday}").format(what=field.caption, weekday=weekday))
            box.textEdited.connect(self._tell)
            caption = label(shown, font=theme.fonts.text)
            caption.setBuddy(box)
            grid.addWidget(caption, place, 0)
            grid.addWidget(box, place, 1)
            self._days.append(box)
        copy = button(self.tr("As Monday until Friday"), name=f"{field.name}_copy")
        copy.clicked.connect(self._copy)
        self.setLayout(column(grid, row(copy, None), gap=8))
        self.setFocusProxy(self._days[0])
        self.widget: QWidget = self

    def value(self) -> object:
        read = [read_spans(day.text()) for day in self._days]
        wrong = next((day for day, spans in zip(self._days, read, strict=True) if spans is None), None)
        self.setFocusProxy(wrong or self._days[0])
        found = [day.text().strip() if spans is None else spans for day, spans in zip(self._days, read, strict=True)]
        return found if any(found) else []

    def fill(self, value: object) -> None:
        days = list(cast("Sequence[str]", value or ())) or [""] * DAYS
        for box, text in zip(self._days, days, strict=False):
            box.setText(text.replace(",", ", "))
            box.setCursorPosition(0)

    def listen(self, told: object) -> None:
        self.changed.connect(told)

    def _copy(self) -> None:
        for day in self._days[1:_FRIDAY]:
            day.setText(self._days[0].text())
        self.changed.emit()

    def _tell(self, *_: object) -> None:  # what the inputs' signals carry does not matter
        self.changed.emit()
