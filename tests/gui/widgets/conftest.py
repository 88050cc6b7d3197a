"""A plain theme, and a window to put controls into."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.ui.theme.theme import Scheme, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, scheme=Scheme.LIGHT)
    made.apply()
    yield made
    made.deleteLater()
    qapp.setStyleSheet("")


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
