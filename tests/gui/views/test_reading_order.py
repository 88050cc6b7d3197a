"""Tab's order is found without asking layouts for their items."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.views.reading_order import keep_reading_order


def test_layouts_within_layouts_are_read_in_their_order(qtbot) -> None:
    """Whatever was made first."""
    window = QWidget()
    qtbot.addWidget(window)
    fourth, second, first, third = (QLineEdit() for _ in range(4))
    outer, inner = QVBoxLayout(window), QHBoxLayout()
    outer.addWidget(first)
    outer.addLayout(inner)
    outer.addStretch()
    inner.addWidget(second)
    inner.addWidget(third)
    outer.addWidget(fourth)
    keep_reading_order(window)
    found, here = [], first
    for _ in range(4):
        found.append(here)
        here = here.nextInFocusChain()
    assert found == [first, second, third, fourth]


def test_no_object_stays_for_what_qt_frees_itself(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for _ in range(5):
        layout.addWidget(QLineEdit())
    keep_reading_order(window)
    left = [type(it).__name__ for it in shiboken6.getAllValidWrappers()]
    assert [name for name in left if name in {"QLayoutItem", "QSpacerItem", "QWidgetItem"}] == []
