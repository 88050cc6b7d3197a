"""Offers from the window: held in quiet hours and shown so, taken back, and asked about where a text looks like one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QPushButton

from desktop.front import Dress
from desktop.ui.lists.thread_view import ThreadView
from desktop.ui.views.choices import CHOICE
from desktop.ui.views.composer_input import ComposerInput
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message
from tests.helpers.consent_desk import ConsentOffice, Counter, Seat, agreed, at_the_counter, seated
from tests.helpers.shop import eventually

PROMOTION = "promocao_da_semana"


async def send_promotion(seat: Seat) -> None:
    """Open the templates, choose the promotion and send it."""
    await seat.until(lambda: any(it.name == PROMOTION for it in seat.desk.templates()), "the templates are known")
    await seat.hands.click("composer_template")
    shown = await seat.hands.see(QListView, "template_list")
    rows = [shown.model().index(row, 0) for row in range(shown.model().rowCount())]
    await seat.hands.click_row("template_list", next(it for it in rows if it.data(CHOICE).title == PROMOTION))
    await seat.hands.click("template_send")
    await seat.until(lambda: not seat.shows("template_picker"), "the templates have closed")


async def newest(seat: Seat, kind: str) -> Message:
    """Our newest message of a kind in the open conversation, as this computer keeps it."""
    place = seat.scene.open_conversation().id

    async def look() -> list[Message]:
        found = (await seat.desk.page(place)).messages
        return [it for it in found if it.direction == "out" and it.content.kind == kind]

    return (await eventually(look, bool))[-1]


async def held(seat: Seat, *, before: str = "") -> Message:
    """The promotion, once the window shows that it waits."""

    async def look() -> Message:
        return await newest(seat, "template")

    found = await eventually(look, lambda it: it.hold is not None and it.id != before)
    timeline = seat.workspace.timeline
    await seat.until(lambda: getattr(timeline.message(found.id), "hold", None) is not None, "the bubble says it waits")
    return found


async def test_a_promotion_in_quiet_hours_waits_and_leaves_when_it_may(
    consent_office: ConsentOffice, wear: Dress, tmp_path: Path
) -> None:
    async with at_the_counter(consent_office) as counter, seated(wear, counter, "ana", tmp_path, theme="dark") as seat:
        await agreed(counter, seat, "hugo", "Hugo Reis", "+55 11 98877-2101")
        await counter.closed_now()
        await send_promotion(seat)
        waiting = await held(seat)
        assert waiting.hold is not None
        assert waiting.hold.reason == "HOLD_QUIET_HOURS"
        assert 0 < waiting.hold.not_before - seat.desk.now() <= 24 * 3_600_000
        assert await promotions(counter, "hugo") == 0
        await counter.open_all_day()
        timeline = seat.workspace.timeline
        gone = (Status.SENT, Status.DELIVERED, Status.READ)
        await seat.until(lambda: getattr(timeline.message(waiting.id), "status", None) in gone, "it has left")
        await seat.until(lambda: getattr(timeline.message(waiting.id), "hold", None) is None, "nothing waits any more")
        await seat.until(lambda: "1 de 3" in seat.told("consent_mkt.promotions"), "the pane counts it")
        assert await promotions(counter, "hugo") == 1


async def test_what_waits_can_be_taken_back(consent_office: ConsentOffice, wear: Dress, tmp_path: Path) -> None:
    async with at_the_counter(consent_office) as counter, seated(wear, counter, "ana", tmp_path, language="en") as seat:
        await agreed(counter, seat, "hilda", "Hilda Paz", "+55 11 98877-2102")
        await counter.closed_now()
        await send_promotion(seat)
        waiting = await held(seat)
        (await seat.hands.see(ThreadView, "timeline")).action_activated.emit(waiting.id, "discard")
        (await seat.hands.see(QPushButton, "confirm_yes")).click()
        timeline = seat.workspace.timeline
        await seat.until(lambda: _failure(timeline.message(waiting.id)) == "cancelled", "the window says so")
        assert not seat.shows("conversation_trouble"), "what one did oneself is no trouble"
        await counter.open_all_day()
        await write(seat, "Até logo!")
        await eventually(lambda: counter.got("hilda"), lambda texts: "Até logo!" in texts)
        assert await promotions(counter, "hilda") == 0


async def test_a_text_that_looks_like_an_offer_is_asked_about(
    consent_office: ConsentOffice, wear: Dress, tmp_path: Path
) -> None:
    async with at_the_counter(consent_office) as counter, seated(wear, counter, "ana", tmp_path) as seat:
        await counter.arrives("otto", "Otto Luz", "+55 11 98877-2103")
        await seat.open("Otto Luz")
        await write(seat, "O desconto do boleto sai na fatura")
        await seat.until(lambda: "desconto" in seat.text("promotion_bar_title"), "the agent is asked")
        await seat.hands.press(Qt.Key.Key_2, on="promotion_bar")
        await eventually(lambda: counter.got("otto"), lambda texts: texts == ["O desconto do boleto sai na fatura"])
        await write(seat, "Oferta: leve 3 e pague 2")
        await seat.until(lambda: seat.shows("promotion_bar"), "the agent is asked again")
        await seat.hands.press(Qt.Key.Key_1, on="promotion_bar")
        refused = await eventually(lambda: newest(seat, "text"), lambda it: it.status is Status.FAILED)
        assert refused.failure is not None
        assert refused.failure.code == "DENY_PROMO_WITHOUT_CONSENT"
        assert await counter.got("otto") == ["O desconto do boleto sai na fatura"]


async def test_an_offer_to_who_agreed_goes(consent_office: ConsentOffice, wear: Dress, tmp_path: Path) -> None:
    async with at_the_counter(consent_office) as counter, seated(wear, counter, "ana", tmp_path) as seat:
        await agreed(counter, seat, "olivia", "Olívia Cruz", "+55 11 98877-2104")
        await write(seat, "Oferta: leve 3 e pague 2")
        await seat.until(lambda: seat.shows("promotion_bar"), "the agent is asked")
        await seat.hands.press(Qt.Key.Key_1, on="promotion_bar")
        await eventually(lambda: counter.got("olivia"), lambda texts: "Oferta: leve 3 e pague 2" in texts)


def _failure(message: Message | None) -> str:
    return message.failure.code if message is not None and message.failure is not None else ""


async def write(seat: Seat, text: str) -> None:
    await seat.until(lambda: seat.hands.find(ComposerInput, "composer_input") is not None, "there is a field to write")
    await seat.hands.write("composer_input", text)
    await seat.hands.press(Qt.Key.Key_Return, on="composer_input")


async def promotions(counter: Counter, key: str) -> int:
    """How many promotions this telephone got."""
    return (await counter.templates(key)).count(PROMOTION)
