"""Crashes of slots, callbacks and tasks reach one reporter, and no words of an error reach the log."""

import asyncio
import logging
import sys

from PySide6.QtCore import QObject, Signal

from desktop.runtime.crashes import CrashReporter
from tests.helpers.waiting import until


class Emitter(QObject):
    fired = Signal()


class Receiver(QObject):
    def fail(self) -> None:
        raise ValueError("Maria said 11 98123-4567")


async def test_slots_and_callbacks_reach_the_reporter(qapp, caplog, monkeypatch, expected_logs) -> None:
    expected_logs("balcao.crash: ")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    reporter = CrashReporter()
    seen: list[str] = []
    stop = reporter.listen(seen.append)
    reporter.install(asyncio.get_running_loop())
    receiver = Receiver()
    with caplog.at_level(logging.ERROR):
        try:
            receiver.fail()
        except ValueError as error:
            sys.excepthook(ValueError, error, error.__traceback__)
        asyncio.get_running_loop().call_soon(receiver.fail)
        await until(lambda: len(seen) == 2)
    assert seen[0].startswith("slot:ValueError@fail")
    assert seen[1].startswith("loop:ValueError@fail")
    assert "Maria" not in caplog.text
    assert "98123" not in caplog.text
    stop()
    reporter.report("task", ValueError("x"))
    assert len(seen) == 2
