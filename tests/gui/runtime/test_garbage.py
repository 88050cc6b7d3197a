"""Whatever thread makes garbage, Qt's objects die in Qt's thread."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer

from desktop.runtime.garbage import GarbageCollector


class Window(QObject):
    """Part of a cycle with a timer, like every window."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        self.timer = QTimer(self)
        self.timer.start(1000)


@pytest.fixture
def collector(qapp) -> Iterator[GarbageCollector]:
    made = GarbageCollector()
    gc.enable()
    made.start()
    yield made
    made.stop()


def allocate_elsewhere() -> None:
    """Enough new containers in another thread for any automatic collection to start there."""
    thread = threading.Thread(target=lambda: [[] for _ in range(200_000)])
    thread.start()
    thread.join()


def test_a_closed_window_dies_in_the_thread_of_qt(collector: GarbageCollector) -> None:
    died_in: list[str] = []
    window = Window()
    weakref.finalize(window, lambda: died_in.append(threading.current_thread().name))
    del window
    allocate_elsewhere()
    assert died_in == []
    # Twice as many as make a look due: lists that were freed before are used again, and those are not counted.
    kept = [[] for _ in range(2 * gc.get_threshold()[0])]
    collector.look()
    assert died_in == [threading.main_thread().name], len(kept)


def test_little_garbage_waits(collector: GarbageCollector) -> None:
    gc.collect()
    window = weakref.ref(Window())
    collector.look()
    assert window() is not None
    gc.collect()
    assert window() is None


def test_afterwards_the_automatic_collector_is_back(qapp) -> None:
    collector = GarbageCollector()
    collector.start()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
