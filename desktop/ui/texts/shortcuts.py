"""Every action that has a key, once: from here come the shortcuts, the overview, the tool tips and the editor."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence

from desktop.domain.reserved_keys import Owner, Place
from desktop.domain.shortcuts import Action, Objection

GROUPS: Final = {
    "go": QT_TRANSLATE_NOOP("Shortcuts", "Conversations"),
    "work": QT_TRANSLATE_NOOP("Shortcuts", "In a conversation"),
    "write": QT_TRANSLATE_NOOP("Shortcuts", "Writing"),
    "window": QT_TRANSLATE_NOOP("Shortcuts", "Window"),
    "listen": QT_TRANSLATE_NOOP("Shortcuts", "Voice messages"),
    "viewer": QT_TRANSLATE_NOOP("Shortcuts", "Viewing a file"),
    "editor": QT_TRANSLATE_NOOP("Shortcuts", "Editing a picture"),
}
"""In the order in which they are shown."""


def _window(group: str, action: str, keys: tuple[str, ...], text: str) -> Action:
    return Action(action, keys, Place.WINDOW, group, text)


def _typing(action: str, keys: tuple[str, ...], text: str, group: str = "write") -> Action:
    return Action(action, keys, Place.COMPOSER, group, text, fixed=True)


def _voice(action: str, keys: str, text: str) -> Action:
    return Action(action, (keys,), Place.MESSAGES, "listen", text)


def _viewer(action: str, keys: tuple[str, ...], text: str, *, fixed: bool = False) -> Action:
    return Action(f"viewer_{action}", keys, Place.VIEWER, "viewer", text, fixed)


def _editor(action: str, keys: tuple[str, ...], text: str, *, fixed: bool = False) -> Action:
    return Action(f"editor_{action}", keys, Place.EDITOR, "editor", text, fixed)


ACTIONS: Final[tuple[Action, ...]] = (
    _window("go", "switcher", ("Ctrl+K",), QT_TRANSLATE_NOOP("Shortcuts", "Go to a conversation")),
    _window("go", "search", ("Ctrl+Shift+F",), QT_TRANSLATE_NOOP("Shortcuts", "Search people and messages")),
    _window("go", "filter_mine", ("Ctrl+1",), QT_TRANSLATE_NOOP("Shortcuts", "My conversations")),
    _window("go", "filter_unread", ("Ctrl+2",), QT_TRANSLATE_NOOP("Shortcuts", "Unread")),
    _window("go", "filter_queue", ("Ctrl+3",), QT_TRANSLATE_NOOP("Shortcuts", "Queue")),
    _window("go", "filter_all", ("Ctrl+4",), QT_TRANSLATE_NOOP("Shortcuts", "All conversations")),
    _window("go", "filter_offered", ("Ctrl+5",), QT_TRANSLATE_NOOP("Shortcuts", "Offered to me")),
    _window("go", "filter_closed", ("Ctrl+6",), QT_TRANSLATE_NOOP("Shortcuts", "Closed conversations")),
    _window("go", "previous", ("Ctrl+PgUp",), QT_TRANSLATE_NOOP("Shortcuts", "Previous conversation")),
    _window("go", "next", ("Ctrl+PgDown",), QT_TRANSLATE_NOOP("Shortcuts", "Next conversation")),
    _window("go", "next_unread", ("Alt+A",), QT_TRANSLATE_NOOP("Shortcuts", "Next unread conversation")),
    _window("work", "transfer", ("Ctrl+Shift+H",), QT_TRANSLATE_NOOP("Shortcuts", "Transfer, or ask a colleague")),
    _window("work", "accept_offer", ("Ctrl+Shift+Y",), QT_TRANSLATE_NOOP("Shortcuts", "Accept what is offered")),
    _window("work", "offers", ("Ctrl+Shift+O",), QT_TRANSLATE_NOOP("Shortcuts", "Go to what is offered")),
    _window("work", "take", ("Ctrl+M",), QT_TRANSLATE_NOOP("Shortcuts", "Take the conversation")),
    _window("work", "close_case", ("Ctrl+E",), QT_TRANSLATE_NOOP("Shortcuts", "Close the case")),
    _window("work", "end_chat", ("Ctrl+Shift+E",), QT_TRANSLATE_NOOP("Shortcuts", "End the chat, classify it after")),
    _window("work", "panel", ("Ctrl+I",), QT_TRANSLATE_NOOP("Shortcuts", "Show or hide the contact")),
    _window("work", "find", ("Ctrl+F",), QT_TRANSLATE_NOOP("Shortcuts", "Search in this conversation")),
    _window("work", "find_older", ("F3",), QT_TRANSLATE_NOOP("Shortcuts", "Older message with these words")),
    _window("work", "find_newer", ("Shift+F3",), QT_TRANSLATE_NOOP("Shortcuts", "Newer message with these words")),
    _window("work", "react", ("Ctrl+Shift+R",), QT_TRANSLATE_NOOP("Shortcuts", "React to a message")),
    _window("work", "trace", ("Ctrl+Shift+I",), QT_TRANSLATE_NOOP("Shortcuts", "The way of a message")),
    _window("work", "consent", ("Ctrl+Shift+P",), QT_TRANSLATE_NOOP("Shortcuts", "Ask for permission")),
    _window("work", "doubt_1", ("Alt+1",), QT_TRANSLATE_NOOP("Shortcuts", "Asked to leave? Yes, stop offers")),
    _window("work", "doubt_2", ("Alt+2",), QT_TRANSLATE_NOOP("Shortcuts", "Asked to leave? Stop everything")),
    _window("work", "doubt_3", ("Alt+3",), QT_TRANSLATE_NOOP("Shortcuts", "Asked to leave? No")),
    _typing("answers", ("1", "2", "3"), QT_TRANSLATE_NOOP("Shortcuts", "Answers of a question (in its strip)"), "work"),
    _typing("quote", ("Alt+Up", "Alt+Down"), QT_TRANSLATE_NOOP("Shortcuts", "Choose the message to answer")),
    _typing("phrase", ("/",), QT_TRANSLATE_NOOP("Shortcuts", "Insert a phrase (in the message)")),
    _window("write", "template", ("Ctrl+T",), QT_TRANSLATE_NOOP("Shortcuts", "Templates")),
    _window("write", "make_phrase", ("Ctrl+Shift+T",), QT_TRANSLATE_NOOP("Shortcuts", "Save the text as a phrase")),
    _window("write", "phrases", ("Ctrl+/",), QT_TRANSLATE_NOOP("Shortcuts", "Manage phrases")),
    _window("write", "attach", ("Ctrl+O",), QT_TRANSLATE_NOOP("Shortcuts", "Attach files")),
    _window("write", "emoji", ("Ctrl+.",), QT_TRANSLATE_NOOP("Shortcuts", "Emoji")),
    _window("write", "stickers", ("Ctrl+;",), QT_TRANSLATE_NOOP("Shortcuts", "Stickers of the team")),
    _window("write", "voice", ("Ctrl+R",), QT_TRANSLATE_NOOP("Shortcuts", "Record a voice message, then listen to it")),
    _window("write", "sticker", ("Ctrl+Shift+S",), QT_TRANSLATE_NOOP("Shortcuts", "Make and send a sticker")),
    _window("write", "location", ("Ctrl+Shift+L",), QT_TRANSLATE_NOOP("Shortcuts", "Send a place")),
    _window("write", "card", ("Ctrl+Shift+B",), QT_TRANSLATE_NOOP("Shortcuts", "Send a contact card")),
    _window("write", "spelling", ("F7",), QT_TRANSLATE_NOOP("Shortcuts", "Next misspelt word, with suggestions")),
    _window("write", "note", ("Ctrl+Shift+N",), QT_TRANSLATE_NOOP("Shortcuts", "Internal note")),
    _typing("send", ("Ctrl+Return",), QT_TRANSLATE_NOOP("Shortcuts", "Send")),
    _typing("send_on", ("Ctrl+Shift+Return",), QT_TRANSLATE_NOOP("Shortcuts", "Send and go to who waits next")),
    _typing(
        "unsend", ("Ctrl+Z",), QT_TRANSLATE_NOOP("Shortcuts", "Take back what was just sent (in the empty message)")
    ),
    _window("window", "conversations", ("Ctrl+Shift+C",), QT_TRANSLATE_NOOP("Shortcuts", "Conversations")),
    _window("window", "chat", ("Ctrl+Shift+G",), QT_TRANSLATE_NOOP("Shortcuts", "Talk with colleagues")),
    _window("window", "rescue", ("Ctrl+Shift+J",), QT_TRANSLATE_NOOP("Shortcuts", "Windows about to close")),
    _window("window", "wall", ("Ctrl+Shift+M",), QT_TRANSLATE_NOOP("Shortcuts", "Live wall")),
    _window("window", "contacts", ("Ctrl+Shift+K",), QT_TRANSLATE_NOOP("Shortcuts", "Contacts")),
    _window("window", "admin", ("Ctrl+Shift+A",), QT_TRANSLATE_NOOP("Shortcuts", "Administration")),
    _window(
        "window", "state", ("Ctrl+Shift+D",), QT_TRANSLATE_NOOP("Shortcuts", "Your state: available, busy, pauses")
    ),
    _window("window", "next_pane", ("F6",), QT_TRANSLATE_NOOP("Shortcuts", "Next part of the window")),
    _window("window", "previous_pane", ("Shift+F6",), QT_TRANSLATE_NOOP("Shortcuts", "Previous part of the window")),
    _window("window", "zoom_in", ("Ctrl++", "Ctrl+="), QT_TRANSLATE_NOOP("Shortcuts", "Everything larger")),
    _window("window", "zoom_out", ("Ctrl+-",), QT_TRANSLATE_NOOP("Shortcuts", "Everything smaller")),
    _window("window", "zoom_reset", ("Ctrl+0",), QT_TRANSLATE_NOOP("Shortcuts", "Everything in its usual size")),
    _window("window", "settings", ("Ctrl+,",), QT_TRANSLATE_NOOP("Shortcuts", "Settings")),
    _window("window", "shortcuts", ("F1", "Ctrl+?"), QT_TRANSLATE_NOOP("Shortcuts", "This overview")),
    _typing("close", ("Esc",), QT_TRANSLATE_NOOP("Shortcuts", "Close what is open, clear the quote"), "window"),
    _voice("voice_toggle", "Space", QT_TRANSLATE_NOOP("Shortcuts", "Play or pause (in the messages)")),
    _voice("voice_speed", "Shift+Space", QT_TRANSLATE_NOOP("Shortcuts", "Faster or slower")),
    _voice("voice_back", "Left", QT_TRANSLATE_NOOP("Shortcuts", "5 seconds back")),
    _voice("voice_on", "Right", QT_TRANSLATE_NOOP("Shortcuts", "5 seconds on")),
    _viewer("earlier", ("Left",), QT_TRANSLATE_NOOP("Shortcuts", "Earlier file")),
    _viewer("later", ("Right",), QT_TRANSLATE_NOOP("Shortcuts", "Later file")),
    _viewer("larger", ("+", "="), QT_TRANSLATE_NOOP("Shortcuts", "Larger")),
    _viewer("smaller", ("-",), QT_TRANSLATE_NOOP("Shortcuts", "Smaller")),
    _viewer("fit", ("0",), QT_TRANSLATE_NOOP("Shortcuts", "The whole picture")),
    _viewer("actual", ("1",), QT_TRANSLATE_NOOP("Shortcuts", "The picture in its own size")),
    _viewer("turn", ("R",), QT_TRANSLATE_NOOP("Shortcuts", "Turn it")),
    _viewer("left", ("Shift+Left",), QT_TRANSLATE_NOOP("Shortcuts", "Move to the left")),
    _viewer("right", ("Shift+Right",), QT_TRANSLATE_NOOP("Shortcuts", "Move to the right")),
    _viewer("up", ("Shift+Up",), QT_TRANSLATE_NOOP("Shortcuts", "Move up")),
    _viewer("down", ("Shift+Down",), QT_TRANSLATE_NOOP("Shortcuts", "Move down")),
    _viewer("page_back", ("PgUp",), QT_TRANSLATE_NOOP("Shortcuts", "Page before")),
    _viewer("page_on", ("PgDown",), QT_TRANSLATE_NOOP("Shortcuts", "Next page")),
    _viewer("play", ("Space",), QT_TRANSLATE_NOOP("Shortcuts", "Play or pause"), fixed=True),
    _viewer("skip_back", ("Ctrl+Left",), QT_TRANSLATE_NOOP("Shortcuts", "5 seconds back")),
    _viewer("skip_on", ("Ctrl+Right",), QT_TRANSLATE_NOOP("Shortcuts", "5 seconds on")),
    _viewer("copy", ("Ctrl+C",), QT_TRANSLATE_NOOP("Shortcuts", "Copy the picture")),
    _viewer("save", ("Ctrl+S",), QT_TRANSLATE_NOOP("Shortcuts", "Save it")),
    _viewer("open", ("Ctrl+O",), QT_TRANSLATE_NOOP("Shortcuts", "Open it with another program")),
    _viewer("jump", ("Ctrl+J",), QT_TRANSLATE_NOOP("Shortcuts", "Go to its message")),
    _editor("crop", ("C",), QT_TRANSLATE_NOOP("Shortcuts", "Crop")),
    _editor("cover", ("B",), QT_TRANSLATE_NOOP("Shortcuts", "Make a part unreadable")),
    _editor("arrow", ("A",), QT_TRANSLATE_NOOP("Shortcuts", "Arrow")),
    _editor("turn", ("R",), QT_TRANSLATE_NOOP("Shortcuts", "Turn to the right")),
    _editor("undo", ("Ctrl+Z",), QT_TRANSLATE_NOOP("Shortcuts", "Undo")),
    _editor("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), QT_TRANSLATE_NOOP("Shortcuts", "Redo")),
    _editor("use", ("Ctrl+Return",), QT_TRANSLATE_NOOP("Shortcuts", "Use the picture")),
)
"""A test sees to it that none of them has another's key, and that each is bound."""

