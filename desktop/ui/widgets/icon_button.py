"""A button that is only an icon; it cannot be made without a name for screen readers."""

from __future__ import annotations

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES


class IconButton(QToolButton):
    """`look`: icon, rail or send. `ink` and `checked_ink` are colour tokens. A `shortcut` is named in the tool tip."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        look: str = "icon",
        ink: str = "muted",
        checked_ink: str = "",
        size: int = SIZES.icon,
        checkable: bool = False,
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        if not name.strip():
            raise ValueError("an icon button needs a name")
        self._theme = theme
        self._icon = icon
        self._ink = ink
        self._checked_ink = checked_ink
        self._size = size
        self._shortcut = shortcut
        self.setProperty("look", look)
        self.setCheckable(checkable)
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        side = theme.length(SIZES.send if look == "send" else max(SIZES.target, size + 16))
        self.setFixedSize(side, side)
        self.setIconSize(QSize(theme.length(size), theme.length(size)))
        if shortcut:
            self.setShortcut(QtGui.QKeySequence(shortcut))
        self.set_name(name)
        self._redraw()
        theme.changed.connect(self._redraw)

    def set_name(self, name: str) -> None:
        """For screen readers and as tool tip."""
        keys = QtGui.QKeySequence(self._shortcut).toString(QtGui.QKeySequence.SequenceFormat.NativeText)
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)

    def set_icon(self, icon: str, *, ink: str = "") -> None:
        self._icon = icon
        self._ink = ink or self._ink
        self._redraw()

    @Slot()
    def _redraw(self) -> None:
        self.setIcon(self._theme.icon(self._icon, self._ink, self._theme.length(self._size), checked=self._checked_ink))
