"""The typed short cut for plain texts says exactly what the lenient reader says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from server_stub.whatsapp.parse import parse, parse_leniently
from server_stub.whatsapp.plain_text import parse_plain

FIXTURES = Path(__file__).parents[2] / "fixtures" / "webhooks"
SOME = st.sampled_from(
    ["", " ", "553188887777", "+55 31 98888-7777", "BR.77", "@ana", "Ana", "1795300000", "x", "\ud7ff😀"]
)


@st.composite
def plain_bodies(draw: st.DrawFn) -> bytes:
    """Bodies of plain texts, with anything where text is expected, and sometimes a field that makes them not plain."""

    def some(*names: str) -> dict[str, str]:
        return {name: draw(SOME) for name in names if draw(st.booleans())}

    def message() -> dict[str, Any]:
        extra = draw(st.sampled_from([{}, {}, {}, {"context": {"id": "w"}}, {"group_id": "g"}, {"type": "image"}]))
        ids = some("from", "from_user_id", "from_parent_user_id")
        return {**ids, "id": draw(SOME), "timestamp": draw(SOME), "type": "text", "text": {"body": draw(SOME)}, **extra}

    def card() -> dict[str, Any]:
        return {"profile": some("name", "username"), **some("wa_id", "user_id", "parent_user_id")}

    value = {
        "messaging_product": "whatsapp",
        "metadata": {"phone_number_id": draw(SOME), **some("display_phone_number")},
        "contacts": [card() for _ in range(draw(st.integers(0, 2)))],
        "messages": [message() for _ in range(draw(st.integers(0, 3)))],
        **draw(st.sampled_from([{}, {}, {"statuses": []}, {"errors": [{"code": 1}]}])),
    }
    entry = {"id": draw(SOME), "changes": [{"field": "messages", "value": value}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def as_said(items: list[Any]) -> list[Any]:
    """Raw copies by what they say: the order of keys does not matter."""
    return [
        [json.loads(item.raw) if field == "raw" else getattr(item, field) for field in item.__struct_fields__]
        for item in items
    ]


@settings(max_examples=500, deadline=None)
@given(plain_bodies())
def test_the_short_cut_says_what_the_lenient_reader_says(body: bytes) -> None:
    assert as_said(parse(body)) == as_said(parse_leniently(body))


def test_the_short_cut_is_taken() -> None:
    assert parse_plain((FIXTURES / "text.json").read_bytes()) is not None
    assert parse_plain((FIXTURES / "text_hidden_phone.json").read_bytes()) is not None
    assert parse_plain((FIXTURES / "replies.json").read_bytes()) is None
