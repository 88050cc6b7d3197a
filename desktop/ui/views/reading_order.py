"""Tab goes as the eye does, also to what was made later than its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def keep_reading_order(root: QWidget) -> None:
    """Below `root`, by its layouts; some milliseconds, so it is done when somebody presses Tab."""
    for before, after in pairwise(_reached(root)):
        QWidget.setTabOrder(before, after)


def _reached(root: QWidget) -> Iterator[QWidget]:
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield root
    if isinstance(root, QScrollArea):
        if (inside := root.widget()) is not None:
            yield from _reached(inside)
    elif (layout := root.layout()) is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if (widget := item.widget()) is not None:
            yield from _reached(widget)
        elif (inner := item.layout()) is not None:
            yield from _laid_out(inner)
