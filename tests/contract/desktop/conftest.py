"""An office, or a counter, for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.helpers.counter import Counter, open_counter
from tests.helpers.logfail import LogWatch
from tests.helpers.office import Office, open_office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_office(tmp_path) as opened:
        yield opened


@pytest.fixture
async def counter(tmp_path: Path, expected_logs: LogWatch) -> AsyncIterator[Counter]:
    expected_logs.allow("no line to the gateway")
    async with open_counter(tmp_path) as opened:
        yield opened
