"""Events about the team: what is kept, what is at hand, and what is only for a moment."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

import msgspec
import pytest

from desktop.application.applying import apply_events, apply_snapshot
from desktop.application.hub import Hub
from desktop.application.inbox import Inbox
from desktop.application.ports import Entry
from desktop.application.state import State
from desktop.application.store_ports import StoreTx
from desktop.application.team_notes import read_team, snapshot_due
from desktop.application.team_state import TeamState
from desktop.domain.changes import ChangeSet
from server_stub.contract.cases import Disposition
from server_stub.contract.events import Dispositions, EventKind, Refresh
from server_stub.contract.model import Account, Role
from server_stub.contract.queues import Queue, QueueRemoved
from server_stub.contract.requests import Snapshot
from server_stub.contract.team import (
    AgentState,
    AgentStatus,
    ChatChannel,
    ChatMessage,
    Doing,
    PresenceChanged,
)
from tests.helpers.local_store import MemoryStore, memory_store
from tests.helpers.waiting import until

T = TypeVar("T")
ANA: Final = Account("a", "ana", "Ana", Role.AGENT, available=True)


class Store:
    """One store of memory as the desk uses it."""

    def __init__(self, kept: MemoryStore) -> None:
        self._kept = kept

    async def write(self, work: Callable[[StoreTx], T]) -> T:
        return self._kept.run(work)

    async def read(self, work: Callable[[StoreTx], T]) -> T:
        return self._kept.run(work)

    async def close(self) -> None:
        """It goes with the test."""


class Computer:
    """One store and what stands in memory beside it. `now` is the clock."""

    def __init__(self, store: Store) -> None:
        self.now = 1_000
        self.hub = Hub()
        self.heard: list[ChangeSet] = []
        self.hub.subscribe(self.heard.append)
        self.store = store
        self.state = State(store, Inbox(ANA, ""), self.hub)
        self.team = TeamState(self.state, lambda: self.now)
        self.seq = 10

    async def begin(self, **told: object) -> None:
        empty: dict[str, list[object]] = {
            name: [] for name in ("conversations", "contacts", "accounts", "templates", "phrases", "purposes")
        }
        snapshot = Snapshot(seq=10, account=ANA, brand="", **empty, **told)  # type: ignore[arg-type]
        await self.state.change(lambda tx: apply_snapshot(tx, snapshot))

    async def told(self, kind: EventKind, data: msgspec.Struct) -> bool:
        """True where the gateway asks for a snapshot by it."""
        self.seq += 1
        entries = [Entry(self.seq, kind.value, self.now, data)]
        return (await self.state.change(lambda tx: apply_events(tx, entries))).snapshot_due


@pytest.fixture
def computer() -> Iterator[Computer]:
    with memory_store() as kept:
        yield Computer(Store(kept))


async def test_queues_keep_the_companys_order_and_survive_a_start(computer: Computer) -> None:
    await computer.begin(queues=[Queue("general", "Geral"), Queue("b", "Vendas", 2)])
    await computer.told(EventKind.QUEUE, Queue("c", "Suporte", 1))
    await computer.told(EventKind.QUEUE, Queue("b", "Vendas e trocas", 2))
    await computer.told(EventKind.QUEUE_REMOVED, QueueRemoved("general"))
    assert [each.name for each in computer.team.queues.values()] == ["Suporte", "Vendas e trocas"]
    assert computer.heard[-1].team
    again = Computer(computer.store)
    await again.team.load()
    assert again.team.queues == computer.team.queues


async def test_ones_own_state_is_supposed_until_the_gateway_tells_it(computer: Computer) -> None:
    assert computer.team.own_status.state is AgentState.AVAILABLE
    await computer.begin(team=[AgentStatus("b", AgentState.BUSY)])
    await computer.told(EventKind.AGENT, AgentStatus("a", AgentState.PAUSE, "meal", 5))
    assert computer.team.own_status.reason == "meal"
    assert computer.team.statuses["b"].state is AgentState.BUSY


async def test_the_tree_is_replaced_whole(computer: Computer) -> None:
    await computer.begin(dispositions=[Disposition("x", "Antiga")])
    await computer.told(EventKind.DISPOSITIONS, Dispositions([Disposition("y", "Nova")]))
    assert [each.id for each in computer.team.dispositions] == ["y"]


def said(number: int, channel: str = "team", author: str = "b", *called: str) -> ChatMessage:
    return ChatMessage(f"m{number}", channel, author, "oi", number, list(called))


async def test_talk_counts_what_others_said_and_alerts_whom_it_addresses(computer: Computer) -> None:
    await computer.begin(chats=[ChatChannel("team")])
    await computer.told(EventKind.CHAT, said(1))
    await computer.told(EventKind.CHAT, said(2, "team", "a"))
    (team,) = computer.team.chats
    assert (team.unread, team.called, team.last) == (1, False, said(2, "team", "a"))
    await computer.told(EventKind.CHAT, said(3, "team", "b", "a"))
    await computer.told(EventKind.CHAT, said(4, "with:a:b"))
    assert [(each.id, each.unread, each.called) for each in computer.team.chats] == [
        ("team", 2, True),
        ("with:a:b", 1, True),
    ]
    await computer.team.channel_seen("team")
    assert [(each.unread, each.called) for each in computer.team.chats] == [(0, False), (1, True)]
    assert computer.heard[-1].chat


async def test_who_looks_is_known_while_it_lasts_and_never_kept(computer: Computer) -> None:
    await computer.begin()
    kept = await computer.store.read(read_team)
    for account, doing in (("a", Doing.VIEWING), ("b", Doing.VIEWING), ("c", Doing.TYPING)):
        await computer.told(EventKind.PRESENCE, PresenceChanged("v", account, doing, 2_000))
    assert [each.account_id for each in computer.team.presences("v")] == ["b", "c"]
    assert computer.heard[-1].presence == {"v"}
    await computer.told(EventKind.PRESENCE, PresenceChanged("v", "b", Doing.GONE))
    assert [each.account_id for each in computer.team.presences("v")] == ["c"]
    assert await computer.store.read(read_team) == kept
    watching = asyncio.create_task(computer.team.run())
    computer.heard.clear()
    computer.now = 2_000
    await computer.told(EventKind.PRESENCE, PresenceChanged("w", "b", Doing.VIEWING, 2_500))
    await until(lambda: any("v" in each.presence for each in computer.heard))
    watching.cancel()
    assert computer.team.presences("v") == ()


async def test_a_snapshot_that_is_owed_is_not_forgotten_by_a_power_cut(computer: Computer) -> None:
    await computer.begin()
    assert await computer.told(EventKind.REFRESH, Refresh("queues"))
    again = Computer(computer.store)
    assert await again.store.read(snapshot_due)
    await again.begin()
    assert not await again.store.read(snapshot_due)
