"""Searching the whole history over HTTP: the worker feeds the index by itself, and who asks decides what is found."""

from __future__ import annotations

import asyncio

import httpx
import msgspec

from server_stub.contract.search import SearchPage
from tests.helpers.gateway import RunningGateway
from tests.helpers.world import World


async def search(client: httpx.AsyncClient, query: str, **more: str) -> SearchPage:
    answer = await client.get("/v1/search", params={"query": query, **more})
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=SearchPage)


async def eventually(client: httpx.AsyncClient, query: str, count: int) -> SearchPage:
    async with asyncio.timeout(30):
        page = await search(client, query)
        while len(page.messages) < count:  # the index is fed after the answer; nothing announces it
            await asyncio.sleep(0.02)
            page = await search(client, query)
    return page


async def test_what_was_said_is_found_by_those_who_may_see_it(running: RunningGateway, world: World) -> None:
    await world.conversation("of-ana", running.ids["ana"])
    await world.conversation("of-bruno", running.ids["bruno"])
    core = running.gateway.core
    for name in ("of-ana", "of-bruno"):
        await world.say(core.events, core.reading, name, f"Promoção de {name}")
    async with running.client("ana") as ana, running.client("lead") as lead:
        page = await eventually(lead, "promocao", 2)
        assert [it.conversation_id for it in page.messages] == ["of-bruno", "of-ana"]
        assert {it.id for it in page.contacts} == {"p-of-ana", "p-of-bruno"}
        first = await search(lead, "promocao", limit="1")
        second = await search(lead, "promocao", limit="1", page=first.next_page or "")
        assert [it.conversation_id for it in (*first.messages, *second.messages)] == ["of-bruno", "of-ana"]
        assert [it.conversation_id for it in (await search(ana, "PROMO")).messages] == ["of-ana"]
        refused = await ana.get("/v1/search", params={"query": "x", "page": "x"})
        assert (refused.status_code, refused.json()["params"]) == (400, {"field": "page"})
    async with httpx.AsyncClient(base_url=running.url, verify=False) as stranger:
        assert (await stranger.get("/v1/search", params={"query": "promo"})).status_code == 401


async def test_in_one_conversation_whoever_may_see_it_searches_it_from_any_moment(
    running: RunningGateway, world: World
) -> None:
    await world.conversation("of-ana", running.ids["ana"])
    await world.conversation("of-bruno", running.ids["bruno"])
    core = running.gateway.core
    for name in ("of-ana", "of-bruno", "of-ana"):
        await world.say(core.events, core.reading, name, f"Promoção de {name}")
    async with running.client("ana") as ana, running.client("lead") as lead:
        await eventually(lead, "promocao", 3)
        here = await search(ana, "promocao", conversation="of-ana")
        assert [it.conversation_id for it in here.messages] == ["of-ana", "of-ana"]
        assert (await search(ana, "promocao", conversation="of-bruno")).messages == []
        newest, oldest = here.messages
        earlier = await search(lead, "promocao", conversation="of-ana", before=str(newest.sent_at))
        assert [it.id for it in earlier.messages] == [oldest.id]
        refused = await ana.get("/v1/search", params={"query": "x", "before": "-1"})
        assert (refused.status_code, refused.json()["params"]) == (400, {"field": "before"})
