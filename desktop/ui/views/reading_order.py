"""Tab goes as the eye does, also to what was made later than its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QObject, Qt
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
        yield from _laid_out(layout, root.children())


def _laid_out(layout: QLayout, children: list[QObject]) -> Iterator[QWidget]:
    """`children`: of the widget that has the layout.

    Never `layout.itemAt`: Qt frees an item with its widget, PySide keeps an object for it, and the program ends when
    something else is freed that came to lie at the same address.
    """
    inside = [it for it in (*children, *layout.children()) if isinstance(it, QWidget | QLayout)]
    places = {layout.indexOf(it): it for it in inside}
    for _, found in sorted((place, it) for place, it in places.items() if place >= 0):
        if isinstance(found, QLayout):
            yield from _laid_out(found, children)
        else:
            yield from _reached(found)
