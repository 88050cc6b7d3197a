"""A ledger with two people in it, on a real store, and means to tamper with it that the gateway does not have."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from server_stub.contract.ids import new_id
from server_stub.services.checkpoints import Checkpoints
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.ledger import Evidence, Ledger, NewEvent
from server_stub.storage.repositories.ledger_check import Finding, LedgerCheck
from server_stub.storage.repositories.ledger_checkpoints import CheckpointRows
from server_stub.storage.sealed_files import SealedFiles
from server_stub.storage.vault import Vault
from tests.helpers.blank_store import new_store

NOW = 1_795_300_000_000
PEOPLE = ("ana", "bruno")
GUARDED = ("consent_event", "evidence", "ledger_checkpoint")
NOTICE = "mkt.promotions-v1-pt-BR"
TEXT = "Posso enviar promoções da Loja por aqui?"


class Book:
    """`now` is the clock of the checkpoints, in ms."""

    def __init__(self, database: Database, vault: Vault, folder: Path) -> None:
        self.database, self.vault = database, vault
        self.files = folder / "evidence"
        self.ledger = Ledger(vault, SealedFiles(self.files, vault))
        self.checkpoint_rows = CheckpointRows(vault)
        self.check = LedgerCheck(vault, self.ledger, self.checkpoint_rows)
        self.now = NOW
        self.checkpoints = self.new_checkpoints()
        self.keys: dict[str, str] = {}

    def new_checkpoints(self) -> Checkpoints:
        """As after a restart."""
        return Checkpoints(self.database, self.checkpoint_rows, self.ledger, lambda: self.now)

    async def people(self) -> None:
        def work(tx: Tx) -> None:
            for name in PEOPLE:
                self.keys[name] = self.vault.create_key(tx, "contact", NOW)
                sql = "INSERT INTO contact (id, key_id, created_at) VALUES (?, ?, ?)"
                tx.driver.execute(sql, (name, self.keys[name], NOW))

        await self.database.write(work)

    async def notice(self, body: str = TEXT) -> None:
        """The text that events with a notice name."""
        sql = (
            "INSERT INTO notice_version (id, notice_key, version, language, purpose, body, sha256, published_at)"
            " VALUES (?, 'mkt.promotions', 1, 'pt-BR', 'mkt.promotions', ?, ?, 1)"
        )
        values = (NOTICE, body, hashlib.sha256(body.encode()).hexdigest())
        await self.database.write(lambda tx: tx.driver.execute(sql, values))

    async def add(
        self,
        name: str,
        kind: str = "GRANTED",
        source_key: str | None = None,
        evidence: Evidence | None = None,
        notice: str | None = None,
    ) -> int | None:
        event = self._event(name, kind, source_key, notice)
        return await self.database.write(lambda tx: self.ledger.append(tx, event, evidence))

    async def add_many(self, name: str, count: int) -> None:
        """In one transaction."""

        def work(tx: Tx) -> None:
            for _ in range(count):
                self.ledger.append(tx, self._event(name, "GRANTED", None, None))

        await self.database.write(work)

    def _event(self, name: str, kind: str, source_key: str | None, notice: str | None) -> NewEvent:
        return NewEvent(
            event_id=new_id(),
            contact_id=name,
            key_id=self.keys[name],
            type=kind,
            purpose="mkt.promotions",
            brand="Loja",
            channel="whatsapp",
            source="button",
            actor="person",
            captured_at=NOW,
            recorded_at=NOW,
            proof_level=3,
            source_key=source_key,
            notice_version_id=notice,
            payload={"said": f"palavras de {name}"},
        )

    async def verify(self) -> Finding | None:
        return await self.database.read(lambda tx: self.check.first(tx))

    async def erase(self, name: str) -> None:
        await self.database.write(lambda tx: self.vault.destroy_key(tx, self.keys[name], NOW))

    async def force(self, sql: str, *parameters: object) -> None:
        """What nobody can do through the gateway: change the table behind its back."""

        def work(tx: Tx) -> None:
            for change in ("update", "delete"):
                for table in GUARDED:
                    tx.driver.execute(f"DROP TRIGGER IF EXISTS {table}_no_{change}")
            tx.driver.execute(sql, parameters)

        await self.database.write(work)


@asynccontextmanager
async def open_book(folder: Path, events: int = 6) -> AsyncIterator[Book]:
    database, vault = new_store(folder)
    database.start()
    book = Book(database, vault, folder)
    await book.people()
    for n in range(events):
        await book.add("ana" if n % 2 else "bruno")
    yield book
    await database.close()
