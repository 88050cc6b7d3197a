"""State of the line to the gateway: told to the person always, logged at the first failure and at the recovery only."""

from __future__ import annotations

import logging

from desktop.application.desk import Connection, Link
from desktop.application.hub import Hub
from desktop.application.ports import Clock
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError, SignedOut

_log = logging.getLogger(__name__)


class Line:
    """One per signed-in account. `unsent` is counted by the outbox."""

    def __init__(self, hub: Hub, clock: Clock) -> None:
        self._hub = hub
        self._clock = clock
        self._state = Connection(Link.CONNECTING, 0, clock())
        self._failing = False

    @property
    def state(self) -> Connection:
        return self._state

    @property
    def online(self) -> bool:
        return self._state.link is Link.ONLINE

    @property
    def hopeful(self) -> bool:
        """Asking the gateway may well work."""
        return self._state.link in (Link.ONLINE, Link.CONNECTING)

    def connecting(self) -> None:
        """A line that fails stays OFFLINE in the meantime: no flicker at each attempt."""
        if self._state.link is Link.ONLINE:
            self._set(Link.CONNECTING)

    def up(self) -> None:
        if self._failing:
            _log.info("the gateway answers again")
        self._failing = False
        self._set(Link.ONLINE)

    def down(self, error: AppError) -> None:
        if not self._failing:
            _log.warning("no line to the gateway: %s", error.code)
        self._failing = True
        self._set(Link.OFFLINE)

    def signed_out(self) -> None:
        if self._state.link is not Link.SIGNED_OUT:
            _log.warning("the gateway refused the token")
        self._set(Link.SIGNED_OUT)

    def noticed(self, error: AppError) -> None:
        """A request of any kind failed: only a refused token says something about the line as a whole."""
        if isinstance(error, SignedOut):
            self.signed_out()

    def count_unsent(self, unsent: int) -> None:
        if unsent != self._state.unsent:
            self._state = Connection(self._state.link, unsent, self._state.since)
            self._hub.publish(ChangeSet(connection=True))

    def _set(self, link: Link) -> None:
        if link is self._state.link or self._state.link is Link.SIGNED_OUT:
            return
        self._state = Connection(link, self._state.unsent, self._clock())
        self._hub.publish(ChangeSet(connection=True))
