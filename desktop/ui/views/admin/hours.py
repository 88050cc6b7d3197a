"""Allowed hours by profile and weekday, as "09:00-20:00", with stricter ones for single states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from desktop.domain.hours import read_span
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, row
from server_stub.contract.registers import QuietHours

Profiles = dict[str, QuietHours]
Key = tuple[str, str]
"""State ("" for everywhere) and profile."""
DAYS = 7


class HoursTable(QFrame):
    """`edited()`: the person changed something. An empty day means never.

    A week is wider than a narrow window: it moves sideways by itself, and the page does not.
    """

    edited = Signal()

    def __init__(self, theme: Theme, states: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hours")
        self._theme = theme
        self._words: dict[str, str] = {}
        self._rows: dict[Key, tuple[list[QLineEdit], QCheckBox]] = {}
        self._away: dict[QPushButton, Key] = {}
        self._holder = QFrame()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 8)
        self._scroll = _Sideways(self._holder)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(8)
        heading = label(self.tr("Hours"), font=theme.fonts.title)
        told = label(
            self.tr("By the clock of the person who receives it, as 09:00-20:00. An empty day means never."),
            font=theme.fonts.fine,
            ink="muted",
            wrap=True,
        )
        self._problem = label(font=theme.fonts.fine, ink="danger", wrap=True, name="problem_hours")
        self._problem.hide()
        self._state = _choice("hours_state", self.tr("State"), [(state, state) for state in states])
        self._profile = _choice("hours_profile", self.tr("Kind of message"), [])
        self._add_button = button(self.tr("Add hours of a state"), name="hours_add")
        self._add_button.clicked.connect(self._add_state)
        adding = column(row(self._state, self._profile, None, gap=8), row(self._add_button, None), gap=8)
        stricter = label(
            self.tr("Where a state has hours of its own, they count there instead."),
            font=theme.fonts.fine,
            ink="muted",
            wrap=True,
        )
        self.setLayout(column(heading, told, self._scroll, self._problem, stricter, adding, gap=8))

    def fill(self, profiles: Profiles, states: dict[str, Profiles], words: Mapping[str, str]) -> None:
        """`words`: the names of the profiles."""
        self._words = dict(words)
        self._profile.clear()
        for name in profiles:
            self._profile.addItem(self._words.get(name, name), name)
        hours = {("", name): of_day for name, of_day in profiles.items()}
        for state, of_state in states.items():
            hours |= {(state, name): of_day for name, of_day in of_state.items()}
        self._show(hours)

    def values(self) -> tuple[Profiles, dict[str, Profiles]]:
        profiles: Profiles = {}
        states: dict[str, Profiles] = {}
        for (state, name), hours in self._hours().items():
            (states.setdefault(state, {}) if state else profiles)[name] = hours
        return profiles, states

    def check(self) -> bool:
        """False where a day cannot be read: a sentence says which, and the cursor stands in it."""
        for key, (days, _) in self._rows.items():
            for place, day in enumerate(days):
                if read_span(day.text()) is None:
                    told = self.tr(
                        "{profile}, {weekday}: write from when to when, as 09:00-20:00, or nothing for never."
                    )
                    self._say(told.format(profile=self._title(key), weekday=_weekday(place)))
                    day.setFocus()
                    day.selectAll()
                    return False
        self._say("")
        return True

    def _hours(self) -> dict[Key, QuietHours]:
        return {
            key: QuietHours([_span(day) for day in days], on_holidays=on_holidays.isChecked())
            for key, (days, on_holidays) in self._rows.items()
        }

    def _show(self, hours: Mapping[Key, QuietHours]) -> None:
        self._clear()
        self._say("")
        for place in range(DAYS):
            name = QLocale().standaloneDayName(place + 1, QLocale.FormatType.ShortFormat)
            self._grid.addWidget(label(name, font=self._theme.fonts.fine, ink="muted"), 0, place + 1)
        self._grid.addWidget(label(self.tr("Holidays"), font=self._theme.fonts.fine, ink="muted"), 0, DAYS + 1)
        for key, of_day in hours.items():
            self._add(key, of_day)
        self._scroll.fit()

    def _add(self, key: Key, hours: QuietHours) -> None:
        line, title = self._grid.rowCount(), self._title(key)
        head = column(label(title, font=self._theme.fonts.strong, wrap=True), gap=4)
        self._grid.addLayout(head, line, 0)
        days = [self._day(title, place, text) for place, text in enumerate(hours.days)]
        for place, day in enumerate(days):
            self._grid.addWidget(day, line, place + 1)
        on_holidays = QCheckBox()
        on_holidays.setChecked(hours.on_holidays)
        on_holidays.setAccessibleName(self.tr("{profile}: also on holidays").format(profile=title))
        on_holidays.clicked.connect(self._tell)
        self._grid.addWidget(on_holidays, line, DAYS + 1)
        if key[0]:
            away = button(self.tr("Remove"), name=f"hours_remove_{key[0]}_{key[1]}")
            away.setAccessibleName(self.tr("Remove: {what}").format(what=title))
            away.clicked.connect(self._remove)
            self._away[away] = key
            head.addLayout(row(away, None))
        self._rows[key] = (days, on_holidays)

    def _day(self, title: str, place: int, text: str) -> QLineEdit:
        day = QLineEdit(text)
        day.setProperty("look", "field")
        day.setMaxLength(20)
        day.setMinimumWidth(QFontMetrics(self._theme.fonts.text).horizontalAdvance("00:00-00:00") + 26)
        day.setPlaceholderText("—")
        day.setAccessibleName(self.tr("{profile}, {weekday}").format(profile=title, weekday=_weekday(place)))
        day.textEdited.connect(self._tell)
        return day

    def _add_state(self) -> None:
        """Begins with the hours that hold everywhere; where the state has hours already, the cursor goes there."""
        key: Key = (str(self._state.currentData()), str(self._profile.currentData()))
        if key not in self._rows:
            hours = self._hours()
            self._add(key, hours[("", key[1])])
            self._scroll.fit()
            self._tell()
        monday = self._rows[key][0][0]
        monday.show()  # the layout does so later, and nothing hidden takes the cursor
        monday.setFocus()

    def _remove(self) -> None:
        button_ = self.sender()
        key = next(key for away, key in self._away.items() if away is button_)
        self._show({other: hours for other, hours in self._hours().items() if other != key})
        self._add_button.setFocus()
        self._tell()

    def _title(self, key: Key) -> str:
        state, name = key
        words = self._words.get(name, name)
        return self.tr("{profile} in {state}").format(profile=words, state=state) if state else words

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _clear(self) -> None:
        self._rows.clear()
        self._away.clear()
        _empty(self._grid)

    def _tell(self, *_: object) -> None:  # what the inputs' signals carry does not matter
        self.edited.emit()


class _Sideways(QScrollArea):
    """As high as what is in it; only its width is bounded."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def fit(self) -> None:
        inner = self.widget()
        inner.layout().activate()
        wide = max(inner.minimumSizeHint().width(), self.viewport().width())
        high = max(inner.sizeHint().height(), inner.heightForWidth(wide))
        self.setFixedHeight(high + self.horizontalScrollBar().sizeHint().height())


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _empty(inner)


def _span(day: QLineEdit) -> str:
    """What cannot be read stays as it is written: `check` tells of it."""
    read = read_span(day.text())
    return day.text() if read is None else read


def _weekday(place: int) -> str:
    return QLocale().standaloneDayName(place + 1, QLocale.FormatType.LongFormat)


def _choice(name: str, accessible: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.setMinimumHeight(34)
    for value, words in choices:
        made.addItem(words, value)
    return made
