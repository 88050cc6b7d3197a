"""When the other side is down, slow, refuses or hangs up: nothing is lost, little is repeated, somebody is told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from server_stub.contract.registers import OutsideMessage
from server_stub.gateway import Gateway
from server_stub.server import HttpServer
from server_stub.services.consent import Subject
from server_stub.storage.database import Tx
from server_stub.storage.repositories.people import People, Profile
from tests.helpers.certificates import Certificates
from tests.helpers.gateway import quick_passwords, settings_for
from tests.helpers.mail_server import MailServer, mail_server
from tests.helpers.outside_shop import PATIENCE, OutsideShop, mail_settings, outside_shop
from tests.helpers.shop import MovableClock, eventually
from tests.helpers.twilio_server import TwilioServer, twilio_server, twilio_settings

ADDRESS = "ana@example.com"
ANA = "+5531988887777"
HOUR = 3_600_000 * 13 // 10
"""The longest pause with its spread."""


@dataclass(frozen=True)
class Counter:
    """A shop with both of its channels."""

    shop: OutsideShop
    mail: MailServer
    sms: TwilioServer

    async def attempts(self, message: OutsideMessage, count: int) -> OutsideMessage:
        """Let time pass until a message was tried so often and waits again."""

        async def look() -> OutsideMessage:
            return next(it for it in await self.shop.outside() if it.id == message.id)

        found = await eventually(look, lambda it: it.state == "queued" and it.attempts >= 1, PATIENCE)
        while found.attempts < count:
            tried = found.attempts
            self.shop.clock.ahead += HOUR
            found = await eventually(
                look, lambda it, tried=tried: it.state == "queued" and it.attempts > tried, PATIENCE
            )
        return found

    async def failures(self, count: int) -> None:
        """Let time pass until so many tries of all messages together have failed."""

        async def look() -> int:
            waiting = await self.shop.outside(state="queued")
            return sum(it.attempts for it in waiting)

        total = await look()
        while total < count:
            before = total
            self.shop.clock.ahead += HOUR
            total = await eventually(look, lambda now, before=before: now > before, PATIENCE)

    async def again(self) -> None:
        self.shop.clock.ahead += HOUR


@pytest.fixture
async def counter(tmp_path: Path, certificates: Certificates) -> AsyncIterator[Counter]:
    async with mail_server(certificates.server_context()) as mail, twilio_server() as sms:
        settings = {**mail_settings(mail, certificates.authority), **twilio_settings(sms)}
        async with outside_shop(tmp_path, **settings) as shop:
            yield Counter(shop, mail, sms)


async def test_a_mail_server_that_is_down_is_told_and_forgiven(counter: Counter) -> None:
    shop = counter.shop
    await counter.mail.stop()
    subject = await shop.subject()
    first = await shop.invite(subject, "email", ADDRESS)
    second = await shop.invite(await shop.subject("bruno"), "email", "bruno@example.com")
    waiting = await counter.attempts(first, 1)
    assert waiting.failure == "unreachable"
    assert waiting.next_attempt_at is not None
    assert await shop.alarms() == []
    await counter.failures(3)
    await eventually(shop.alarms, lambda found: found == [{"channel": "email", "waiting": 2}], PATIENCE)
    assert {it.state for it in await shop.outside(state="queued")} == {"queued"}
    await counter.mail.start()
    await counter.again()
    await shop.until_outside(first.id, "sent")
    await shop.until_outside(second.id, "sent")
    await eventually(shop.alarms, lambda found: found == [], PATIENCE)
    assert len(counter.mail.taken) == 2


async def test_one_channel_down_leaves_the_other_alone(counter: Counter) -> None:
    shop = counter.shop
    await counter.mail.stop()
    subject = await shop.subject()
    waiting = await shop.invite(subject, "email", ADDRESS, "txn.order")
    await counter.attempts(waiting, 1)
    sms = await shop.invite(subject, "sms", ANA, "txn.billing")
    await shop.until_outside(sms.id, "sent")


async def test_a_refused_recipient_bounces_and_holds_up_nobody(counter: Counter) -> None:
    shop = counter.shop
    counter.mail.answers.append(("RCPT", "550 no such user here"))
    subject = await shop.subject()
    bounced = await shop.invite(subject, "email", ADDRESS)
    assert (await shop.until_outside(bounced.id, "bounced")).failure == "smtp_550"
    assert await shop.events(subject.contact_id) == []
    assert await shop.alarms() == []
    good = await shop.invite(await shop.subject("bruno"), "email", "bruno@example.com")
    await shop.until_outside(good.id, "sent")
    again = await shop.invite(subject, "email", "ana.souza@example.com")
    assert again.id != bounced.id


async def test_a_greylisted_mail_waits_and_leaves_later(counter: Counter) -> None:
    shop = counter.shop
    counter.mail.answers.append(("RCPT", "450 greylisted"))
    message = await shop.invite(await shop.subject(), "email", ADDRESS)
    assert (await counter.attempts(message, 1)).failure == "smtp_450"
    other = await shop.invite(await shop.subject("bruno"), "email", "bruno@example.com")
    await shop.until_outside(other.id, "sent")
    await counter.again()
    await shop.until_outside(message.id, "sent")


async def test_a_mail_whose_answer_was_lost_keeps_its_message_id(counter: Counter) -> None:
    shop = counter.shop
    counter.mail.lose_answers = 10
    message = await shop.invite(await shop.subject(), "email", ADDRESS)
    await counter.attempts(message, 3)
    await counter.again()
    assert (await shop.until_outside(message.id, "failed")).failure == "in_doubt_4"
    assert len(counter.mail.taken) == 4
    assert len({mail["Message-ID"] for mail in counter.mail.taken}) == 1


async def test_an_sms_whose_answer_was_lost_is_settled_by_the_report(counter: Counter) -> None:
    shop, sms = counter.shop, counter.sms
    sms.lose_answers = 1
    subject = await shop.subject()
    message = await shop.invite(subject, "sms", ANA)
    assert (await counter.attempts(message, 1)).failure == "in_doubt"
    assert await shop.events(subject.contact_id) == []
    await sms.report(sms.taken[0], "delivered")
    assert (await shop.outside())[0].state == "delivered"
    assert await shop.state_of(subject.contact_id) == "PENDING"
    await counter.again()
    later = await shop.invite(await shop.subject("bruno"), "sms", "+5511977776666")
    await shop.until_outside(later.id, "sent")
    assert [it.to for it in sms.taken] == [ANA, "+5511977776666"]


async def test_an_sms_in_doubt_is_repeated_once_and_its_answer_counts(counter: Counter) -> None:
    shop, sms = counter.shop, counter.sms
    sms.lose_answers = 10
    subject = await shop.subject()
    message = await shop.invite(subject, "sms", ANA)
    await counter.attempts(message, 1)
    await counter.again()
    assert (await shop.until_outside(message.id, "failed")).failure == "in_doubt_2"
    assert len(sms.taken) == 2
    await sms.person_writes(shop.running.url, ANA, "sim")
    assert await shop.state_of(subject.contact_id) == "ACTIVE"


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (503, {}, "in_doubt"),
        (429, {"code": 20429}, "twilio_20429"),
        (401, {"code": 20003}, "twilio_20003"),
        (400, {"code": 21606}, "twilio_21606"),
    ],
)
async def test_what_may_work_later_is_tried_later(
    counter: Counter, status: int, body: dict[str, int], code: str
) -> None:
    shop, sms = counter.shop, counter.sms
    sms.answers.append((status, body))
    message = await shop.invite(await shop.subject(), "sms", ANA)
    assert (await counter.attempts(message, 1)).failure == code
    await counter.again()
    await shop.until_outside(message.id, "sent")
    assert len(sms.taken) == 1


async def test_a_number_that_cannot_get_sms_fails_for_good(counter: Counter) -> None:
    counter.sms.answers.append((400, {"code": 21614, "message": "not a mobile number"}))
    message = await counter.shop.invite(await counter.shop.subject(), "sms", ANA)
    assert (await counter.shop.until_outside(message.id, "failed")).failure == "twilio_21614"


async def test_who_left_while_the_question_waited_is_not_asked(counter: Counter) -> None:
    shop = counter.shop
    await counter.mail.stop()
    subject = await shop.subject()
    message = await shop.invite(subject, "email", ADDRESS)
    await counter.attempts(message, 1)
    await counter.sms.person_writes(shop.running.url, ANA, "sair")
    await counter.mail.start()
    await counter.again()
    assert (await shop.until_outside(message.id, "failed")).failure == "DENY_OPTED_OUT_PURPOSE"
    decided = await shop.rows("SELECT verdict, reason FROM send_decision WHERE message_id = ? ORDER BY id", message.id)
    assert decided[0] == ("allow", "ALLOW_CONSENT_PROMPT")
    assert decided[-1] == ("deny", "DENY_OPTED_OUT_PURPOSE")
    assert counter.mail.taken == []


async def test_a_clock_that_goes_back_holds_up_nothing(counter: Counter) -> None:
    shop = counter.shop
    await counter.mail.stop()
    message = await shop.invite(await shop.subject(), "email", ADDRESS)
    await counter.attempts(message, 1)
    await counter.mail.start()
    shop.clock.ahead = -3 * 86_400_000
    await shop.until_outside(message.id, "sent")


async def test_what_waited_too_long_is_given_up_visibly(counter: Counter) -> None:
    shop = counter.shop
    await counter.mail.stop()
    message = await shop.invite(await shop.subject(), "email", ADDRESS)
    await counter.attempts(message, 1)
    shop.clock.ahead += 8 * 86_400_000
    assert (await shop.until_outside(message.id, "failed")).failure == "expired"


async def test_what_belongs_to_an_erased_person_is_not_sent(counter: Counter) -> None:
    shop = counter.shop
    await counter.mail.stop()
    subject = await shop.subject()
    message = await shop.invite(subject, "email", ADDRESS)
    await counter.attempts(message, 1)
    core = shop.running.gateway.core
    await core.database.write(lambda tx: core.vault.destroy_key(tx, subject.key_id, shop.clock()))
    await counter.mail.start()
    await counter.again()
    failed = await shop.until_outside(message.id, "failed")
    assert (failed.failure, failed.address) == ("erased", "")
    assert counter.mail.taken == []


async def test_the_queue_survives_the_gateway(tmp_path: Path, certificates: Certificates) -> None:
    """What waited, and what an earlier process was handing over when it died, leaves after the next start."""
    async with mail_server(certificates.server_context()) as mail:
        await mail.stop()
        values = {**mail_settings(mail, certificates.authority), "public_url": "http://127.0.0.1:9"}
        config, secrets = settings_for(tmp_path, **values)
        clock = MovableClock()
        gateway = Gateway(config, secrets, clock=clock, passwords=quick_passwords())
        await gateway.start()
        server = HttpServer(gateway)
        await server.start()
        ids = await gateway.core.database.write(lambda tx: two_questions(gateway, tx, clock()))
        await server.stop()
        await gateway.stop()
        assert mail.taken == []
        await mail.start()
        second = Gateway(config, secrets, clock=clock, passwords=quick_passwords())
        await second.start()
        try:

            async def states() -> list[str]:
                sql = "SELECT state FROM outside_message ORDER BY id"
                return await second.core.database.read(lambda tx: [row[0] for row in tx.driver.execute(sql)])

            await eventually(states, lambda found: "sending" not in found, PATIENCE)
            clock.ahead = HOUR
            await eventually(states, lambda found: found == ["sent", "sent"], PATIENCE)
            assert {mail["Message-ID"].strip("<>").split("@")[0] for mail in mail.taken} == set(ids)
            assert len(mail.taken) == 2
        finally:
            await second.stop()


def two_questions(gateway: Gateway, tx: Tx, now: int) -> list[str]:
    """One that waits, and one that the process is handing over."""
    people, ids = People(gateway.core.vault), []
    for name in ("ana", "bruno"):
        owner = people.create(tx, Profile(name), now)
        subject = Subject(owner.contact_id, owner.key_id)
        address = f"{name}@example.com"
        asked = gateway.outside.outsiders.invite(tx, subject, "email", ["txn.order"], address, "admin", now)
        assert isinstance(asked, OutsideMessage)
        ids.append(asked.id)
    tx.driver.execute("UPDATE outside_message SET state = 'sending', attempts = 1 WHERE id = ?", (ids[1],))
    return ids
