"""P6: an inclusion proof holds for every leaf and for its own only, a consistency proof for every earlier size."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.domain.merkle import (
    EMPTY_ROOT,
    Tree,
    consistency_nodes,
    consistent,
    includes,
    inclusion_nodes,
    leaf_hash,
    node_hash,
    proof,
    split,
)

LEAVES = st.lists(st.binary(max_size=40), min_size=1, max_size=70).map(lambda data: [leaf_hash(it) for it in data])
DISTINCT = st.integers(1, 70).map(lambda count: [leaf_hash(b"%d" % n) for n in range(count)])


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 9162, section 2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = max(2**bit for bit in range(10) if 2**bit < len(leaves))
    return hashlib.sha256(b"\x01" + by_definition(leaves[:k]) + by_definition(leaves[k:])).digest()


def grown(leaves: list[bytes], wanted: list[tuple[int, int]] | None = None) -> Tree:
    tree = Tree(wanted or [])
    for leaf in leaves:
        tree.add(leaf)
    return tree


def inclusion(leaves: list[bytes], index: int) -> list[bytes]:
    nodes = inclusion_nodes(index, len(leaves))
    tree = grown(leaves, nodes)
    tree.root()
    return proof(nodes, tree)


@given(LEAVES)
def test_the_incremental_root_is_that_of_the_definition_at_every_size(leaves: list[bytes]) -> None:
    tree = Tree()
    for size, leaf in enumerate(leaves, start=1):
        tree.add(leaf)
        assert tree.root() == by_definition(leaves[:size])
    assert Tree().root() == EMPTY_ROOT == by_definition([])


@given(LEAVES, st.lists(st.integers(1, 40), max_size=8))
def test_many_at_once_are_as_one_by_one(leaves: list[bytes], sizes: list[int]) -> None:
    tree, at = Tree(), 0
    for size in [*sizes, len(leaves)]:
        tree.extend(leaves[at : at + size])
        at = min(at + size, len(leaves))
        assert (tree.size, tree.root()) == (at, by_definition(leaves[:at]))


@given(LEAVES, st.data())
def test_every_wanted_node_is_the_root_of_its_range(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    old = data.draw(st.integers(1, len(leaves)))
    nodes = [*inclusion_nodes(index, len(leaves)), *consistency_nodes(old, len(leaves))]
    tree = grown(leaves, nodes)
    tree.root()
    assert [tree.node((start, stop)) for start, stop in nodes] == [by_definition(leaves[a:b]) for a, b in nodes]


@given(DISTINCT, st.data())
def test_an_inclusion_proof_holds_for_its_own_leaf_only(leaves: list[bytes], data: st.DataObject) -> None:
    size, root = len(leaves), by_definition(leaves)
    index = data.draw(st.integers(0, size - 1))
    path = inclusion(leaves, index)
    held = [n for n in range(size) if includes(leaves[n], n, size, path, root)]
    assert held == [index]
    assert [n for n in range(-1, size + 2) if includes(leaves[index], n, size, path, root)] == [index]
    assert not includes(leaf_hash(b"another"), index, size, path, root)
    assert not includes(leaves[index], index, size, path, by_definition([*leaves, leaf_hash(b"more")]))


@given(DISTINCT, st.data())
def test_a_changed_proof_does_not_hold(leaves: list[bytes], data: st.DataObject) -> None:
    size, root = len(leaves), by_definition(leaves)
    index = data.draw(st.integers(0, size - 1))
    path = inclusion(leaves, index)
    longer = [*path, leaf_hash(b"more")]
    changed = [[*path[:at], leaf_hash(path[at]), *path[at + 1 :]] for at in range(len(path))]
    shorter = [path[:-1]] if path else []
    assert not any(includes(leaves[index], index, size, other, root) for other in [longer, *shorter, *changed])


@given(DISTINCT)
def test_a_consistency_proof_holds_for_every_earlier_size(leaves: list[bytes]) -> None:
    new, root = len(leaves), by_definition(leaves)
    for old in range(1, new + 1):
        nodes = consistency_nodes(old, new)
        tree = grown(leaves, nodes)
        tree.root()
        path = proof(nodes, tree)
        old_root = by_definition(leaves[:old])
        assert consistent(old, new, path, old_root, root)
        assert not consistent(old, new, path, leaf_hash(old_root), root)
        assert not consistent(old, new, path, old_root, leaf_hash(root))
        assert not consistent(old, new, [*path, root], old_root, root)
        for at in range(len(path)):
            other = [*path[:at], leaf_hash(path[at]), *path[at + 1 :]]
            assert not consistent(old, new, other, old_root, root)


@given(DISTINCT, st.data())
def test_a_rewritten_beginning_has_no_consistency_proof(leaves: list[bytes], data: st.DataObject) -> None:
    """P4 seen from outside: what was signed once cannot be changed, removed or put in another order afterwards."""
    old = data.draw(st.integers(1, len(leaves)))
    at = data.draw(st.integers(0, old - 1))
    rewritten = [*leaves[:at], leaf_hash(b"rewritten"), *leaves[at + 1 :]]
    nodes = consistency_nodes(old, len(leaves))
    tree = grown(rewritten, nodes)
    root = tree.root()
    assert not consistent(old, len(leaves), proof(nodes, tree), by_definition(leaves[:old]), root)


def test_a_copy_grows_alone() -> None:
    tree = grown([leaf_hash(b"1"), leaf_hash(b"2"), leaf_hash(b"3")])
    before, other = tree.root(), tree.copy()
    other.add(leaf_hash(b"4"))
    assert (tree.root(), tree.size, other.size) == (before, 3, 4)
    assert other.root() != before


def test_known_roots() -> None:
    """A node is no leaf, an odd leaf is promoted and not doubled."""
    one, two, three = (leaf_hash(it) for it in (b"a", b"b", b"c"))
    assert grown([one, two, three]).root() == node_hash(node_hash(one, two), three)
    assert grown([one, two, three]).root() != grown([one, two, three, three]).root()
    assert leaf_hash(one + two) != node_hash(one, two)
    assert [split(size) for size in (2, 3, 4, 5, 8, 9)] == [1, 2, 2, 4, 4, 8]


def test_a_node_that_was_not_asked_for_is_an_error() -> None:
    tree = grown([leaf_hash(b"a")] * 3, [(0, 2), (2, 4)])
    assert tree.node((0, 2)) == node_hash(leaf_hash(b"a"), leaf_hash(b"a"))
    for where in ((2, 4), (0, 4)):
        with pytest.raises(KeyError):
            tree.node(where)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 3)])
def test_sizes_that_cannot_be_prove_nothing(old: int, new: int) -> None:
    assert not consistent(old, new, [], EMPTY_ROOT, EMPTY_ROOT)
