"""Permission asked by e-mail and SMS from the contact's pane: it leaves, is confirmed, and the pane tells the state."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
from PySide6.QtWidgets import QPushButton

from desktop.front import Dress
from tests.helpers.consent_desk import PATIENCE, ConsentOffice, Counter, Seat, at_the_counter, seated
from tests.helpers.outside_shop import boxes_of
from tests.helpers.shop import eventually

MAIL = "nina.alves@example.com"


async def ask(seat: Seat, channel: str, address: str = "") -> None:
    """From "Pedir autorização…", by this way."""
    await seat.hands.click("panel_ask")
    (await seat.hands.see(QPushButton, f"ask_channel_{channel}")).click()
    if address:
        await seat.hands.fill("ask_address", address)
    await seat.hands.click("ask_permission_confirm")
    await seat.until(lambda: not seat.shows("ask_permission"), "the form has closed")


def of_promotions(seat: Seat) -> str:
    """What the pane says of promotions."""
    return seat.told("consent_mkt.promotions")


async def link(counter: Counter) -> str:
    """Where the newest e-mail leads."""

    async def look() -> list[str]:
        return counter.mail.links("confirm")

    return (await eventually(look, bool, PATIENCE))[-1]


async def test_an_e_mail_is_confirmed_on_the_page_and_in_whatsapp(
    consent_office: ConsentOffice, wear: Dress, tmp_path: Path
) -> None:
    async with at_the_counter(consent_office) as counter, seated(wear, counter, "ana", tmp_path) as seat:
        await counter.arrives("nina", "Nina Alves", "+55 11 98877-2201")
        await seat.open("Nina Alves")
        await ask(seat, "email", MAIL)
        await seat.until(lambda: "Pendente" in of_promotions(seat), "the pane says that the question is out")
        page = await link(counter)
        async with httpx.AsyncClient(timeout=30) as person:
            (box,) = boxes_of((await person.get(page)).text)
            answer = await person.post(page, data={"agree": box, "choice": "agree"})
        assert answer.status_code == 200
        code = "BALCAO-" + answer.text.partition("BALCAO-")[2][:8]
        assert "Pendente" in of_promotions(seat)
        await counter.says("nina", f"Meu código é {code}")
        await seat.until(lambda: "Ativo" in of_promotions(seat), "the pane says that she agreed")
        events = await counter.events(seat.scene.person("Nina Alves").id)
        assert [(kind, source) for kind, _, source in events][-1] == ("CONFIRMED", "keyword")


async def test_an_e_mail_of_before_an_opt_out_brings_nobody_back(
    consent_office: ConsentOffice, wear: Dress, tmp_path: Path
) -> None:
    async with at_the_counter(consent_office) as counter, seated(wear, counter, "ana", tmp_path) as seat:
        await counter.arrives("nilce", "Nilce Prado", "+55 11 98877-2202")
        await seat.open("Nilce Prado")
        await ask(seat, "email", "nilce@example.com")
        await seat.until(lambda: "Pendente" in of_promotions(seat), "the pane says that the question is out")
        page = await link(counter)
        await counter.says("nilce", "SAIR")
        await seat.until(lambda: "Revogado" in of_promotions(seat), "the pane says that she left")
        async with httpx.AsyncClient(timeout=30) as person:
            answer = await person.get(page)
        assert answer.status_code == 410
        assert "Este pedido não vale mais" in answer.text
        assert "Revogado" in of_promotions(seat)


async def test_an_sms_is_answered_from_the_persons_own_number(
    consent_office: ConsentOffice, wear: Dress, tmp_path: Path
) -> None:
    async with (
        at_the_counter(consent_office) as counter,
        seated(wear, counter, "ana", tmp_path, language="en", theme="dark") as seat,
    ):
        await counter.arrives("nora", "Nora Sales", "+55 11 98877-2203")
        await seat.open("Nora Sales")
        before = len(counter.sms.taken)
        await ask(seat, "sms")
        await seat.until(lambda: len(counter.sms.taken) > before, "the provider has the SMS")
        question = counter.sms.taken[-1]
        assert question.to == "+5511988772203"
        await seat.until(lambda: "Pending" in of_promotions(seat), "the pane says that the question is out")
        answers = await asyncio.gather(
            *(counter.sms.report(question, state) for state in ("sent", "delivered", "delivered", "sent"))
        )
        assert {it.status_code for it in answers} == {200}
        await counter.sms.person_writes(counter.office.url, question.to, "SIM")
        await seat.until(lambda: "Active" in of_promotions(seat), "the pane says that she agreed")
        events = await counter.events(seat.scene.person("Nora Sales").id)
        assert [(kind, source) for kind, _, source in events] == [
            ("REQUESTED", "agent"),
            ("REQUESTED", "sms"),
            ("CONFIRMED", "sms"),
        ]
