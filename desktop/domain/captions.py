"""Who carries the words: several files go as several messages, and what was typed must go with exactly one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server_stub.contract.content import Kind

_WITHOUT_CAPTION: Final = frozenset({Kind.AUDIO, Kind.VOICE, Kind.STICKER})
"""WhatsApp shows no caption with these (2.2)."""


@dataclass(frozen=True, slots=True)
class CaptionPlan:
    """`captions`: one for each file. `alone`: text that no file can carry and that goes as a message of its own."""

    captions: tuple[str, ...]
    alone: str = ""


def carries_caption(kind: str) -> bool:
    return kind not in _WITHOUT_CAPTION


def plan_captions(kinds: Sequence[str], own: Sequence[str], typed: str) -> CaptionPlan:
    """`own`: what was written to each file; `typed`: the text of the composer.

    The typed text goes with the first file that can carry words and has none of its own; else alone, before them.
    """
    captions = [words.strip() if carries_caption(kind) else "" for kind, words in zip(kinds, own, strict=True)]
    typed = typed.strip()
    if typed:
        for place, kind in enumerate(kinds):
            if carries_caption(kind) and not captions[place]:
                captions[place] = typed
                return CaptionPlan(tuple(captions))
    return CaptionPlan(tuple(captions), typed)
