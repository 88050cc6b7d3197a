"""A field that takes the next keys as they are pressed, instead of doing what they do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_HELD_ALONE = frozenset(
    {
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
        Qt.Key.Key_unknown,
    }
)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


class KeyCatcher(QLineEdit):
    """Listens only while it has the focus. Signals: `caught(object)` the keys in Qt's portable words; `left()` by Esc.

    Tab and Shift+Tab leave it as any field: nobody is locked in.
    """

    caught = Signal(object)
    left = Signal()

    def __init__(self, *, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setPlaceholderText(accessible)
        self.setProperty("look", "field")
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        """Before shortcuts, mnemonics and the dialog's own keys get them."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.left.emit()
        elif Qt.Key(event.key()) not in _HELD_ALONE and not event.isAutoRepeat():
            held = event.modifiers() & ~_KEYPAD
            made = QKeySequence(QKeyCombination(held, Qt.Key(event.key())))
            self.caught.emit(made.toString(QKeySequence.SequenceFormat.PortableText))
        event.accept()
