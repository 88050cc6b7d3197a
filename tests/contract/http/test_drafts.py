"""Unfinished texts on the gateway: seen by who may see the conversation, overwritten by nobody else, sealed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest

from server_stub.contract.drafts import LONGEST_DRAFT
from server_stub.services.drafts import KEPT_MS
from tests.helpers.gateway import RunningGateway
from tests.helpers.world import World

TALK = "/v1/conversations/free"


@pytest.fixture
async def people(running: RunningGateway, world: World) -> AsyncIterator[dict[str, httpx.AsyncClient]]:
    await world.conversation("free")
    async with AsyncExitStack() as stack:
        yield {login: await stack.enter_async_context(running.client(login)) for login in ("ana", "bruno")}


async def save(client: httpx.AsyncClient, text: str, at: int) -> int:
    return (await client.put(f"{TALK}/draft", json={"text": text, "changed_at": at})).status_code


async def seen(client: httpx.AsyncClient) -> list[tuple[str, str]]:
    return [(each["account_name"], each["text"]) for each in (await client.get(f"{TALK}/drafts")).json()]


async def test_a_colleague_sees_whose_text_was_left_and_nobody_overwrites_it(
    running: RunningGateway, world: World, people: dict[str, httpx.AsyncClient]
) -> None:
    now = running.gateway.core.clock()
    ana, bruno = people["ana"], people["bruno"]
    assert await seen(ana) == []
    assert await save(ana, "o pedido de Ana", now - 2000) == 200
    assert await save(bruno, "o de Bruno", now - 1000) == 200
    found = await seen(bruno)
    assert [text for _, text in found] == ["o de Bruno", "o pedido de Ana"]
    assert found[1][0]
    assert await save(ana, "mais velho, de outro computador", now - 3000) == 200
    assert await save(ana, "mais novo", now - 500) == 200
    assert [text for _, text in await seen(bruno)] == ["mais novo", "o de Bruno"]
    assert await save(ana, "", now - 400) == 200
    assert await save(ana, "chega tarde", now - 450) == 200
    assert [text for _, text in await seen(bruno)] == ["o de Bruno"]


async def test_only_what_was_seen_is_discarded(running: RunningGateway, people: dict[str, httpx.AsyncClient]) -> None:
    now, ana, bruno = running.gateway.core.clock(), people["ana"], people["bruno"]
    await save(ana, "um", now - 2000)
    old = (await bruno.get(f"{TALK}/drafts")).json()[0]
    await save(ana, "um e dois", now - 1000)
    path = f"{TALK}/drafts/{old['account_id']}"
    refused = await bruno.delete(path, params={"changed_at": old["changed_at"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "state_conflict")
    new = (await bruno.get(f"{TALK}/drafts")).json()[0]
    assert (await bruno.delete(path, params={"changed_at": new["changed_at"]})).status_code == 204
    assert await seen(ana) == []


async def test_bounds(running: RunningGateway, world: World, people: dict[str, httpx.AsyncClient]) -> None:
    now = running.gateway.core.clock()
    await world.conversation("of-bruno", running.ids["bruno"])
    ana = people["ana"]
    for method, path, more in (
        ("GET", "drafts", {}),
        ("PUT", "draft", {"json": {"text": "x", "changed_at": now}}),
        ("DELETE", f"drafts/{running.ids['bruno']}", {"params": {"changed_at": now}}),
    ):
        assert (await ana.request(method, f"/v1/conversations/of-bruno/{path}", **more)).status_code == 404
    refused = await ana.put(f"{TALK}/draft", json={"text": "x" * (LONGEST_DRAFT + 1), "changed_at": now})
    assert refused.json()["code"] == "text_too_long"
    assert await save(ana, "x" * LONGEST_DRAFT, now) == 200
    assert await save(ana, "relógio adiantado", now + KEPT_MS) == 200
    assert (await ana.get(f"{TALK}/drafts")).json()[0]["changed_at"] <= running.gateway.core.clock()


async def test_what_is_old_is_forgotten_and_what_is_kept_is_sealed(
    running: RunningGateway, world: World, people: dict[str, httpx.AsyncClient]
) -> None:
    core, drafts = running.gateway.core, running.gateway.composing.drafts
    now = core.clock()
    await save(people["ana"], "segredo", now)
    await save(people["bruno"], "velho", now - KEPT_MS - 1)
    assert [text for _, text in await seen(people["ana"])] == ["segredo"]
    sealed = await core.database.read(lambda tx: tx.driver.execute("SELECT text_enc FROM draft").fetchall())
    assert len(sealed) == 2
    assert all(b"segredo" not in row[0] and b"velho" not in row[0] for row in sealed)
    await core.database.write(lambda tx: drafts.forget_old(tx, now))
    left = await core.database.read(lambda tx: tx.driver.execute("SELECT account_id FROM draft").fetchall())
    assert [row[0] for row in left] == [running.ids["ana"]]
