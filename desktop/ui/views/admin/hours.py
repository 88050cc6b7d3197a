"""Allowed hours by profile and weekday, as "09:00-20:00", with stricter ones for single states."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLineEdit, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import column, label
from server_stub.contract.registers import QuietHours

Profiles = dict[str, QuietHours]
DAYS = 7


class HoursTable(QFrame):
    """`edited()`: the person changed something. An empty day means never."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hours")
        self._theme = theme
        self._rows: dict[tuple[str, str], tuple[list[QLineEdit], QCheckBox]] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(8)
        heading = label(self.tr("Hours"), font=theme.fonts.title)
        told = label(
            self.tr("By the clock of the person who receives it, as 09:00-20:00. An empty day means never."),
            font=theme.fonts.fine,
            ink="muted",
            wrap=True,
        )
        self.setLayout(column(heading, told, self._grid, gap=6))

    def fill(self, profiles: Profiles, states: dict[str, Profiles], words: Mapping[str, str]) -> None:
        """`words`: the names of the profiles."""
        self._clear()
        for place in range(DAYS):
            name = QLocale().standaloneDayName(place + 1, QLocale.FormatType.ShortFormat)
            self._grid.addWidget(label(name, font=self._theme.fonts.fine, ink="muted"), 0, place + 1)
        self._grid.addWidget(label(self.tr("Holidays"), font=self._theme.fonts.fine, ink="muted"), 0, DAYS + 1)
        for name, hours in profiles.items():
            self._add(("", name), words.get(name, name), hours)
        for state, of_state in states.items():
            for name, hours in of_state.items():
                title = self.tr("{profile} in {state}").format(profile=words.get(name, name), state=state)
                self._add((state, name), title, hours)

    def values(self) -> tuple[Profiles, dict[str, Profiles]]:
        profiles: Profiles = {}
        states: dict[str, Profiles] = {}
        for (state, name), (days, on_holidays) in self._rows.items():
            hours = QuietHours([day.text().replace(" ", "") for day in days], on_holidays=on_holidays.isChecked())
            (states.setdefault(state, {}) if state else profiles)[name] = hours
        return profiles, states

    def _add(self, key: tuple[str, str], title: str, hours: QuietHours) -> None:
        line = self._grid.rowCount()
        self._grid.addWidget(label(title, font=self._theme.fonts.strong, wrap=True), line, 0)
        days = [self._day(title, place, text) for place, text in enumerate(hours.days)]
        for place, day in enumerate(days):
            self._grid.addWidget(day, line, place + 1)
        on_holidays = QCheckBox()
        on_holidays.setChecked(hours.on_holidays)
        on_holidays.setAccessibleName(self.tr("{profile}: also on holidays").format(profile=title))
        on_holidays.clicked.connect(self._tell)
        self._grid.addWidget(on_holidays, line, DAYS + 1)
        self._rows[key] = (days, on_holidays)

    def _day(self, title: str, place: int, text: str) -> QLineEdit:
        day = QLineEdit(text)
        day.setProperty("look", "field")
        day.setMaxLength(11)
        day.setMinimumWidth(98)
        day.setPlaceholderText("—")
        weekday = QLocale().standaloneDayName(place + 1, QLocale.FormatType.LongFormat)
        day.setAccessibleName(self.tr("{profile}, {weekday}").format(profile=title, weekday=weekday))
        day.textEdited.connect(self._tell)
        return day

    def _clear(self) -> None:
        self._rows.clear()
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _tell(self, *_: object) -> None:  # what the inputs' signals carry does not matter
        self.edited.emit()
