"""The writer thread: durability, isolation of neighbours, answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from server_stub.storage.database import Database, StorageUnavailable, Tx, create_engine
from server_stub.storage.tables import metadata
from server_stub.storage.tables.journal import data_key, setting
from server_stub.storage.vault import UnreadableError, Vault


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[tuple[Database, Vault]]:
    vault = Vault(bytes(range(32)))
    path = tmp_path / "gateway.db"
    engine = create_engine(path, vault.page_key_hex, read_only=False)
    metadata.create_all(engine)
    engine.dispose()
    database = Database(path, vault.page_key_hex)
    database.start()
    yield database, vault
    await database.close()


def put(name: str, value: str):
    def work(tx: Tx) -> str:
        tx.execute(setting.insert().values(name=name, value=value))
        return value

    return work


async def test_neighbours_of_a_failing_change_are_kept(store: tuple[Database, Vault]) -> None:
    database, _ = store
    calls: list[str] = []

    def failing(tx: Tx) -> None:
        tx.after_commit(lambda: calls.append("failed"))
        put("lost", "x")(tx)
        raise KeyError("own error")

    def counted(tx: Tx) -> None:
        tx.after_commit(lambda: calls.append("kept"))

    results = await asyncio.gather(
        *(database.write(put(str(n), "v")) for n in range(50)),
        database.write(failing),
        database.write(counted),
        *(database.write(put(str(n), "v")) for n in range(50, 100)),
        return_exceptions=True,
    )
    assert [type(r) for r in results].count(KeyError) == 1
    names = await database.read(lambda tx: set(tx.execute(sa.select(setting.c.name)).scalars()))
    assert names == {str(n) for n in range(100)}
    assert calls == ["kept"]


async def test_a_lone_failing_change_gives_its_own_error_and_leaves_nothing(store: tuple[Database, Vault]) -> None:
    database, _ = store
    await database.write(put("a", "1"))
    with pytest.raises(sa.exc.IntegrityError):
        await database.write(put("a", "2"))
    assert await database.read(lambda tx: tx.execute(sa.select(setting.c.value)).scalar_one()) == "1"


async def test_wrong_page_key_is_refused(store: tuple[Database, Vault]) -> None:
    database, _ = store
    await database.write(put("a", "1"))
    other = Database(database.path, Vault(b"x" * 32).page_key_hex)
    other.start()
    with pytest.raises(StorageUnavailable):
        await other.read(lambda tx: tx.execute(sa.select(setting)).all())
    await other.close()


async def test_what_a_destroyed_key_sealed_cannot_be_read(store: tuple[Database, Vault]) -> None:
    database, vault = store
    key_id = await database.write(lambda tx: vault.create_key(tx, "contact", 1))
    sealed = await database.read(lambda tx: vault.seal(tx, key_id, b"segredo", "t"))
    assert b"segredo" not in sealed
    assert await database.read(lambda tx: vault.open(tx, key_id, sealed, "t")) == b"segredo"
    with pytest.raises(UnreadableError):
        await database.read(lambda tx: vault.open(tx, key_id, sealed, "other column"))
    await database.write(lambda tx: vault.destroy_key(tx, key_id, 2))
    with pytest.raises(UnreadableError):
        await database.read(lambda tx: vault.open(tx, key_id, sealed, "t"))
    assert await database.read(lambda tx: tx.execute(sa.select(data_key.c.wrapped)).scalar_one()) is None


async def test_a_fresh_process_opens_what_was_sealed(store: tuple[Database, Vault]) -> None:
    database, vault = store
    key_id = await database.write(lambda tx: vault.create_key(tx, "contact", 1))
    sealed = await database.read(lambda tx: vault.seal(tx, key_id, b"oi"))
    again = Vault(bytes(range(32)))
    assert await database.read(lambda tx: again.open(tx, key_id, sealed)) == b"oi"
    assert again.blind("a", "phone") == vault.blind("a", "phone") != vault.blind("a", "name")


async def test_the_file_holds_no_plain_text(store: tuple[Database, Vault]) -> None:
    database, _ = store
    await database.write(put("name", "palavra-procurada"))
    files = database.path.parent.iterdir()
    assert all(b"palavra-procurada" not in f.read_bytes() for f in files)


async def test_a_reader_that_meets_trouble_says_so_in_one_way(store: tuple[Database, Vault]) -> None:
    """Statements go to the driver directly on many paths: its own errors must not come out as faults of ours."""
    database, _ = store
    with pytest.raises(StorageUnavailable):
        await database.read(lambda tx: tx.driver.execute("SELECT * FROM what_is_not_there"))
    with pytest.raises(StorageUnavailable):
        await database.read(lambda tx: tx.execute(sa.text("SELECT * FROM what_is_not_there")))


async def test_errors_do_not_tell_what_was_to_be_stored(store: tuple[Database, Vault]) -> None:
    database, _ = store
    await database.write(put("a", "1"))
    with pytest.raises(sa.exc.IntegrityError) as caught:
        await database.write(put("a", "palavra-secreta"))
    assert "palavra-secreta" not in str(caught.value)
