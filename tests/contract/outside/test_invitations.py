"""Who may be asked by e-mail and SMS, how often, and who may look at what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from server_stub.contract.errors import ErrorCode
from server_stub.domain.gate import POLICY_VERSION
from server_stub.domain.identity import match_key
from server_stub.services.consent import Subject
from server_stub.storage.database import Tx
from server_stub.storage.repositories import suppressions
from server_stub.storage.repositories.decisions import INPUTS_CONTEXT
from tests.helpers.certificates import Certificates
from tests.helpers.holding import run_sql
from tests.helpers.mail_server import mail_server
from tests.helpers.outside_shop import OutsideShop, mail_settings, outside_shop
from tests.helpers.shop import eventually
from tests.helpers.twilio_server import twilio_server, twilio_settings

ADDRESS = "ana@example.com"
ANA = "+5531988887777"
HOUR = 3_600_000
DAY = 24 * HOUR
LISTED = "INSERT INTO block_list_entry (list_id, match_hash, listed_at, effective_at) VALUES ('procon', ?, 0, 0)"
STATE = "SELECT state, failure, attempts FROM outside_message WHERE id = ?"


@pytest.fixture
async def shop(tmp_path: Path, certificates: Certificates) -> AsyncIterator[OutsideShop]:
    """Both channels are set up, and both servers are away: everything stays in the queue."""
    async with mail_server(certificates.server_context()) as mail, twilio_server() as sms:
        await mail.stop()
        await sms.stop()
        settings = {**mail_settings(mail, certificates.authority), **twilio_settings(sms)}
        async with outside_shop(tmp_path, **settings) as shop:
            yield shop


def hashed(shop: OutsideShop) -> bytes:
    """Ana's number as lists hold it."""
    return shop.running.gateway.core.vault.blind(match_key(ANA.removeprefix("+")), "match")


async def mark(shop: OutsideShop, subject: Subject, column: str, value: object) -> None:
    sql = f"UPDATE contact SET {column} = ? WHERE id = ?"
    await shop.running.gateway.core.database.write(lambda tx: tx.driver.execute(sql, (value, subject.contact_id)))


async def test_the_same_question_within_a_day_is_one_question(shop: OutsideShop) -> None:
    subject = await shop.subject()
    first = await shop.invite(subject, "email", ADDRESS, "txn.order", "survey.nps")
    asked = await asyncio.gather(*(shop.invite(subject, "email", ADDRESS, "survey.nps", "txn.order") for _ in range(5)))
    assert {it.id for it in asked} == {first.id}
    shop.clock.ahead = DAY + 1
    assert (await shop.invite(subject, "email", ADDRESS, "survey.nps", "txn.order")).id != first.id


async def test_a_person_is_not_flooded_with_different_questions(shop: OutsideShop) -> None:
    subject = await shop.subject()
    for purpose in ("txn.order", "txn.billing", "txn.appointment"):
        await shop.invite(subject, "email", ADDRESS, purpose)
    assert (await shop.refused_invitation(subject, "email", ADDRESS, "survey.nps")).code is ErrorCode.RATE_LIMITED


async def test_what_is_no_address_is_refused(shop: OutsideShop) -> None:
    subject = await shop.subject()
    for address in ("", "ana@example", "ana@example.com\r\nBcc: outra@example.com"):
        assert (await shop.refused_invitation(subject, "email", address)).code is ErrorCode.ADDRESS_INVALID


async def test_addresses_are_kept_and_masked(shop: OutsideShop) -> None:
    subject = await shop.subject()
    await shop.invite(subject, "email", " Ana@EXAMPLE.com ", "txn.order")
    assert (await shop.outside())[0].address == "A•••@example.com"
    again = await shop.invite(subject, "email", "", "txn.billing")
    assert again.address == "A•••@example.com"
    by_number = await shop.invite(subject, "sms", "", "survey.nps")
    assert by_number.address == "+5531•••7777"
    assert (await shop.refused_invitation(subject, "sms", "12345")).code is ErrorCode.ADDRESS_INVALID
    stored = await shop.rows("SELECT address_enc, body_enc FROM outside_message")
    assert not any(b"example.com" in value for row in stored for value in row)


async def test_an_sms_asks_one_thing_and_waits_for_its_answer(shop: OutsideShop) -> None:
    subject = await shop.subject()
    refusal = await shop.refused_invitation(subject, "sms", ANA, "txn.order", "txn.billing")
    assert (refusal.code, refusal.params) == (ErrorCode.VALUE_INVALID, {"field": "purposes"})
    await shop.invite(subject, "sms", ANA, "txn.order")
    waiting = await shop.refused_invitation(subject, "sms", ANA, "txn.billing")
    assert waiting.params["reason"] == "DENY_CONSENT_PENDING"


