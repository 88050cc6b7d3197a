"""Whatever is done to the outline, the gateway takes it: three levels, ten beside each other, outcomes at leaves."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import disposition_outline as tree
from desktop.domain.three_ways import merged
from server_stub.contract.cases import Disposition, Outcome
from server_stub.domain.disposition_tree import DEFAULT, fault_of

STEPS = ("added", "deeper", "shallower", "up", "down", "removed", "on", "off")


def done(lines: tree.Outline, at: int, step: str, new_id: str) -> tree.Step | None:
    if step == "added" or not lines:
        made = tree.added(lines, at if lines else None, new_id)
        return made and tree.Step(tree.changed(made.lines, made.at, label=new_id), made.at)
    if step in ("up", "down"):
        return tree.moved(lines, at, down=step == "down")
    if step in ("on", "off"):
        return tree.switched(lines, at, on=step == "on")
    return getattr(tree, step)(lines, at)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 200)), max_size=30))
def test_whatever_is_done_the_gateway_takes_it(steps: list[tuple[str, int]]) -> None:
    """Names are told apart here: which of two that meet is called otherwise is a person's to say."""
    lines, ids = tuple(replace(it, label=it.id) for it in tree.outline(DEFAULT)), count()
    for step, place in steps:
        made = done(lines, place % len(lines) if lines else 0, step, f"n{next(ids)}")
        if made is not None:
            lines = made.lines
        assert fault_of(with_outcomes(tree.nodes(lines))) == ""
        assert len({it.id for it in lines}) == len(lines)


def with_outcomes(nodes: list[Disposition]) -> list[Disposition]:
    """Whatever had others below it and has none any more: what it means a person has to choose."""
    above = {it.parent_id for it in nodes if it.active}
    return [it if it.outcome or it.id in above else msgspec.structs.replace(it, outcome=Outcome.SOLVED) for it in nodes]


def test_read_and_told_again_it_is_the_same() -> None:
    assert tree.nodes(tree.outline(reversed(DEFAULT))) == list(DEFAULT)


def test_ten_beside_each_other_are_enough() -> None:
    lines: tree.Outline = ()
    for number in range(tree.WIDEST):
        made = tree.added(lines, len(lines) - 1 if lines else None, str(number))
        assert made is not None
        lines = made.lines
    assert tree.added(lines, 0, "more") is None
    of_queue = replace(lines[0], id="q", queue_id="q-sales")
    assert tree.too_wide((*lines, of_queue))


def test_what_moves_takes_along_what_is_below() -> None:
    lines = tuple(tree.Line(name, name, depth) for name, depth in (("a", 1), ("b", 2), ("c", 3), ("d", 1)))
    assert [it.id for it in tree.moved(lines, 0, down=True).lines] == ["d", "a", "b", "c"]  # type: ignore[union-attr]
    assert tree.deeper(lines, 1) is None
    out = tree.shallower(lines, 1)
    assert out is not None
    assert [(it.id, it.depth) for it in out.lines] == [("a", 1), ("b", 1), ("c", 2), ("d", 1)]
    assert tree.removed(lines, 0) == ((lines[3],), 0)


def test_lines_nobody_wrote_in_are_none() -> None:
    lines = (tree.Line("a", "Pedido"), tree.Line("b", " ", 2, Outcome.SOLVED), tree.Line("c", ""))
    assert tree.without_empty(lines) == lines[:1]


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2)),
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2)),
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2)),
)
def test_two_changes_are_put_together(base: dict[str, int], theirs: dict[str, int], mine: dict[str, int]) -> None:
    met = merged(base, theirs, mine)
    for name, own in mine.items():
        kept_own = own != base.get(name)
        assert met.values.get(name) == (own if kept_own else theirs.get(name))
        assert (name in met.both) == (kept_own and theirs.get(name) not in (base.get(name), own))
