"""A plain form: captions over inputs, help below, and what is wrong said where it is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.admin.inputs import Field, Input, Kind, OfferingInput, build_input
from desktop.ui.views.parts import column, label, line

WIDEST = 620


class Form(QFrame):
    """`edited()`: the person changed something."""

    edited = Signal()

    def __init__(self, theme: Theme, fields: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = fields
        self._inputs: dict[str, Input] = {}
        self._problems: dict[str, QLabel] = {}
        self._blocks: dict[str, QWidget] = {}
        blocks = [self._block(theme, field) for field in fields]
        self.setMaximumWidth(WIDEST)
        self.setLayout(column(*blocks, gap=14))

    def values(self) -> dict[str, object]:
        return {name: entry.value() for name, entry in self._inputs.items()}

    def fill(self, values: Mapping[str, object], *, exists: bool) -> None:
        """`exists`: a record that is there already, whose fixed fields may only be read."""
        self.clear_problems()
        for field in self._fields:
            entry = self._inputs[field.name]
            entry.fill(values.get(field.name))
            entry.widget.setEnabled(not (field.fixed and exists))

    def offer(self, name: str, choices: Sequence[tuple[str, str]], *, shown: bool = True) -> None:
        """What a field with choices offers from now on; one that leaves no choice need not be shown."""
        cast("OfferingInput", self._inputs[name]).offer(choices)
        self._blocks[name].setVisible(shown)

    def show_problem(self, name: str, sentence: str) -> bool:
        """False where this form has no such field."""
        shown = self._problems.get(name)
        if shown is None:
            return False
        shown.setText(sentence)
        shown.show()
        entry = self._inputs[name].widget
        entry.setFocus()
        entry.setAccessibleDescription(sentence)
        return True

    def captions(self, names: Sequence[str]) -> list[str]:
        return [field.caption for field in self._fields if field.name in names]

    def part(self, name: str) -> QWidget:
        """The field with its caption and what is said of it."""
        return self._blocks[name]

    def clear_problems(self) -> None:
        for field in self._fields:
            self._problems[field.name].hide()
            self._inputs[field.name].widget.setAccessibleDescription(field.help)

    def focus(self) -> None:
        """The first input that can be written in."""
        for entry in self._inputs.values():
            if entry.widget.isEnabled():
                entry.widget.setFocus()
                return

    def _block(self, theme: Theme, field: Field) -> QWidget:
        entry = self._inputs[field.name] = build_input(field, theme)
        entry.listen(self._tell)
        problem = label(font=theme.fonts.fine, ink="danger", wrap=True, name=f"problem_{field.name}")
        problem.hide()
        self._problems[field.name] = problem
        parts: list[object] = []
        if field.section:
            parts += [line(), 6, label(field.section, font=theme.fonts.title, wrap=True), 6]
        if field.kind is not Kind.CHECK:
            caption = label(field.caption, font=theme.fonts.strong, wrap=True)
            caption.setBuddy(entry.widget)
            parts.append(caption)
        parts.append(entry.widget)
        if field.help:
            parts.append(label(field.help, font=theme.fonts.fine, ink="muted", wrap=True))
        block = self._blocks[field.name] = QWidget()
        block.setLayout(column(*parts, problem, gap=4))
        return block

    def _tell(self, *_: object) -> None:  # what the inputs' signals carry does not matter
        self.edited.emit()
