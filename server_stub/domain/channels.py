"""Channels in which colleagues talk: one of the team, one of each queue, and one of every two."""

from __future__ import annotations

from typing import Final, NamedTuple

TEAM: Final = "team"
_QUEUE: Final = "queue:"
_WITH: Final = "with:"


class Channel(NamedTuple):
    """`queue_id` of a queue's, `pair` of one between two; neither: the team's."""

    id: str
    queue_id: str = ""
    pair: tuple[str, str] | None = None

    def other(self, account_id: str) -> str:
        """Of a pair the one who is not this; "" elsewhere."""
        return next((it for it in self.pair or () if it != account_id), "")


def channel_of(text: str) -> Channel | None:
    """What this names, with a pair in its order; None for what names nothing. Whether it exists is not asked."""
    if text == TEAM:
        return Channel(TEAM)
    if text.startswith(_QUEUE) and len(text) > len(_QUEUE):
        return Channel(text, queue_id=text.removeprefix(_QUEUE))
    two = sorted(text.removeprefix(_WITH).split(":")) if text.startswith(_WITH) else []
    if len(two) == 2 and two[0] and two[0] != two[1]:
        return Channel(f"{_WITH}{two[0]}:{two[1]}", pair=(two[0], two[1]))
    return None


def of_queue(queue_id: str) -> str:
    return _QUEUE + queue_id
