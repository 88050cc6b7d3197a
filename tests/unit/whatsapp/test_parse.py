"""A body taken apart: nothing is dropped, nothing raises, nobody gets another person's message."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server_stub.contract.content import Kind
from server_stub.whatsapp.parse import parse
from server_stub.whatsapp.webhook_types import (
    Correction,
    Incoming,
    Other,
    Preference,
    ReactionReport,
    StatusReport,
    Unparsed,
)

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures" / "webhooks").glob("*.json"))
ARRAYS = ("messages", "statuses", "message_echoes", "user_preferences", "calls")


def load(name: str) -> bytes:
    return next(path for path in FIXTURES if path.stem == name).read_bytes()


def incoming(name: str) -> list[Incoming]:
    return [item for item in parse(load(name)) if isinstance(item, Incoming)]


def count_items(body: dict[str, Any]) -> int:
    """Counted independently of the code under test."""
    total = 0
    for entry in body["entry"]:
        for change in entry["changes"]:
            value = change["value"]
            arrays = [value[name] for name in ARRAYS if isinstance(value, dict) and name in value]
            threads = [t for h in value.get("history", []) for t in h["threads"]] if isinstance(value, dict) else []
            empty = [h for h in value.get("history", []) if not h["threads"]] if isinstance(value, dict) else []
            found = sum(map(len, arrays)) + sum(len(t["messages"]) for t in threads) + len(empty)
            total += found or 1
    return total


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_item_of_every_body_is_found(path: Path) -> None:
    items = parse(path.read_bytes())
    assert not [item for item in items if isinstance(item, Unparsed)]
    assert len(items) == count_items(json.loads(path.read_bytes()))


def without_each_key(value: Any) -> Iterator[Any]:
    """Every copy of `value` that lacks one key or one list item, at any depth."""
    if isinstance(value, dict):
        for key in value:
            yield {k: v for k, v in value.items() if k != key}
            for smaller in without_each_key(value[key]):
                yield {**value, key: smaller}
    if isinstance(value, list):
        for index, part in enumerate(value):
            yield value[:index] + value[index + 1 :]
            for smaller in without_each_key(part):
                yield [*value[:index], smaller, *value[index + 1 :]]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_dropping_any_one_key_never_raises(path: Path) -> None:
    for body in without_each_key(json.loads(path.read_bytes())):
        says_something = any(entry.get("changes") != [] for entry in body.get("entry", [{}]))
        assert bool(parse(json.dumps(body).encode())) == says_something


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=3)
)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_value_of_any_type_in_any_place_never_raises(data: st.DataObject) -> None:
    body = json.loads(data.draw(st.sampled_from(FIXTURES)).read_bytes())
    place: Any = body
    while True:
        key = data.draw(st.sampled_from(sorted(place)) if isinstance(place, dict) else st.integers(0, len(place) - 1))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.integers(0, 3)) == 0:
            place[key] = data.draw(ANYTHING)
            break
        place = inner
    parse(json.dumps(body).encode())


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_never_raise(body: bytes) -> None:
    assert all(isinstance(item, Unparsed) for item in parse(body))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "invalid_json"),
        (b'{"object": "whatsapp_business_account", "entry": [', "invalid_json"),
        (b'{"entry": 7}', "not_a_webhook"),
        (b"{}", "not_a_webhook"),
        (b"null", "not_a_webhook"),
        (b"[" * 100_000, "nested_too_deeply"),
    ],
)
def test_what_is_no_webhook_is_told_apart(body: bytes, reason: str) -> None:
    (item,) = parse(body)
    assert isinstance(item, Unparsed)
    assert item.reason == reason


def test_one_bad_item_leaves_its_neighbours_alone() -> None:
    body = json.loads(load("many"))
    body["entry"][0]["changes"][0]["value"]["messages"][1] = "segredo"
    items = parse(json.dumps(body).encode())
    bad = [item for item in items if isinstance(item, Unparsed)]
    assert [(item.path, item.reason) for item in bad] == [("entry[0].changes[0].value.messages[1]", "invalid_item")]
    assert "segredo" not in bad[0].detail
    assert len([item for item in items if isinstance(item, Incoming)]) == 4
    assert parse(bad[0].raw)[0].reason == "invalid_item"  # what is kept can be tried again


def test_types_of_messages() -> None:
    kinds = [(item.wa_type, item.content.kind) for item in incoming("media")]
    assert kinds == [
        ("image", "image"),
        ("video", "video"),
        ("audio", "voice"),
        ("audio", "audio"),
        ("voice", "voice"),
        ("document", "document"),
        ("sticker", "sticker"),
    ]
    document = incoming("media")[5]
    assert document.media is not None
    assert (document.media.file_name, document.content.text) == ("nota fiscal.pdf", "a nota")
    place, cards, order = incoming("location_contacts_order")
    assert place.content.location is not None
    assert place.content.location.name == "MASP"
    assert cards.content.cards[0].phones == ["+55 11 91234-5678"]
    assert order.content.text == "2 × CAFE-500 (31.5 BRL)"
    assert incoming("without_type")[0].wa_type == "location"


def test_replies_tell_what_was_chosen() -> None:
    button, row, form, odd_form, call, quick = incoming("replies")
    assert (button.content.choice.id, button.content.text, button.quoted_wamid) == (
        "yes",
        "Sim, quero receber",
        "wamid.OURS1",
    )
    assert row.content.choice.description == "de boleto"
    assert (form.content.text, form.content.choice.id) == ("nota: 5\ncomentario: ótimo", "f1")
    assert odd_form.content.text == "[1, 2]"
    assert call.content.choice.id == "accept"
    assert (quick.content.kind, quick.content.choice.id) == (Kind.BUTTON, "parar")


def test_what_is_unknown_is_kept_and_named() -> None:
    items = incoming("unsupported")
    assert {item.content.kind for item in items} == {Kind.UNSUPPORTED}
    assert [item.content.original_kind for item in items] == ["", "poll_creation", "", "pix_payment", "interactive"]
    assert items[2].content.text == "texto ao lado"
    assert json.loads(items[4].raw)["errors"][0]["code"] == 131000


def test_marks_of_forwarding_and_advertisements() -> None:
    once, often, advert = incoming("forwarded_and_referral")
    assert (once.content.forwarded, often.content.forwarded) == (1, 2)
    assert advert.content.referral_url == "https://example.com/anuncio"


def test_what_cards_and_orders_hold() -> None:
    cards, order, odd, advert, product, form, _, moved, *_ = incoming("rich_cards")
    lady, porter = cards.content.cards
    assert (lady.organisation, lady.role) == ("Condomínio Jardim Sul", "Administração, Síndica")
    assert lady.phones == ["+55 11 95555-0101", "+55 11 3265-4000"]
    assert lady.addresses == ["Rua das Flores, 12, São Paulo, SP, 01000-000, Brasil"]
    assert lady.links == ["https://jardimsul.example"]
    assert (porter.name, porter.phones) == ("Zé Porteiro", ["5511944440000"])
    assert order.content.order is not None
    assert [(it.product_id, it.quantity, it.price) for it in order.content.order.items] == [
        ("PAO-FRANCES", 10, "0.9"),
        ("BOLO-CENOURA", 1, "45.5"),
    ]
    assert order.content.order.note == "Para sábado, por favor"
    assert [(it.product_id, it.quantity, it.price) for it in odd.content.order.items] == [
        ("A", 2, "9.99"),
        ("B", 1, ""),
        ("", 1, ""),
    ]
    assert (advert.content.referral.headline, advert.content.referral.kind) == ("Bolos da semana", "ad")
    assert product.content.product_id == "CAMISA-7"
    assert [(it.name, it.value) for it in form.content.answers] == [
        ("nome", "Ana Souza"),
        ("dias", '["seg","qua"]'),
        ("aceita", "true"),
    ]
    assert moved.content.params == {"before": "553188887777", "after": "5531977776666"}


def test_a_file_that_whatsapp_could_not_hand_over_says_why() -> None:
    document = incoming("rich_cards")[6]
    assert (document.content.kind, document.content.problem) == (Kind.DOCUMENT, "131052")


def test_calls_that_are_over_are_lines_of_the_conversation() -> None:
    answered, missed, ours = incoming("calls_over")
    assert (answered.content.kind, answered.content.call.duration_ms, answered.outbound) == (Kind.CALL, 90_000, False)
    assert answered.sent_at == 1_795_300_700_000
    assert (missed.content.call.outcome, missed.content.call.was_answered) == ("failed", False)
    assert (ours.outbound, ours.person.wa_id, ours.content.call.outcome) == (True, "553188887777", "rejected")


def test_updates_of_other_messages() -> None:
    _, edit, _, revoke = parse(load("edit_and_revoke"))
    assert isinstance(edit, Correction)
    assert edit.content is not None
    assert edit.content.text == "Chega amanhã?"
    assert isinstance(revoke, Correction)
    assert revoke.content is None
    reactions = parse(load("reactions"))
    assert [item.emoji for item in reactions if isinstance(item, ReactionReport)] == ["👍", "❤️", "😮", ""]


def test_statuses_and_their_trouble() -> None:
    read, _, sent, played, unknown = parse(load("statuses"))
    assert isinstance(read, StatusReport)
    assert [item.status for item in (read, sent, played, unknown)] == ["read", "sent", "played", "warning"]
    (failed,) = parse(load("status_failed"))
    assert (failed.failure_code, failed.failure_details) == ("131047", "More than 24 hours have passed")
    (group,) = parse(load("status_group"))
    assert group.participant == "BR.7340021188210092"
    assert all(isinstance(item, Other) for item in parse(load("calls")))
    (stop,) = parse(load("preferences"))
    assert isinstance(stop, Preference)
    assert (stop.value, stop.person.wa_id) == ("stop", "553188887777")


def test_the_person_is_read_from_where_it_is() -> None:
    (known,) = incoming("text")
    assert (known.person.wa_id, known.person.name, known.person.username) == ("553188887777", "Ana Souza", "ana.souza")
    (hidden,) = incoming("text_hidden_phone")
    (misplaced,) = incoming("text_bsuid_in_from")
    for item in (hidden, misplaced):
        assert (item.person.wa_id, item.person.bsuid) == ("", "BR.9912003450021177")
    (numeric,) = incoming("numbers_as_numbers")
    assert numeric.person.wa_id == "553188887777"
    assert numeric.sent_at == 1795300000000 + (numeric.sent_at or 0) % 1_000_000
    (group,) = incoming("group_message")
    assert (group.person.group_id, group.person.wa_id) == ("g-1", "")
    (cut,) = incoming("half_emoji")
    assert cut.person.name == "Ana \ufffd"


def test_a_card_of_somebody_else_is_not_used() -> None:
    body = json.loads(load("text"))
    other = copy.deepcopy(body)
    other["entry"][0]["changes"][0]["value"]["messages"][0].update({"from": "5521999990000", "from_user_id": ""})
    (item,) = parse(json.dumps(other).encode())
    assert isinstance(item, Incoming)
    assert (item.person.wa_id, item.person.bsuid, item.person.name) == ("5521999990000", "", "")


def test_echoes_and_history_know_their_direction() -> None:
    echo, edit = parse(load("echoes"))
    assert isinstance(echo, Incoming)
    assert (echo.outbound, echo.origin, echo.person.wa_id) == (True, "phone_app", "553188887777")
    assert isinstance(edit, Correction)
    assert edit.outbound
    first, answer, placeholder, progress = parse(load("history"))
    assert [(i.outbound, i.history_status) for i in (first, answer)] == [(False, "read"), (True, "delivered")]
    assert placeholder.content.original_kind == "media_placeholder"
    assert isinstance(progress, Other)


def test_a_change_of_number_says_what_was_and_what_is() -> None:
    changed, identity = incoming("system")
    assert changed.identity_change is not None
    assert (changed.identity_change.wa_id, changed.identity_change.previous_bsuid) == (
        "553177776666",
        "BR.7340021188210092",
    )
    assert identity.identity_change is not None
    assert identity.identity_change.kind == "customer_identity_changed"
