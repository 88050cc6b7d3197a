"""What a conversation is to somebody, what became of an offer, and when its bell rings."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.offers import Fate, Relation, concerns, fate, next_ring, relation
from server_stub.contract.model import Account, Conversation, Role
from server_stub.contract.transfers import Offer, OfferKind, Participant, Presence

ME, COLLEAGUE, LEAD = "me", "colleague", "lead"
PERSON = Account(ME, "me", "Eu", Role.AGENT)
BOSS = Account(LEAD, "lead", "Lia", Role.LEAD)
THEIRS = Conversation("v", "c", "n", COLLEAGUE)


def with_(**values: object) -> Conversation:
    return msgspec.structs.replace(THEIRS, **values)


def offer(to: str = ME, by: str | None = COLLEAGUE, *, until: int | None = 60_000) -> Offer:
    return Offer("o", OfferKind.TRANSFER, to, by, 0, until)


@pytest.mark.parametrize(
    ("conversation", "account", "expected"),
    [
        (with_(assignee_id=ME), PERSON, Relation.OWN),
        (with_(assignee_id=ME, offer=offer(COLLEAGUE, ME)), PERSON, Relation.OWN),
        (with_(assignee_id=None), PERSON, Relation.FREE),
        (with_(offer=offer()), PERSON, Relation.OFFERED),
        (with_(assignee_id=None, offer=offer(by=None)), PERSON, Relation.OFFERED),
        (with_(participants=[Participant(ME, Presence.WARM)]), PERSON, Relation.INVITED),
        (with_(participants=[Participant(ME, Presence.CONSULT)], offer=offer()), PERSON, Relation.INVITED),
        (with_(participants=[Participant(LEAD, Presence.BARGE)]), BOSS, Relation.BARGED),
        (with_(participants=[Participant(ME, Presence.CONSULT)]), BOSS, Relation.LOOKING),
        (THEIRS, BOSS, Relation.LOOKING),
    ],
)
def test_relation(conversation: Conversation, account: Account, expected: Relation) -> None:
    assert relation(conversation, account) is expected


@pytest.mark.parametrize(
    ("after", "now", "expected"),
    [
        (with_(assignee_id=ME), 5, Fate.MINE),
        (with_(participants=[Participant(ME, Presence.WARM)]), 5, Fate.MINE),
        (THEIRS, 60_000, Fate.RAN_OUT),
        (None, 58_600, Fate.RAN_OUT),
        (THEIRS, 30_000, Fate.WITHDRAWN),
        (None, 30_000, Fate.WITHDRAWN),
    ],
)
def test_fate_of_what_was_offered_to_me(after: Conversation | None, now: int, expected: Fate) -> None:
    assert fate(with_(offer=offer()), after, ME, now) is expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (None, Fate.TAKEN),
        (with_(assignee_id=COLLEAGUE), Fate.TAKEN),
        (with_(assignee_id=ME, participants=[Participant(COLLEAGUE, Presence.CONSULT)]), Fate.JOINED),
        (with_(assignee_id=ME), Fate.NOT_TAKEN),
    ],
)
def test_fate_of_what_i_offered(after: Conversation | None, expected: Fate) -> None:
    assert fate(with_(assignee_id=ME, offer=offer(COLLEAGUE, ME)), after, ME, 5) is expected


def test_whom_an_offer_concerns() -> None:
    asked = with_(offer=offer(ME, LEAD))
    assert [concerns(asked, each) for each in (ME, LEAD, COLLEAGUE)] == [True, True, False]
    assert not concerns(THEIRS, ME)


@given(st.integers(0, 10**12), st.integers(-1000, 10**7))
def test_the_bell_rings_soon_again_but_never_at_once(offered_at: int, passed: int) -> None:
    now = offered_at + passed
    pause = next_ring(offered_at, now) - max(now, offered_at)
    assert 0 < pause <= (12_000 if passed < 60_000 else 60_000)
