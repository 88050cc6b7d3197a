"""One worker's crash is reported and mended, and stops nothing else."""

from __future__ import annotations

import asyncio

from server_stub.workers.supervisor import Supervisor


async def test_a_crash_is_reported_restarted_and_stays_alone(expected_logs) -> None:
    expected_logs("worker weak crashed: ValueError")
    runs = 0
    mended, turns = asyncio.Event(), asyncio.Event()

    async def weak() -> None:
        nonlocal runs
        runs += 1
        if runs < 3:
            raise ValueError("o que o cliente escreveu".upper())
        mended.set()
        await asyncio.Event().wait()

    async def steady() -> None:
        turns.set()
        await asyncio.Event().wait()

    supervisor = Supervisor(first_pause=0.001)
    supervisor.add("weak", weak)
    supervisor.add("steady", steady)
    supervisor.start()
    async with asyncio.timeout(5):
        await mended.wait()
        await turns.wait()
    assert supervisor.alive() == {"weak": True, "steady": True}
    assert supervisor.crashes() == {"weak": 2, "steady": 0}
    await supervisor.stop()
    assert not any("CLIENTE" in line for line in expected_logs.lines)


async def test_one_that_waits_for_its_restart_is_not_alive(expected_logs) -> None:
    expected_logs("worker short ended")
    ended = asyncio.Event()

    async def short() -> None:
        ended.set()

    supervisor = Supervisor(first_pause=60)
    supervisor.add("short", short)
    supervisor.start()
    await ended.wait()
    await asyncio.sleep(0)
    assert supervisor.alive() == {"short": False}
    await supervisor.stop()


async def test_they_stop_in_reverse_order() -> None:
    stopped: list[str] = []
    supervisor = Supervisor()
    started = [asyncio.Event() for _ in range(3)]

    def loop(name: str, event: asyncio.Event):
        async def run() -> None:
            event.set()
            try:
                await asyncio.Event().wait()
            finally:
                stopped.append(name)

        return run

    for name, event in zip("abc", started, strict=True):
        supervisor.add(name, loop(name, event))
    supervisor.start()
    await asyncio.gather(*(event.wait() for event in started))
    await supervisor.stop()
    assert stopped == ["c", "b", "a"]
