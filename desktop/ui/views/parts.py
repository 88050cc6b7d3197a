"""What every view is put together from: the shared widgets with a name for tests, and rows and columns."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from desktop.ui.widgets import ground as made_of
from desktop.ui.widgets.icon_button import IconButton

Margins = tuple[int, int, int, int]


def label(text: str = "", *, font: QFont, ink: str = "text", wrap: bool = False, name: str = "") -> QLabel:
    """Plain text, never markup: what customers write must not be able to draw anything here."""
    made = made_of.label(text, font=font, ink=ink, wrap=wrap)
    made.setObjectName(name)
    return made


def button(text: str, *, name: str, look: str = "ghost", tip: str = "") -> QPushButton:
    made = made_of.push_button(text, look=look)
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setToolTip(tip)
    return made


def tool(
    theme: Theme,
    icon: str,
    *,
    name: str,
    says: str,
    keys: str = "",
    action: str = "",
    look: str = "icon",
    ink: str = "muted",
    checked_ink: str = "",
    size: int = SIZES.icon,
) -> IconButton:
    """An icon that can be pressed. `says` is its accessible name. What keys do the same is only told: `action` is whose
    keys they are (ui.texts.shortcuts), `keys` are such as a control handles itself."""
    checkable = bool(checked_ink)
    made = IconButton(theme, icon, says, look=look, ink=ink, checked_ink=checked_ink, size=size, checkable=checkable)
    made.setObjectName(name)
    made.setProperty("action", action)
    if keys:
        made.setToolTip(f"{says} ({keys})")
    return made


def picture(theme: Theme, icon: str, ink: str, size: int = SIZES.icon) -> QLabel:
    """An icon that only decorates: what it says stands beside it in words."""
    made = QLabel()
    size = theme.length(size)
    made.setPixmap(theme.icons.pixmap(icon, getattr(theme.colours, ink), size, made.devicePixelRatioF()))
    made.setFixedSize(size, size)
    return made


def ground(kind: str, name: str = "") -> QFrame:
    """A surface with the colour of a token."""
    made = made_of.surface(kind)
    made.setObjectName(name)
    return made


def line(*, upright: bool = False) -> QFrame:
    return made_of.line(vertical=upright)


def _fill(box: QBoxLayout, margins: Margins, gap: int, items: tuple[object, ...]) -> None:
    box.setContentsMargins(*margins)
    box.setSpacing(gap)
    for item in items:
        if isinstance(item, QWidget):
            box.addWidget(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        elif isinstance(item, int):
            box.addSpacing(item)
        else:
            box.addStretch(1)


def row(*items: object, margins: Margins = (0, 0, 0, 0), gap: int = SIZES.small) -> QHBoxLayout:
    """Side by side; a number is a space, None takes what is left."""
    made = QHBoxLayout()
    _fill(made, margins, gap, items)
    return made


def column(*items: object, margins: Margins = (0, 0, 0, 0), gap: int = SIZES.small) -> QVBoxLayout:
    """One below the other; a number is a space, None takes what is left."""
    made = QVBoxLayout()
    _fill(made, margins, gap, items)
    return made


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Change a property that style rules look at, and have the rules looked at again."""
    if widget.property(name) != value:
        made_of.restyle(widget, **{name: value})
