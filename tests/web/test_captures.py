"""A form waits for the proof of its number; the proof, and nothing else, writes the ledger."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from server_stub.contract.capture import Answer
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.services.capture.captures import Captures
from server_stub.services.capture.codes import ALPHABET, code_in, new_code
from server_stub.services.capture.submission import Captured, Proof, Submission
from server_stub.services.consent import Subject
from tests.helpers.shop import Shop, eventually
from tests.web.places import confirmed_proof

PROMOTIONS = Answer("mkt.promotions", granted=True, notice_version="mkt.promotions-v1-pt-BR")
ORDERS = Answer("txn.order", granted=True, notice_version="txn.order-v1-pt-BR")
HOUR = 3_600_000
WAIT = 20.0


def form(shop: Shop, *answers: Answer, **more: object) -> Submission:
    evidence = json.dumps({"form": "test"}).encode()
    base = Submission("web", list(answers or (PROMOTIONS,)), evidence, shop.clock(), phone="+5531988887777")
    return replace(base, **more)


def captures(shop: Shop) -> Captures:
    return shop.running.gateway.capture.captures


async def submit(shop: Shop, submission: Submission) -> Captured:
    now = shop.clock()
    return await shop.running.gateway.core.database.write(lambda tx: captures(shop).submit(tx, submission, now))


async def events(shop: Shop) -> list[tuple[str, str, int]]:
    sql = "SELECT type, source, proof_level FROM consent_event WHERE contact_id <> '' ORDER BY seq"
    return [tuple(row) for row in await shop.rows(sql)]


async def says_code(shop: Shop, key: str, text: str) -> str:
    """The customer sends the text; the gateway's answer."""
    conversation = await shop.conversation(key, text)

    async def answers() -> list[str]:
        return [it.content.text for it in await shop.messages(conversation.id) if it.direction == "out"]

    return (await eventually(answers, bool, WAIT))[-1]


async def test_the_code_in_a_message_proves_the_number_and_is_written_once(shop: Shop) -> None:
    taken = await submit(shop, form(shop, PROMOTIONS, ORDERS))
    assert taken.states == {"mkt.promotions": "PENDING", "txn.order": "PENDING"}
    assert await events(shop) == []
    answer = await says_code(shop, "ana", f"Meu código é {taken.code.lower()}, obrigada")
    assert "Promoções" in answer
    assert "SAIR" in answer
    assert await events(shop) == [("REQUESTED", "web", 0), ("CONFIRMED", "web", 4), ("GRANTED", "web", 4)]
    again = await says_code(shop, "bruno", taken.code)
    assert "não vale mais" in again
    assert len(await events(shop)) == 3


async def test_a_code_from_another_number_leads_to_a_question(shop: Shop) -> None:
    """Somebody was sent a link with a code in it, by whoever filled in the form: nothing is permitted by that."""
    taken = await submit(shop, form(shop))
    conversation = await shop.conversation("bruno", f"Meu código é {taken.code}")

    async def question() -> str:
        sql = "SELECT consent_prompt.message_id FROM consent_prompt WHERE contact_id = ? AND kind = 'confirm'"
        return "".join(row[0] for row in await shop.rows(sql, conversation.contact_id))

    asked = await eventually(question, bool, WAIT)
    told = await events(shop)  # that the question has left may be in the ledger by now
    assert told[0] == ("REQUESTED", "web", 0)
    assert {kind for kind, _, _ in told} == {"REQUESTED"}
    assert await shop.state_of(conversation.contact_id) == "PENDING"
    await shop.until_status(conversation.id, asked, "read")
    (sent,) = shop.sent_for(asked)
    shop.sim.customers.tap("bruno", sent.wamid, 0)
    await shop.until_state(conversation.contact_id, "ACTIVE")
    assert (await events(shop))[-1] == ("CONFIRMED", "button", 4)


async def test_what_proves_it_is_form_and_message_together(shop: Shop) -> None:
    taken = await submit(shop, form(shop))
    await says_code(shop, "ana", taken.code)
    proof = await confirmed_proof(shop)
    assert proof["form"] == {"form": "test"}
    assert taken.code in proof["control"]["whatsapp_message"]["content"]["text"]


async def test_nobody_proves_it_in_time(shop: Shop) -> None:
    taken = await submit(shop, form(shop))
    shop.clock.ahead = 73 * HOUR
    await shop.running.gateway.capture.lapse()
    ((state, wrapped, detail),) = await shop.rows(
        "SELECT capture_request.state, data_key.wrapped, capture_request.detail_enc FROM capture_request JOIN data_key"
        " ON data_key.id = capture_request.key_id WHERE capture_request.id = ?",
        taken.request_id,
    )
    assert (state, wrapped, detail) == ("lapsed", None, b"")
    shop.clock.ahead = 0
    assert "não vale mais" in await says_code(shop, "ana", taken.code)
    assert await events(shop) == []


