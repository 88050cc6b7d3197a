"""Blocks of a side panel: a heading with content, and rows of names and values."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.ground import label, line


class Section(QFrame):
    """A line, a heading and `body`, a vertical layout; `add_action` puts a control beside the heading."""

    def __init__(self, theme: Theme, title: str, *, ruled: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = label(font=theme.fonts.tiny_strong, ink="muted")
        self.set_title(title)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 4)
        outer.setSpacing(6)
        if ruled:
            outer.addWidget(line())
        outer.addLayout(self._head)
        outer.addLayout(self.body)
        theme.changed.connect(self._refont)

    def set_title(self, title: str) -> None:
        self._title.setText(title.upper())
        self._title.setAccessibleName(title)
        self.setAccessibleName(title)

    def add(self, widget: QWidget) -> None:
        self.body.addWidget(widget)

    def add_action(self, widget: QWidget) -> None:
        self._head.addWidget(widget)

    @Slot()
    def _refont(self) -> None:
        self._title.setFont(self._theme.fonts.tiny_strong)


class KeyValue(QWidget):
    """Names on the left, values on the right; values can be selected and copied, by keyboard too."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        theme.changed.connect(self._refont)

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Labels are kept from one person to the next: only their texts change."""
        while len(self._rows) < len(rows):
            self._rows.append(self._add())
        for place, (name, value) in enumerate(self._rows):
            is_used = place < len(rows)
            name.setVisible(is_used)
            value.setVisible(is_used)
            if is_used:
                name.setText(rows[place][0])
                value.setText(rows[place][1])
                value.setAccessibleName(f"{rows[place][0]}: {rows[place][1]}")

    def _add(self) -> tuple[QLabel, QLabel]:
        name = label(font=self._theme.fonts.fine, ink="muted")
        value = label(font=self._theme.fonts.fine, wrap=True)
        value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        place = len(self._rows)
        self._grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, place, 1)
        return name, value

    @Slot()
    def _refont(self) -> None:
        for pair in self._rows:
            for shown in pair:
                shown.setFont(self._theme.fonts.fine)
