"""Talk between colleagues in words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject

_TEAM: Final = QT_TRANSLATE_NOOP("Chat", "Everybody")
_GONE: Final = QT_TRANSLATE_NOOP("Chat", "Somebody who left")
_CALLED: Final = QT_TRANSLATE_NOOP("Chat", "{count}, one calls you")
_COLLEAGUES: Final = QT_TRANSLATE_NOOP("Chat", "Colleagues: {told}")
_SAYS: Final = QT_TRANSLATE_NOOP("Chat", "{name}: {text}")
_YOU: Final = QT_TRANSLATE_NOOP("Chat", "You: {text}")
_CALLS: Final = QT_TRANSLATE_NOOP("Chat", "{name} calls you in {channel}.")
_WRITES: Final = QT_TRANSLATE_NOOP("Chat", "{name} writes to you.")


def say(source: str) -> str:
    return QCoreApplication.translate("Chat", source)


class ChatCounts(QObject):
    """A QObject, because Linguist finds plural forms only in calls of tr()."""

    def unread(self, count: int) -> str:
        return self.tr("%n unread", "", count)


def team() -> str:
    return say(_TEAM)


def somebody() -> str:
    return say(_GONE)


def marks(unread: int, *, called: bool) -> str:
    """Empty where nothing is unread."""
    if not unread:
        return ""
    told = ChatCounts().unread(unread)
    return say(_CALLED).format(count=told) if called else told


def place(unread: int, *, called: bool) -> str:
    """For the button that leads there."""
    return say(_COLLEAGUES).format(told=marks(unread, called=called))


def last(name: str, text: str, *, is_own: bool) -> str:
    return say(_YOU).format(text=text) if is_own else say(_SAYS).format(name=name, text=text)


def alert(name: str, channel: str) -> str:
    """`channel`: its name, empty between two. What was said is read there."""
    return say(_CALLS).format(name=name, channel=channel) if channel else say(_WRITES).format(name=name)
