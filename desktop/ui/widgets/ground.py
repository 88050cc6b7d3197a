"""Small builders: labels, buttons, lines and surfaces that take their look from the theme's style sheet."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget


def label(text: str = "", *, font: QFont | None = None, ink: str = "text", wrap: bool = False) -> QLabel:
    """Plain text in the colour `ink`: text, muted, link, ok, warn, danger, info."""
    made = QLabel(text)
    made.setTextFormat(QtCore.Qt.TextFormat.PlainText)
    made.setProperty("ink", ink)
    made.setWordWrap(wrap)
    if font is not None:
        made.setFont(font)
    return made


def push_button(text: str, *, look: str = "primary") -> QPushButton:
    """`look`: primary, ghost, warn, danger, link."""
    made = QPushButton(text)
    made.setProperty("look", look)
    made.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    return made


def line(*, vertical: bool = False) -> QFrame:
    made = QFrame()
    made.setProperty("ground", "line")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def surface(ground: str, parent: QWidget | None = None) -> QFrame:
    """An empty frame filled with `ground`: window, side, rail, chat, popup."""
    made = QFrame(parent)
    made.setProperty("ground", ground)
    return made


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties and let the style sheet see them."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
