"""Everything a use case needs to make a change: store, memory and listeners, kept in step in one place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from desktop.application.applied import Applied
from desktop.application.hub import Hub
from desktop.application.inbox import Inbox, read_content
from desktop.application.ports import LocalStore
from desktop.application.store_ports import StoreTx
from desktop.domain.changes import ChangeSet

Follower = Callable[[Applied], None]


class State:
    """`change` is the only way to write: one transaction, then memory, then whoever follows, then the windows.

    Changes take turns, so that memory follows the store in the same order.
    """

    def __init__(self, store: LocalStore, inbox: Inbox, hub: Hub) -> None:
        self.store = store
        self.inbox = inbox
        self.hub = hub
        self._followers: list[Follower] = []
        self._turn = asyncio.Lock()

    def follow(self, follower: Follower) -> None:
        """Call before the windows hear of it: outbox, outlooks and media keep their own memory in step this way."""
        self._followers.append(follower)

    async def load(self) -> None:
        self.inbox.replace(await self.store.read(read_content))

    async def change(self, work: Callable[[StoreTx], Applied]) -> Applied:
        """Raises LocalProblem; then nothing was changed anywhere."""
        async with self._turn:
            applied = await self.store.write(work)
            if applied.everything:
                self.inbox.replace(await self.store.read(read_content))
            self.inbox.take(applied)
            for follower in self._followers:
                follower(applied)
            self.hub.publish(applied.changes())
        return applied

    def tell(self, changes: ChangeSet) -> None:
        self.hub.publish(changes)
