"""The store as a gateway finds it: schema history, keys of the team, wrong master keys."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from server_stub.storage.database import create_engine
from server_stub.storage.keys import KeyProblem
from server_stub.storage.setup import DATABASE_FILE, migrate, open_store, team_key
from server_stub.storage.tables import metadata
from server_stub.storage.vault import Vault

KEY = bytes(range(32))
INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"


def schema_of(engine: sa.Engine) -> dict[tuple[str, str], object]:
    """Tables and indexes by name; columns in any order, because an added column comes last."""
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        found: dict[tuple[str, str], object] = {}
        for table in inspector.get_table_names():
            if table != "alembic_version":
                found["table", table] = table_of(inspector, connection, table)
        for name, sql in connection.exec_driver_sql(INDEXES):
            found["index", name] = " ".join(sql.split())
    return found


def table_of(inspector: sa.Inspector, connection: sa.Connection, table: str) -> object:
    sql = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).scalar_one()
    columns = sorted(repr(sorted(column.items(), key=str)) for column in inspector.get_columns(table))
    unique = sorted(repr(sorted(it.items())) for it in inspector.get_unique_constraints(table))
    foreign = sorted(repr(sorted(it.items(), key=str)) for it in inspector.get_foreign_keys(table))
    return columns, inspector.get_pk_constraint(table), unique, foreign, "AUTOINCREMENT" in str(sql)


def test_migrations_make_exactly_the_schema_that_the_code_uses(tmp_path: Path) -> None:
    migrated = create_engine(tmp_path / "migrated.db", "00" * 32, read_only=False)
    with migrated.begin() as connection:
        migrate(connection)
    created = create_engine(tmp_path / "created.db", "00" * 32, read_only=False)
    metadata.create_all(created)
    try:
        assert schema_of(migrated) == schema_of(created)
    finally:
        migrated.dispose()
        created.dispose()


def test_migrating_down_leaves_nothing_and_up_again_works(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    engine = create_engine(tmp_path / "x.db", "00" * 32, read_only=False)
    with engine.begin() as connection:
        migrate(connection)
        config = Config()
        config.set_main_option("script_location", "server_stub:storage/migrations")
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert schema_of(engine) == {}
    with engine.begin() as connection:
        migrate(connection)
    assert ("table", "message") in schema_of(engine)
    engine.dispose()


@pytest.mark.parametrize("table", ["consent_event", "evidence"])
async def test_the_ledger_refuses_changes_and_deletions(tmp_path: Path, table: str) -> None:
    database, _ = open_store(tmp_path, KEY)
    database.start()
    target = metadata.tables[table]
    row = {c.name: b"" if isinstance(c.type, sa.LargeBinary) else 1 for c in target.columns if not c.nullable}
    await database.write(lambda tx: tx.execute(target.insert().values(row)))
    for change in (target.update().values(key_id="other"), target.delete()):
        with pytest.raises(sa.exc.IntegrityError, match="append_only"):
            await database.write(lambda tx, change=change: tx.execute(change))
    replaced = target.insert().prefix_with("OR REPLACE").values(row | {"key_id": "other"})
    with pytest.raises(sa.exc.IntegrityError, match="append_only"):
        await database.write(lambda tx: tx.execute(replaced))
    count = await database.read(lambda tx: tx.execute(sa.select(sa.func.count()).select_from(target)).scalar_one())
    await database.close()
    assert count == 1


async def test_a_store_can_be_opened_again_with_its_key_only(tmp_path: Path) -> None:
    database, vault = open_store(tmp_path / "data", KEY)
    database.start()
    first = await database.read(team_key)
    sealed = await database.read(lambda tx: vault.seal(tx, first, b"ok"))
    await database.close()
    database, vault = open_store(tmp_path / "data", KEY)
    database.start()
    assert await database.read(team_key) == first
    assert await database.read(lambda tx: vault.open(tx, first, sealed)) == b"ok"
    await database.close()
    with pytest.raises(KeyProblem) as raised:
        open_store(tmp_path / "data", b"x" * 32)
    assert raised.value.code == "master_key_wrong"


def test_only_the_owner_may_read_the_data_directory(tmp_path: Path) -> None:
    open_store(tmp_path / "data", KEY)
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "data" / DATABASE_FILE).stat().st_mode & 0o777 == 0o600


def test_migrations_need_no_file_in_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    open_store(tmp_path / "data", KEY)
    assert list((tmp_path / "cwd").iterdir()) == []
    assert Vault(KEY).page_key_hex != KEY.hex()
