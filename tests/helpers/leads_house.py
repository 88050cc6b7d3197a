"""A gateway's store without the gateway around it: what the services of leads, presence and chat are tested on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from server_stub.contract.events import DATA_TYPES, Event
from server_stub.contract.model import Account, Role
from server_stub.contract.queues import Member, Queue
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Database, Tx, create_engine
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.accounts import AccountRepository
from server_stub.storage.repositories.event_rows import EventRepository
from server_stub.storage.repositories.queues import QueueRows
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer
from server_stub.storage.vault import Vault
from tests.helpers.blank_store import KEY, place_store
from tests.helpers.world import World

T = TypeVar("T")
NOW = 1_795_000_000_000
ANA = Account("ana", "ana", "Ana Souza", Role.AGENT)
BRUNO = Account("bruno", "bruno", "Bruno Lima", Role.AGENT)
LIA = Account("lia", "lia", "Lia Líder", Role.LEAD)
TEAM = (ANA, BRUNO, LIA)


class House:
    """`now` is the time of the next `do`."""

    def __init__(self, folder: Path) -> None:
        place_store(folder)
        self.vault = Vault(KEY)
        path = folder / "gateway.db"
        self._engine = create_engine(path, self.vault.page_key_hex, read_only=False)
        self.world = World(Database(path, self.vault.page_key_hex), self.vault, NOW)
        self.log = EventLog(self.vault, lambda: None)
        self.events = EventRepository(self.vault)
        self.reading = Reading(self.vault)
        self.accounts = AccountRepository()
        self.queue_rows = QueueRows()
        self.queues = QueueBook(self.queue_rows)
        self.now = NOW
        with self.tx() as tx:
            for one in TEAM:
                self.accounts.add(tx, one, "x", NOW - 1)

    @contextmanager
    def tx(self) -> Iterator[Tx]:
        with self._engine.begin() as connection:
            yield Tx(connection)

    def do(self, work: Callable[[Tx], T]) -> T:
        with self.tx() as tx:
            return work(tx)

    def conversation(self, name: str, assignee: str | None = None) -> str:
        self.do(lambda tx: self.world.add_conversation(tx, name, assignee, self.now))
        return name

    def queue(self, queue_id: str, *members: str, everyone: bool = False, **settings: object) -> Queue:
        queue = Queue(queue_id, queue_id.title(), everyone=everyone, members=[Member(it) for it in members])
        queue = msgspec.structs.replace(queue, **settings)
        self.do(lambda tx: self.queue_rows.save(tx, queue, "lia", self.now))
        return queue

    def newest(self) -> int:
        return self.do(lambda tx: self.events.bounds(tx)[1])

    def told(self, person: Account, after: int = 0) -> list[object]:
        """The data of the events that this person gets after a cursor."""
        rows = self.do(lambda tx: self.events.after(tx, Viewer.of(person), after, 10_000))
        events = [msgspec.json.decode(raw, type=Event) for _, raw in rows if raw is not None]
        return [msgspec.json.decode(it.data, type=DATA_TYPES[it.kind]) for it in events]

    def close(self) -> None:
        self._engine.dispose()