async def test_the_same_post_again_is_the_same_request(shop: Shop) -> None:
    first = await submit(shop, form(shop, once_key="form-1"))
    assert await submit(shop, form(shop, once_key="form-1")) == first
    other = await submit(shop, form(shop, ORDERS, once_key="form-1"))
    assert other.request_id != first.request_id


async def test_an_app_vouches_for_the_number_but_marketing_waits_for_the_person(shop: Shop) -> None:
    taken = await submit(shop, form(shop, PROMOTIONS, ORDERS, source="app"))
    assert taken.states == {"mkt.promotions": "PENDING", "txn.order": "ACTIVE"}
    assert await events(shop) == [("REQUESTED", "app", 0), ("GRANTED", "app", 3)]
    only_order = await submit(shop, form(shop, ORDERS, source="app"))
    assert (only_order.code, only_order.states) == ("", {"txn.order": "ACTIVE"})


async def test_a_refusal_takes_back_what_was_granted(shop: Shop) -> None:
    await submit(shop, form(shop, ORDERS, source="app"))
    shop.clock.ahead = 2_000
    refused = await submit(shop, form(shop, replace_granted(ORDERS), source="app"))
    assert refused.states == {"txn.order": "REFUSED"}
    assert [kind for kind, _, _ in await events(shop)] == ["GRANTED", "REFUSED"]


def replace_granted(answer: Answer) -> Answer:
    return Answer(answer.purpose, granted=False, notice_version=answer.notice_version)


async def test_less_proof_than_needed_leaves_it_pending_until_the_code_comes(shop: Shop) -> None:
    taken = await submit(shop, form(shop))
    conversation = await shop.conversation("ana")
    ((key_id,),) = await shop.rows("SELECT key_id FROM contact WHERE id = ?", conversation.contact_id)
    subject, proof = Subject(conversation.contact_id, key_id), Proof("email", b"{}", 3, shop.clock())
    database = shop.running.gateway.core.database
    assert await database.write(lambda tx: captures(shop).prove(tx, taken.request_id, subject, proof)) == []
    assert await events(shop) == [("REQUESTED", "web", 0)]
    shop.customer_says("ana", taken.code)
    await eventually(lambda: events(shop), lambda found: ("CONFIRMED", "web", 4) in found, WAIT)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"answers": [Answer("mkt.unknown", granted=True, notice_version="x")]}, ErrorCode.PURPOSE_UNKNOWN),
        ({"answers": [Answer("mkt.promotions", granted=True, notice_version="x")]}, ErrorCode.NOTICE_RETIRED),
        ({"phone": "11 1234"}, ErrorCode.PHONE_INVALID),
        ({"captured_at": 1}, ErrorCode.DATE_IMPOSSIBLE),
        ({"captured_at": 10**14}, ErrorCode.DATE_IMPOSSIBLE),
        ({"answers": []}, ErrorCode.BAD_REQUEST),
    ],
)
async def test_wrong_forms_are_refused_by_name(shop: Shop, change: dict[str, object], code: ErrorCode) -> None:
    with pytest.raises(GatewayRefusal) as refusal:
        await submit(shop, form(shop, **change))
    assert refusal.value.code is code
    assert await shop.rows("SELECT 1 FROM capture_request") == []


async def test_a_text_that_was_retired_meanwhile_is_not_agreed_to(shop: Shop) -> None:
    notices, now = shop.running.gateway.outgoing.notices, shop.clock()
    await shop.running.gateway.core.database.write(
        lambda tx: notices.publish_version(
            tx, "mkt.promotions", "pt-BR", "Outro texto", material=True, effective_at=now, actor="", now=now
        )
    )
    with pytest.raises(GatewayRefusal) as refusal:
        await submit(shop, form(shop))
    assert refusal.value.code is ErrorCode.NOTICE_RETIRED


async def test_who_writes_preferencias_gets_a_link_of_their_own(shop: Shop) -> None:
    answer = await says_code(shop, "ana", "Preferências")
    token = answer.rsplit("/p/", 1)[1]
    contact_id, by_whatsapp = shop.running.gateway.capture.preference_links.read(token)
    assert by_whatsapp
    assert [contact_id] == [row[0] for row in await shop.rows("SELECT id FROM contact")]


def test_codes_are_found_however_people_write_them() -> None:
    code = new_code()
    bare = code.removeprefix("BALCAO-")
    for text in (code, f"oi! meu codigo e {code.lower()}.", f"Balcão {bare}", f"balcao–{bare}!"):
        assert code_in(text) == code
    for text in ("", bare, "BALCAO-123", f"{code}X", "BALCAO-0O1IL000", "balcão de anúncios"):
        assert code_in(text) is None
    assert len({new_code() for _ in range(500)}) == 500
    assert not set("01OILU") & set(ALPHABET)
