"""One calm stand-in per test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.unit.cloud_sim.sim_stage import Stage


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage
