"""A window to put controls into."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.ui.theme.theme import Theme


class Window(QWidget):
    """Shows what is put into it."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self.resize(600, 500)

    def put(self, widget: QWidget) -> None:
        self._box.addWidget(widget)
        self.show()
        self.activateWindow()
        widget.setFocus()
        QApplication.processEvents()


@pytest.fixture
def window(qtbot, theme: Theme) -> Window:
    made = Window()
    qtbot.addWidget(made)
    return made
