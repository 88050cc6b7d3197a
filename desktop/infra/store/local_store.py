"""The local store: one writer thread and a few reading ones over one encrypted file."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, TypeVar

import sqlalchemy as sa
import sqlcipher3.dbapi2 as driver

from desktop.application.store_ports import StoreTx
from desktop.domain.errors import LocalProblem
from desktop.infra.store.inbox import SqlInbox
from desktop.infra.store.messages import SqlMessages
from desktop.infra.store.raw import connect
from desktop.infra.store.schema import migrate
from desktop.infra.store.writing import SqlNotes, SqlOutbox

T = TypeVar("T")
_READERS: Final = 2
_log = logging.getLogger(__name__)


class SqlTx:
    """One transaction (application.store_ports.StoreTx)."""

    def __init__(self, connection: sa.Connection) -> None:
        self.messages: Final = SqlMessages(connection)
        self.inbox: Final = SqlInbox(connection)
        self.outbox: Final = SqlOutbox(connection)
        self.notes: Final = SqlNotes(connection)


class SqlStore:
    """Implements application.ports.LocalStore. Blocks while built: do that in a thread."""

    def __init__(self, path: Path, key_hex: str, *, on_damage: Callable[[], None] | None = None) -> None:
        """Raises driver.Error or sa.exc.DBAPIError when the file cannot be read with this key."""
        self._on_damage = on_damage
        self._write_engine = _engine(path, key_hex, "BEGIN IMMEDIATE")
        self._read_engine = _engine(path, key_hex, "BEGIN")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="store writer")
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="store reader")
        try:
            with self._write_engine.begin() as connection:
                migrate(connection)
        except BaseException:
            self._dispose()
            raise

    async def write(self, work: Callable[[StoreTx], T]) -> T:
        return await self._run(self._writer, self._write_engine, work)

    async def read(self, work: Callable[[StoreTx], T]) -> T:
        return await self._run(self._readers, self._read_engine, work)

    async def close(self) -> None:
        await asyncio.to_thread(self._dispose)

    def _dispose(self) -> None:
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self._write_engine.dispose()
        self._read_engine.dispose()

    async def _run(self, threads: ThreadPoolExecutor, engine: sa.Engine, work: Callable[[StoreTx], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(threads, self._transaction, engine, work)

    def _transaction(self, engine: sa.Engine, work: Callable[[StoreTx], T]) -> T:
        try:
            with engine.begin() as connection:
                return work(SqlTx(connection))
        except sa.exc.DBAPIError as error:
            raise self._problem(error.orig) from error
        except driver.Error as error:
            raise self._problem(error) from error

    def _problem(self, error: BaseException | None) -> LocalProblem:
        """No statement and no parameter of it goes into a log: they hold what people wrote."""
        reason = str(error)
        code = "disk_full" if "full" in reason else "local_store_failed"
        _log.error("the local store refused a transaction: %s", type(error).__name__)
        if self._on_damage is not None and ("malformed" in reason or "not a database" in reason):
            self._on_damage()
        return LocalProblem(code)


def _engine(path: Path, key_hex: str, begin: str) -> sa.Engine:
    def creator() -> Any:
        return connect(path, key_hex)

    engine = sa.create_engine(
        "sqlite://", creator=creator, module=driver, poolclass=sa.pool.QueuePool, hide_parameters=True
    )

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A transaction that first reads and then writes would fail at once with SQLITE_BUSY, hence IMMEDIATE.
        connection.exec_driver_sql(begin)

    return engine
