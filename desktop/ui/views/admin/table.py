"""A plain table to read: rows of a file, or what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop.ui.theme.theme import Theme

WIDEST_COLUMN = 260


class ReadTable(QTableWidget):
    """At most some hundreds of rows. Tab leaves it; its cells can be read by keyboard."""

    def __init__(self, theme: Theme, *, name: str, accessible: str, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setProperty("look", "rows")
        self.setFont(theme.fonts.fine)
        self.setFixedHeight(high)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMaximumSectionSize(WIDEST_COLUMN)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def show_rows(self, columns: Sequence[str], rows: Sequence[Sequence[str]], *, stretch_last: bool = False) -> None:
        self.clear()
        self.setColumnCount(len(columns))
        self.setHorizontalHeaderLabels(list(columns))
        self.setRowCount(len(rows))
        for line, cells in enumerate(rows):
            for place, text in enumerate(cells[: len(columns)]):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(line, place, item)
        self.resizeColumnsToContents()
        self.horizontalHeader().setStretchLastSection(stretch_last)
