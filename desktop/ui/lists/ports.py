"""What a timeline view asks of the object that lays out and paints its rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, SignalInstance
from PySide6.QtGui import QPainter

Index = QModelIndex | QPersistentModelIndex

ID_ROLE = Qt.ItemDataRole.UserRole + 1
"""Role under which a model gives the id of a row (an object; None for rows that are not things, such as separators)."""
TICK_ROLE = Qt.ItemDataRole.UserRole + 2
"""Changed alone when only the delivery status moved on: a repaint, never a new layout."""
PAINT_ONLY_ROLES = frozenset({int(TICK_ROLE), int(Qt.ItemDataRole.AccessibleTextRole)})


class HitKind(StrEnum):
    """What lies under the pointer."""

    LINK = "link"
    MEDIA = "media"
    QUOTE = "quote"
    ACTION = "action"
    BUBBLE = "bubble"


@dataclass(frozen=True, slots=True)
class Hit:
    """`target`: an address, a media id, the id of the quoted message, the id of the message itself,
    or an action and the id of the message with a space between."""

    kind: HitKind
    target: str


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row is to be painted; `selection` is the range of characters of its text that is selected.

    `marks` are (start, length) of the words that a search is about.
    """

    current: bool = False
    flashed: bool = False
    selection: tuple[int, int] | None = None
    marks: tuple[tuple[int, int], ...] = ()


PLAIN = RowState()


class ThreadPainter(Protocol):
    """Rows by their number in the model; `x` and `y` relative to the row's top left; logical pixels."""

    estimate: int
    """Height of a row that was not measured."""
    restyled: SignalInstance
    """Without arguments: all rows may look different and have other heights."""

    def set_ratio(self, ratio: float) -> None:
        """Device pixel ratio of the screen that the view is on."""

    def height(self, row: int, width: int) -> int: ...
    def paint(self, painter: QPainter, row: int, top: int, width: int, state: RowState) -> None: ...
    def paint_background(self, painter: QPainter, area: QRect, shift: int) -> None:
        """`shift` is how far the content has moved, so that a pattern moves with it."""

    def hit(self, row: int, x: int, y: int, width: int) -> Hit | None: ...
    def text_position(self, row: int, x: int, y: int, width: int, *, nearest: bool) -> int | None:
        """Character under the point; with `nearest` the closest one, 0 for a row without text."""

    def text(self, row: int) -> str:
        """The text that can be selected, as it is shown."""

    def copied(self, row: int) -> str:
        """What copying the whole row gives."""

    def shows_media(self, row: int, media_id: str) -> bool: ...
    def forget(self, row: int) -> None:
        """The row changed: lay it out again when next asked."""

    def forget_all(self) -> None: ...
