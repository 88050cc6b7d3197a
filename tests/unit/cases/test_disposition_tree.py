"""What a tree of dispositions must keep to, and that the usual one does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.contract.cases import Disposition, Outcome
from server_stub.domain.disposition_tree import DEEPEST, DEFAULT, depth_of, fault_of
from server_stub.storage.repositories.dispositions import in_order


@pytest.mark.parametrize(
    ("nodes", "field"),
    [
        ([Disposition("a", "", outcome="solved")], "label"),
        ([Disposition("a", "x" * 61, outcome="solved")], "label"),
        ([Disposition("a", "A", outcome="solved"), Disposition("b", "a ", outcome="spam")], "label"),
        ([Disposition("a", "A", outcome="solved"), Disposition("a", "B", outcome="spam")], "id"),
        ([Disposition("", "A", outcome="solved")], "id"),
        ([Disposition("a", "A")], "outcome"),
        ([Disposition("a", "A", outcome="made_up")], "outcome"),
        ([Disposition("a", "A", outcome="solved"), Disposition("b", "B", parent_id="a", outcome="spam")], "outcome"),
        ([Disposition("a", "A", parent_id="a", outcome="solved")], "parent_id"),
        ([Disposition("a", "A", parent_id="nobody", outcome="solved")], "parent_id"),
        ([Disposition("a", "A"), Disposition("b", "B", parent_id="a", queue_id="general", outcome="spam")], "queue_id"),
        ([Disposition(str(n), f"N{n}", outcome="solved") for n in range(11)], "count"),
        (
            [
                Disposition("a", "A"),
                Disposition("b", "B", parent_id="a"),
                Disposition("c", "C", parent_id="b"),
                Disposition("d", "D", parent_id="c", outcome="spam"),
            ],
            "parent_id",
        ),
    ],
)
def test_a_bad_tree_is_refused_by_name(nodes: list[Disposition], field: str) -> None:
    assert fault_of(nodes) == field


def test_the_usual_tree_is_a_good_one_and_knows_every_outcome() -> None:
    assert fault_of(DEFAULT) == ""
    assert {node.outcome for node in DEFAULT if node.outcome} == set(Outcome)
    assert in_order(DEFAULT[::-1])[0].parent_id == ""


def test_what_is_switched_off_counts_for_nothing() -> None:
    nodes = [Disposition(str(n), f"N{n}", outcome="solved") for n in range(10)]
    assert fault_of([*nodes, Disposition("old", "N1", outcome="solved", active=False)]) == ""


def test_ten_roots_of_a_queue_beside_one_of_every_queue_are_too_many() -> None:
    own = [Disposition(str(n), f"N{n}", queue_id="q", outcome="solved") for n in range(10)]
    assert fault_of(own) == ""
    assert fault_of([*own, Disposition("all", "Todas", outcome="solved")]) == "count"


_IDS = st.sampled_from("abcdef")
_NODES = st.builds(
    Disposition,
    id=_IDS,
    label=st.sampled_from(["A", "B", "C", "", "x" * 61]),
    parent_id=st.one_of(st.just(""), _IDS),
    queue_id=st.sampled_from(["", "q"]),
    outcome=st.sampled_from(["", "solved", "nonsense"]),
    active=st.booleans(),
)


@given(st.lists(_NODES, max_size=8))
def test_any_nodes_are_judged_and_a_good_tree_is_one(nodes: list[Disposition]) -> None:
    """Loops, orphans and twins among them."""
    if fault_of(nodes):
        return
    by_id = {node.id: node for node in nodes}
    assert len(by_id) == len(nodes)
    assert all(1 <= depth_of(node, by_id) <= DEEPEST for node in nodes)
    active = [node for node in nodes if node.active]
    parents = {node.parent_id for node in active}
    assert all((node.id in parents) is (node.outcome == "") for node in active)
    assert sorted(it.id for it in in_order(nodes)) == sorted(by_id)
