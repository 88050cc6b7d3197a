"""Background work: a crash is told with its name and stops nothing else; closing waits."""

import asyncio

from desktop.runtime.lifecycle import Lifecycle
from desktop.runtime.tasks import Tasks
from tests.helpers.waiting import until


async def test_a_crash_is_reported_by_name_and_the_others_go_on() -> None:
    crashes: list[tuple[str, str]] = []
    tasks = Tasks(lambda name, error: crashes.append((name, str(error))))
    finished = asyncio.Event()
    other = asyncio.Event()

    async def breaks() -> None:
        raise ValueError("broken")

    async def works() -> None:
        await other.wait()
        finished.set()

    tasks.spawn(works(), name="works")
    tasks.spawn(breaks(), name="breaks")
    await until(lambda: crashes)
    other.set()
    async with asyncio.timeout(2):
        await finished.wait()
    assert crashes == [("breaks", "broken")]


async def test_closing_cancels_waits_and_lets_nothing_new_start() -> None:
    tasks = Tasks(lambda name, error: None)
    cleaned: list[str] = []

    async def waits() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            cleaned.append("done")

    tasks.spawn(waits(), name="waits")
    await asyncio.sleep(0)
    assert tasks.names() == {"waits"}
    assert await tasks.aclose() == frozenset()
    assert cleaned == ["done"]
    assert tasks.spawn(waits(), name="late") is None


async def test_steps_stop_in_the_opposite_order_and_a_hanging_one_is_bounded(expected_logs) -> None:
    expected_logs("hangs did not stop within")
    crashes: list[str] = []
    life = Lifecycle(lambda name, error: crashes.append(name))
    order: list[str] = []

    async def first() -> None:
        order.append("first")

    async def hangs() -> None:
        order.append("hangs")
        await asyncio.Event().wait()

    async def fails() -> None:
        order.append("fails")
        raise RuntimeError("no")

    life.on_stop("first", first)
    life.on_stop("hangs", hangs)
    life.on_stop("fails", fails)
    life.end()
    await life.wait()
    await life.stop(step_seconds=0.05)
    assert order == ["fails", "hangs", "first"]
    assert crashes == ["stop fails"]
