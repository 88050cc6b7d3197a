"""Words around emoji: their categories and skin tones."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

GROUPS = (
    ("😀", QT_TRANSLATE_NOOP("Emoji", "Smileys and emotion")),
    ("👋", QT_TRANSLATE_NOOP("Emoji", "People and body")),
    ("🐻", QT_TRANSLATE_NOOP("Emoji", "Animals and nature")),
    ("🍕", QT_TRANSLATE_NOOP("Emoji", "Food and drink")),
    ("🚗", QT_TRANSLATE_NOOP("Emoji", "Travel and places")),
    ("⚽", QT_TRANSLATE_NOOP("Emoji", "Activities")),
    ("💡", QT_TRANSLATE_NOOP("Emoji", "Objects")),
    ("💠", QT_TRANSLATE_NOOP("Emoji", "Symbols")),
    ("🏁", QT_TRANSLATE_NOOP("Emoji", "Flags")),
)
"""In the order of the standard, each with the emoji that stands for it."""
_TONES = (
    QT_TRANSLATE_NOOP("Emoji", "No skin tone"),
    QT_TRANSLATE_NOOP("Emoji", "Light skin"),
    QT_TRANSLATE_NOOP("Emoji", "Medium-light skin"),
    QT_TRANSLATE_NOOP("Emoji", "Medium skin"),
    QT_TRANSLATE_NOOP("Emoji", "Medium-dark skin"),
    QT_TRANSLATE_NOOP("Emoji", "Dark skin"),
)


def group(number: int) -> str:
    return QCoreApplication.translate("Emoji", GROUPS[number][1])


def recent() -> str:
    return QCoreApplication.translate("Emoji", "Often used")


def tone(number: int) -> str:
    """0 for none, 1 light to 5 dark."""
    return QCoreApplication.translate("Emoji", _TONES[number])
