"""Nothing that a person wrote, and no secret, gets into the logs, however loud they are set."""

from __future__ import annotations

import logging

import httpx
import pytest

from tests.helpers.following import follow
from tests.helpers.gateway import PASSWORD, RunningGateway
from tests.helpers.world import World

WRITTEN = "meu CPF é 529.982.247-25"


@pytest.fixture
def everything(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore"):  # the client of this test, not the gateway
        logging.getLogger(name).setLevel(logging.WARNING)
    return caplog


async def test_logs_hold_no_message_password_or_token(
    running: RunningGateway, world: World, everything: pytest.LogCaptureFixture
) -> None:
    core = running.gateway.core
    await world.conversation("free")
    async with running.client("ana") as client:
        token = client.headers["authorization"].removeprefix("Bearer ")
        start = (await client.get("/v1/snapshot")).json()["seq"]
        async with follow(client, start) as follower:
            await world.say(core.events, core.reading, "free", WRITTEN)
            await follower.until(lambda: follower.events)
        await client.post("/v1/login", json={"login": "ana", "password": PASSWORD + "!"})
        await client.put("/v1/me/available", content=f'{{"available": "{WRITTEN}"}}')
        await client.post("/v1/logout")
    async with httpx.AsyncClient(base_url=running.url) as stranger:
        await stranger.get("/v1/events", params={"after": "0", "token": token})
    assert WRITTEN in bytes(follower.events[0].data).decode()
    logged = everything.text
    for secret in (WRITTEN, "529.982", PASSWORD, token, "+5511987654321"):
        assert secret not in logged
