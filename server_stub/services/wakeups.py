"""The hint that something new is in the event log. Hints may be lost: the log is the truth, and it is also polled."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class WakeUps:
    """Wakes every open stream. Used on the event loop only."""

    def __init__(self) -> None:
        self._sleepers: set[asyncio.Event] = set()
        self.closing = False

    def announce(self) -> None:
        for sleeper in self._sleepers:
            sleeper.set()

    @contextmanager
    def listen(self) -> Iterator[asyncio.Event]:
        """An event that is set at each announcement; the listener clears it."""
        sleeper = asyncio.Event()
        self._sleepers.add(sleeper)
        try:
            yield sleeper
        finally:
            self._sleepers.discard(sleeper)

    def close(self) -> None:
        """Ask every stream to end: the gateway stops."""
        self.closing = True
        self.announce()

    def __len__(self) -> int:
        return len(self._sleepers)
