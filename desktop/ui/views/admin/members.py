"""Who serves a queue: people to tick, each with a place where the order is fixed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.admin.inputs import Field
from desktop.ui.views.parts import column, label, row
from server_stub.contract.queues import Member

_LAST_PLACE = 10_000


class MembersInput(QFrame):
    """The value is a list of Member in the order of what is offered."""

    ticked = Signal()

    def __init__(self, field: Field, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: dict[str, tuple[QCheckBox, QLineEdit]] = {}
        self._lines: list[QWidget] = []
        self._kept: list[Member] = []
        self._place = column(gap=4)
        self.setLayout(self._place)
        self.offer(field.choices)
        self.widget: QWidget = self

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """(account id, name) of those who may be ticked."""
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._rows = {}
        self._lines = [self._line(account_id, name) for account_id, name in choices]
        for line in self._lines:
            self._place.addWidget(line)
        self.setFocusProxy(next((box for box, _ in self._rows.values()), None))

    def value(self) -> object:
        """Whoever may no longer sign in stays as they were: the gateway drops them."""
        listed = [
            Member(account_id, int(place.text() or 0))
            for account_id, (box, place) in self._rows.items()
            if box.isChecked()
        ]
        return listed + self._kept

    def fill(self, value: object) -> None:
        members = {it.account_id: it for it in cast("Sequence[Member]", value or ())}
        self._kept = [it for account_id, it in members.items() if account_id not in self._rows]
        for account_id, (box, place) in self._rows.items():
            member = members.get(account_id)
            box.setChecked(member is not None)
            place.setText(str(member.place) if member is not None else "0")
            place.parentWidget().setVisible(member is not None)

    def listen(self, told: object) -> None:
        self.ticked.connect(told)

    def _line(self, account_id: str, name: str) -> QWidget:
        box = QCheckBox(name)
        box.setObjectName(f"member_{account_id}")
        place = QLineEdit()
        place.setObjectName(f"place_{account_id}")
        place.setProperty("look", "field")
        place.setValidator(QIntValidator(0, _LAST_PLACE, place))
        place.setFixedWidth(self._theme.length(70))
        place.setAccessibleName(self.tr("Place of {name}").format(name=name))
        caption = label(self.tr("Place in the order"), font=self._theme.fonts.fine, ink="muted")
        caption.setBuddy(place)
        placing = QWidget()
        placing.setLayout(row(caption, place, gap=8))
        keeps = placing.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        placing.setSizePolicy(keeps)
        placing.hide()
        box.toggled.connect(placing.setVisible)
        box.clicked.connect(self._tell)
        place.textEdited.connect(self._tell)
        self._rows[account_id] = (box, place)
        made = QWidget()
        made.setLayout(row(box, None, placing, gap=8))
        return made

    def _tell(self, *_: object) -> None:  # what the inputs' signals carry does not matter
        self.ticked.emit()
