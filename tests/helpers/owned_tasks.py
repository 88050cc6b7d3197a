"""A test ends with as many asyncio tasks as it began with: what was started has an owner who stopped it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

FIXTURE = "no_leaked_tasks"
_TURNS = 20
"""Turns of the loop that a cancelled task may take to end; no time passes."""


@pytest.fixture
async def no_leaked_tasks() -> AsyncIterator[None]:
    """Wraps every coroutine test, outside its other fixtures."""
    before = asyncio.all_tasks()
    yield
    for _ in range(_TURNS):
        left = asyncio.all_tasks() - before - {asyncio.current_task()}
        if not left:
            return
        await asyncio.sleep(0)
    names = sorted(f"{task.get_name()} {task.get_coro()}" for task in left)
    pytest.fail(f"tasks were left running: {names}", pytrace=False)


def wrap(items: list[pytest.Item]) -> None:
    """Put the fixture around every coroutine test."""
    for item in items:
        if item.get_closest_marker("asyncio") and isinstance(item, pytest.Function):
            item.fixturenames.insert(0, FIXTURE)
