"""What a conversation is to the person here, what became of an offer, and when its bell rings again."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from server_stub.contract.model import Account, Conversation, Role
from server_stub.contract.transfers import Participant, Presence

_NEAR_END_MS: Final = 1_500
"""An offer that ends so shortly before its time has run out: event and clock never meet exactly."""
_OFTEN_MS: Final = 12_000
_SELDOM_MS: Final = 60_000


class Relation(StrEnum):
    """Of an account to a conversation it can see."""

    OWN = "own"
    FREE = "free"  # nobody's
    OFFERED = "offered"
    INVITED = "invited"  # may write notes
    BARGED = "barged"  # a lead who came in: may write
    LOOKING = "looking"  # a colleague's


class Fate(StrEnum):
    """Of an offer that is no longer there."""

    MINE = "mine"  # this person took it or joined
    RAN_OUT = "ran_out"
    WITHDRAWN = "withdrawn"
    TAKEN = "taken"  # a colleague took what this person gave
    JOINED = "joined"
    NOT_TAKEN = "not_taken"


def part_of(conversation: Conversation, account_id: str) -> Participant | None:
    """How this account is in the chat beside who is in charge."""
    return next((each for each in conversation.participants if each.account_id == account_id), None)


def relation(conversation: Conversation, account: Account) -> Relation:
    if conversation.assignee_id == account.id:
        return Relation.OWN
    part = part_of(conversation, account.id)
    if part is not None:
        return Relation.BARGED if part.why is Presence.BARGE else Relation.INVITED
    if conversation.offer is not None and conversation.offer.to_account == account.id:
        return Relation.OFFERED
    if conversation.assignee_id is None:
        return Relation.FREE
    return Relation.LOOKING if account.role is not Role.AGENT else Relation.FREE


def concerns(conversation: Conversation, account_id: str) -> bool:
    """Whether this account is asked by the offer that stands, or asked somebody."""
    offer = conversation.offer
    return offer is not None and account_id in (offer.to_account, offer.from_account)


def fate(before: Conversation, after: Conversation | None, account_id: str, now: int) -> Fate:
    """`before` had an offer that concerned the account; `after`: as it stands without it, None when out of sight."""
    offer = before.offer
    assert offer is not None  # noqa: S101 - only asked about offers
    has_it = "" if after is None else after.assignee_id or ""
    inside = set() if after is None else {each.account_id for each in after.participants}
    if offer.to_account == account_id:
        if account_id in inside | {has_it}:
            return Fate.MINE
        late = offer.expires_at is not None and now >= offer.expires_at - _NEAR_END_MS
        return Fate.RAN_OUT if late else Fate.WITHDRAWN
    if after is None or has_it == offer.to_account:
        return Fate.TAKEN
    return Fate.JOINED if offer.to_account in inside else Fate.NOT_TAKEN


def next_ring(offered_at: int, now: int) -> int:
    """When the bell of an unanswered offer rings next (ms): often in the first minute, then each minute."""
    passed = max(0, now - offered_at)
    step = _OFTEN_MS if passed < _SELDOM_MS else _SELDOM_MS
    return offered_at + (passed // step + 1) * step
