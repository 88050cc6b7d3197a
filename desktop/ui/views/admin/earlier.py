"""The form for a text that was in use elsewhere before this gateway."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.admin.form import WIDEST, Form
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.parts import button, column, label, row

SHORTEST = 10


@dataclass(frozen=True, slots=True)
class EarlierText:
    """`in_use_from` and `in_use_until` in ms: the first day from its beginning, the last to its end."""

    body: str
    in_use_from: int
    in_use_until: int


class EarlierForm(QFrame):
    """`register_asked(object)`: an EarlierText. Hidden until `begin`."""

    register_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("earlier")
        self.setMaximumWidth(WIDEST)
        heading = label(self.tr("A text of earlier times"), font=theme.fonts.title, wrap=True)
        told = label(
            self.tr(
                "For permissions that you collected before, elsewhere. It is never shown to anybody; every proof says "
                "that it was registered later, by you, today. Register only a text that asked for the same thing."
            ),
            font=theme.fonts.text,
            ink="muted",
            wrap=True,
        )
        fields = (
            Field("earlier_body", self.tr("Its exact words"), Kind.LONG),
            Field("earlier_from", self.tr("In use from"), Kind.PAST_DAY),
            Field("earlier_until", self.tr("Until (last day)"), Kind.PAST_DAY),
        )
        self._form = Form(theme, fields)
        register = button(self.tr("Register"), name="earlier_register", look="primary")
        register.clicked.connect(self._register)
        cancel = button(self.tr("Cancel"), name="earlier_cancel")
        cancel.clicked.connect(self.hide)
        self.setLayout(column(heading, told, self._form, row(register, cancel, None, gap=10), gap=10))
        self.hide()

    def begin(self) -> None:
        today = QDate.currentDate()
        days = {"earlier_from": today.addYears(-1), "earlier_until": today.addDays(-1)}
        values: dict[str, object] = {name: day.toString(Qt.DateFormat.ISODate) for name, day in days.items()}
        self._form.fill(values, exists=False)
        self.show()
        self._form.focus()

    def _register(self) -> None:
        values = self._form.values()
        self._form.clear_problems()
        body = str(values["earlier_body"])
        begin, last = (_day(values[name]) for name in ("earlier_from", "earlier_until"))
        if len(body) < SHORTEST:
            self._form.show_problem("earlier_body", self.tr("Write the whole text, exactly as people read it."))
        elif last < begin:
            self._form.show_problem("earlier_until", self.tr("The last day is before the first."))
        else:
            now = QDateTime.currentMSecsSinceEpoch()
            until = min(_start(last.addDays(1)) - 1, now)
            self.register_asked.emit(EarlierText(body, min(_start(begin), until - 1), until))


def _day(value: object) -> QDate:
    return QDate.fromString(str(value), Qt.DateFormat.ISODate)


def _start(day: QDate) -> int:
    return int(QDateTime(day, QTime(0, 0)).toMSecsSinceEpoch())
