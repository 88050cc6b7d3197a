"""A gateway that talks without pause: `python -m tests.bench.stream_server EVENTS_PER_SECOND CONVERSATIONS`.

Says its address as JSON, begins at the first line on its standard input and ends at the second, with what it sent.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys

from server_stub.http.stream import Pace
from tests.bench.desktop_data import words
from tests.helpers.fake_gateway import PASSWORD, FakeGateway, serve
from tests.helpers.fake_world import FakeWorld

_TICK_SECONDS = 0.01
_OPEN_SHARE = 0.02
"""Of all messages, how many go to the first conversation, which the desktop shows."""


async def _talk(rate: int, count: int) -> None:
    world = FakeWorld()
    agent = world.add_account("ana", "Ana Souza")
    ids = [world.add_conversation(f"Cliente {number:04d}", agent.id).id for number in range(count)]
    for conversation_id in ids:
        world.receive(conversation_id, "Bom dia")
    async with serve(FakeGateway(world, page_size=count, coalesce=Pace().coalesce)) as gateway:
        print(json.dumps({"url": gateway.url, "password": PASSWORD}), flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        sending = asyncio.create_task(_send(world, ids, rate), name="talk")
        await asyncio.to_thread(sys.stdin.readline)
        sending.cancel()
        print(json.dumps({"sent": len(world.messages) - count}), flush=True)


async def _send(world: FakeWorld, ids: list[str], rate: int) -> None:
    chance, sent, loop = random.Random(1), 0, asyncio.get_running_loop()
    begun = loop.time()
    while True:
        while sent < (loop.time() - begun) * rate:
            shown = chance.random() < _OPEN_SHARE
            world.receive(ids[0] if shown else chance.choice(ids), words(chance))
            sent += 1
        await asyncio.sleep(_TICK_SECONDS)


if __name__ == "__main__":
    asyncio.run(_talk(int(sys.argv[1]), int(sys.argv[2])))
