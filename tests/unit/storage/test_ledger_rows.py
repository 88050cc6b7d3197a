"""What an event's hash is taken of can be made again with nothing but a standard library."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.storage.repositories import ledger_check
from server_stub.storage.repositories.ledger_rows import FIELDS, Row, bound_in, canonical, row_digest

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
"""Everything that UTF-8 can hold, control characters, quotes and astral signs included."""
NUMBERS = st.integers(-(2**63), 2**63 - 1)
NUMBER_FIELDS = {"captured_at", "proof_level", "recorded_at", "seq"}
ROWS = st.tuples(
    *(
        NUMBERS
        if name in NUMBER_FIELDS
        else st.none() | NUMBERS
        if name == "valid_until"
        else st.none() | TEXTS
        if name in {"notice_version_id", "source_key"}
        else TEXTS
        for name in FIELDS
    )
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def by_standard_library(values: tuple[Any, ...]) -> str:
    """As the verifier in a proof pack does it."""
    row = dict(zip(FIELDS, values, strict=True))
    text = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@given(ROWS)
def test_the_fast_encoding_is_the_canonical_one_byte_for_byte(values: tuple[Any, ...]) -> None:
    assert row_digest(values).hex() == by_standard_library(values)


@given(ROWS, st.data())
def test_another_value_is_another_digest(values: tuple[Any, ...], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(FIELDS) - 1))
    other = data.draw(st.none() | NUMBERS | TEXTS)
    changed = (*values[:at], other, *values[at + 1 :])
    assert (row_digest(values) == row_digest(changed)) == (type(other) is type(values[at]) and other == values[at])


@given(st.dictionaries(TEXTS, JSON, max_size=5))
def test_a_payload_read_and_written_again_is_the_same_bytes(payload: dict[str, Any]) -> None:
    once = canonical(payload)
    assert canonical(json.loads(once)) == once


@pytest.mark.parametrize("odd", [b"mkt.promotions", b"", "\ud800"])
def test_what_cannot_stand_in_a_column_has_no_digest(odd: object) -> None:
    values = tuple(odd if name == "purpose" else 1 for name in FIELDS)
    assert row_digest(values) == b""


def test_the_fields_are_in_the_order_in_which_they_are_written() -> None:
    assert list(FIELDS) == sorted(FIELDS)
    assert Row.__struct_fields__ == FIELDS
    places = {"seq": "_SEQ", "prev_hash": "_PREVIOUS", "key_id": "_KEY", "notice_version_id": "_NOTICE"}
    places["payload_commitment"] = "_COMMITMENT"
    assert {name: FIELDS.index(name) for name in places} == {
        name: getattr(ledger_check, place) for name, place in places.items()
    }


def test_what_a_payload_binds_is_read_past_everything_else() -> None:
    bound = bound_in(b'{"note":"x","evidence":{"a":1},"evidence_sha256":"aa","notice_sha256":"bb"}')
    assert (bound.evidence_sha256, bound.notice_sha256) == ("aa", "bb")
    assert bound_in(b"{}").evidence_sha256 is None
