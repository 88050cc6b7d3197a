"""What customers who wait are told: when it opens, and their place; once, truthfully, and nothing unasked."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from server_stub.contract.queues import Queue
from server_stub.services.team.queue_words import said_moment
from tests.contract.team.conftest import Floor
from tests.helpers.shop import eventually

SAO_PAULO = "America/Sao_Paulo"
PLACE = "Você é o {place}º da fila {queue}."


async def closed_now(floor: Floor, text: str, hours: int = 2) -> Queue:
    """The usual queue opens in some hours, and is closed until then."""
    opens = datetime.fromtimestamp(floor.shop.clock() / 1000, ZoneInfo(SAO_PAULO)) + timedelta(hours=hours)
    day = [""] * 7
    day[opens.weekday()] = f"{opens:%H}:00-{opens:%H}:59"
    general = await floor.queue("general")
    return await floor.change(general, hours=day, on_holidays=True, closed_text=text)


async def says(floor: Floor, key: str, text: str) -> None:
    before = await floor.shop.rows("SELECT count(*) FROM message WHERE direction = 'in'")
    floor.shop.customer_says(key, text)
    await eventually(lambda: floor.shop.rows("SELECT count(*) FROM message WHERE direction = 'in'"), before.__ne__)


async def test_who_writes_while_it_is_closed_is_told_once_when_it_opens(floor: Floor) -> None:
    await closed_now(floor, "Oi {name}, abrimos {opens}. Protocolo {protocol}.")
    talk = await floor.shop.conversation("carla")
    (told,) = await eventually(lambda: floor.told(talk.id), bool)
    assert told.startswith(f"Oi {floor.shop.sim.core.world.users['carla'].name}, abrimos ")
    assert " às " in told
    await says(floor, "carla", "Tem alguém?")
    assert await floor.told(talk.id) == [told]
    await floor.state("ana", "available")
    assert await floor.owner(talk.id) is None  # nobody is given anything while it is closed


async def test_who_is_served_is_told_nothing_of_hours(floor: Floor) -> None:
    talk = await floor.taken("ana")
    await closed_now(floor, "Fechado.")
    await says(floor, "carla", "Mais uma coisa")
    assert await floor.told(talk) == []


async def test_places_are_told_when_they_change_and_seldom(floor: Floor) -> None:
    general = await floor.queue("general")
    await floor.change(general, place_text=PLACE, place_minutes=10)
    words = floor.shop.running.gateway.team.words
    first, second = [(await floor.shop.conversation(key)).id for key in ("carla", "bruno")]
    await words.tell_places()
    assert await floor.told(first) == []  # somebody may be there in a moment
    floor.shop.clock.ahead += 31_000
    await floor.tick()
    await eventually(lambda: floor.told(second), bool)
    assert await floor.told(first) == ["Você é o 1º da fila Atendimento."]
    assert await floor.told(second) == ["Você é o 2º da fila Atendimento."]
    path = f"/v1/conversations/{first}/assignee"
    assert (await floor.does("ana", "PUT", path, {"account_id": floor.ids["ana"]})).status_code == 200
    await words.tell_places()
    assert len(await floor.told(second)) == 1
    floor.shop.clock.ahead += 10 * 60_000
    await floor.tick()
    told = await eventually(lambda: floor.told(second), lambda it: len(it) == 2)
    assert told[1] == "Você é o 1º da fila Atendimento."
    floor.shop.clock.ahead += 10 * 60_000
    await words.tell_places()
    assert len(await floor.told(second)) == 2
    assert len(await floor.told(first)) == 1


async def test_minutes_are_not_guessed(floor: Floor) -> None:
    general = await floor.queue("general")
    await floor.change(general, place_text="Cerca de {minutes} min.", place_minutes=1)
    talk = await floor.shop.conversation("carla")
    floor.shop.clock.ahead += 31_000
    words = floor.shop.running.gateway.team.words
    await words.tell_places()
    assert await floor.told(talk.id) == []


def test_moments_are_said_as_people_say_them() -> None:
    def at(text: str) -> int:
        return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(SAO_PAULO)).timestamp()) * 1000

    now = at("2026-11-27T19:00")
    said = [said_moment(at(it), now, SAO_PAULO, "pt-BR") for it in ("2026-11-27T20:00", "2026-11-28T09:05")]
    assert said == ["hoje às 20:00", "amanhã às 09:05"]
    assert said_moment(at("2026-11-30T09:00"), now, SAO_PAULO, "pt-BR") == "segunda-feira, 30/11, às 09:00"
    assert said_moment(at("2026-11-30T09:00"), now, SAO_PAULO, "en") == "Monday, 30 Nov, at 09:00"