_OWNERS: Final = {
    Owner.SYSTEM: QT_TRANSLATE_NOOP("Shortcuts", "{keys} belongs to the operating system."),
    Owner.DIALOGS: QT_TRANSLATE_NOOP("Shortcuts", "{keys} closes, confirms or moves on in every window."),
    Owner.TEXT: QT_TRANSLATE_NOOP("Shortcuts", "{keys} works on the text in every text field."),
    Owner.MOVING: QT_TRANSLATE_NOOP("Shortcuts", "{keys} moves in texts and lists."),
    Owner.WRITING: QT_TRANSLATE_NOOP("Shortcuts", "{keys} alone writes a sign. Hold Ctrl or Alt with it."),
}
_TAKEN: Final = QT_TRANSLATE_NOOP("Shortcuts", "{keys} is taken: {action}.")
_UNKNOWN: Final = QT_TRANSLATE_NOOP("Shortcuts", "This key cannot be used.")


def group(name: str) -> str:
    return QCoreApplication.translate("Shortcuts", GROUPS[name])


def action(found: Action) -> str:
    """What it does."""
    return QCoreApplication.translate("Shortcuts", found.text)


def objection(found: Objection, keys: str) -> str:
    """Why `keys`, in the words of this computer, cannot be had."""
    if found.action:
        name = next(action(each) for each in ACTIONS if each.id == found.action)
        return QCoreApplication.translate("Shortcuts", _TAKEN).format(keys=keys, action=name)
    source = _UNKNOWN if found.owner is None else _OWNERS[found.owner]
    return QCoreApplication.translate("Shortcuts", source).format(keys=keys)


def native(keys: str) -> str:
    """Portable words of Qt in those of this computer."""
    sequence = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)