async def test_unknown_purposes_are_refused(shop: OutsideShop) -> None:
    subject = await shop.subject()
    for purpose in ("mkt.unknown", "", "*", "mkt.*"):
        assert (await shop.refused_invitation(subject, "email", ADDRESS, purpose)).code is ErrorCode.PURPOSE_UNKNOWN


async def test_other_channels_are_refused(shop: OutsideShop) -> None:
    assert (await shop.refused_invitation(await shop.subject(), "fax", ADDRESS)).code is ErrorCode.BAD_REQUEST


async def test_some_people_must_not_be_asked(shop: OutsideShop) -> None:
    cases: tuple[tuple[str, object, str, str, str], ...] = (
        ("legal_block_at", 1, "email", "txn.order", "DENY_LEGAL_BLOCK"),
        ("minor", "minor", "email", "mkt.promotions", "DENY_MINOR"),
        ("identity_changed_at", 1, "sms", "txn.order", "DENY_IDENTITY_CHANGED"),
        ("erased_at", 1, "email", "txn.order", "DENY_ERASED"),
    )
    for (column, value, channel, purpose, reason), key in zip(cases, ("ana", "bruno", "diego", "elisa"), strict=True):
        subject = await shop.subject(key)
        await mark(shop, subject, column, value)
        address = ADDRESS if channel == "email" else ANA
        assert (await shop.refused_invitation(subject, channel, address, purpose)).params["reason"] == reason


async def test_what_is_permitted_already_is_not_asked(shop: OutsideShop) -> None:
    subject = await shop.subject()
    await shop.own_act(subject.contact_id)
    assert (await shop.refused_invitation(subject, "email", ADDRESS)).params["reason"] == "DENY_ALREADY_GRANTED"


async def test_numbers_on_a_do_not_contact_list_get_no_promotional_question(shop: OutsideShop) -> None:
    subject = await shop.subject()
    await run_sql(shop, "INSERT INTO block_list (id, name, loaded_at) VALUES ('procon', 'Procon', 0)")
    await run_sql(shop, LISTED, hashed(shop))
    assert (await shop.refused_invitation(subject, "sms", ANA)).params["reason"] == "DENY_EXTERNAL_DNC"
    assert (await shop.invite(subject, "sms", ANA, "txn.order")).state == "queued"


async def test_while_a_list_is_read_in_promotional_questions_wait(shop: OutsideShop) -> None:
    """Half a list names nobody, and clears nobody either: here it lies in the store without standing."""
    subject, name = await shop.subject(), "block_list.loading"
    await run_sql(shop, "INSERT INTO setting (name, value) VALUES (?, 'MG')", name)
    await run_sql(shop, LISTED, hashed(shop))
    waiting = await shop.invite(subject, "sms", ANA)
    other = await shop.invite(subject, "email", ADDRESS)
    kept = "SELECT verdict, reason FROM send_decision WHERE stage = 'dispatch' AND message_id = ? ORDER BY id"
    held = await eventually(lambda: shop.rows(kept, waiting.id), bool)
    assert held[0] == ("hold", "HOLD_LISTS_LOADING")
    by_mail = await eventually(lambda: shop.rows(kept, other.id), bool)
    assert by_mail[0] == ("allow", "ALLOW_CONSENT_PROMPT")
    ((state, failure, attempts),) = await shop.rows(STATE, waiting.id)
    assert (state, failure, attempts) == ("queued", "HOLD_LISTS_LOADING", 0)
    await run_sql(shop, "DELETE FROM setting WHERE name = ?", name)
    await run_sql(shop, "INSERT INTO block_list (id, name, state, loaded_at) VALUES ('procon', 'Procon', 'MG', 0)")
    shop.clock.ahead += HOUR
    ended = await eventually(lambda: shop.rows(STATE, waiting.id), lambda found: found[0][0] == "failed")
    assert ended == [("failed", "DENY_EXTERNAL_DNC", 0)]


async def test_a_refused_question_leaves_its_decision(shop: OutsideShop) -> None:
    """N16: with the inputs and the policy it was made under, although nothing was queued."""
    subject = await shop.subject()
    await mark(shop, subject, "minor", "minor")
    refusal = await shop.refused_invitation(subject, "email", ADDRESS, "txn.order", "mkt.promotions")
    assert refusal.params["reason"] == "DENY_MINOR"
    assert await shop.rows("SELECT 1 FROM outside_message") == []
    sql = "SELECT purpose, stage, verdict, reason, message_id, kind FROM send_decision ORDER BY purpose"
    assert await shop.rows(sql) == [
        ("mkt.promotions", "acceptance", "deny", "DENY_MINOR", None, "C"),
        ("txn.order", "acceptance", "allow", "ALLOW_CONSENT_PROMPT", None, "C"),
    ]
    core = shop.running.gateway.core
    ((policy, sealed),) = await shop.rows(
        "SELECT policy_version, inputs_enc FROM send_decision WHERE purpose = 'mkt.promotions'"
    )
    assert policy.startswith(POLICY_VERSION)
    opened = await core.database.read(lambda tx: core.vault.open(tx, subject.key_id, sealed, INPUTS_CONTEXT))
    inputs = msgspec.json.decode(opened)["inputs"]
    assert (inputs["channel"], inputs["person"]["minor"], inputs["number"]) == ("email", True, None)


