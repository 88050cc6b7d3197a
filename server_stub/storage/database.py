"""The embedded store: SQLCipher in WAL mode, one writer thread that commits whole groups, read connections beside it.

`synchronous=FULL`: a commit that returned survives a power cut. Groups form by themselves: whatever is waiting when
the last commit is done goes into the next one, without a timer (measured: five times less CPU per item at 128 items
than at one).
"""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import sqlalchemy as sa
import sqlcipher3.dbapi2 as driver

T = TypeVar("T")
Work = Callable[["Tx"], T]

_LARGEST_GROUP: Final = 256
_BUSY_SECONDS: Final = 5.0
_CIPHER: Final = ("cipher_log_level=NONE", "cipher_hmac_algorithm=HMAC_SHA256")
"""Part of the file format. Commits spend most of their time on pages: these cost a tenth less than the default."""
STORAGE_FAILURES: Final = (driver.OperationalError, sa.exc.OperationalError)
"""Locked, disk full, input or output failed: SQLite may have rolled the whole transaction back by itself."""
_log = logging.getLogger(__name__)


class StorageUnavailable(Exception):
    """The database could not make a change durable: locked, disk full, or damaged.

    Nothing of the unit of work was kept.
    """


class Tx:
    """One unit of work inside a transaction: SQLAlchemy for ordinary statements, the bare driver for hot ones."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection: Final = connection
        self.driver: Any = connection.connection.driver_connection
        self.committed: list[Callable[[], object]] = []

    def execute(self, statement: sa.Executable, parameters: Any = None) -> sa.CursorResult[Any]:
        return self.connection.execute(statement, parameters)

    def after_commit(self, callback: Callable[[], object]) -> None:
        """Call on the event loop once this work is durable; never called when it is rolled back."""
        self.committed.append(callback)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What the storage refuses inside is undone and left out, and the work goes on.

        Raises one of STORAGE_FAILURES where SQLite gave up the whole transaction.
        """
        self.driver.execute("SAVEPOINT attempt")
        try:
            yield
        except STORAGE_FAILURES:
            if not self.driver.in_transaction:
                raise
            self.driver.execute("ROLLBACK TO attempt")
        self.driver.execute("RELEASE attempt")


@dataclass(slots=True)
class _Job:
    work: Work[Any]
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop
    tx: Tx | None = None
    result: Any = None
    error: BaseException | None = None


def create_engine(path: Path, page_key_hex: str, *, read_only: bool) -> sa.Engine:
    """An engine over one encrypted file. Raises StorageUnavailable at first use when the key does not fit."""

    def connect() -> Any:
        connection = driver.connect(str(path), check_same_thread=False, timeout=_BUSY_SECONDS, isolation_level=None)
        connection.execute(f"PRAGMA key = \"x'{page_key_hex}'\"")
        for pragma in (*_CIPHER, "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        if read_only:
            connection.execute("PRAGMA query_only=ON")
        return connection

    engine = sa.create_engine(
        "sqlite://", creator=connect, module=driver, poolclass=sa.pool.QueuePool, hide_parameters=True
    )
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A write transaction that first reads would fail with SQLITE_BUSY instead of waiting, hence IMMEDIATE.
        connection.exec_driver_sql(begin)

    return engine


class Database:
    """Runs units of work. Build one per process, `start` it, and `close` it last."""

    def __init__(self, path: Path, page_key_hex: str, *, readers: int = 4) -> None:
        self._write_engine = create_engine(path, page_key_hex, read_only=False)
        self._read_engine = create_engine(path, page_key_hex, read_only=True)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="reader")
        self._apart = ThreadPoolExecutor(1, thread_name_prefix="long reader")
        self._writer = threading.Thread(target=self._write_for_ever, name="writer", daemon=True)
        self.path: Final = path

    def start(self) -> None:
        self._writer.start()

    async def close(self) -> None:
        """Finish what was handed in, then close every connection."""
        self._jobs.put(None)
        await asyncio.to_thread(self._writer.join)
        self._readers.shutdown(wait=True)
        self._apart.shutdown(wait=True)
        self._write_engine.dispose()
        self._read_engine.dispose()

    async def write(self, work: Work[T]) -> T:
        """Run in the writer thread; returns when the result is durable.

        Raises whatever the work raises (its changes are rolled back, its neighbours' are not), or StorageUnavailable.
        """
        loop = asyncio.get_running_loop()
        job = _Job(work, loop.create_future(), loop)
        self._jobs.put(job)
        return await job.future  # type: ignore[no-any-return]

    async def read(self, work: Work[T]) -> T:
        """Run in a reader thread on one consistent snapshot."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    async def read_apart(self, work: Work[T]) -> T:
        """As `read`, in a thread of its own: for what takes long, so that nobody waits for a reader meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._apart, self._read, work)

    def _read(self, work: Work[T]) -> T:
        try:
            with self._read_engine.begin() as connection:
                return work(Tx(connection))
        except (sa.exc.DBAPIError, driver.DatabaseError) as error:
            raise StorageUnavailable from error

    def _write_for_ever(self) -> None:
        group: list[_Job] = []
        while True:
            job = self._jobs.get()
            stopping = job is None
            if job is not None:
                group.append(job)
                stopping = self._gather(group)
            if group:
                self._commit(group)
                self._answer(group)
                group = []
            if stopping:
                return

    def _gather(self, group: list[_Job]) -> bool:
        """Take what else is waiting; True when the end mark was among it."""
        while len(group) < _LARGEST_GROUP:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return False
            if job is None:
                return True
            group.append(job)
        return False

    def _commit(self, group: Sequence[_Job]) -> None:
        try:
            with self._write_engine.begin() as connection:
                for job in group:
                    self._run(job, connection, alone=len(group) == 1)
        except Exception as error:  # noqa: BLE001 - whatever it was, every job of the group must be answered
            if len(group) == 1 and group[0].error is error and not isinstance(error, STORAGE_FAILURES):
                return
            _log.error("a group of %d changes was not committed: %s", len(group), type(error).__name__)
            for job in group:
                job.error = StorageUnavailable()
                job.error.__cause__ = error

    @staticmethod
    def _run(job: _Job, connection: sa.Connection, *, alone: bool) -> None:
        job.tx = Tx(connection)
        if alone:
            try:
                job.result = job.work(job.tx)
            except Exception as error:
                job.error = error
                raise
            return
        # Straight to the driver: SQLAlchemy's nested transaction costs more than most of the work inside.
        statement = job.tx.driver.execute
        statement("SAVEPOINT job")
        try:
            job.result = job.work(job.tx)
        except STORAGE_FAILURES:
            raise
        except Exception as error:  # noqa: BLE001 - the caller gets it; the neighbours must not suffer
            job.error = error
            statement("ROLLBACK TO job")
        statement("RELEASE job")

    @staticmethod
    def _answer(group: Sequence[_Job]) -> None:
        by_loop: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
        for job in group:
            by_loop.setdefault(job.loop, []).append(job)
        for loop, jobs in by_loop.items():
            try:
                loop.call_soon_threadsafe(_settle, jobs)
            except RuntimeError:
                _log.warning("an event loop was closed before its %d changes were answered", len(jobs))


def _settle(jobs: Sequence[_Job]) -> None:
    for job in jobs:
        if job.error is None and job.tx is not None:
            for callback in job.tx.committed:
                try:
                    callback()
                except Exception:  # noqa: BLE001 - one failing callback must not take the others with it
                    _log.exception("a callback after commit failed")
        if job.future.done():
            continue
        if job.error is None:
            job.future.set_result(job.result)
        else:
            job.future.set_exception(job.error)
