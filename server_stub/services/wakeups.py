"""The hint that something new is in the event log. Hints may be lost: the log is the truth, and it is also polled."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class WakeUps:
    """Wakes every open stream. Used on the event loop only."""

    def __init__(self) -> None:
        self._sleepers: set[asyncio.Event] = set()
        self._workers: set[asyncio.Event] = set()
        self.closing = False

    def announce(self) -> None:
        for sleeper in (*self._sleepers, *self._workers):
            sleeper.set()

    @contextmanager
    def listen(self, *, is_worker: bool = False) -> Iterator[asyncio.Event]:
        """An event that is set at each announcement; the listener clears it. Workers do not count as open streams."""
        listeners = self._workers if is_worker else self._sleepers
        sleeper = asyncio.Event()
        listeners.add(sleeper)
        try:
            yield sleeper
        finally:
            listeners.discard(sleeper)

    def close(self) -> None:
        """Ask every stream to end: the gateway stops."""
        self.closing = True
        self.announce()

    def __len__(self) -> int:
        """Open streams."""
        return len(self._sleepers)
