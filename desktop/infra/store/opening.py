"""Opening the local store in whatever state it is: what cannot be read is only a copy, unsent work is saved."""

from __future__ import annotations

import logging
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as driver

from desktop.domain.errors import LocalProblem
from desktop.infra.store.local_store import SqlStore
from desktop.infra.store.raw import connect
from desktop.infra.store.schema import NewerThanThisProgram

_SAVED: Final = (
    ("outbox", "position, client_id, conversation_id, failed, data"),
    ("draft", "conversation_id, text"),
    (
        "message",
        "place, id, conversation_id, sent_at, direction, client_id, media_id, seq, body, data",
    ),
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    store: SqlStore
    problem: LocalProblem | None
    """`local_store_discarded`: unsent messages and drafts may be lost; `local_store_rebuilt`: they were saved."""


def new_key() -> str:
    """A raw key of 256 bits in hexadecimal digits."""
    return secrets.token_hex(32)


def open_store(path: Path, key_hex: str) -> Opened:
    """Blocks. The gateway has everything but the outbox and the drafts, so a broken file is replaced, not mended."""
    mark = path.with_suffix(".damaged")
    if not mark.exists():
        try:
            return Opened(SqlStore(path, key_hex, on_damage=mark.touch), None)
        except (driver.Error, NewerThanThisProgram) as error:
            _log.warning("the local store cannot be opened: %s", type(error).__name__)
    saved = _salvage(path, key_hex)
    remove_files(path)
    store = SqlStore(path, key_hex, on_damage=mark.touch)
    if saved is None:
        return Opened(store, LocalProblem("local_store_discarded"))
    _put_back(path, key_hex, saved)
    return Opened(store, LocalProblem("local_store_rebuilt"))


def remove_files(path: Path) -> None:
    for name in (path, path.with_suffix(".damaged"), *(Path(f"{path}{end}") for end in ("-wal", "-shm"))):
        with suppress(FileNotFoundError):
            name.unlink()


def _salvage(path: Path, key_hex: str) -> dict[str, list[Any]] | None:
    """Rows of the outbox with their messages, and drafts; None where the file cannot be read at all."""
    try:
        connection = connect(path, key_hex)
    except driver.Error:
        return None
    try:
        return {table: _rows(connection, table, columns) for table, columns in _SAVED}
    except driver.Error:
        return None
    finally:
        connection.close()


def _rows(connection: Any, table: str, columns: str) -> list[Any]:
    only = " WHERE id IN (SELECT client_id FROM outbox)" if table == "message" else ""
    found: list[Any] = connection.execute(f"SELECT {columns} FROM {table}{only}").fetchall()  # noqa: S608 - constants
    return found


def _put_back(path: Path, key_hex: str, saved: dict[str, list[Any]]) -> None:
    connection = connect(path, key_hex)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for table, columns in _SAVED:
            marks = ", ".join("?" for _ in columns.split(","))
            connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", saved[table])  # noqa: S608
        connection.execute("COMMIT")
    finally:
        connection.close()
