"""The small things that every view is put together from, each with a name for tests and one for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES


def label(
    text: str = "",
    *,
    font: QFont,
    ink: str = "text",
    wrap: bool = False,
    name: str = "",
    selectable: bool = False,
) -> QLabel:
    """Plain text, never markup: what customers write must not be able to draw anything here."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setObjectName(name)
    made.setFont(font)
    made.setProperty("ink", ink)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def button(text: str, *, name: str, look: str = "ghost", tip: str = "") -> QPushButton:
    made = QPushButton(text)
    made.setObjectName(name)
    made.setProperty("look", look)
    made.setAccessibleName(text)
    made.setToolTip(tip)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def tool(
    theme: Theme,
    icon: str,
    *,
    name: str,
    tip: str,
    look: str = "icon",
    ink: str = "muted",
    checked: str = "",
    size: int = SIZES.icon,
) -> QToolButton:
    """An icon that can be pressed; `tip` is its accessible name too."""
    made = QToolButton()
    made.setObjectName(name)
    made.setProperty("look", look)
    made.setIcon(theme.icon(icon, ink, size, checked=checked))
    made.setIconSize(QSize(size, size))
    made.setFixedSize(max(SIZES.target, size + 14), max(SIZES.target, size + 14))
    made.setToolTip(tip)
    made.setAccessibleName(tip.split(" (")[0])
    made.setCheckable(bool(checked))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def picture(theme: Theme, icon: str, ink: str, size: int = SIZES.icon) -> QLabel:
    """An icon that only decorates: what it says stands beside it in words."""
    made = QLabel()
    made.setPixmap(theme.icons.pixmap(icon, getattr(theme.colours, ink), size, made.devicePixelRatioF()))
    made.setFixedSize(size, size)
    return made


def ground(kind: str, name: str = "") -> QFrame:
    """A surface with the colour of a token."""
    made = QFrame()
    made.setObjectName(name)
    made.setProperty("ground", kind)
    return made


def line(*, upright: bool = False) -> QFrame:
    made = ground("line")
    if upright:
        made.setFixedWidth(SIZES.hair)
    else:
        made.setFixedHeight(SIZES.hair)
    return made


def _fill(box: QBoxLayout, margins: tuple[int, int, int, int], gap: int, items: tuple[object, ...]) -> None:
    box.setContentsMargins(*margins)
    box.setSpacing(gap)
    for item in items:
        if isinstance(item, QWidget):
            box.addWidget(item)
        elif isinstance(item, QBoxLayout):
            box.addLayout(item)
        elif isinstance(item, int):
            box.addSpacing(item)
        else:
            box.addStretch(1)


def row(*items: object, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = SIZES.small) -> QHBoxLayout:
    """Side by side; a number is a space, None takes what is left."""
    made = QHBoxLayout()
    _fill(made, margins, gap, items)
    return made


def column(*items: object, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = SIZES.small) -> QVBoxLayout:
    """One below the other; a number is a space, None takes what is left."""
    made = QVBoxLayout()
    _fill(made, margins, gap, items)
    return made


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Change a property that style rules look at, and have the rules looked at again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
