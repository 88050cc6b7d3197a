"""Colleagues are told what this person looks at: at once, again while it lasts, and that it is over."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

import pytest

from desktop.application.connection import Line
from desktop.application.doing import Looking
from desktop.application.hub import Hub
from desktop.domain.errors import GatewayUnreachable
from server_stub.contract.team import Doing, PresenceChanged
from tests.helpers.logfail import LogWatch
from tests.helpers.waiting import until


class Gateway:
    """Notes what it is told; `broken` has no line."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Doing]] = []
        self.broken = False
        self.here: list[PresenceChanged] = []

    async def set_doing(self, conversation_id: str, doing: Doing) -> Sequence[PresenceChanged]:
        if self.broken:
            raise GatewayUnreachable
        self.told.append((conversation_id, doing))
        return self.here


class Desk:
    def __init__(self) -> None:
        self.now = 100_000
        self.gateway = Gateway()
        self.line = Line(Hub(), lambda: self.now)
        self.line.up()
        self.seen: list[PresenceChanged] = []
        self._tasks: set[asyncio.Task[Any]] = set()
        self.looking = Looking(
            self.gateway,
            self,  # type: ignore[arg-type]
            self.line,
            self._spawn,
            lambda: self.now,
            renew_seconds=0.01,
        )

    def see(self, told: Sequence[PresenceChanged]) -> None:
        """As TeamState does."""
        self.seen += told

    def _spawn(self, work: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any]:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        return task


@pytest.fixture
async def desk() -> Desk:
    return Desk()


async def test_looking_begins_and_ends(desk: Desk) -> None:
    there = PresenceChanged("v", "bruno", Doing.TYPING, 200_000)
    desk.gateway.here = [there]
    desk.looking.opened("v")
    await until(lambda: desk.seen == [there])
    desk.looking.closed("v")
    desk.looking.closed("never opened")
    await until(lambda: len(desk.gateway.told) == 2)
    assert desk.gateway.told == [("v", Doing.VIEWING), ("v", Doing.GONE)]


async def test_typing_is_told_at_most_every_five_seconds(desk: Desk) -> None:
    for passed in (0, 1_000, 4_999, 5_000):
        desk.now = 100_000 + passed
        desk.looking.typing("v")
    await until(lambda: len(desk.gateway.told) == 2)
    assert desk.gateway.told == [("v", Doing.TYPING)] * 2


async def test_it_is_renewed_while_it_lasts_and_said_again_with_the_line(desk: Desk, expected_logs: LogWatch) -> None:
    expected_logs("no line to the gateway: gateway_unreachable")
    desk.line.down(GatewayUnreachable())
    desk.looking.opened("v")
    assert desk.gateway.told == []
    desk.line.up()
    desk.looking.wake()
    await until(lambda: desk.gateway.told == [("v", Doing.VIEWING)])
    desk.gateway.broken = True
    renewing = asyncio.create_task(desk.looking.run())
    desk.gateway.broken = False
    await until(lambda: len(desk.gateway.told) >= 3)
    renewing.cancel()
