"""What the desktop keeps of the team between two starts: queues, states of colleagues, dispositions, chats."""

from __future__ import annotations

from typing import Final

import msgspec

from desktop.application.store_ports import StoreTx
from server_stub.contract.cases import Disposition
from server_stub.contract.queues import Queue
from server_stub.contract.requests import Snapshot
from server_stub.contract.team import AgentStatus, ChatChannel

_KEY: Final = "team"
_SNAPSHOT_DUE: Final = "snapshot_due"


class TeamContent(msgspec.Struct, frozen=True, omit_defaults=True):
    """All of it, as one value: it is small, and a start without a line shows names at once."""

    queues: list[Queue] = []
    statuses: list[AgentStatus] = []
    dispositions: list[Disposition] = []
    chats: list[ChatChannel] = []


def read_team(tx: StoreTx) -> TeamContent:
    value = tx.notes.value(_KEY)
    return TeamContent() if value is None else msgspec.json.decode(value, type=TeamContent)


def keep_team(tx: StoreTx, content: TeamContent) -> TeamContent:
    tx.notes.set_value(_KEY, msgspec.json.encode(content).decode())
    return content


def keep_snapshot(tx: StoreTx, snapshot: Snapshot) -> TeamContent:
    tx.notes.set_value(_SNAPSHOT_DUE, None)
    queues = sorted(snapshot.queues, key=lambda each: (each.position, each.name))
    return keep_team(tx, TeamContent(queues, snapshot.team, snapshot.dispositions, snapshot.chats))


def snapshot_due(tx: StoreTx) -> bool:
    """The gateway said that what this account may see has changed: kept, so that a power cut does not forget it."""
    return tx.notes.value(_SNAPSHOT_DUE) is not None


def owe_snapshot(tx: StoreTx) -> None:
    tx.notes.set_value(_SNAPSHOT_DUE, "1")
