"""Keys that are no action's to have: the system takes them, text fields and lists need them, or they write."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from desktop.domain.chords import Chord, parse


class Place(StrEnum):
    """Where keys are listened to. One that belongs to the window also works while the focus is in a part of it."""

    WINDOW = "window"
    MESSAGES = "messages"
    COMPOSER = "composer"
    VIEWER = "viewer"
    EDITOR = "editor"


class Owner(StrEnum):
    """Who has a key that cannot be given to an action."""

    SYSTEM = "system"
    DIALOGS = "dialogs"
    TEXT = "text"
    MOVING = "moving"
    WRITING = "writing"


def _chords(*texts: str) -> frozenset[Chord]:
    return frozenset(made for made in map(parse, texts) if made is not None)


_SYSTEM: Final = _chords(
    *("Alt+F4", "Alt+Tab", "Alt+Shift+Tab", "Alt+Esc", "Alt+Space", "Alt+Return", "Ctrl+Esc", "Ctrl+Shift+Esc"),
    *("Ctrl+Tab", "Ctrl+Shift+Tab", "Alt+F2", "Alt+F1", "Shift+F10"),
)
_DIALOGS: Final = _chords("Esc", "Tab", "Shift+Tab", "Return", "Menu")
_TEXT: Final = _chords(
    *("Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+Shift+V"),
    *("Ctrl+Ins", "Shift+Ins", "Shift+Del", "Ctrl+Backspace", "Ctrl+Del", "Shift+Return"),
    *(f"{held}+{key}" for held in ("Ctrl", "Ctrl+Shift") for key in ("Left", "Right", "Up", "Down", "Home", "End")),
)
"""What QPlainTextEdit and QLineEdit take for themselves before any shortcut sees it (Qt's standard keys)."""
_MOVES: Final = frozenset({"Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Ins", "Del", "Backspace"})
_WHERE_TEXT_IS: Final = frozenset({Place.WINDOW, Place.COMPOSER})
_UP_AND_DOWN: Final = _MOVES - {"Left", "Right"}


def owner(chord: Chord, place: Place) -> Owner | None:
    """Who has this key at this place, beside the actions; None when it is free."""
    if _is_of_system(chord):
        return Owner.SYSTEM
    if chord in _DIALOGS:
        return Owner.DIALOGS
    is_bare = chord.held <= {"Shift"}
    if place in _WHERE_TEXT_IS:
        if is_bare and chord.is_character:
            return Owner.WRITING
        if chord in _TEXT:
            return Owner.TEXT
        return Owner.MOVING if is_bare and chord.key in _MOVES else None
    if place is Place.MESSAGES:
        if chord in _chords("Ctrl+C", "Ctrl+A"):
            return Owner.TEXT
        return Owner.MOVING if is_bare and chord.key in _UP_AND_DOWN else None
    is_drawing = place is Place.EDITOR and is_bare and chord.key in ("Left", "Right", "Up", "Down")
    return Owner.MOVING if is_drawing else None


def _is_of_system(chord: Chord) -> bool:
    """The Meta key opens menus of the system; Ctrl with Alt is AltGr on Windows, and writes signs there."""
    if "Meta" in chord.held or chord in _SYSTEM or chord.key == "Print":
        return True
    return {"Ctrl", "Alt"} <= chord.held and (chord.is_character or chord.key in ("Del", "Backspace"))
