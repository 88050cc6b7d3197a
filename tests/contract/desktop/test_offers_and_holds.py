"""What the agent said about an offer travels with the message; what the gate holds is shown, and can be taken back."""

from __future__ import annotations

from desktop.application.desk_service import DeskService
from server_stub.contract.delivery import Status
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Hold
from tests.helpers.desks import timeline
from tests.helpers.inbox import eventually
from tests.helpers.office import Office, online
from tests.helpers.waiting import until


async def test_words_of_offers_come_with_the_snapshot_and_stay(office: Office) -> None:
    async with office.desk() as desk:
        await online(desk)
        await until(lambda: desk.promotional_words() == ("desconto",))
    async with office.computer.desk() as desk:
        assert desk.promotional_words() == ("desconto",)


async def test_the_answer_about_an_offer_travels_also_the_second_time(office: Office) -> None:
    async with office.desk() as desk:
        office.world.refusals = [GatewayRefusal(ErrorCode.GATE_REFUSED, reason="DENY_PROMO_UNCLEAR", words="desconto")]
        sent = await desk.send_text(office.talk, "com desconto")
        await until(lambda: desk.connection.unsent == 0)
        assert (await desk.messages([sent.id]))[0].status is Status.FAILED
        await desk.retry(sent.id, promotional=False)
        await until(lambda: len(office.world.sends) == 2)
        await desk.send_text(office.talk, "oferta", promotional=True)
        await until(lambda: len(office.world.sends) == 3)
    assert [request.promotional for request in office.world.sends] == [None, False, True]


async def shows_hold(desk: DeskService, message_id: str, hold: Hold | None) -> None:
    async def shown() -> bool:
        return (await desk.messages([message_id]))[0].hold == hold

    await eventually(shown)


async def test_what_is_held_is_shown_until_it_leaves(office: Office) -> None:
    async with office.desk() as desk:
        await desk.send_text(office.talk, "de madrugada")
        await until(lambda: desk.connection.unsent == 0)
        real = (await timeline(desk, office.talk))[-1]
        office.world.hold(real.id, "HOLD_QUIET_HOURS", 9_000)
        await shows_hold(desk, real.id, Hold("HOLD_QUIET_HOURS", 9_000))
        office.world.climb(real.id, Status.SENT)
        await shows_hold(desk, real.id, None)


async def test_what_is_held_can_be_taken_back(office: Office) -> None:
    async with office.desk() as desk:
        await desk.send_text(office.talk, "melhor não")
        await until(lambda: desk.connection.unsent == 0)
        real = (await timeline(desk, office.talk))[-1]
        office.world.hold(real.id, "HOLD_FREQUENCY_CAP", 9_000)
        await shows_hold(desk, real.id, Hold("HOLD_FREQUENCY_CAP", 9_000))
        await desk.discard(real.id)
        gone = (await desk.messages([real.id]))[0]
        assert gone.status is Status.FAILED
        assert gone.failure is not None
        assert (gone.failure.code, gone.hold) == ("cancelled", None)
