"""Merkle trees as Certificate Transparency makes them (RFC 9162): roots, inclusion and consistency proofs.

Leaves and nodes are hashed with different first bytes and an odd node is promoted, not doubled: no node can pass for a
leaf and no two lists share a root. A node is named by the range of leaves below it, `(start, stop)`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

Range = tuple[int, int]
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()
_LEAF: Final = b"\x00"
_NODE: Final = b"\x01"


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(_LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


def split(size: int) -> int:
    """The largest power of two below `size`, which is at least 2."""
    return 1 << (size - 1).bit_length() - 1


class Tree:
    """The tree of the leaves so far, in memory that grows with the logarithm of their number.

    Keeps the hashes of the nodes in `wanted` as they come about; take them with `node`.
    """

    def __init__(self, wanted: Iterable[Range] = ()) -> None:
        self.size = 0
        self._stack: list[bytes] = []
        """Roots of the complete subtrees, the largest first: one for each bit that is set in `size`."""
        self._wanted: dict[Range, bytes | None] = dict.fromkeys(wanted)

    def copy(self) -> Tree:
        other = Tree()
        other.size, other._stack = self.size, list(self._stack)
        return other

    def add(self, leaf: bytes) -> None:
        """`leaf`: its hash."""
        self._keep(self.size, self.size + 1, leaf)
        self.size += 1
        width = 1
        while not self.size & width:
            leaf = node_hash(self._stack.pop(), leaf)
            width *= 2
            self._keep(self.size - width, self.size, leaf)
        self._stack.append(leaf)

    def extend(self, leaves: Sequence[bytes]) -> None:
        """As `add` for each, in less time: whole subtrees are hashed level by level. Keeps no wanted nodes."""
        at = 0
        while at < len(leaves):
            width = 1 << (len(leaves) - at).bit_length() - 1
            if self.size:
                width = min(width, self.size & -self.size)
            level = list(leaves[at : at + width])
            while len(level) > 1:
                level = [
                    hashlib.sha256(_NODE + one + two).digest() for one, two in zip(*[iter(level)] * 2, strict=True)
                ]
            self._push(level[0], width)
            at += width

    def _push(self, node: bytes, width: int) -> None:
        """Add a complete subtree of `width` leaves, a power of two of which `size` is a multiple."""
        self.size += width
        while not self.size & width:
            node = node_hash(self._stack.pop(), node)
            width *= 2
        self._stack.append(node)

    def root(self) -> bytes:
        if not self._stack:
            return EMPTY_ROOT
        found = self._stack[-1]
        start = self.size - (self.size & -self.size)
        self._keep(start, self.size, found)
        for left in reversed(self._stack[:-1]):
            found = node_hash(left, found)
            start -= start & -start
            self._keep(start, self.size, found)
        return found

    def node(self, where: Range) -> bytes:
        """Raises KeyError where the node was not wanted or has not come about; `root` makes those on the right edge."""
        found = self._wanted[where]
        if found is None:
            raise KeyError(where)
        return found

    def _keep(self, start: int, stop: int, value: bytes) -> None:
        if self._wanted and (start, stop) in self._wanted:
            self._wanted[start, stop] = value


def inclusion_nodes(index: int, size: int) -> list[Range]:
    """The nodes that prove leaf `index` (from 0) in the tree of `size` leaves, from the leaf upwards."""
    start, stop, found = 0, size, []
    while stop - start > 1:
        middle = start + split(stop - start)
        if index < middle:
            found.append((middle, stop))
            stop = middle
        else:
            found.append((start, middle))
            start = middle
    return found[::-1]


def consistency_nodes(old: int, new: int) -> list[Range]:
    """The nodes that prove that the tree of `old` leaves is the beginning of that of `new`; 0 < old <= new."""
    start, stop, found = 0, new, []
    while old != stop:
        middle = start + split(stop - start)
        if old <= middle:
            found.append((middle, stop))
            stop = middle
        else:
            found.append((start, middle))
            start = middle
    if start:  # else the old root is one of the nodes, and whoever verifies has it
        found.append((start, stop))
    return found[::-1]


def proof(nodes: Sequence[Range], tree: Tree | Mapping[Range, bytes]) -> list[bytes]:
    """The hashes of these nodes."""
    return [tree.node(where) if isinstance(tree, Tree) else tree[where] for where in nodes]


def includes(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether `path` shows that the leaf with this hash stands at `index` in the tree with this root."""
    nodes = inclusion_nodes(index, size) if 0 <= index < size else []
    if not 0 <= index < size or len(path) != len(nodes):
        return False
    found = leaf
    for (start, _), beside in zip(nodes, path, strict=True):
        found = node_hash(beside, found) if start < index else node_hash(found, beside)
    return found == root


def consistent(old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether `path` shows that the first `old` of the `new` leaves have the root `old_root`."""
    if not 0 < old <= new:
        return False
    nodes = consistency_nodes(old, new)
    if len(path) != len(nodes):
        return False
    rest = list(zip(nodes, path, strict=True))
    before = after = rest.pop(0)[1] if rest and rest[0][0][1] == old else old_root
    for (start, _), beside in rest:
        if start < old:
            before, after = node_hash(beside, before), node_hash(beside, after)
        else:
            after = node_hash(after, beside)
    return before == old_root and after == new_root
