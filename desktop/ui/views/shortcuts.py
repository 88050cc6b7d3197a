"""Every key of the main window, in one place: the table that builds the shortcuts also makes the overview."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, ground, label, row

_AROUND = 60
"""Margins and scroll bar beside the table, in logical pixels."""


@dataclass(frozen=True, slots=True)
class Key:
    """`keys` in Qt's portable words; an `action` that is empty is handled by the control that has the focus."""

    action: str
    keys: tuple[str, ...]
    text: str


KEYS: tuple[Key, ...] = (
    Key("switcher", ("Ctrl+K",), QT_TRANSLATE_NOOP("Shortcuts", "Go to a conversation")),
    Key("find", ("Ctrl+F",), QT_TRANSLATE_NOOP("Shortcuts", "Search in this conversation")),
    Key("find_older", ("F3",), QT_TRANSLATE_NOOP("Shortcuts", "Older message with these words")),
    Key("find_newer", ("Shift+F3",), QT_TRANSLATE_NOOP("Shortcuts", "Newer message with these words")),
    Key("search", ("Ctrl+Shift+F",), QT_TRANSLATE_NOOP("Shortcuts", "Search people and messages")),
    Key("filter_mine", ("Ctrl+1",), QT_TRANSLATE_NOOP("Shortcuts", "My conversations")),
    Key("filter_unread", ("Ctrl+2",), QT_TRANSLATE_NOOP("Shortcuts", "Unread")),
    Key("filter_queue", ("Ctrl+3",), QT_TRANSLATE_NOOP("Shortcuts", "Queue")),
    Key("filter_all", ("Ctrl+4",), QT_TRANSLATE_NOOP("Shortcuts", "All conversations")),
    Key("previous", ("Ctrl+PgUp",), QT_TRANSLATE_NOOP("Shortcuts", "Previous conversation")),
    Key("next", ("Ctrl+PgDown",), QT_TRANSLATE_NOOP("Shortcuts", "Next conversation")),
    Key("next_unread", ("Alt+A",), QT_TRANSLATE_NOOP("Shortcuts", "Next unread conversation")),
    Key("next_pane", ("F6",), QT_TRANSLATE_NOOP("Shortcuts", "Next part of the window")),
    Key("previous_pane", ("Shift+F6",), QT_TRANSLATE_NOOP("Shortcuts", "Previous part of the window")),
    Key("conversations", ("Ctrl+0",), QT_TRANSLATE_NOOP("Shortcuts", "Conversations")),
    Key("contacts", ("Ctrl+Shift+K",), QT_TRANSLATE_NOOP("Shortcuts", "Contacts")),
    Key("admin", ("Ctrl+Shift+A",), QT_TRANSLATE_NOOP("Shortcuts", "Administration")),
    Key("take", ("Ctrl+M",), QT_TRANSLATE_NOOP("Shortcuts", "Take the conversation")),
    Key("panel", ("Ctrl+I",), QT_TRANSLATE_NOOP("Shortcuts", "Show or hide the contact")),
    Key("template", ("Ctrl+T",), QT_TRANSLATE_NOOP("Shortcuts", "Templates")),
    Key("attach", ("Ctrl+O",), QT_TRANSLATE_NOOP("Shortcuts", "Attach files")),
    Key("emoji", ("Ctrl+.",), QT_TRANSLATE_NOOP("Shortcuts", "Emoji")),
    Key("stickers", ("Ctrl+;",), QT_TRANSLATE_NOOP("Shortcuts", "Stickers of the team")),
    Key("voice", ("Ctrl+R",), QT_TRANSLATE_NOOP("Shortcuts", "Record a voice message, then listen to it")),
    Key("sticker", ("Ctrl+Shift+S",), QT_TRANSLATE_NOOP("Shortcuts", "Make and send a sticker")),
    Key("react", ("Ctrl+Shift+R",), QT_TRANSLATE_NOOP("Shortcuts", "React to a message")),
    Key("location", ("Ctrl+Shift+L",), QT_TRANSLATE_NOOP("Shortcuts", "Send a place")),
    Key("card", ("Ctrl+Shift+B",), QT_TRANSLATE_NOOP("Shortcuts", "Send a contact card")),
    Key("note", ("Ctrl+Shift+N",), QT_TRANSLATE_NOOP("Shortcuts", "Internal note")),
    Key("trace", ("Ctrl+Shift+I",), QT_TRANSLATE_NOOP("Shortcuts", "The way of a message")),
    Key("consent", ("Ctrl+Shift+P",), QT_TRANSLATE_NOOP("Shortcuts", "Ask for permission")),
    Key("doubt_1", ("Alt+1",), QT_TRANSLATE_NOOP("Shortcuts", "Asked to leave? Yes, stop offers")),
    Key("doubt_2", ("Alt+2",), QT_TRANSLATE_NOOP("Shortcuts", "Asked to leave? Stop everything")),
    Key("doubt_3", ("Alt+3",), QT_TRANSLATE_NOOP("Shortcuts", "Asked to leave? No")),
    Key("settings", ("Ctrl+,",), QT_TRANSLATE_NOOP("Shortcuts", "Settings")),
    Key("shortcuts", ("Ctrl+?", "F1"), QT_TRANSLATE_NOOP("Shortcuts", "This overview")),
    Key("", ("/",), QT_TRANSLATE_NOOP("Shortcuts", "Insert a phrase (in the message)")),
    Key("", ("Alt+Up", "Alt+Down"), QT_TRANSLATE_NOOP("Shortcuts", "Choose the message to answer")),
    Key("", ("Ctrl+Return",), QT_TRANSLATE_NOOP("Shortcuts", "Send")),
    Key("", ("Ctrl+Shift+Return",), QT_TRANSLATE_NOOP("Shortcuts", "Send and go to who waits next")),
    Key("", ("Ctrl+Z",), QT_TRANSLATE_NOOP("Shortcuts", "Take back what was just sent (in the empty message)")),
    Key("", ("Space",), QT_TRANSLATE_NOOP("Shortcuts", "Play or pause a voice message (in the messages)")),
    Key("", ("Left", "Right"), QT_TRANSLATE_NOOP("Shortcuts", "In a voice message: 5 seconds back or on")),
    Key("", ("Shift+Space",), QT_TRANSLATE_NOOP("Shortcuts", "Voice messages faster or slower")),
    Key("", ("Esc",), QT_TRANSLATE_NOOP("Shortcuts", "Close what is open, clear the quote")),
)