async def test_what_is_queued_was_judged_by_the_gate(shop: OutsideShop) -> None:
    queued = await shop.invite(await shop.subject(), "email", ADDRESS, "txn.order", "survey.nps")
    sql = "SELECT purpose, verdict FROM send_decision WHERE stage = 'acceptance' AND message_id = ? ORDER BY purpose"
    assert await shop.rows(sql, queued.id) == [("survey.nps", "allow"), ("txn.order", "allow")]


async def test_somebody_erased_is_not_asked_under_another_name(shop: OutsideShop) -> None:
    gone = await shop.subject()
    await shop.invite(gone, "email", ADDRESS, "txn.order")
    core = shop.running.gateway.core

    def erase(tx: Tx) -> None:
        suppressions.remember(tx, gone.contact_id, ["mkt.*"], shop.clock(), 1)
        tx.driver.execute("UPDATE identity SET valid_to = 1 WHERE contact_id = ?", (gone.contact_id,))

    await core.database.write(erase)
    other = await shop.subject("bruno")
    by_sms = await shop.refused_invitation(other, "sms", ANA)
    assert by_sms.params["reason"] == "DENY_OPTED_OUT_PURPOSE"
    by_mail = await shop.refused_invitation(other, "email", ADDRESS)
    assert by_mail.params["reason"] == "DENY_OPTED_OUT_PURPOSE"
    assert (await shop.invite(other, "sms", ANA, "txn.order")).state == "queued"


async def test_an_agent_asks_over_the_api(shop: OutsideShop) -> None:
    talk = await shop.conversation("diego")
    path = f"/v1/contacts/{talk.contact_id}/invitations"
    body = {"channel": "email", "purposes": ["txn.order"], "address": "diego@example.com"}
    answer = await shop.agent.post(path, json=body)
    assert answer.status_code in (200, 201), answer.text
    assert (answer.json()["state"], answer.json()["address"]) == ("queued", "d•••@example.com")
    assert (await shop.contact(talk.contact_id)).email == "diego@example.com"
    (row,) = await shop.rows("SELECT asked_by FROM outside_message")
    assert row == (shop.running.ids["ana"],)
    refused = await shop.agent.post(path, json={**body, "address": "no"})
    assert (refused.status_code, refused.json()["code"]) == (400, "address_invalid")
    await shop.own_act(talk.contact_id)
    denied = await shop.agent.post(path, json={**body, "purposes": ["mkt.promotions"]})
    assert (denied.status_code, denied.json()["params"]["reason"]) == (403, "DENY_ALREADY_GRANTED")
    unknown = await shop.agent.post("/v1/contacts/x/invitations", json=body)
    assert unknown.status_code == 404


async def test_leads_look_at_the_queue_and_agents_do_not(shop: OutsideShop) -> None:
    subject = await shop.subject()
    other = await shop.subject("bruno")
    mine = await shop.invite(subject, "email", ADDRESS)
    await shop.invite(other, "email", "bruno@example.com")
    assert len(await shop.outside()) == 2
    assert [it.id for it in await shop.outside(contact_id=subject.contact_id)] == [mine.id]
    assert await shop.outside(state="bounced") == []
    assert (await shop.agent.get("/v1/outside-messages")).status_code == 403
    assert (await shop.public.get("/v1/outside-messages")).status_code == 401
    async with shop.running.client("admin") as admin:
        assert (await admin.get("/v1/outside-messages", params={"state": "x"})).status_code == 400


async def test_without_settings_there_is_no_channel(tmp_path: Path) -> None:
    async with outside_shop(tmp_path) as shop:
        subject = await shop.subject()
        for channel, address in (("email", ADDRESS), ("sms", ANA)):
            refusal = await shop.refused_invitation(subject, channel, address)
            assert (refusal.code, refusal.params) == (ErrorCode.CHANNEL_NOT_SET_UP, {"channel": channel})
        assert (await shop.public.post("/m/sms/inbound")).status_code == 404
        assert (await shop.public.get("/m/confirm/abc")).status_code == 400
