"""Signing in and out over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.helpers.gateway import PASSWORD, RunningGateway, run_gateway


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[RunningGateway]:
    async with run_gateway(tmp_path) as running:
        yield running


async def test_login_gives_a_token_that_works_until_logout(running: RunningGateway) -> None:
    async with running.client("ana") as client:
        answer = await client.get("/v1/snapshot")
        assert answer.status_code == 200
        assert answer.json()["account"]["login"] == "ana"
        assert answer.json()["brand"] == "Loja Exemplo"
        assert (await client.post("/v1/logout")).status_code == 204
        again = await client.get("/v1/snapshot")
        assert (again.status_code, again.json()) == (401, {"code": "token_invalid"})


async def test_unknown_and_mistyped_get_the_same_answer(running: RunningGateway) -> None:
    async with httpx.AsyncClient(base_url=running.url) as client:
        mistyped = await client.post("/v1/login", json={"login": "ana", "password": "errada"})
        unknown = await client.post("/v1/login", json={"login": "ninguem", "password": PASSWORD})
    assert (mistyped.status_code, mistyped.content) == (401, b'{"code":"login_failed"}')
    assert (unknown.status_code, unknown.content) == (mistyped.status_code, mistyped.content)
