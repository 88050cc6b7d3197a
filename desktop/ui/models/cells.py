"""What a grid shows: one cell for each thing that can be picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop.ui.lists.ports import ID_ROLE

CELL_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Cell:
    """`name` is spoken and shown on hovering; `sign` is drawn where the thing is a sign."""

    id: str
    name: str
    sign: str = ""


class CellModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cells: Sequence[Cell] = ()

    def show_cells(self, cells: Sequence[Cell]) -> None:
        self.beginResetModel()
        self._cells = cells
        self.endResetModel()

    def row_of(self, cell_id: str) -> int:
        """-1 where it is not shown."""
        return next((row for row, cell in enumerate(self._cells) if cell.id == cell_id), -1)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._cells)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._cells):
            return None
        cell = self._cells[index.row()]
        if role == CELL_ROLE:
            return cell
        if role == ID_ROLE:
            return cell.id
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell.name
        return None
