"""The local store: one writer thread and a few reading ones over one encrypted file."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

import sqlcipher3.dbapi2 as driver

from desktop.application.store_ports import StoreTx
from desktop.domain.errors import LocalProblem
from desktop.infra.store.inbox import SqlInbox
from desktop.infra.store.messages import SqlMessages
from desktop.infra.store.raw import Connection, connect, transaction
from desktop.infra.store.schema import migrate
from desktop.infra.store.writing import SqlNotes, SqlOutbox

T = TypeVar("T")
_READERS: Final = 2
_log = logging.getLogger(__name__)


class SqlTx:
    """One transaction (application.store_ports.StoreTx)."""

    def __init__(self, connection: Connection) -> None:
        self.messages: Final = SqlMessages(connection)
        self.inbox: Final = SqlInbox(connection)
        self.outbox: Final = SqlOutbox(connection)
        self.notes: Final = SqlNotes(connection)


class Side:
    """Threads that take turns at connections to one file; those of one side begin their transactions alike."""

    def __init__(self, path: Path, key_hex: str, begin: str, threads: int, name: str) -> None:
        self._path, self._key_hex, self._begin = path, key_hex, begin
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._idle: deque[Connection] = deque()

    async def submit(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def run(self, work: Callable[[Connection], T]) -> T:
        """One transaction in the calling thread. Raises driver.Error."""
        connection = self._take()
        try:
            with transaction(connection, self._begin):
                return work(connection)
        finally:
            self._give_back(connection)

    def _give_back(self, connection: Connection) -> None:
        """One whose transaction could not even be undone would refuse every later one: closing it undoes it."""
        if connection.in_transaction:
            connection.close()
        else:
            self._idle.append(connection)

    def close(self) -> None:
        """Wait for what runs, then close."""
        self._threads.shutdown(wait=True)
        while self._idle:
            self._idle.pop().close()

    def _take(self) -> Connection:
        """The one used last, whose pages are at hand; never more of them than threads at work."""
        try:
            return self._idle.pop()
        except IndexError:
            return connect(self._path, self._key_hex)


class SqlStore:
    """Implements application.ports.LocalStore. Blocks while built: do that in a thread."""

    def __init__(self, path: Path, key_hex: str, *, on_damage: Callable[[], None] | None = None) -> None:
        """Raises driver.Error when the file cannot be read with this key."""
        self._on_damage = on_damage
        # A transaction that first reads and then writes would fail at once with SQLITE_BUSY, hence IMMEDIATE.
        self._writing = Side(path, key_hex, "BEGIN IMMEDIATE", 1, "store writer")
        self._reading = Side(path, key_hex, "BEGIN", _READERS, "store reader")
        try:
            self._writing.run(migrate)
        except BaseException:
            self._dispose()
            raise

    async def write(self, work: Callable[[StoreTx], T]) -> T:
        return await self._writing.submit(lambda: self._transaction(self._writing, work))

    async def read(self, work: Callable[[StoreTx], T]) -> T:
        return await self._reading.submit(lambda: self._transaction(self._reading, work))

    async def close(self) -> None:
        await asyncio.to_thread(self._dispose)

    def _dispose(self) -> None:
        self._writing.close()
        self._reading.close()

    def _transaction(self, side: Side, work: Callable[[StoreTx], T]) -> T:
        try:
            return side.run(lambda connection: work(SqlTx(connection)))
        except driver.Error as error:
            raise self._problem(error) from error

    def _problem(self, error: driver.Error) -> LocalProblem:
        """No statement and no parameter of it goes into a log: they hold what people wrote."""
        reason = str(error)
        code = "disk_full" if "full" in reason else "local_store_failed"
        _log.error("the local store refused a transaction: %s", type(error).__name__)
        if self._on_damage is not None and ("malformed" in reason or "not a database" in reason):
            self._on_damage()
        return LocalProblem(code)
