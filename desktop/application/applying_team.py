"""Events about the team into the local store; part of `applying`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

import msgspec

from desktop.application.applied import Applied
from desktop.application.own_account import own_account
from desktop.application.store_ports import StoreTx
from desktop.application.team_notes import TeamContent, keep_team, owe_snapshot, read_team
from server_stub.contract.events import Dispositions, EventKind, Refresh
from server_stub.contract.queues import Queue, QueueRemoved
from server_stub.contract.team import AgentStatus, ChatChannel, ChatMessage, PresenceChanged

T = TypeVar("T")
DIRECT: Final = "with:"
"""Channels between two begin so (contract.team.ChatMessage)."""


def _queue(tx: StoreTx, data: Queue, _seq: int, applied: Applied) -> None:
    kept = read_team(tx)
    queues = _with(kept.queues, data, lambda each: each.id)
    queues.sort(key=lambda each: (each.position, each.name))
    _keep(tx, msgspec.structs.replace(kept, queues=queues), applied)


def _queue_removed(tx: StoreTx, data: QueueRemoved, _seq: int, applied: Applied) -> None:
    kept = read_team(tx)
    queues = [each for each in kept.queues if each.id != data.queue_id]
    _keep(tx, msgspec.structs.replace(kept, queues=queues), applied)


def _agent(tx: StoreTx, data: AgentStatus, _seq: int, applied: Applied) -> None:
    kept = read_team(tx)
    statuses = _with(kept.statuses, data, lambda each: each.account_id)
    _keep(tx, msgspec.structs.replace(kept, statuses=statuses), applied)


def _dispositions(tx: StoreTx, data: Dispositions, _seq: int, applied: Applied) -> None:
    _keep(tx, msgspec.structs.replace(read_team(tx), dispositions=data.nodes), applied)


def _presence(_tx: StoreTx, data: PresenceChanged, _seq: int, applied: Applied) -> None:
    """In memory only: it is over before anybody starts again."""
    applied.presences.append(data)


def _refresh(tx: StoreTx, _data: Refresh, _seq: int, applied: Applied) -> None:
    owe_snapshot(tx)
    applied.snapshot_due = True


def _chat(tx: StoreTx, data: ChatMessage, _seq: int, applied: Applied) -> None:
    kept = read_team(tx)
    known = next((each for each in kept.chats if each.id == data.channel), ChatChannel(data.channel))
    if known.last is not None and known.last.id == data.id:
        return
    own = _own_id(tx)
    if data.author_id == own:
        told = msgspec.structs.replace(known, last=data)
    else:
        called = known.called or own in data.called or data.channel.startswith(DIRECT)
        told = ChatChannel(known.id, known.unread + 1, called, data)
        applied.chat_messages.append(data)
    applied.chat = True
    _keep(tx, msgspec.structs.replace(kept, chats=_with(kept.chats, told, lambda each: each.id)), applied)


def channel_seen(tx: StoreTx, *, channel: str) -> Applied:
    """Its person has read it here."""
    applied = Applied(chat=True)
    kept = read_team(tx)
    chats = [ChatChannel(each.id, last=each.last) if each.id == channel else each for each in kept.chats]
    _keep(tx, msgspec.structs.replace(kept, chats=chats), applied)
    return applied


def _own_id(tx: StoreTx) -> str:
    account = own_account(tx)
    return "" if account is None else account.id


def _keep(tx: StoreTx, content: TeamContent, applied: Applied) -> None:
    applied.team = keep_team(tx, content)


def _with(kept: Sequence[T], told: T, key: Callable[[T], str]) -> list[T]:
    """In its place, or at the end."""
    wanted = key(told)
    if all(key(each) != wanted for each in kept):
        return [*kept, told]
    return [told if key(each) == wanted else each for each in kept]


TEAM_RULES: Final[dict[str, Callable[[StoreTx, Any, int, Applied], None]]] = {
    EventKind.QUEUE: _queue,
    EventKind.QUEUE_REMOVED: _queue_removed,
    EventKind.AGENT: _agent,
    EventKind.DISPOSITIONS: _dispositions,
    EventKind.PRESENCE: _presence,
    EventKind.CHAT: _chat,
    EventKind.REFRESH: _refresh,
}
