"""Gateway, stand-in and browser together, for everything that the public touches."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.helpers.browser import connected, run_chromium
from tests.helpers.shop import Shop, open_shop


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with open_shop(tmp_path) as shop:
        yield shop


@pytest.fixture(scope="session")
def chromium() -> Iterator[str]:
    """One for the whole run; each test gets windows of its own."""
    with run_chromium() as address:
        yield address


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with connected(chromium) as browser:
        yield browser
