"""The tree of what cases were about: which leaves a queue offers, in which order, and what an outcome says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.dispositions import MOST_LEVELS, RECENT, Leaf, leaves, path_of, recent_first, resolved, used
from server_stub.contract.cases import Disposition, Outcome

TREE = (
    Disposition("order", "Pedido", position=1),
    Disposition("delivery", "Entrega", parent_id="order"),
    Disposition("solved", "Resolvido", parent_id="delivery", outcome=Outcome.SOLVED),
    Disposition("late", "Atrasado", parent_id="delivery", outcome=Outcome.WAITING_US),
    Disposition("off", "Antigo", parent_id="delivery", active=False),
    Disposition("spam", "Propaganda", outcome=Outcome.SPAM, position=9),
    Disposition("bill", "Boleto", queue_id="billing", position=2),
    Disposition("second", "Segunda via", parent_id="bill", outcome=Outcome.SOLVED),
)


def ids(queue_id: str) -> list[str]:
    return [leaf.id for leaf in leaves(TREE, queue_id)]


def test_a_queue_offers_its_own_and_those_of_every_queue() -> None:
    assert ids("general") == ["late", "solved", "spam"]
    assert ids("billing") == ["late", "solved", "second", "spam"]


def test_a_leaf_knows_its_path_and_outcome() -> None:
    assert leaves(TREE, "general")[1] == Leaf("solved", ("Pedido", "Entrega", "Resolvido"), Outcome.SOLVED)


def test_a_branch_without_its_leaves_is_not_offered() -> None:
    bare = [Disposition("a", "A"), Disposition("b", "B", parent_id="a", outcome=Outcome.SOLVED, active=False)]
    assert leaves(bare, "general") == []


def test_the_path_of_what_is_switched_off_is_still_told() -> None:
    assert path_of(TREE, "off") == ("Pedido", "Entrega", "Antigo")
    assert path_of(TREE, "nobody") == ()


def test_those_used_last_come_first() -> None:
    offered = leaves(TREE, "billing")
    assert [it.id for it in recent_first(offered, ["spam", "gone", "second"])] == ["spam", "second", "late", "solved"]


@given(st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), max_size=60))
def test_what_is_remembered_is_short_and_has_nothing_twice(chosen: list[str]) -> None:
    recent: list[str] = []
    for each in chosen:
        recent = used(recent, each)
    assert len(recent) <= RECENT
    assert len(set(recent)) == len(recent)
    assert recent[:1] == chosen[-1:]


@given(st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from(["", *"abcdefg"]), max_size=7))
def test_no_tree_however_broken_hangs_or_goes_too_deep(parents: dict[str, str]) -> None:
    ends = parents.keys() - set(parents.values())
    nodes = [
        Disposition(name, name, parent_id=parent, outcome=Outcome.SOLVED if name in ends else "")
        for name, parent in parents.items()
    ]
    for leaf in leaves(nodes, "general"):
        assert 1 <= len(leaf.path) <= MOST_LEVELS
        assert leaf.id in ends
    for name in parents:
        assert 1 <= len(path_of(nodes, name)) <= MOST_LEVELS


@pytest.mark.parametrize(
    ("outcome", "said"),
    [(Outcome.SOLVED, True), (Outcome.WAITING_US, False), (Outcome.COMPLAINT, False), (Outcome.SPAM, None), ("", None)],
)
def test_an_outcome_says_whether_it_is_resolved(outcome: str, said: bool | None) -> None:
    assert resolved(outcome) is said
