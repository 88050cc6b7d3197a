"""The flight recorder of a message: each step with its time, to be read or copied for the support team."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, row

_WIDTH, _TALLEST = 560, 560
_AROUND = 60
"""Margins and scroll bar beside the steps, in logical pixels."""


class TracePopup(QDialog):
    """`lines`: time and sentence of each step."""

    def __init__(self, theme: Theme, lines: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("trace")
        self.setWindowTitle(self.tr("The way of the message"))
        self._lines = lines
        inner = QFrame()
        inner.setProperty("ground", "window")
        inner.setLayout(self._grid(theme))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.windowTitle())
        area.setWidget(inner)
        copy = button(self.tr("Copy"), name="trace_copy")
        copy.clicked.connect(self._copy)
        close = button(self.tr("Close"), name="trace_close", look="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        title = label(self.windowTitle(), font=theme.fonts.title)
        self.setLayout(column(title, area, row(copy, None, close), margins=(20, 18, 20, 16), gap=12))
        # WhatsApp's ids are one long word.
        needed = inner.minimumSizeHint().width() + _AROUND
        width = max(_WIDTH, min(needed, parent.window().width() - _AROUND))
        self.resize(width, min(_TALLEST, 150 + inner.sizeHint().height()))
        close.setFocus()

    def text(self) -> str:
        """As it is copied: a line for each step."""
        return "\n".join("  ".join(filter(None, pair)) for pair in self._lines)

    def _grid(self, theme: Theme) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        readable = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        for place, (time, sentence) in enumerate(self._lines):
            when = label(time, font=theme.fonts.fine, ink="muted")
            said = label(sentence, font=theme.fonts.text, wrap=True, name="trace_step")
            said.setTextInteractionFlags(readable)
            said.setAccessibleName(": ".join(filter(None, (time, sentence))))
            grid.addWidget(when, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, place, 1)
        grid.setRowStretch(len(self._lines), 1)
        return grid

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
