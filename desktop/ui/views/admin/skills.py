"""Skills with their levels: one row each, added and taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.admin.inputs import Field
from desktop.ui.views.parts import button, column, row

LEVELS = 5
_LONGEST = 40


class SkillsInput(QFrame):
    """The value is {name: level 1–5}; a row without a name counts as none."""

    changed = Signal()

    def __init__(self, field: Field, theme: Theme) -> None:
        super().__init__()
        self._name, self._caption, self._theme = field.name, field.caption, theme
        self._rows: list[tuple[QWidget, QLineEdit, QComboBox, QPushButton]] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(6)
        self._add = button(self.tr("Add a skill"), name=f"{field.name}_add")
        self._add.setAccessibleName(self.tr("{what}: add a skill").format(what=field.caption))
        self._add.clicked.connect(self._add_row)
        self.setFocusProxy(self._add)
        self.setLayout(column(self._place, row(self._add, None), gap=6))
        self.widget: QWidget = self

    def value(self) -> object:
        found = {" ".join(name.text().split()): int(level.currentData()) for _, name, level, _ in self._rows}
        found.pop("", None)
        return found

    def fill(self, value: object) -> None:
        while self._rows:
            self._drop(0)
        for name, level in cast("Mapping[str, int]", value or {}).items():
            self._put(name, level)

    def listen(self, told: object) -> None:
        self.changed.connect(told)

    def _add_row(self) -> None:
        box = self._put("", 1)
        box.show()  # the layout does so later, and nothing hidden takes the cursor
        box.setFocus()
        self.changed.emit()

    def _put(self, name: str, level: int) -> QLineEdit:
        box = QLineEdit(name)
        box.setObjectName(f"{self._name}_skill")
        box.setProperty("look", "field")
        box.setMaxLength(_LONGEST)
        box.setPlaceholderText(self.tr("e.g. contracts"))
        box.setAccessibleName(self.tr("{what}: skill").format(what=self._caption))
        levels = QComboBox()
        levels.setObjectName(f"{self._name}_level")
        levels.setMinimumHeight(34)
        levels.setAccessibleName(self.tr("{what}: level").format(what=self._caption))
        for each in range(1, LEVELS + 1):
            levels.addItem(self.tr("Level {level}").format(level=each), each)
        levels.setCurrentIndex(max(0, levels.findData(level)))
        away = button(self.tr("Remove"), name=f"{self._name}_remove")
        away.setAccessibleName(self.tr("Remove: {what}").format(what=name or self._caption))
        box.textEdited.connect(self._tell)
        levels.activated.connect(self._tell)
        away.clicked.connect(self._remove)
        holder = QWidget()
        line = row(box, levels, away, gap=8)
        line.setStretch(0, 1)
        holder.setLayout(line)
        self._rows.append((holder, box, levels, away))
        self._place.addWidget(holder)
        return box

    def _remove(self) -> None:
        at = next(at for at, (_, _, _, away) in enumerate(self._rows) if away is self.sender())
        self._drop(at)
        (self._rows[min(at, len(self._rows) - 1)][3] if self._rows else self._add).setFocus()
        self.changed.emit()

    def _drop(self, at: int) -> None:
        holder = self._rows.pop(at)[0]
        self._place.removeWidget(holder)
        holder.hide()
        holder.deleteLater()

    def _tell(self, *_: object) -> None:  # what the inputs' signals carry does not matter
        self.changed.emit()
