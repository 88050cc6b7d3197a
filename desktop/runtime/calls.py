"""How other threads reach the loop: a queue and a socket, so that none of them ever touches an object of Qt.

qasync emits a signal of PySide in whatever thread a result is ready. Now and then that ended the program: in the
worker that emitted, or in Qt's thread while it delivered.
"""

from __future__ import annotations

import socket
import threading
from asyncio import Handle
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QSocketNotifier

Schedule = Callable[[Handle], object]


class CallsFromThreads:
    """Made and closed in Qt's thread; `put` may be called in any."""

    def __init__(self, schedule: Schedule) -> None:
        """`schedule` is called in Qt's thread, once for each handle, in the order they were put."""
        self._schedule = schedule
        self._waiting: deque[Handle] = deque()
        self._closed = False
        # Re-entrant: a handler of a signal may call while this thread is inside. Held while a byte is written, so that
        # it never goes to whoever was given the number of a closed socket.
        self._lock = threading.RLock()
        self._bell, self._rope = socket.socketpair()
        self._bell.setblocking(False)
        self._rope.setblocking(False)
        self._notifier = QSocketNotifier(self._bell.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._rung)

    def put(self, handle: Handle) -> None:
        """Have it scheduled soon. After `close` it is cancelled instead, and the caller is not troubled."""
        with self._lock:
            if self._closed:
                handle.cancel()
                return
            self._waiting.append(handle)
            if len(self._waiting) == 1:
                with suppress(BlockingIOError):  # full of unread bytes: the notifier fires anyway
                    self._rope.send(b"\0")

    def close(self) -> None:
        """What waits is not run. Twice is no harm."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._waiting.clear()
            self._notifier.setEnabled(False)  # before its socket is gone: Qt would watch a number of somebody else
            self._rope.close()
            self._bell.close()

    def _rung(self) -> None:
        """Schedule what is there now. What comes meanwhile rings again, and Qt paints in between."""
        with self._lock:
            if self._closed:
                return
            with suppress(BlockingIOError):
                self._bell.recv(4096)  # there is hardly more than one; what is left would ring again
            waiting, self._waiting = self._waiting, deque()
        for handle in waiting:
            self._schedule(handle)