class ShortcutsDialog(QDialog):
    """The overview in two columns, in one where text is large."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        title = self.tr("Keyboard shortcuts")
        self.setWindowTitle(title)
        room = parent.window().size() * 0.94
        inside, area = self._table(theme, columns=2), QScrollArea()
        if inside.sizeHint().width() + _AROUND > room.width():
            inside = self._table(theme, columns=1)
        area.setAccessibleName(title)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        wanted = inside.sizeHint()
        area.setMinimumWidth(min(wanted.width() + 12, room.width() - _AROUND))
        area.setMinimumHeight(min(wanted.height() + 2, room.height() - 3 * _AROUND))
        close = button(self.tr("Close"), name="shortcuts_close", look="primary")
        close.clicked.connect(self.accept)
        close.setFocus()
        heading = label(title, font=theme.fonts.heading)
        self.setLayout(column(heading, area, 6, row(None, close), margins=(24, 20, 24, 18), gap=14))

    def _table(self, theme: Theme, *, columns: int) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(9)
        half = (len(KEYS) + columns - 1) // columns
        for place, key in enumerate(KEYS):
            side = 3 * (place // half)
            shown = "  ".join(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in key.keys)
            cap = label(shown, font=theme.fonts.fine_strong)
            cap.setProperty("pill", "idle")
            text = label(QCoreApplication.translate("Shortcuts", key.text), font=theme.fonts.text)
            grid.addWidget(cap, place % half, side)
            grid.addWidget(text, place % half, side + 1)
        grid.setColumnMinimumWidth(2, 18)
        made = ground("window")
        made.setLayout(grid)
        return made
