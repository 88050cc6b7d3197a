"""Permission by SMS through a real Kannel, from the gateway to a telephone and back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from server_stub.channels.http_calls import HttpCalls
from server_stub.channels.kannel import Kannel as KannelProvider
from server_stub.channels.outcomes import Permanent, Temporary
from tests.helpers.gateway import SMS_TOKEN
from tests.helpers.kannel import ACCOUNT, SHORT_CODE, Kannel, kannel, kannel_settings
from tests.helpers.outside_shop import PATIENCE, OutsideShop, outside_shop
from tests.helpers.shop import eventually

ANA = "+5531988887777"


@dataclass(frozen=True)
class Counter:
    """A shop with its Kannel."""

    shop: OutsideShop
    box: Kannel

    async def until_state(self, contact_id: str, wanted: str) -> None:
        await eventually(lambda: self.shop.state_of(contact_id), lambda state: state == wanted, PATIENCE)


@pytest.fixture
async def counter(tmp_path: Path) -> AsyncIterator[Counter]:
    async with kannel(tmp_path / "kannel") as box, outside_shop(tmp_path / "data", **kannel_settings(box)) as shop:
        await box.start(shop.running.url)
        yield Counter(shop, box)


async def test_question_report_and_yes_travel_through_kannel(counter: Counter) -> None:
    shop = counter.shop
    subject = await shop.subject()
    message = await shop.invite(subject, "sms", ANA)
    number, text = await counter.box.phone_got()
    assert number == ANA
    assert text.startswith("Loja Exemplo: quer receber Promocoes no WhatsApp?")
    await shop.until_outside(message.id, "delivered")
    await counter.box.phone_writes("5531988887777", "Sim")
    await counter.until_state(subject.contact_id, "ACTIVE")
    assert (await shop.events(subject.contact_id))[-1] == ("CONFIRMED", "mkt.promotions", "sms", 4)
    proof = (await shop.proof_of(subject.contact_id, "CONFIRMED"))["form"]
    assert (proof["provider"], proof["question"]["text"]) == ("kannel", text)
    assert proof["raw"]["from"] == "5531988887777"
    assert (await counter.box.phone_got())[1].startswith("Pronto! Loja Exemplo vai enviar")
    await counter.box.phone_writes("5531988887777", "SAIR")
    await counter.until_state(subject.contact_id, "REVOKED")
    await shop.proof_of(subject.contact_id, "REVOKED")
    assert (await counter.box.phone_got())[1].startswith("Pronto. Loja Exemplo n")


async def test_accents_of_a_persons_answer_arrive(counter: Counter) -> None:
    shop = counter.shop
    subject = await shop.subject()
    message = await shop.invite(subject, "sms", ANA)
    await counter.box.phone_got()
    await shop.until_outside(message.id, "delivered")
    await counter.box.phone_writes("5531988887777", "NÃO")
    await counter.until_state(subject.contact_id, "REFUSED")


async def test_strangers_at_the_door_are_refused(counter: Counter) -> None:
    shop = counter.shop
    subject = await shop.subject()
    await shop.own_act(subject.contact_id)
    query = {"id": "k1", "from": "5531988887777", "to": SHORT_CODE, "text": "SAIR"}
    for login in (None, (ACCOUNT, "x"), ("x", SMS_TOKEN)):
        auth = None if login is None else httpx.BasicAuth(*login)
        assert (await shop.public.get("/m/sms/inbound", params=query, auth=auth or httpx.Auth())).status_code == 403
    assert (await shop.public.get("/m/sms/report/abc", params={"type": "1"})).status_code == 403
    assert await shop.state_of(subject.contact_id) == "ACTIVE"


async def test_kannels_refusals_are_told_apart(counter: Counter) -> None:
    async def told(token: str, to: str) -> Temporary | Permanent:
        provider = KannelProvider(HttpCalls(), url=counter.box.url, account=ACCOUNT, token=token, sender=SHORT_CODE)
        await provider.start()
        try:
            await provider.send(to, "Oi", "")
        except (Temporary, Permanent) as error:
            return error
        finally:
            await provider.close()
        raise AssertionError("was taken")

    wrong = await told("outra", ANA)
    assert isinstance(wrong, Temporary)
    assert (wrong.code, wrong.line, wrong.in_doubt) == ("kannel_403", True, False)
    nobody = await told(SMS_TOKEN, "abc")
    assert isinstance(nobody, Permanent)
    assert nobody.code == "kannel_400"


async def test_while_kannel_is_away_questions_wait_and_then_arrive(counter: Counter) -> None:
    shop, box = counter.shop, counter.box
    await box.stop()
    message = await shop.invite(await shop.subject(), "sms", ANA)

    async def look() -> list[tuple[str, int]]:
        return [(it.state, it.attempts) for it in await shop.outside(state="queued")]

    await eventually(look, lambda found: found == [("queued", 1)], PATIENCE)
    await box.start(shop.running.url)
    shop.clock.ahead += 3_600_000
    assert (await box.phone_got())[0] == ANA
    await shop.until_outside(message.id, "sent", "delivered")
