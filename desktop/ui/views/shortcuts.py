"""The overview of all keys: those of this person, group by group."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QWidget

from desktop.domain.shortcuts import ShortcutTable
from desktop.ui.texts import shortcuts as texts
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, ground, label, row

_AROUND = 60
"""Margins and scroll bar beside the table, in logical pixels."""


class ShortcutsDialog(QDialog):
    """In two columns, in one where text is large. `edit_asked()`: the person wants other keys."""

    edit_asked = Signal()

    def __init__(self, theme: Theme, table: ShortcutTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        title = self.tr("Keyboard shortcuts")
        self.setWindowTitle(title)
        room = parent.window().size() * 0.94
        inside, area = self._table(theme, table, columns=2), QScrollArea()
        if inside.sizeHint().width() + _AROUND > room.width():
            inside = self._table(theme, table, columns=1)
        area.setObjectName("shortcuts_table")
        area.setAccessibleName(title)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        wanted = inside.sizeHint()
        area.setMinimumWidth(min(wanted.width() + 28, room.width() - _AROUND))
        area.setMinimumHeight(min(wanted.height() + 2, room.height() - 3 * _AROUND))
        change = button(self.tr("Change…"), name="shortcuts_change")
        change.clicked.connect(self._change)
        close = button(self.tr("Close"), name="shortcuts_close", look="primary")
        close.clicked.connect(self.accept)
        heading = label(title, font=theme.fonts.heading)
        self.setLayout(column(heading, area, 6, row(change, None, close), margins=(24, 20, 24, 18), gap=14))
        close.setFocus()

    def _change(self) -> None:
        self.accept()
        self.edit_asked.emit()

    def _table(self, theme: Theme, table: ShortcutTable, *, columns: int) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(9)
        lines = _lines(table)
        half = (len(lines) + columns - 1) // columns
        for place, (heading, keys, text) in enumerate(lines):
            line, side = place % half, 3 * (place // half)
            if heading:
                above = label(heading, font=theme.fonts.strong, ink="muted")
                grid.addWidget(above, line, side, 1, 2, Qt.AlignmentFlag.AlignBottom)
                continue
            cap = label(keys, font=theme.fonts.fine_strong)
            cap.setProperty("pill", "idle" if keys else "")
            grid.addWidget(cap, line, side)
            grid.addWidget(label(text, font=theme.fonts.text), line, side + 1)
        grid.setColumnMinimumWidth(2, 18)
        made = ground("window")
        made.setLayout(grid)
        return made


def _lines(table: ShortcutTable) -> list[tuple[str, str, str]]:
    """A group's name, or keys and what they do."""
    found: list[tuple[str, str, str]] = []
    for group in texts.GROUPS:
        found.append((texts.group(group), "", ""))
        for action in table.actions:
            if action.group == group:
                shown = "  ".join(texts.native(keys) for keys in table.keys(action.id))
                found.append(("", shown, texts.action(action)))
    return found
