"""Rules of voice messages: how long they may be, what their course looks like, which one comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from server_stub.contract.content import Kind
from server_stub.contract.model import Message

LEAST_MS: Final = 1_000
"""Shorter than that nobody has said anything: a key that was touched by mistake."""
MOST_MS: Final = 15 * 60_000
"""About 4 MB; WhatsApp takes 16 MB, but nobody listens longer."""
SKIP_MS: Final = 5_000
BARS: Final = 44
_LOWEST: Final = 0.06


def bars_of(peaks: Sequence[float], count: int = BARS) -> tuple[float, ...]:
    """The loudest of each of `count` equal stretches, as heights up to 1; silence is a low line, not an empty one.

    `peaks`: 0 to 1 each. They are shown relative to the loudest: some phones record very softly.
    """
    if not peaks:
        return ()
    edges = [place * len(peaks) // count for place in range(count + 1)]
    loudest = [max(peaks[start : max(end, start + 1)]) for start, end in pairwise(edges)]
    top = max(0.02, *loudest)
    return tuple(min(1.0, max(_LOWEST, (peak / top) ** 0.7)) for peak in loudest)


def following(messages: Iterable[Message], said_by: str) -> Message | None:
    """The next voice message of the same side among those that come after; `said_by`: `in` or `out`."""
    for message in messages:
        if message.direction == said_by and can_be_heard(message):
            return message
    return None


def can_be_heard(message: Message) -> bool:
    """A voice message that is here and was not taken back."""
    content = message.content
    return content.kind == Kind.VOICE and content.media is not None and message.deleted_at is None
