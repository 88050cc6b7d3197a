"""Gateway and stand-in together, with a lead and a second agent beside the first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.helpers.shop import Shop, open_shop


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with open_shop(tmp_path) as shop:
        yield shop


@pytest.fixture
async def lead(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    async with shop.running.client("lead") as client:
        yield client


@pytest.fixture
async def bruno(shop: Shop) -> AsyncIterator[httpx.AsyncClient]:
    async with shop.running.client("bruno") as client:
        yield client
