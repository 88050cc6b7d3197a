"""What a timeline shows, line by line: messages, the days between them, and where the unread ones begin."""

from __future__ import annotations

import time
from dataclasses import dataclass

from server_stub.contract.content import NOT_ANSWERABLE, Kind
from server_stub.contract.model import Message

Key = tuple[int, str, int]
"""Order of rows: time, id, and 0 for what stands before a message of the same time and id."""

_GROUP_SPAN = 10 * 60_000
"""Milliseconds between messages of one author that still belong together."""


@dataclass(frozen=True, slots=True)
class DaySeparator:
    start: int
    """Local midnight, ms UTC."""

    @property
    def id(self) -> str:
        return f"day:{self.start}"


@dataclass(frozen=True, slots=True)
class UnreadLine:
    count: int
    before: tuple[int, str]
    """(sent_at, id) of the first unread message."""

    @property
    def id(self) -> str:
        return "unread"


Row = Message | DaySeparator | UnreadLine


@dataclass(frozen=True, slots=True)
class Placement:
    """Whether a bubble begins and ends a run of bubbles by the same author."""

    first: bool
    last: bool


def row_key(row: Row) -> Key:
    if isinstance(row, Message):
        return (row.sent_at, row.id, 1)
    if isinstance(row, UnreadLine):
        return (*row.before, 0)
    return (row.start, "", 0)


def is_line(message: Message) -> bool:
    """A system line in the middle, not a bubble. An unknown kind is a bubble."""
    return message.content.kind == Kind.SYSTEM and message.deleted_at is None


def is_answerable(message: Message) -> bool:
    """Whether it can be quoted; what customers wrote can also be reacted to."""
    return message.deleted_at is None and message.content.kind not in NOT_ANSWERABLE


def belong_together(earlier: Row | None, later: Row | None) -> bool:
    """Whether two neighbours are bubbles of one author, one soon after the other."""
    return (
        isinstance(earlier, Message)
        and isinstance(later, Message)
        and earlier.direction == later.direction
        and earlier.author_id == later.author_id
        and later.sent_at - earlier.sent_at <= _GROUP_SPAN
        and not is_line(earlier)
        and not is_line(later)
    )


def day_of(moment: int) -> tuple[int, int]:
    """Beginning of the local day of a moment and of the next one, ms UTC. Days of 23 and 25 hours come out right."""
    local = time.localtime(moment / 1000)
    start = time.mktime((local.tm_year, local.tm_mon, local.tm_mday, 0, 0, 0, 0, 0, -1))
    following = time.mktime((local.tm_year, local.tm_mon, local.tm_mday + 1, 0, 0, 0, 0, 0, -1))
    return int(start) * 1000, int(following) * 1000
