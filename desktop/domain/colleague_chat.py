"""Talk between colleagues: which channels there are, whom one addresses, and the name being typed after an @."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from server_stub.contract.team import ChatChannel, ChatMessage

TEAM: Final = "team"
_QUEUE: Final = "queue:"
_WITH: Final = "with:"
_CALL: Final = re.compile(r"(?:^|[^\w@])@([\w.]*(?: [\w.]*)?)$")


def with_two(one: str, other: str) -> str:
    """The channel of these two (contract.team.ChatMessage)."""
    return _WITH + ":".join(sorted((one, other)))


def queue_of(channel: str) -> str:
    """Empty where it is no queue's."""
    return channel.removeprefix(_QUEUE) if channel.startswith(_QUEUE) else ""


def partner(channel: str, own: str) -> str:
    """The account at the other end; empty where it is not between two, or not one's own."""
    if not channel.startswith(_WITH):
        return ""
    pair = channel.removeprefix(_WITH).split(":")
    return next((each for each in pair if each != own), "") if own in pair else ""


def in_order(known: Sequence[ChatChannel], own: str, colleagues: Sequence[str]) -> list[ChatChannel]:
    """The team, queues, talks between two with the newest first, then `colleagues` one has not talked with yet."""
    talks = [each for each in known if partner(each.id, own)]
    talks.sort(key=_said_at, reverse=True)
    rest = [each for each in known if not partner(each.id, own) and each.id != TEAM]
    team = next((each for each in known if each.id == TEAM), ChatChannel(TEAM))
    there = {partner(each.id, own) for each in talks}
    new = [ChatChannel(with_two(own, each)) for each in colleagues if each not in there and each != own]
    return [team, *rest, *talks, *new]


def alerts(before: ChatChannel | None, now: ChatChannel, own: str) -> bool:
    """Whether what was said last addresses this person, and was not there before."""
    if now.last is None or now.last.author_id == own or not now.unread or not now.called:
        return False
    if before is not None and before.last is not None and before.last.id == now.last.id:
        return False
    newly = before is None or not before.called
    return newly or own in now.last.called or bool(partner(now.id, own))


def merged(known: Sequence[ChatMessage], told: Sequence[ChatMessage]) -> list[ChatMessage]:
    """Each once, oldest first."""
    found = {each.id: each for each in (*known, *told)}
    return sorted(found.values(), key=_place)


def call_before(text: str, cursor: int) -> tuple[int, str] | None:
    """Where the @ stands and what follows it up to the cursor, while a name is being typed there.

    A sign inside a word, as in an address of e-mail, calls nobody; a name has at most two words here.
    """
    found = _CALL.search(text[:cursor])
    return None if found is None else (found.start(1) - 1, found[1])


def _said_at(channel: ChatChannel) -> int:
    return 0 if channel.last is None else channel.last.sent_at


def _place(message: ChatMessage) -> tuple[int, str]:
    return message.sent_at, message.id
