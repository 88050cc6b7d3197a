"""The encrypted file: opening it, asking it, and the few rows of the first screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeAlias

import msgspec
import sqlcipher3.dbapi2 as driver

from server_stub.contract.model import Contact, Conversation

Connection: TypeAlias = driver.Connection
BUSY_SECONDS: Final = 5.0
_PRAGMAS: Final = (
    "cipher_log_level = NONE",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "temp_store = MEMORY",
)
_FIRST: Final = """
SELECT conversation.data, contact.data FROM conversation
LEFT JOIN contact ON contact.id = conversation.contact_id
ORDER BY conversation.last_at DESC, conversation.id DESC LIMIT ?
"""


def connect(path: Path, key_hex: str, factory: type[Connection] = Connection) -> Connection:
    """A connection with the raw 256-bit key (deriving one costs 244 ms) and durable commits.

    FULL: what an agent typed survives a power cut once the send has returned. Raises driver.Error for a wrong key.
    """
    connection = driver.connect(
        str(path), check_same_thread=False, timeout=BUSY_SECONDS, isolation_level=None, factory=factory
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key_hex}'\"")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        # An open handle would keep Windows from replacing the file.
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: Connection, begin: str) -> Iterator[Connection]:
    """Begun with the statement `begin`; committed at the end, undone where anything was raised."""
    connection.execute(begin)
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have undone it already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def value(connection: Connection, sql: str, *parameters: object) -> Any:
    """The first column of the first row, None where there is none."""
    row = connection.execute(sql, parameters).fetchone()
    return None if row is None else row[0]


def column(connection: Connection, sql: str, *parameters: object) -> list[Any]:
    """The first column of every row."""
    return [row[0] for row in connection.execute(sql, parameters)]


def first_conversations(path: Path, key_hex: str, limit: int = 40) -> list[tuple[Conversation, Contact | None]]:
    """The most recent ones, for the first paint; nothing where the file is absent or cannot be read."""
    if not path.exists():
        return []
    try:
        connection = connect(path, key_hex)
        try:
            rows = connection.execute(_FIRST, (limit,)).fetchall()
        finally:
            connection.close()
        return [
            (
                msgspec.json.decode(conversation, type=Conversation),
                None if contact is None else msgspec.json.decode(contact, type=Contact),
            )
            for conversation, contact in rows
        ]
    except (driver.Error, msgspec.MsgspecError):
        return []
