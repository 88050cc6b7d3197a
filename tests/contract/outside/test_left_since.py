"""A question that is older than an opt-out is void: whoever left is not brought back by an old link, SMS or code."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from server_stub.contract.registers import OutsideMessage
from server_stub.services.consent import Subject
from tests.helpers.certificates import Certificates
from tests.helpers.mail_server import MailServer, mail_server
from tests.helpers.outside_shop import PATIENCE, OutsideShop, boxes_of, local, mail_settings, outside_shop
from tests.helpers.shop import eventually
from tests.helpers.twilio_server import TwilioServer, twilio_server, twilio_settings

ADDRESS = "ana@example.com"
ANA = "+5531988887777"
DAY = 86_400_000


@dataclass(frozen=True)
class Counter:
    """A shop with both of its channels; Ana has written once, so that our number is known."""

    shop: OutsideShop
    mail: MailServer
    sms: TwilioServer
    ana: Subject

    async def mailed(self, *purposes: str) -> str:
        """A question by e-mail; the path of its link once it has left."""
        before = len(self.mail.links("confirm"))
        message = await self.shop.invite(self.ana, "email", ADDRESS, *purposes)
        await self.shop.until_outside(message.id, "sent")
        return local(self.mail.links("confirm")[before])

    async def texted(self) -> OutsideMessage:
        message = await self.shop.invite(self.ana, "sms", ANA)
        return await self.shop.until_outside(message.id, "sent")

    async def leaves(self) -> None:
        """In the chat, a minute after whatever happened before."""
        self.shop.clock.ahead += 60_000
        self.shop.sim.customers.send("ana", {"type": "text", "text": "SAIR", "at": self.shop.clock()})
        await self.shop.until_state(self.ana.contact_id, "REVOKED")
        self.shop.clock.ahead += 60_000

    async def state(self) -> str:
        return await self.shop.state_of(self.ana.contact_id)


@pytest.fixture
async def counter(tmp_path: Path, certificates: Certificates) -> AsyncIterator[Counter]:
    async with mail_server(certificates.server_context()) as mail, twilio_server() as sms:
        settings = {**mail_settings(mail, certificates.authority), **twilio_settings(sms)}
        async with outside_shop(tmp_path, **settings) as shop:
            conversation = await shop.conversation("ana", "oi")
            rows = await shop.rows("SELECT key_id FROM contact WHERE id = ?", conversation.contact_id)
            yield Counter(shop, mail, sms, Subject(conversation.contact_id, rows[0][0]))


async def test_a_link_of_before_an_opt_out_is_void_and_says_why(counter: Counter) -> None:
    shop = counter.shop
    await shop.change_purpose("mkt.promotions", proof_needed=3)
    link = await counter.mailed()
    (box,) = boxes_of((await shop.public.get(link)).text)
    await counter.leaves()
    events = await shop.events(counter.ana.contact_id)
    for answer in (await shop.public.get(link), await shop.public.post(link, data={"agree": box, "choice": "agree"})):
        assert answer.status_code == 410
        assert "Este pedido não vale mais" in answer.text
        assert "<li>Promoções, em " in answer.text
        assert "text=VOLTAR" in answer.text
        assert "<form" not in answer.text
    english = await shop.public.get(f"{link}?lang=en")
    assert "This request no longer counts" in english.text
    assert await shop.events(counter.ana.contact_id) == events
    assert await counter.state() == "REVOKED"


async def test_what_was_not_left_can_still_be_agreed_to(counter: Counter) -> None:
    shop = counter.shop
    link = await counter.mailed("mkt.promotions", "txn.order")
    boxes = boxes_of((await shop.public.get(link)).text)
    await counter.leaves()
    page = await shop.public.get(link)
    assert [box.split()[0] for box in boxes_of(page.text)] == ["txn.order"]
    assert "Você saiu depois deste pedido" in page.text
    both = await shop.public.post(link, data={"agree": boxes, "choice": "agree"})
    assert both.status_code == 409
    assert "Nada foi registrado" in both.text
    assert await shop.state_of(counter.ana.contact_id, "txn.order") == "PENDING"
    one = await shop.public.post(link, data={"agree": boxes[1], "choice": "agree"})
    assert one.status_code == 200, one.text
    assert await shop.state_of(counter.ana.contact_id, "txn.order") == "ACTIVE"
    assert await counter.state() == "REVOKED"


async def test_coming_back_revives_no_old_link_but_a_new_one_works(counter: Counter) -> None:
    shop = counter.shop
    await shop.change_purpose("mkt.promotions", proof_needed=3)
    old = await counter.mailed()
    await counter.leaves()
    shop.sim.customers.send("ana", {"type": "text", "text": "VOLTAR", "at": shop.clock()})
    await eventually(counter.state, lambda state: state != "REVOKED", PATIENCE)
    assert (await shop.public.get(old)).status_code == 410
    assert (await shop.public.post(old, data={"choice": "refuse"})).status_code == 410
    shop.clock.ahead += 6 * DAY
    link = await counter.mailed()
    assert (await shop.public.get(old)).status_code == 410
    (box,) = boxes_of((await shop.public.get(link)).text)
    await shop.public.post(link, data={"agree": box, "choice": "agree"})
    assert await counter.state() == "ACTIVE"


async def test_a_step_that_was_left_half_way_is_not_finished_afterwards(counter: Counter) -> None:
    """Agreed by e-mail, left in the chat, then the code of the old page: nothing is revived, and the person is told."""
    shop = counter.shop
    link = await counter.mailed()
    (box,) = boxes_of((await shop.public.get(link)).text)
    page = await shop.public.post(link, data={"agree": box, "choice": "agree"})
    code = "BALCAO-" + page.text.partition("BALCAO-")[2][:8]
    assert await counter.state() == "PENDING"
    await counter.leaves()
    again = await shop.public.get(link)
    assert again.status_code == 410
    assert code not in again.text
    shop.sim.customers.send("ana", {"type": "text", "text": f"Meu código é {code}", "at": shop.clock()})

    async def told() -> list[str]:
        (conversation,) = (await shop.snapshot()).conversations
        return [it.content.text for it in await shop.messages(conversation.id) if it.direction == "out"]

    await eventually(told, lambda texts: any("Se mudou de ideia, responda VOLTAR" in text for text in texts), PATIENCE)
    assert await counter.state() == "REVOKED"
    assert [event[0] for event in await shop.events(counter.ana.contact_id)].count("CONFIRMED") == 0


async def test_a_yes_by_sms_to_a_question_of_before_changes_nothing_and_is_answered_once(counter: Counter) -> None:
    shop, sms = counter.shop, counter.sms
    await counter.texted()
    await counter.leaves()
    events = await shop.events(counter.ana.contact_id)
    for number in range(3):
        await sms.person_writes(shop.running.url, ANA, "SIM", f"SM-yes-{number}")
    assert await shop.events(counter.ana.contact_id) == events
    assert await counter.state() == "REVOKED"

    async def told() -> list[str]:
        return [it.body for it in sms.taken]

    texts = await eventually(told, lambda found: len(found) == 2, PATIENCE)
    assert "depois desta pergunta voce pediu para sair" in texts[1]
    await shop.until_outside((await shop.outside())[0].id, "sent")
    assert len(sms.taken) == 2


async def test_a_clock_that_went_back_makes_no_old_link_new(counter: Counter) -> None:
    shop = counter.shop
    link = await counter.mailed()
    shop.clock.ahead -= 3_600_000
    await sms_leave(counter)
    assert (await shop.public.get(link)).status_code == 410


async def sms_leave(counter: Counter) -> None:
    await counter.sms.person_writes(counter.shop.running.url, ANA, "SAIR")
    await counter.shop.until_state(counter.ana.contact_id, "REVOKED")
