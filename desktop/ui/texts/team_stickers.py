"""Words about the team's stickers: how one is spoken of, and what is said where there is none."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from server_stub.contract.stickers import Sticker

CONTEXT = "TeamStickers"
_RECENT = QT_TRANSLATE_NOOP("TeamStickers", "Recent")
_LIKED = QT_TRANSLATE_NOOP("TeamStickers", "Favourites")
_IN_PACK = QT_TRANSLATE_NOOP("TeamStickers", "pack {pack}")
_MOVES = QT_TRANSLATE_NOOP("TeamStickers", "moves")
_NONE = QT_TRANSLATE_NOOP(
    "TeamStickers", "The team has no stickers yet. Make one of any picture, or add one that a customer sent."
)
_NONE_WITHOUT_LINE = QT_TRANSLATE_NOOP(
    "TeamStickers", "No stickers are known here yet, and there is no line to the gateway. They come with the line."
)
_NOT_FOUND = QT_TRANSLATE_NOOP("TeamStickers", "No sticker with these words")
_ADDED = QT_TRANSLATE_NOOP("TeamStickers", "“{name}” is among the team's stickers now, in the pack {pack}.")
_REMOVED = QT_TRANSLATE_NOOP("TeamStickers", "“{name}” was removed for the whole team.")


def recent() -> str:
    return _say(_RECENT)


def liked() -> str:
    return _say(_LIKED)


def spoken(sticker: Sticker) -> str:
    """For example "Thanks, thank you, bye, pack Shop, moves"."""
    return ", ".join((sticker.name, *sticker.keywords, *_place(sticker)))


def more(sticker: Sticker) -> str:
    """What stands below the name."""
    return " · ".join((*_place(sticker), *sticker.keywords))


def none(*, is_online: bool) -> str:
    return _say(_NONE if is_online else _NONE_WITHOUT_LINE)


def not_found() -> str:
    return _say(_NOT_FOUND)


def added(sticker: Sticker) -> str:
    return _say(_ADDED).format(name=sticker.name, pack=sticker.pack)


def removed(sticker: Sticker) -> str:
    return _say(_REMOVED).format(name=sticker.name)


def _place(sticker: Sticker) -> list[str]:
    return [_say(_IN_PACK).format(pack=sticker.pack), *([_say(_MOVES)] if sticker.animated else [])]


def _say(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
