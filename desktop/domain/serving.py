"""Which queues somebody serves, as everybody may know it."""

from __future__ import annotations

from collections.abc import Iterable

from server_stub.contract.model import Account, Role
from server_stub.contract.queues import Queue, is_member


def serves(queue: Queue, account: Account) -> bool:
    """Leads and administrators all of them; agents those whose members they are."""
    return account.role is not Role.AGENT or is_member(queue, account.id)


def served(queues: Iterable[Queue], account: Account) -> dict[str, str]:
    """Names by id, in the order of the names."""
    return {queue.id: queue.name for queue in sorted(queues, key=_by_name) if serves(queue, account)}


def _by_name(queue: Queue) -> str:
    return queue.name.casefold()
