"""One record that two people changed at the same time: what each did is put together, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Merged(NamedTuple):
    """`both`: names of fields that both changed, and differently; there the own value stays."""

    values: dict[str, Any]
    both: list[str]


def merged(base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Merged:
    """`base` is what both began with. What is not in `mine` was not in the form and is theirs."""
    values, both = dict(theirs), []
    for name, own in mine.items():
        before, other = base.get(name), theirs.get(name)
        if own != before:
            values[name] = own
            if other not in (before, own):
                both.append(name)
    return Merged(values, both)
