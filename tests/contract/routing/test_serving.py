"""The running gateway gives cases: at once, as soon as somebody comes, and after a restart."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import httpx
import pytest

from server_stub.contract.queues import AgentProfile
from tests.helpers.shop import Shop, eventually, open_shop


async def owner(agent: httpx.AsyncClient, conversation_id: str) -> str | None:
    found = await agent.get(f"/v1/conversations/{conversation_id}")
    return found.json().get("assignee_id") if found.status_code == 200 else "somebody else"


async def available(client: httpx.AsyncClient) -> None:
    assert (await client.put("/v1/me/available", json={"available": True})).status_code == 200


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


async def test_a_customer_is_with_an_agent_in_the_first_event(data: Path) -> None:
    async with open_shop(data) as shop:
        await available(shop.agent)
        conversation = await shop.conversation("carla")
        assert conversation.assignee_id == shop.running.ids["ana"]
        assert conversation.case is not None
        assert (conversation.case.state, conversation.queue_id) == ("assigned", "general")


async def test_whoever_waits_is_served_when_somebody_comes(data: Path) -> None:
    async with open_shop(data) as shop:
        conversation = await shop.conversation("carla")
        assert conversation.assignee_id is None
        assert conversation.case is not None
        assert conversation.case.state == "queued"
        await available(shop.agent)
        wanted = shop.running.ids["ana"]
        await eventually(partial(owner, shop.agent, conversation.id), lambda it: it == wanted)


async def test_what_one_gives_back_goes_to_another(data: Path) -> None:
    async with open_shop(data) as shop, shop.running.client("bruno") as bruno:
        await available(shop.agent)
        conversation = await shop.conversation("carla")
        await available(bruno)
        released = await shop.agent.put(f"/v1/conversations/{conversation.id}/assignee", json={"account_id": None})
        assert released.status_code == 200
        wanted = shop.running.ids["bruno"]
        await eventually(partial(owner, bruno, conversation.id), lambda it: it == wanted)


async def test_an_agent_who_is_full_leaves_the_rest_waiting(data: Path) -> None:
    async with open_shop(data) as shop:
        profile = AgentProfile(shop.running.ids["ana"], capacity=25)
        core = shop.running.gateway.core
        await core.database.write(lambda tx: core.queue_rows.save_profile(tx, profile))
        await available(shop.agent)
        first = await shop.conversation("carla")
        second = await shop.conversation("diego")
        assert (first.assignee_id, second.assignee_id) == (profile.account_id, None)


async def test_a_restart_goes_on_with_who_waits(data: Path) -> None:
    async with open_shop(data) as shop:
        conversation = await shop.conversation("carla")
        waiting = await rows_of(shop, conversation.id)
    async with open_shop(data) as shop:
        assert await rows_of(shop, conversation.id) == waiting
        await available(shop.agent)
        wanted = shop.running.ids["ana"]
        await eventually(partial(owner, shop.agent, conversation.id), lambda it: it == wanted)


async def rows_of(shop: Shop, conversation_id: str) -> list[tuple[str, str, int]]:
    sql = "SELECT state, queue_id, queued_at FROM case_file WHERE conversation_id = ?"
    return [tuple(row) for row in await shop.rows(sql, conversation_id)]
