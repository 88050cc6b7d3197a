"""Virtual time: it runs at a rate, stands still, jumps, and does what is due on the way."""

from __future__ import annotations

import asyncio

import pytest

from server_stub.cloud_sim.clock import Agenda, VirtualClock


class Seconds:
    """A source of real time that the test turns."""

    def __init__(self) -> None:
        self.value = 100.0

    def __call__(self) -> float:
        return self.value


def test_time_runs_at_the_rate_and_stands_still_when_frozen() -> None:
    seconds = Seconds()
    clock = VirtualClock(start_at=1_000, rate=60, source=seconds)
    seconds.value += 2
    assert clock.now() == 121_000
    clock.freeze()
    seconds.value += 50
    assert clock.now() == 121_000
    assert clock.seconds_until(121_001) is None
    clock.run(1.0)
    seconds.value += 1
    assert clock.now() == 122_000
    assert clock.seconds_until(124_000) == pytest.approx(2.0)


def test_a_jump_back_changes_nothing() -> None:
    clock = VirtualClock(start_at=5_000, frozen=True)
    clock.jump_to(4_000)
    assert clock.now() == 5_000


async def test_advancing_stops_at_every_moment_on_the_way() -> None:
    clock = VirtualClock(start_at=0, frozen=True)
    agenda = Agenda(clock)
    seen: list[tuple[str, int]] = []

    def chain() -> None:
        seen.append(("chain", clock.now()))
        if clock.now() < 300:
            agenda.call_in(100, chain)

    agenda.call_at(100, chain)
    agenda.call_at(250, lambda: seen.append(("other", clock.now())))
    agenda.call_at(9_999, lambda: seen.append(("too far", clock.now())))
    await agenda.advance(1_000)
    assert seen == [("chain", 100), ("chain", 200), ("other", 250), ("chain", 300)]
    assert clock.now() == 1_000
    assert agenda.next_due == 9_999


async def test_what_must_come_to_rest_does_so_before_time_goes_on() -> None:
    clock = VirtualClock(start_at=0, frozen=True)
    agenda = Agenda(clock)
    started: list[asyncio.Task[None]] = []
    seen: list[int] = []

    async def work() -> None:
        await asyncio.sleep(0)
        seen.append(clock.now())

    async def settled() -> None:
        await asyncio.gather(*started)

    agenda.settle_with(settled)
    for moment in (10, 20):
        agenda.call_at(moment, lambda: started.append(asyncio.create_task(work())))
    await agenda.advance(100)
    assert seen == [10, 20]


async def test_a_running_agenda_does_what_is_due_and_sleepers_wake() -> None:
    agenda = Agenda(VirtualClock(start_at=0, rate=1_000))
    runner = asyncio.create_task(agenda.run_forever())
    async with asyncio.timeout(5):
        await agenda.sleep(50)
    assert agenda.clock.now() >= 50
    runner.cancel()
    await asyncio.gather(runner, return_exceptions=True)


async def test_a_clock_that_is_released_wakes_the_agenda() -> None:
    clock = VirtualClock(start_at=0, frozen=True)
    agenda = Agenda(clock)
    done = asyncio.Event()
    agenda.call_at(20, done.set)
    runner = asyncio.create_task(agenda.run_forever())
    await asyncio.sleep(0)
    assert not done.is_set()
    clock.run(1_000)
    agenda.wake()
    async with asyncio.timeout(5):
        await done.wait()
    runner.cancel()
    await asyncio.gather(runner, return_exceptions=True)
