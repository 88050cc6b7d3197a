"""Other threads reach the loop without touching Qt: in order, in Qt's thread, and never again after it is closed."""

from __future__ import annotations

import asyncio
import contextvars
import os
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QTimer

from desktop.runtime.loop import build_loop
from tests.helpers.waiting import until

THREADS = 8
CALLS = 500

CLOSING_AMID_RESULTS = """
import asyncio, random, sys, time
from concurrent.futures import ThreadPoolExecutor
from PySide6.QtWidgets import QApplication
from desktop.runtime.loop import build_loop

application = QApplication([])
sys.setswitchinterval(0.00001)
pool = ThreadPoolExecutor(6)

async def leave_amid_results():
    loop = asyncio.get_running_loop()
    work = [loop.run_in_executor(pool, time.sleep, random.random() / 1000) for _ in range(40)]
    await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)

end = time.process_time() + 1
while time.process_time() < end:
    loop = build_loop(application)
    asyncio.set_event_loop(loop)
    loop.run_until_complete(leave_amid_results())
    loop.close()
pool.shutdown()
print("lived")
"""


class Untouchable:
    """In place of qasync's signal of PySide."""

    def emit(self, *arguments: object) -> None:
        raise AssertionError(f"a signal of PySide in {threading.current_thread().name}")


async def test_calls_run_in_the_thread_of_qt_in_the_order_of_each_caller(qtbot) -> None:
    loop = asyncio.get_running_loop()
    ran: list[tuple[int, int, bool]] = []

    def note(caller: int, number: int) -> None:
        ran.append((caller, number, threading.current_thread() is threading.main_thread()))

    def call(caller: int) -> None:
        for number in range(CALLS):
            loop.call_soon_threadsafe(note, caller, number)

    callers = [threading.Thread(target=call, args=(caller,)) for caller in range(THREADS)]
    for thread in callers:
        thread.start()
    await until(lambda: len(ran) == THREADS * CALLS)
    for thread in callers:
        thread.join()
    assert all(in_thread_of_qt for _, _, in_thread_of_qt in ran)
    for caller in range(THREADS):
        assert [number for who, number, _ in ran if who == caller] == list(range(CALLS))


async def test_no_signal_of_pyside_is_touched(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = asyncio.get_running_loop()
    assert hasattr(loop, "_QEventLoop__call_soon_signal")
    monkeypatch.setattr(loop, "_QEventLoop__call_soon_signal", Untouchable())
    async with asyncio.timeout(20):
        assert await asyncio.to_thread(threading.current_thread) is not threading.main_thread()
        with ThreadPoolExecutor(1) as pool:
            assert await loop.run_in_executor(pool, int, "7") == 7
            slept = pool.submit(asyncio.run_coroutine_threadsafe, asyncio.sleep(0, "slept"), loop).result()
            assert await asyncio.wrap_future(slept) == "slept"


async def test_calls_of_its_own_thread_keep_their_place(qtbot) -> None:
    loop = asyncio.get_running_loop()
    ran: list[str] = []
    thread = threading.Thread(target=loop.call_soon_threadsafe, args=(ran.append, "elsewhere"))
    thread.start()
    thread.join()
    loop.call_soon_threadsafe(ran.append, "here")
    await until(lambda: len(ran) == 2)
    assert ran == ["elsewhere", "here"]


async def test_a_call_can_be_taken_back_and_keeps_its_context(qtbot) -> None:
    loop = asyncio.get_running_loop()
    who = contextvars.ContextVar("who", default="nobody")
    found: list[str] = []
    context = contextvars.copy_context()
    context.run(who.set, "its own")

    def call() -> None:
        who.set("the caller's")
        loop.call_soon_threadsafe(found.append, "taken back").cancel()
        loop.call_soon_threadsafe(lambda: found.append(who.get()))
        loop.call_soon_threadsafe(lambda: found.append(who.get()), context=context)

    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    await until(lambda: len(found) == 2)
    assert found == ["the caller's", "its own"]


async def test_a_flood_leaves_qt_its_turns(qtbot) -> None:
    """Each call asks for the next one, and Qt's own timers still fire."""
    loop = asyncio.get_running_loop()
    calls = 0
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(calls))
    timer.start(0)

    def again() -> None:
        nonlocal calls
        calls += 1
        if len(ticks) < 5:
            loop.call_soon_threadsafe(again)

    loop.call_soon_threadsafe(again)
    await until(lambda: len(ticks) >= 5)
    timer.stop()
    assert calls > 0


def test_after_closing_a_call_is_dropped(qapp) -> None:
    loop = build_loop(qapp)
    ran: list[str] = []
    loop.call_soon_threadsafe(ran.append, "before")
    loop.close()
    with ThreadPoolExecutor(1) as pool:
        handle = pool.submit(loop.call_soon_threadsafe, ran.append, "after").result()
    assert handle.cancelled()
    qapp.processEvents()
    assert ran == []
    loop.close()


def test_the_sockets_are_closed_with_the_loop(qapp) -> None:
    loop = build_loop(qapp)
    sockets = [value for value in vars(loop._calls).values() if isinstance(value, socket.socket)]
    assert [it.fileno() >= 0 for it in sockets] == [True, True]
    loop.close()
    assert [it.fileno() for it in sockets] == [-1, -1]


def test_closing_amid_results_ends_well() -> None:
    answer = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", CLOSING_AMID_RESULTS],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "lived\n", "")
