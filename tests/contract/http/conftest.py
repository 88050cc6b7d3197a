"""A real gateway on loopback for each test, with an empty store and four people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.helpers.gateway import RunningGateway, run_gateway
from tests.helpers.world import World


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[RunningGateway]:
    async with run_gateway(tmp_path) as running:
        yield running


@pytest.fixture
def world(running: RunningGateway) -> World:
    core = running.gateway.core
    return World(core.database, core.vault, core.clock())
