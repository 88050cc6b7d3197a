"""Opens the store of one gateway: data directory, schema brought up to date, team key, database and vault."""

from __future__ import annotations

import contextlib
import time
from functools import cache
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from server_stub.storage.database import Database, Tx, create_engine
from server_stub.storage.keys import KeyProblem
from server_stub.storage.tables.journal import data_key
from server_stub.storage.vault import UnreadableError, Vault

DATABASE_FILE: Final = "gateway.db"
_MIGRATIONS: Final = Path(__file__).parent / "migrations"


def open_store(data_dir: Path, master_key: bytes, *, readers: int = 4) -> tuple[Database, Vault]:
    """The database (not started yet) and the vault of a data directory, which is made if it does not exist.

    Brings the schema up to date first. Blocks for some 100 ms: call it before the event loop runs, or in a thread.
    Raises KeyProblem (master_key_wrong) when the directory was made with another key, OSError when it cannot be used.
    """
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    vault = Vault(master_key)
    path = data_dir / DATABASE_FILE
    _prepare(path, vault)
    with contextlib.suppress(NotImplementedError):
        path.chmod(0o600)
    return Database(path, vault.page_key_hex, readers=readers), vault


def migrate(connection: sa.Connection) -> None:
    """Bring the schema to the newest version inside the running transaction of `connection`."""
    if MigrationContext.configure(connection).get_current_heads() == (_newest(),):
        return
    config = AlembicConfig()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@cache
def _newest() -> str | None:
    """Alembic itself reads every migration anew each time, which takes longer than opening the store."""
    return ScriptDirectory(str(_MIGRATIONS)).get_current_head()


def team_key(tx: Tx) -> str:
    """Id of the data key that seals what belongs to no single contact: templates, accounts, alarms, waiting updates."""
    row = tx.driver.execute("SELECT id FROM data_key WHERE purpose = 'team' ORDER BY created_at, id").fetchone()
    if row is None:
        raise UnreadableError("the store has no team key: it was not made by open_store")
    return str(row[0])


def _prepare(path: Path, vault: Vault) -> None:
    engine = create_engine(path, vault.page_key_hex, read_only=False)
    try:
        with engine.begin() as connection:
            migrate(connection)
            _ensure_team_key(Tx(connection), vault)
    except sa.exc.DatabaseError as error:
        if "file is not a database" in str(error.orig):
            raise KeyProblem("master_key_wrong", path=str(path)) from None
        raise
    finally:
        engine.dispose()


def _ensure_team_key(tx: Tx, vault: Vault) -> None:
    if tx.execute(sa.select(data_key.c.id).where(data_key.c.purpose == "team")).first() is None:
        vault.create_key(tx, "team", time.time_ns() // 1_000_000)
