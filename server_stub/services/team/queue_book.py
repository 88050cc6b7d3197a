"""Queues, members, profiles and the service policy as everybody reads them: asked for with every case, so kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.contract.queues import AgentProfile, Queue, ServicePolicy, is_member
from server_stub.storage.database import Tx
from server_stub.storage.repositories.queues import QueueRows

GENERAL: Final = "general"
"""The queue that every store begins with."""


@dataclass(frozen=True, slots=True)
class Kept:
    """All of it as it stood under one mark."""

    mark: str
    queues: list[Queue]
    by_id: dict[str, Queue]
    by_number: dict[str, Queue]
    policy: ServicePolicy
    profiles: dict[str, AgentProfile]


class QueueBook:
    """Each question costs one look at the mark in the caller's own transaction, so it is right with several processes
    and inside a transaction that has just changed something. Used from several threads: one assignment is atomic.
    """

    def __init__(self, rows: QueueRows) -> None:
        self._rows = rows
        self._kept: Kept | None = None

    def all(self, tx: Tx) -> list[Queue]:
        """Also switched-off ones, by position and name. Not to be changed by the caller."""
        return self.kept(tx).queues

    def get(self, tx: Tx, queue_id: str) -> Queue | None:
        """None for one that was removed or never was."""
        return self.kept(tx).by_id.get(queue_id)

    def name(self, tx: Tx, queue_id: str) -> str:
        """Also of one that was removed; "" for one that never was."""
        found = self.get(tx, queue_id)
        return self._rows.name_of(tx, queue_id) if found is None else found.name

    def queue_for(self, tx: Tx, channel_number_id: str) -> Queue:
        """Where whoever writes to this number comes first: the number's queue, else the usual one; always enabled."""
        kept = self.kept(tx)
        return kept.by_number.get(channel_number_id) or _usual(kept)

    def usual(self, tx: Tx) -> Queue:
        """The policy's default queue, or what stands in for it; always enabled."""
        return _usual(self.kept(tx))

    def policy(self, tx: Tx) -> ServicePolicy:
        return self.kept(tx).policy

    def profile(self, tx: Tx, account_id: str) -> AgentProfile:
        """The usual one for whoever has none."""
        return self.kept(tx).profiles.get(account_id) or AgentProfile(account_id)

    def members(self, tx: Tx, queue_id: str) -> list[str]:
        """Accounts by their place; of a queue of everyone all who may sign in; of none that there is, nobody."""
        queue = self.get(tx, queue_id)
        if queue is None:
            return []
        listed = [it.account_id for it in queue.members]
        if not queue.everyone:
            return listed
        known = set(listed)
        return [*listed, *(it for it in self._rows.everybody(tx) if it not in known)]

    def is_served(self, tx: Tx, queue_id: str) -> bool:
        """Whether any of its members may still sign in."""
        return not set(self._rows.everybody(tx)).isdisjoint(self.members(tx, queue_id))

    def is_member(self, tx: Tx, queue_id: str, account_id: str) -> bool:
        queue = self.get(tx, queue_id)
        return queue is not None and is_member(queue, account_id)

    def queues_of(self, tx: Tx, account_id: str) -> list[str]:
        """Ids of the queues that this account serves, also switched-off ones."""
        return [it.id for it in self.all(tx) if is_member(it, account_id)]

    def kept(self, tx: Tx) -> Kept:
        mark = self._rows.mark(tx)
        kept = self._kept
        if kept is None or kept.mark != mark:
            kept = self._kept = self._read(tx, mark)
        return kept

    def _read(self, tx: Tx, mark: str) -> Kept:
        queues = self._rows.all(tx)
        numbers = {number: it for it in reversed(queues) if it.enabled for number in it.channel_numbers}
        by_id = {it.id: it for it in queues}
        return Kept(mark, queues, by_id, numbers, self._rows.policy(tx), self._rows.profiles(tx))


def _usual(kept: Kept) -> Queue:
    wanted = (kept.by_id.get(kept.policy.default_queue), kept.by_id.get(GENERAL), *kept.queues)
    return next((it for it in wanted if it is not None and it.enabled), Queue(GENERAL, "", everyone=True))
