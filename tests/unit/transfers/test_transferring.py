"""Who can be given a conversation, and who may write to a customer whom a colleague serves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.contract.model import Conversation
from server_stub.contract.team import AgentState
from server_stub.contract.transfers import OfferKind, Participant, Presence
from server_stub.domain.transferring import (
    Obstacle,
    Receiver,
    agent_obstacle,
    in_the_way,
    keeps_claim,
    queue_obstacle,
    stands_in_the_way,
    too_many,
)

AT_WORK = Receiver(AgentState.AVAILABLE, is_member=True)
WEIGHT = 25
receivers = st.builds(
    Receiver,
    state=st.sampled_from(AgentState),
    is_member=st.booleans(),
    load=st.integers(0, 120),
    capacity=st.integers(0, 120),
    active=st.integers(0, 6),
    most_active=st.integers(0, 6),
)


@pytest.mark.parametrize(
    ("state", "is_member", "load", "active", "obstacle"),
    [
        ("available", True, 0, 0, ""),
        ("busy", True, 0, 0, ""),
        ("wrap_up", True, 75, 4, ""),
        ("available", True, 76, 0, "full"),
        ("available", True, 0, 5, "full"),
        ("pause", True, 0, 0, "pause"),
        ("available", False, 0, 0, "not_member"),
        ("pause", False, 0, 0, "not_member"),
        ("offline", False, 100, 5, "offline"),
    ],
)
def test_what_stands_in_the_way_of_an_agent(state: str, is_member: bool, load: int, active: int, obstacle: str) -> None:
    one = Receiver(AgentState(state), is_member, load=load, active=active)
    assert agent_obstacle(one, WEIGHT) == obstacle


def test_advice_is_asked_of_whoever_is_there() -> None:
    stranger = Receiver(AgentState.AVAILABLE, is_member=False, load=100, active=9)
    assert agent_obstacle(stranger, WEIGHT, OfferKind.CONSULT) is Obstacle.NONE
    assert agent_obstacle(stranger, WEIGHT, OfferKind.WARM) is Obstacle.NOT_MEMBER
    assert agent_obstacle(Receiver(AgentState.PAUSE, is_member=True), WEIGHT, OfferKind.CONSULT) is Obstacle.PAUSE


@given(one=receivers, kind=st.sampled_from([OfferKind.TRANSFER, OfferKind.WARM, OfferKind.CONSULT]))
def test_nobody_who_is_gone_is_asked_and_no_agent_fills_a_full_one(one: Receiver, kind: OfferKind) -> None:
    obstacle = agent_obstacle(one, WEIGHT, kind)
    for is_lead in (False, True):
        goes = not stands_in_the_way(obstacle, is_lead=is_lead)
        if goes:
            assert one.state is not AgentState.OFFLINE
        if goes and kind is not OfferKind.CONSULT:
            assert one.is_member
        if goes and not is_lead:
            assert one.state is not AgentState.PAUSE
        if goes and not is_lead and kind is not OfferKind.CONSULT:
            assert one.load + WEIGHT <= one.capacity
            assert one.active < one.most_active


@pytest.mark.parametrize(
    ("is_same", "has_members", "is_open", "obstacle"),
    [
        (False, True, True, ""),
        (False, True, False, "closed"),
        (False, False, True, "no_members"),
        (True, True, True, "same_queue"),
    ],
)
def test_what_stands_in_the_way_of_a_queue(is_same: bool, has_members: bool, is_open: bool, obstacle: str) -> None:
    found = queue_obstacle(is_same=is_same, has_members=has_members, is_open=is_open)
    assert found == obstacle
    assert stands_in_the_way(found, is_lead=True) == bool(obstacle)


def test_after_so_many_only_a_lead_moves_it_on() -> None:
    assert [too_many(count, 3, is_lead=False) for count in (2, 3, 4)] == [False, True, True]
    assert not too_many(9, 3, is_lead=True)


def chat(assignee: str | None, *there: Participant) -> Conversation:
    return Conversation("c", "p", "n", assignee_id=assignee, participants=list(there))


@pytest.mark.parametrize(
    ("seen", "caller", "lead", "holder", "other"),
    [
        (chat("ana"), "ana", False, None, ""),
        (chat("ana"), "ana", False, "ana", ""),
        (chat(None), "ana", False, None, ""),
        (chat(None), "ana", False, "bruno", "bruno"),
        (chat("ana"), "lia", True, None, ""),
        (chat("ana"), "lia", True, "ana", "ana"),
        (chat("ana", Participant("lia", Presence.BARGE)), "lia", True, "ana", ""),
        (chat("ana", Participant("lia", Presence.BARGE)), "lia", False, None, "ana"),  # no lead any more
        (chat("ana", Participant("bruno", Presence.WARM)), "bruno", False, None, "ana"),
        (chat("ana", Participant("bruno", Presence.CONSULT)), "bruno", False, "ana", "ana"),
        (chat("ana"), "bruno", False, None, "ana"),  # only asked to take it
        (chat("ana", Participant("lia", Presence.BARGE)), "ana", False, "lia", ""),
        (chat("ana", Participant("bruno", Presence.WARM)), "ana", False, "bruno", "bruno"),
    ],
)
def test_who_may_write_to_the_customer(
    seen: Conversation, caller: str, lead: bool, holder: str | None, other: str
) -> None:
    assert in_the_way(seen, caller, holder, sees_all=lead) == other


@pytest.mark.parametrize(
    ("seen", "caller", "lead", "keeper"),
    [
        (chat("ana"), "ana", False, ""),
        (chat(None), "bruno", False, ""),
        (chat("ana"), "lia", True, ""),
        (chat("ana"), "bruno", False, "ana"),
        (chat("ana", Participant("bruno", Presence.CONSULT)), "bruno", False, "ana"),
        (chat("ana", Participant("lia", Presence.BARGE)), "lia", True, "ana"),
    ],
)
def test_a_visitor_does_not_take_the_place_of_the_agent(
    seen: Conversation, caller: str, lead: bool, keeper: str
) -> None:
    assert keeps_claim(seen, caller, sees_all=lead) == keeper
