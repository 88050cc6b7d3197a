"""Permission by SMS through a provider that speaks Twilio's API: question, keyword, receipt, ledger."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from server_stub.channels.gsm7 import fits_gsm7, parts_of
from server_stub.http.asgi import Event
from server_stub.services.consent import Subject
from tests.helpers.gateway import SMS_TOKEN
from tests.helpers.outside_shop import PATIENCE, OutsideShop, outside_shop
from tests.helpers.shop import eventually
from tests.helpers.twilio_server import Message, TwilioServer, sign, twilio_server, twilio_settings

ANA = "+5531988887777"
"""The number that WhatsApp writes without its 9th digit."""
OTHER = "+5511955554444"


@dataclass(frozen=True)
class Counter:
    """A shop with its provider of SMS."""

    shop: OutsideShop
    server: TwilioServer

    async def taken(self, number: int = 1) -> Message:
        """The n-th message that the provider took."""

        async def look() -> int:
            return len(self.server.taken)

        await eventually(look, lambda count: count >= number, PATIENCE)
        return self.server.taken[number - 1]

    async def writes(self, text: str, sender: str = ANA, sid: str = "") -> None:
        answer = await self.server.person_writes(self.shop.running.url, sender, text, sid)
        assert (answer.status_code, answer.text) == (200, "<Response/>")


@pytest.fixture
async def counter(tmp_path: Path) -> AsyncIterator[Counter]:
    async with twilio_server() as server, outside_shop(tmp_path, **twilio_settings(server)) as shop:
        yield Counter(shop, server)


async def test_yes_from_the_persons_own_number_confirms(counter: Counter) -> None:
    shop = counter.shop
    subject = await shop.subject()
    queued = await shop.invite(subject, "sms", ANA)
    assert queued.address == "+5531•••7777"
    question = await counter.taken()
    assert question.to == ANA
    assert question.body.startswith("Loja Exemplo: quer receber Promocoes no WhatsApp?")
    assert fits_gsm7(question.body)
    await shop.until_outside(queued.id, "sent")
    assert await shop.state_of(subject.contact_id) == "PENDING"
    await counter.writes("Sim!")
    assert await shop.events(subject.contact_id) == [
        ("REQUESTED", "mkt.promotions", "agent", 0),
        ("REQUESTED", "mkt.promotions", "sms", 0),
        ("CONFIRMED", "mkt.promotions", "sms", 4),
    ]
    assert await shop.state_of(subject.contact_id) == "ACTIVE"
    proof = (await shop.proof_of(subject.contact_id, "CONFIRMED"))["form"]
    assert proof["question"]["text"] == question.body
    assert proof["question"]["provider_id"] == question.sid
    assert (proof["answer"]["text"], proof["answer"]["from"]) == ("Sim!", ANA)
    assert proof["raw"]["Body"] == "Sim!"
    receipt = await counter.taken(2)
    assert (
        receipt.body
        == "Pronto! Loja Exemplo vai enviar Promocoes no WhatsApp. Para parar quando quiser, responda SAIR."
    )
    await shop.until_outside((await shop.outside())[0].id, "sent")
    assert len(counter.server.taken) == 2


async def test_a_notice_stands_behind_the_short_question(counter: Counter) -> None:
    shop = counter.shop
    await shop.invite(await shop.subject(), "sms", ANA, "txn.order")
    question = await counter.taken()
    page = await shop.public.get("/m/n/" + question.body.partition("/m/n/")[2])
    assert page.status_code == 200
    assert "andamento dos seus pedidos" in page.text
    assert (await shop.public.get("/m/n/txn.order-v99-pt-BR")).status_code == 400
    assert parts_of(question.body) <= 2


async def test_yes_from_another_number_still_needs_whatsapp(counter: Counter) -> None:
    """It shows who has that telephone, not who has the number on WhatsApp."""
    shop = counter.shop
    await shop.conversation("bruno")
    subject = await shop.subject()
    message = await shop.invite(subject, "sms", OTHER)
    await shop.until_outside(message.id, "sent")
    await counter.writes("SIM", OTHER)
    assert await shop.state_of(subject.contact_id) == "PENDING"
    receipt = await counter.taken(2)
    assert "falta um passo" in receipt.body
    code = receipt.body.partition("BALCAO-")[2][:8]
    shop.customer_says("ana", f"Meu código é BALCAO-{code}")
    await shop.until_state(subject.contact_id, "ACTIVE")


async def become_one(counter: Counter, merged: Subject, kept: Subject) -> None:
    sql = "UPDATE contact SET merged_into = ? WHERE id = ?"
    database = counter.shop.running.gateway.core.database
    await database.write(lambda tx: tx.driver.execute(sql, (kept.contact_id, merged.contact_id)))


async def test_a_contact_that_was_merged_meanwhile_answers_as_the_one_that_stayed(counter: Counter) -> None:
    shop = counter.shop
    asked, kept = await shop.subject("bruno"), await shop.subject("ana")
    message = await shop.invite(asked, "sms", ANA, "txn.order")
    await shop.until_outside(message.id, "sent")
    await become_one(counter, asked, kept)
    await counter.writes("sim")
    assert (await shop.events(kept.contact_id))[-1] == ("GRANTED", "txn.order", "sms", 4)


async def test_a_yes_from_another_number_does_not_spread_to_the_one_that_stayed(counter: Counter) -> None:
    shop = counter.shop
    asked, kept = await shop.subject("ana"), await shop.subject("bruno")
    message = await shop.invite(asked, "sms", ANA, "txn.order")
    await shop.until_outside(message.id, "sent")
    await become_one(counter, asked, kept)
    await counter.writes("sim")
    assert (await shop.events(asked.contact_id))[-1] == ("GRANTED", "txn.order", "sms", 4)
    assert await shop.events(kept.contact_id) == []


async def test_no_text_number_or_secret_is_logged(counter: Counter, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    shop = counter.shop
    subject = await shop.subject()
    counter.server.lose_answers = 1
    message = await shop.invite(subject, "sms", ANA)
    await counter.taken()
    shop.clock.ahead = 3_600_000
    await shop.until_outside(message.id, "sent")
    await counter.writes("uma frase qualquer")
    await counter.writes("sim")
    await counter.writes("sair")
    told = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("server_stub"))
    assert told
    for secret in ("31988887777", "3188887777", "uma frase", "quer receber", SMS_TOKEN, "BALCAO-"):
        assert secret not in told


async def test_no_is_a_refusal(counter: Counter) -> None:
    shop = counter.shop
    subject = await shop.subject()
    message = await shop.invite(subject, "sms", ANA)
    await shop.until_outside(message.id, "sent")
    await counter.writes("não, obrigada")
    assert await shop.state_of(subject.contact_id) == "REFUSED"
    await shop.proof_of(subject.contact_id, "REFUSED")
    await counter.writes("sim")
    assert await shop.state_of(subject.contact_id) == "REFUSED"


@pytest.mark.parametrize(
    ("text", "scope"), [("SAIR", "mkt.*"), ("cancelar", "mkt.*"), ("STOPALL", "*"), ("baja", "mkt.*")]
)
async def test_leaving_needs_no_question_and_counts_for_whatsapp(counter: Counter, text: str, scope: str) -> None:
    shop = counter.shop
    subject = await shop.subject()
    await shop.own_act(subject.contact_id)
    assert await shop.state_of(subject.contact_id) == "ACTIVE"
    for _ in range(3):
        await counter.writes(text, sid="SM-one")
    await counter.writes(text, sid="SM-two")
    assert (await shop.events(subject.contact_id))[1:] == [("REVOKED", scope, "sms", 0)]
    assert await shop.state_of(subject.contact_id) == "REVOKED"
    proof = await shop.proof_of(subject.contact_id, "REVOKED")
    assert proof["answer"]["text"] == text
    receipt = await counter.taken()
    assert receipt.to == ANA
    await shop.until_outside((await shop.outside())[0].id, "sent")
    assert len(counter.server.taken) == 1
    refusal = await shop.refused_invitation(subject, "sms", ANA)
    assert str(refusal.params["reason"]).startswith("DENY_OPTED_OUT")


async def test_an_old_message_delivered_again_does_not_undo_a_return(counter: Counter) -> None:
    shop = counter.shop
    subject = await shop.subject()
    await counter.writes("SAIR", sid="SM-old")
    shop.clock.ahead = 60_000
    await shop.own_act(subject.contact_id, ago=1_000)
    shop.clock.ahead = 120_000
    await counter.writes("SAIR", sid="SM-old")
    assert await shop.state_of(subject.contact_id) == "ACTIVE"
    await counter.writes("SAIR", sid="SM-new")
    assert await shop.state_of(subject.contact_id) == "REVOKED"


async def test_leaving_again_after_asking_to_come_back_is_recorded(counter: Counter) -> None:
    """Whoever left everything and then wrote VOLTAR is asked; an SMS with SAIR ends that at once."""
    shop = counter.shop
    subject = await shop.subject()
    await counter.writes("STOPALL", sid="SM-1")
    await shop.until_state(subject.contact_id, "REVOKED")
    shop.clock.ahead = 10_000
    conversation = await shop.conversation("ana", "oi")
    shop.sim.customers.send("ana", {"type": "text", "text": "VOLTAR", "at": shop.clock()})
    await shop.until_state(subject.contact_id, "PENDING")
    shop.clock.ahead = 60_000
    await counter.writes("SAIR", sid="SM-2")
    assert await shop.state_of(subject.contact_id) == "REVOKED"
    assert await shop.refused(conversation.id, consent_purpose="mkt.promotions") == "DENY_OPTED_OUT_PURPOSE"


@pytest.mark.parametrize("text", ["quero saber o preço", "talvez", "", "sim mas só em dezembro", "👍", "a" * 1600])
async def test_other_words_change_nothing(counter: Counter, text: str) -> None:
    shop = counter.shop
    subject = await shop.subject()
    message = await shop.invite(subject, "sms", ANA)
    await shop.until_outside(message.id, "sent")
    before = await shop.events(subject.contact_id)
    await counter.writes(text)
    assert await shop.events(subject.contact_id) == before
    assert len(await shop.outside()) == 1


async def test_strangers_and_late_answers_change_nothing(counter: Counter) -> None:
    shop = counter.shop
    subject = await shop.subject()
    message = await shop.invite(subject, "sms", ANA)
    await shop.until_outside(message.id, "sent")
    before = await shop.events(subject.contact_id)
    for text in ("SIM", "SAIR"):
        await counter.writes(text, OTHER)
    await counter.writes("SIM", "sem número")
    shop.clock.ahead = 72 * 3_600_000 + 1_000
    await counter.writes("SIM")
    assert await shop.events(subject.contact_id) == before
    assert await shop.state_of(subject.contact_id) == "LAPSED"
    assert await shop.rows("SELECT count(*) FROM contact") == [(1,)]


async def test_many_answers_at_once_count_once(counter: Counter) -> None:
    shop = counter.shop
    subject = await shop.subject()
    message = await shop.invite(subject, "sms", ANA, "txn.order")
    await shop.until_outside(message.id, "sent")
    await asyncio.gather(*(counter.writes("sim", sid=f"SM-{number % 4}") for number in range(12)))
    assert [event[0] for event in await shop.events(subject.contact_id)] == ["REQUESTED", "GRANTED"]


async def test_yes_and_leave_at_once_end_in_leaving(counter: Counter) -> None:
    shop = counter.shop
    subject = await shop.subject()
    message = await shop.invite(subject, "sms", ANA)
    await shop.until_outside(message.id, "sent")
    await asyncio.gather(counter.writes("sim", sid="SM-yes"), counter.writes("sair", sid="SM-leave"))
    assert await shop.state_of(subject.contact_id) == "REVOKED"


async def test_a_text_that_was_retired_meanwhile_is_not_agreed_to(counter: Counter) -> None:
    shop = counter.shop
    subject = await shop.subject()
    message = await shop.invite(subject, "sms", ANA)
    await shop.until_outside(message.id, "sent")
    notices = shop.running.gateway.outgoing.notices
    body = "Você autoriza a Loja Exemplo a enviar tudo o que quiser por este WhatsApp? Para parar, responda SAIR."
    await shop.running.gateway.core.database.write(
        lambda tx: notices.publish_version(
            tx, "mkt.promotions", "pt-BR", body, material=True, effective_at=0, actor="admin", now=shop.clock()
        )
    )
    await counter.writes("sim")
    assert await shop.state_of(subject.contact_id) != "ACTIVE"


async def test_only_the_provider_is_believed(counter: Counter) -> None:
    shop, server = counter.shop, counter.server
    subject = await shop.subject()
    message = await shop.invite(subject, "sms", ANA)
    await shop.until_outside(message.id, "sent")
    before = await shop.events(subject.contact_id)
    url = f"{shop.running.url}/m/sms/inbound"
    form = {"MessageSid": "SM-forged", "From": ANA, "Body": "SIM"}
    for signature in ("", "x", sign(url, form, "outro"), sign(url, {**form, "Body": "NAO"}), sign(url + "?a=1", form)):
        assert (await server.call(url, form, signature)).status_code == 403
    report = counter.server.taken[0].report_url
    told = {"MessageSid": counter.server.taken[0].sid, "MessageStatus": "delivered"}
    assert (await server.call(report, told, "x")).status_code == 403
    assert (await server.call(report[:-3] + "abc", told)).status_code == 403
    assert (await shop.public.post("/m/sms/other")).status_code == 404
    assert (await shop.public.delete("/m/sms/inbound")).status_code == 405
    assert (await shop.public.post("/m/sms/inbound", content=b"a" * 70_000)).status_code == 413
    assert await shop.events(subject.contact_id) == before
    assert (await shop.outside())[0].state == "sent"


async def test_who_only_holds_a_connection_is_shown_out(counter: Counter) -> None:
    answered: list[Event] = []

    async def receive() -> Event:
        await asyncio.Event().wait()
        raise AssertionError("never")

    async def send(event: Event) -> None:
        answered.append(event)

    door = counter.shop.running.gateway.outside.sms_door(patience=0.05)
    scope = {"type": "http", "method": "POST", "path": "/m/sms/inbound", "query_string": b"", "headers": []}
    async with asyncio.timeout(PATIENCE):
        await door(scope, receive, send)
    assert answered[0]["status"] == 408


async def test_reports_tell_what_became_of_it(counter: Counter) -> None:
    shop, server = counter.shop, counter.server
    first = await shop.invite(await shop.subject(), "sms", ANA)
    message = await counter.taken()
    await shop.until_outside(first.id, "sent")
    for state in ("sent", "delivered", "sent"):
        assert (await server.report(message, state)).status_code == 200
    assert (await shop.outside())[0].state == "delivered"
    second = await shop.invite(await shop.subject("bruno"), "sms", "+5511977776666")
    message = await counter.taken(2)
    await shop.until_outside(second.id, "sent")
    await server.report(message, "undelivered", ErrorCode="30003")
    failed = (await shop.outside(state="failed"))[0]
    assert (failed.id, failed.failure) == (second.id, "twilio_30003")


async def test_a_stop_that_the_provider_keeps_is_an_opt_out(counter: Counter) -> None:
    shop = counter.shop
    subject = await shop.subject()
    await shop.own_act(subject.contact_id)
    counter.server.answers.append((400, {"code": 21610, "message": "unsubscribed recipient", "status": 400}))
    message = await shop.invite(subject, "sms", ANA, "mkt.newsletter")
    assert (await shop.until_outside(message.id, "failed")).failure == "twilio_21610"
    assert await shop.state_of(subject.contact_id) == "REVOKED"
