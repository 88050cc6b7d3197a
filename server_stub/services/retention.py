"""Takes away what has been kept long enough: counted first, in small transactions, and noted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import EventKind, MessagesRemoved
from server_stub.contract.model import Account
from server_stub.contract.rights import RetentionRule, RetentionRun
from server_stub.domain.retention import CLASSES, DAY_MS, LONGEST_DAYS, DataClass, is_due, named
from server_stub.services.evidence_uploads import FOLDER
from server_stub.services.roles import require_admin
from server_stub.storage.database import Database, Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.repositories.retention import Removed, RetentionRows
from server_stub.storage.sealed_files import SealedFiles
from server_stub.storage.vault import Vault

_FOLDERS: Final = {"media": "media", "evidence_upload": FOLDER}
"""Where the sealed files of a table lie, beside the database."""
_BATCH: Final = 500
"""Rows of one transaction: everybody else writes in between."""


class Retention:
    """`folders`: where the sealed files of a table lie. Administrators only, and the clock."""

    def __init__(
        self,
        database: Database,
        rows: RetentionRows,
        registers: Registers,
        folders: Mapping[str, SealedFiles],
        reading: Reading,
        events: EventLog,
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._rows = rows
        self._registers = registers
        self._folders = folders
        self._reading = reading
        self._events = events
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()

    def rules(self, tx: Tx, account: Account, now: int) -> list[RetentionRule]:
        """Every class with what is over its time now. Raises FORBIDDEN."""
        require_admin(account)
        return [self._rule(tx, it, now) for it in CLASSES]

    def set_days(self, tx: Tx, account: Account, data_class: str, days: int, now: int) -> RetentionRule:
        """Raises FORBIDDEN, NOT_FOUND, VALUE_INVALID for less than the law asks for."""
        require_admin(account)
        found = named(data_class)
        if found is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if not found.floor <= days <= LONGEST_DAYS:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="days", floor=found.floor)
        self._rows.set_days(tx, data_class, days)
        return self._rule(tx, found, now)

    async def run_for(self, account: Account, *, dry: bool) -> RetentionRun:
        require_admin(account)
        return await self.run(account.id, dry=dry)

    async def run(self, actor: str, *, dry: bool) -> RetentionRun:
        """What was removed, or with `dry` would be, by class; classes without anything are left out."""
        async with self._one_at_a_time:
            now = self._clock()
            removed = {it.name: await self._take(it, now, dry=dry) for it in CLASSES}
            told = RetentionRun(now, dry, {name: count for name, count in removed.items() if count})
            if not dry:
                packed = msgspec.json.encode(told.removed).decode()
                await self._database.write(lambda tx: self._rows.note_run(tx, now, actor, packed))
            return told

    async def run_if_due(self) -> RetentionRun | None:
        """Work for a loop: once a night of the company's zone."""
        if not await self._database.read(self._is_due):
            return None
        return await self.run("", dry=False)

    async def _take(self, data_class: DataClass, now: int, *, dry: bool) -> int:
        days = await self._database.read(self._rows.days)
        before = now - days.get(data_class.name, data_class.days) * DAY_MS
        if dry:
            return await self._database.read(lambda tx: self._rows.due(tx, data_class.name, before, now))
        removed = 0
        while True:
            found = await self._database.write(partial(self._step, data_class.name, before, now))
            for table, name in found.files:
                self._folders[table].remove(name)
            removed += found.rows
            if found.rows < _BATCH:
                return removed

    def _step(self, data_class: str, before: int, now: int, tx: Tx) -> Removed:
        """Some rows go, and whoever shows them is told in the same transaction."""
        found = self._rows.remove(tx, data_class, before, now, _BATCH)
        for conversation_id, message_ids in found.messages.items():
            conversation = self._reading.conversation(tx, conversation_id)
            owner = self._reading.owner_of(tx, conversation_id)
            if conversation is None or owner is None:
                continue
            tell = partial(self._events.append, tx, key_id=owner.key_id, now=now, conversation_id=conversation_id)
            tell(EventKind.MESSAGES_REMOVED, MessagesRemoved(conversation_id, message_ids))
            tell(EventKind.CONVERSATION, conversation)
        return found

    def _rule(self, tx: Tx, data_class: DataClass, now: int) -> RetentionRule:
        days = self._rows.days(tx).get(data_class.name, data_class.days)
        due = self._rows.due(tx, data_class.name, now - days * DAY_MS, now)
        return RetentionRule(data_class.name, days, due, data_class.floor)

    def _is_due(self, tx: Tx) -> bool:
        zone = ZoneInfo(self._registers.company(tx).zone)
        return is_due(self._rows.last_run_at(tx), self._clock(), zone)


def build_retention(
    database: Database,
    vault: Vault,
    registers: Registers,
    reading: Reading,
    events: EventLog,
    clock: Callable[[], int],
) -> Retention:
    """For the gateway and for the command line."""
    home = database.path.parent
    folders = {table: SealedFiles(home / name, vault) for table, name in _FOLDERS.items()}
    return Retention(database, RetentionRows(vault), registers, folders, reading, events, clock)
