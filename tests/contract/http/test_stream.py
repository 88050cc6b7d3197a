"""The event stream over real HTTP: what arrives, what never does, and how it ends."""

from __future__ import annotations

import asyncio
import socket
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest

from server_stub.http.stream import Pace
from tests.helpers.following import follow
from tests.helpers.gateway import RunningGateway, run_gateway
from tests.helpers.waiting import until
from tests.helpers.world import World


async def newest(running: RunningGateway, login: str = "lead") -> int:
    async with running.client(login) as client:
        return int((await client.get("/v1/snapshot")).json()["seq"])


async def say(running: RunningGateway, world: World, conversation: str, text: str) -> int:
    return await world.say(running.gateway.core.events, running.gateway.core.reading, conversation, text)


async def test_a_message_reaches_those_who_may_see_it_and_nobody_else(running: RunningGateway, world: World) -> None:
    await world.conversation("of-ana", running.ids["ana"])
    await world.conversation("free")
    start = await newest(running)
    async with AsyncExitStack() as stack:
        clients = [await stack.enter_async_context(running.client(login)) for login in ("ana", "bruno", "lead")]
        ana, bruno, lead = [await stack.enter_async_context(follow(client, start)) for client in clients]
        private = await say(running, world, "of-ana", "só para Ana")
        shared = await say(running, world, "free", "para quem puder")
        for follower in (ana, bruno, lead):
            await follower.until(lambda follower=follower: follower.cursor == shared)
    assert [event.seq for event in ana.events] == [private, shared]
    assert [event.seq for event in lead.events] == [private, shared]
    assert [event.seq for event in bruno.events] == [shared]


async def test_a_stream_resumes_where_it_was_cut(running: RunningGateway, world: World) -> None:
    await world.conversation("free")
    start = await newest(running)
    first = await say(running, world, "free", "um")
    second = await say(running, world, "free", "dois")
    async with running.client("ana") as client:
        async with follow(client, start) as follower:
            await follower.until(lambda: follower.cursor == second)
        async with follow(client, first) as follower:
            await follower.until(lambda: follower.cursor == second)
            assert [event.seq for event in follower.events] == [second]


async def test_the_cursor_may_come_as_last_event_id(running: RunningGateway, world: World) -> None:
    await world.conversation("free")
    first = await say(running, world, "free", "um")
    second = await say(running, world, "free", "dois")
    async with running.client("ana") as client:
        client.headers["last-event-id"] = str(first)
        async with follow(client, 0) as follower:
            await follower.until(lambda: follower.cursor == second)
    assert [event.seq for event in follower.events] == [second]


async def test_more_than_one_batch_arrives_whole_and_in_order(running: RunningGateway, world: World) -> None:
    await world.conversation("free")
    start = await newest(running)
    sent = await asyncio.gather(*(say(running, world, "free", str(n)) for n in range(450)))
    async with running.client("ana") as client, follow(client, start) as follower:
        await follower.until(lambda: len(follower.events) == 450)
    assert [event.seq for event in follower.events] == sorted(sent)


@pytest.mark.parametrize("how", ["logout", "sign_out", "disable"])
async def test_a_token_revoked_in_mid_stream_ends_it_at_once(running: RunningGateway, world: World, how: str) -> None:
    await world.conversation("of-ana", running.ids["ana"])
    accounts = running.gateway.core.accounts
    async with running.client("ana") as client, follow(client, await newest(running)) as follower:
        if how == "logout":
            assert (await client.post("/v1/logout")).status_code == 204
        else:
            await (accounts.sign_out("ana") if how == "sign_out" else accounts.disable("ana"))
        await say(running, world, "of-ana", "depois")
        await follower.until(lambda: follower.closed)
    assert follower.endings == ["signed_out"]
    assert follower.events == []


