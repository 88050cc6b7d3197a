"""Who gets a conversation and who may move it."""

from __future__ import annotations

import pytest

from server_stub.contract.model import Role
from server_stub.domain.routing.fair import Candidate, choose
from server_stub.domain.routing.permission import may_assign


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([], None),
        ([("a", 2, 1), ("b", 1, 9)], "b"),  # fewest open first
        ([("a", 1, 5), ("b", 1, 3)], "b"),  # then least recently assigned
        ([("a", 1, 0), ("b", 1, None)], "b"),  # never assigned before anybody
        ([("b", 0, None), ("a", 0, None)], "a"),  # then always the same one
    ],
)
def test_the_choice_is_fair(candidates: list[tuple[str, int, int | None]], expected: str | None) -> None:
    assert choose(Candidate(*c) for c in candidates) == expected


def test_by_turns_everybody_gets_as_many() -> None:
    counts = dict.fromkeys("abc", 0)
    last: dict[str, int | None] = dict.fromkeys("abc")
    for moment in range(30):
        chosen = choose(Candidate(who, counts[who], last[who]) for who in "abc")
        assert chosen is not None
        counts[chosen] += 1
        last[chosen] = moment
    assert set(counts.values()) == {10}


@pytest.mark.parametrize(
    ("role", "current", "target", "allowed"),
    [
        (Role.AGENT, None, "me", True),
        (Role.AGENT, None, "other", False),
        (Role.AGENT, "me", None, True),
        (Role.AGENT, "me", "other", True),
        (Role.AGENT, "other", "me", False),
        (Role.AGENT, "other", None, False),
        (Role.LEAD, "other", "third", True),
        (Role.LEAD, None, "other", True),
        (Role.ADMIN, "other", None, True),
    ],
)
def test_who_may_move_what(role: Role, current: str | None, target: str | None, allowed: bool) -> None:
    assert may_assign(actor_id="me", actor_role=role, current_id=current, target_id=target) is allowed
