"""A started core with a clock that tests move."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from server_stub.core import Core
from tests.helpers.blank_store import KEY, place_store
from tests.helpers.gateway import quick_passwords


@dataclass(slots=True)
class Clock:
    now: int = 1_790_000_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def core(tmp_path: Path, clock: Clock) -> AsyncIterator[Core]:
    place_store(tmp_path)
    core = Core(tmp_path, KEY, clock=clock, passwords=quick_passwords())
    core.start()
    yield core
    await core.stop()