async def test_a_token_that_another_process_revoked_ends_the_stream(running: RunningGateway) -> None:
    core = running.gateway.core
    async with running.client("ana") as client, follow(client, await newest(running)) as follower:
        # As the command line does it: no hint reaches this process, the poll has to find it.
        await core.database.write(lambda tx: core.account_rows.revoke_all(tx, running.ids["ana"], core.clock()))
        await follower.until(lambda: follower.closed)
    assert follower.endings == ["signed_out"]


async def test_a_cursor_ahead_of_the_log_or_older_than_it_asks_for_a_resync(
    running: RunningGateway, world: World
) -> None:
    await world.conversation("free")
    async with running.client("ana") as client:
        last = await say(running, world, "free", "um")
        async with follow(client, last + 1) as ahead:
            await ahead.until(lambda: ahead.closed)
        rows = running.gateway._event_rows
        await running.gateway.core.database.write(lambda tx: rows.prune(tx, world.now * 2))
        async with follow(client, last - 1) as behind:
            await behind.until(lambda: behind.closed)
        async with follow(client, last) as current:
            following = await say(running, world, "free", "dois")
            await current.until(lambda: current.cursor == following)
    assert (ahead.endings, behind.endings, current.endings) == (["resync"], ["resync"], [])


async def test_a_cursor_that_is_none_is_refused(running: RunningGateway) -> None:
    refusal = {"code": "bad_request", "params": {"field": "after"}}
    async with running.client("ana") as client:
        for after in ("", "x", "-1", "1.5", "9" * 30, "²"):
            answer = await client.get("/v1/events", params={"after": after})
            assert (answer.status_code, answer.json()) == (400, refusal), after


async def test_a_quiet_stream_gives_signs_of_life(tmp_path: Path) -> None:
    async with run_gateway(tmp_path, pace=Pace(heartbeat=0.01)) as running, running.client("ana") as client:
        params = {"after": await newest(running)}
        async with client.stream("GET", "/v1/events", params=params) as answer:
            lines = answer.aiter_lines()
            beats = [line async for _, line in _first(lines, 8) if line.startswith(":")]
    assert beats == [": welcome", ": ", ": ", ": "]


async def _first(lines, number: int):
    for place in range(number):
        yield place, await anext(lines)


def deaf_client(url: str, start: int, authorization: str) -> socket.socket:
    """Asks for the stream and never reads a byte of it."""
    host, port = url.removeprefix("http://").split(":")
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.connect((host, int(port)))
    deaf.sendall(f"GET /v1/events?after={start} HTTP/1.1\r\nHost: x\r\nAuthorization: {authorization}\r\n\r\n".encode())
    return deaf


async def test_a_client_that_reads_nothing_is_dropped_and_holds_up_nobody(tmp_path: Path, expected_logs) -> None:
    expected_logs("an event stream was cut: TimeoutError")
    expected_logs.allow("returned without completing response")
    async with run_gateway(tmp_path, pace=Pace(patience=0.3)) as running:
        core = running.gateway.core
        world = World(core.database, core.vault, core.clock())
        await world.conversation("free")
        start = await newest(running)
        async with running.client("ana") as client, running.client("bruno") as other:
            client_socket = deaf_client(running.url, start, client.headers["authorization"])
            async with follow(other, start) as follower:
                for _ in range(16):
                    await asyncio.gather(*(say(running, world, "free", "x" * 4000) for _ in range(150)))
                await follower.until(lambda: len(follower.events) == 16 * 150)
                await until(lambda: len(running.gateway.wakeups) == 1, seconds=10)
            client_socket.close()


async def test_stopping_the_gateway_ends_streams_without_losing_anything(tmp_path: Path) -> None:
    async with run_gateway(tmp_path) as running:
        start = await newest(running)
        client = httpx.AsyncClient(
            base_url=running.url, headers={"authorization": f"Bearer {await running.token('ana')}"}
        )
        following = follow(client, start)
        follower = await following.__aenter__()
    await follower.until(lambda: follower.closed)
    await following.__aexit__(None, None, None)
    await client.aclose()
    assert follower.endings == []
