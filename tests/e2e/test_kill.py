"""kill -9 of the gateway under load: what was acknowledged is kept, what was sent is sent once."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from functools import partial

import aiohttp
import httpx

from server_stub.contract.content import Kind
from server_stub.contract.delivery import Status
from tests.helpers.deployment import Deployment
from tests.helpers.inbox import Inbox, eventually
from tests.helpers.waiting import until
from tests.helpers.webhook_posts import Poster, Text, customer, text_webhook

KILLS = 4
POSTERS = 8
SENDERS = 4
ACKNOWLEDGED_PER_LIFE = 120
SENDS_PER_LIFE = 7
"""Of each sender: few enough for WhatsApp's limit of 45 at once to one person. The kill comes in their midst."""

PLATFORM_MS = 150
STATUS_MS = 500
"""How long the platform takes to answer a send that it has accepted, and to tell its first status."""


@dataclass
class Load:
    """What was promised to Meta (webhooks answered 200) and to agents (sends answered 202)."""

    acknowledged: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    life: int = 0
    stopping: bool = False

    def reached(self, posted: int, sent: int) -> bool:
        return len(self.acknowledged) >= posted and len(self.accepted) >= sent


async def post_webhooks(load: Load, poster: Poster, office: Deployment, lane: int) -> None:
    """One of Meta's connections: the next webhook once the last was answered, the same again when it was not."""
    writer = customer(900 + lane)
    turn = 0
    while not load.stopping:
        text = f"entrada {lane}-{turn}"
        await _until_answered(poster, text_webhook(office.number_id, [Text(writer, text)]))
        load.acknowledged.append(text)
        turn += 1


async def _until_answered(poster: Poster, body: bytes) -> None:
    """The same bytes again and again: as Meta does, but sooner."""
    while True:
        try:
            if await poster.post(body) == 200:
                return
        except aiohttp.ClientError:
            await asyncio.sleep(0.02)


async def send_messages(load: Load, client: httpx.AsyncClient, conversation_id: str, lane: int) -> None:
    """One desktop's outbox: one in flight, the same client id until it is accepted."""
    turn = 0
    while not load.stopping:
        if turn == (load.life + 1) * SENDS_PER_LIFE:
            await asyncio.sleep(0.01)
            continue
        text = f"resposta {lane}-{turn}"
        request = {"client_id": f"kill-{lane}-{turn}", "conversation_id": conversation_id, "text": text}
        try:
            answer = await client.post("/v1/messages", json=request)
        except httpx.TransportError:
            await asyncio.sleep(0.02)
            continue
        assert answer.status_code == 202, answer.text
        load.accepted.append(text)
        turn += 1


async def kill_again_and_again(load: Load, office: Deployment) -> None:
    for _ in range(KILLS):
        posted = len(load.acknowledged) + ACKNOWLEDGED_PER_LIFE
        sent = len(load.accepted) + SENDERS * SENDS_PER_LIFE // 2
        await until(partial(load.reached, posted, sent), 60)
        office.gateway.kill()
        await asyncio.to_thread(office.start_gateway)
        load.life += 1
    load.stopping = True


async def open_conversations(office: Deployment, simulator: httpx.AsyncClient, inbox: Inbox) -> list[str]:
    """Customers of the stand-in who wrote first, so that they may be answered."""
    for lane in range(SENDERS):
        person = {"key": f"kill{lane}", "name": f"Paciente {lane}", "phone": f"+55 11 98877-66{lane:02d}"}
        (await simulator.post("/users", json=person)).raise_for_status()
        written = await simulator.post(f"/users/kill{lane}/messages", json={"type": "text", "text": "oi"})
        written.raise_for_status()
    found: list[str] = []
    for lane in range(SENDERS):
        await eventually(lambda lane=lane: inbox.of(f"Paciente {lane}"))
        found.append((await inbox.of(f"Paciente {lane}"))[0].id)
    return found


async def tire(simulator: httpx.AsyncClient) -> None:
    """The platform answers late and tells the fate of a message later still: a kill leaves doubts behind."""
    late = {"sent_delay": [STATUS_MS, STATUS_MS]}
    (await simulator.post("/profile", json={"name": "instant", "overrides": late})).raise_for_status()
    slow = {"kind": "slow", "times": 0, "delay": PLATFORM_MS}
    (await simulator.post("/faults", json=slow)).raise_for_status()


async def refresh(simulator: httpx.AsyncClient) -> None:
    (await simulator.delete("/faults")).raise_for_status()
    (await simulator.post("/profile", json={"name": "instant"})).raise_for_status()


async def test_nothing_acknowledged_is_lost_and_nothing_is_sent_twice(office: Deployment) -> None:
    load = Load()
    async with (
        office.simulator() as simulator,
        office.client("lia") as client,
        office.poster(POSTERS) as poster,
    ):
        inbox = Inbox(client)
        places = await open_conversations(office, simulator, inbox)
        await tire(simulator)
        async with asyncio.TaskGroup() as work:
            for lane in range(POSTERS):
                work.create_task(post_webhooks(load, poster, office, lane))
            for lane, place in enumerate(places):
                work.create_task(send_messages(load, client, place, lane))
            work.create_task(kill_again_and_again(load, office))
        await refresh(simulator)
        await everything_arrived(load, inbox)
        await everything_left_once(load, inbox, simulator, places)


async def everything_arrived(load: Load, inbox: Inbox) -> None:
    """Every acknowledged webhook is one message; one whose answer was lost may be there as well, once."""

    async def said() -> Counter[str]:
        names = [customer(900 + lane).name for lane in range(POSTERS)]
        return Counter([text for name in names for text in await inbox.texts(name)])

    async def all_there() -> bool:
        return set(load.acknowledged) <= set(await said())

    await eventually(all_there, 30)
    assert [text for text, times in (await said()).items() if times > 1] == []
    assert len(load.acknowledged) >= KILLS * ACKNOWLEDGED_PER_LIFE


async def everything_left_once(load: Load, inbox: Inbox, simulator: httpx.AsyncClient, places: list[str]) -> None:
    """What was accepted reached the platform once; only a send whose answer the kill cut off may be in doubt."""

    async def outbound() -> dict[str, Status]:
        shown = [message for place in places for message in await inbox.messages(place)]
        found = [it for it in shown if it.direction == "out" and it.content.kind != Kind.SYSTEM]
        assert len({message.content.text for message in found}) == len(found)
        return {message.content.text: message.status for message in found}

    async def settled() -> bool:
        # The platform would try the statuses that met a dead gateway again after 5 and 30 seconds.
        (await simulator.post("/webhooks/flush")).raise_for_status()
        return not {Status.ACCEPTED, Status.PENDING} & set((await outbound()).values())

    await eventually(settled, 60)
    shown = await outbound()
    reached = Counter(item["text"] for item in (await simulator.get("/sent")).json()["sent"])
    assert set(load.accepted) <= set(shown)
    assert [text for text in shown if reached[text] > 1] == []
    unsent = {text for text in shown if reached[text] == 0}
    assert {shown[text] for text in unsent} <= {Status.IN_DOUBT}
    assert len(unsent) <= KILLS * SENDERS
