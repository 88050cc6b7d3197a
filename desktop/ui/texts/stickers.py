"""Sentences about stickers while they are made."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain.sticker import LONGEST_MS, MadeSticker
from desktop.ui.texts import files

CONTEXT = "Stickers"
_SIZE = QT_TRANSLATE_NOOP("Stickers", "{size} of {limit}")
_STILL = QT_TRANSLATE_NOOP("Stickers", "Ready. It does not move.")
_MOVING = QT_TRANSLATE_NOOP("Stickers", "Ready. It moves, in {frames} frames.")
_FEWER = QT_TRANSLATE_NOOP("Stickers", "Ready. It moves, in {frames} of {before} frames.")
_CUT = QT_TRANSLATE_NOOP("Stickers", "Only the first {seconds} seconds.")


def size(made: MadeSticker) -> str:
    """For example "34.0 KB of 100.0 KB"."""
    return _say(_SIZE).format(size=files.size(made.size), limit=files.size(made.limit))


def made(sticker: MadeSticker) -> str:
    if not sticker.is_moving:
        return _say(_STILL)
    sentence = _FEWER if sticker.frames < sticker.was_frames else _MOVING
    told = _say(sentence).format(frames=sticker.frames, before=sticker.was_frames)
    return f"{told} {_say(_CUT).format(seconds=LONGEST_MS // 1000)}" if sticker.is_cut else told


def _say(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
