"""PySide6 6.12.0 on CPython 3.11 loses a reference of None with every void call, until the program aborts."""

import sys

from PySide6.QtCore import QPoint


def test_pyside_does_not_steal_references_of_none() -> None:
    point = QPoint()
    before = sys.getrefcount(None)
    for _ in range(1000):
        point.setX(1)
    assert abs(sys.getrefcount(None) - before) < 50
