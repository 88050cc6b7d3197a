"""200 only after durability, in order, once; and what happens when the store cannot keep anything."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server_stub.services.hooks import Inbound
from server_stub.storage.database import Tx, create_engine
from server_stub.storage.setup import DATABASE_FILE
from server_stub.storage.vault import Vault
from tests.contract.webhook.conftest import Door, open_door
from tests.helpers.blank_store import KEY
from tests.helpers.logfail import LogWatch
from tests.helpers.waiting import until
from tests.helpers.webhook_bodies import ANA, body, card, reported, said


async def test_what_was_answered_before_a_crash_is_processed_after_it(data_dir: Path) -> None:
    async with open_door(data_dir, working=False) as door:
        assert [await door.post(body(said(ANA, f"w{n}", n))) for n in range(5)] == [200] * 5
        assert await door.rows("SELECT count(*) FROM journal") == [(5,)]
        assert await door.rows("SELECT count(*) FROM message WHERE origin <> 'line'") == [(0,)]
    async with open_door(data_dir) as door:
        await door.post(body(said(ANA, "w5", 5)))
        await door.finished()
        rows = await door.rows("SELECT wamid FROM message WHERE origin <> 'line' ORDER BY id")
        assert rows == [(f"w{n}",) for n in range(6)]
        assert await door.rows("SELECT first_id, last_id FROM journal_done") == [(1, 6)]


async def test_parallel_deliveries_of_the_same_bodies_are_stored_once(door: Door) -> None:
    bodies = [body(said({"wa_id": f"5531888877{n:02}"}, f"w{n}", n)) for n in range(20)]
    answers = await asyncio.gather(*(door.post(one) for one in bodies * 5))
    assert set(answers) == {200}
    await door.finished()
    assert await door.rows("SELECT count(*) FROM journal") == [(100,)]
    assert await door.rows("SELECT count(*), count(DISTINCT wamid) FROM message WHERE origin <> 'line'") == [(20, 20)]


async def test_two_first_messages_of_each_new_customer_at_once_make_one_conversation_each(door: Door) -> None:
    people = [{"wa_id": f"5531888877{n:02}", "user_id": f"BR.{n}"} for n in range(50)]
    posts = [
        door.post(body(said(person, f"w{n}-{part}", n), contacts=[card(person, f"Cliente {n}")]))
        for n, person in enumerate(people)
        for part in range(2)
    ]
    assert set(await asyncio.gather(*posts)) == {200}
    await door.finished()
    assert await door.rows("SELECT count(*) FROM contact") == [(50,)]
    assert await door.rows("SELECT count(*) FROM conversation") == [(50,)]
    assert await door.rows("SELECT DISTINCT count(*) FROM message WHERE origin <> 'line' GROUP BY conversation_id") == [
        (2,)
    ]
    assert await door.rows("SELECT count(*) FROM case_file") == [(50,)]


async def test_every_message_is_filed_under_the_customer_who_wrote_it(door: Door) -> None:
    people = [{"wa_id": f"5531888877{n:02}"} for n in range(16)]
    posts = [
        door.post(body(said(person, f"{person['wa_id']}-{n}", n), contacts=[card(person, f"Nome {person['wa_id']}")]))
        for n in range(20)
        for person in people
    ]
    assert set(await asyncio.gather(*posts)) == {200}
    await door.finished()

    def filed(tx: Tx) -> set[tuple[str, str]]:
        sql = (
            "SELECT message.wamid, identity.value_enc, contact.key_id FROM message"
            " JOIN conversation ON conversation.id = message.conversation_id"
            " JOIN contact ON contact.id = conversation.contact_id"
            " JOIN identity ON identity.contact_id = contact.id AND identity.kind = 'wa_id'"
            " WHERE message.origin <> 'line'"
        )
        rows = tx.driver.execute(sql).fetchall()
        opened = [(wamid, door.core.vault.open(tx, key, value, "identity.value")) for wamid, value, key in rows]
        return {(wamid.partition("-")[0], number.decode()) for wamid, number in opened}

    assert await door.core.database.read(filed) == {(person["wa_id"],) * 2 for person in people}
    assert await door.rows("SELECT count(*) FROM message WHERE origin <> 'line'") == [(320,)]


async def test_statuses_before_their_message_wait_for_it(door: Door) -> None:
    for status, second in (("read", 3), ("sent", 1), ("delivered", 2)):
        assert await door.post(body(reported("e1", status, second))) == 200
    await door.finished()
    assert await door.rows("SELECT count(*) FROM waiting_update WHERE applied_at IS NULL") == [(3,)]
    echo = {"from": "551140028922", "to": ANA["wa_id"], "id": "e1", "timestamp": "1795300000", "type": "text"}
    await door.post(body(("message_echoes", {**echo, "text": {"body": "oi"}}), field="smb_message_echoes"))
    await door.finished()
    assert await door.rows("SELECT status FROM message WHERE origin <> 'line'") == [("read",)]


@contextmanager
def locked(data_dir: Path) -> Iterator[None]:
    """Another program holds the write lock."""
    engine = create_engine(data_dir / DATABASE_FILE, Vault(KEY).page_key_hex, read_only=False)
    with engine.connect() as connection, connection.begin() as transaction:
        yield
        transaction.rollback()
    engine.dispose()


async def test_a_locked_database_gives_no_200(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, expected_logs: LogWatch
) -> None:
    expected_logs("a webhook was not kept: OperationalError")
    expected_logs.allow("not committed: OperationalError")
    monkeypatch.setattr("server_stub.storage.database._BUSY_SECONDS", 0.05)
    async with open_door(data_dir) as door:
        with locked(data_dir):
            answers = await asyncio.gather(*(door.post(body(said(ANA, f"w{n}", n))) for n in range(4)))
        assert answers == [503] * 4
        assert await door.rows("SELECT count(*) FROM journal") == [(0,)]
        assert await door.post(body(said(ANA, "w0", 0))) == 200
        await door.finished()
        assert await door.rows("SELECT wamid FROM message WHERE origin <> 'line'") == [("w0",)]


async def test_a_lock_while_processing_delays_and_loses_nothing(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, expected_logs: LogWatch
) -> None:
    expected_logs("processing waits for the database: OperationalError")
    expected_logs.allow("not committed: OperationalError")
    monkeypatch.setattr("server_stub.storage.database._BUSY_SECONDS", 0.05)
    monkeypatch.setattr("server_stub.workers.ingest._FIRST_PAUSE", 0.01)
    async with open_door(data_dir, working=False) as door:
        for n in range(3):
            assert await door.post(body(said(ANA, f"w{n}", n))) == 200
        with locked(data_dir):
            door.start_worker()
            await until(lambda: any("processing waits" in line for line in expected_logs.lines))
        await door.finished()
        assert await door.rows("SELECT count(*) FROM message WHERE origin <> 'line'") == [(3,)]


async def test_a_full_disk_gives_no_200(data_dir: Path, expected_logs: LogWatch) -> None:
    expected_logs("a webhook was not kept: OperationalError")
    expected_logs.allow("not committed: OperationalError")
    async with open_door(data_dir) as door:
        assert await door.post(body(said(ANA, "w0", 0))) == 200
        await door.finished()
        await door.core.database.write(_fill)
        big = body(said(ANA, "w1", 1, content={"body": "x" * 400_000}))
        assert await door.post(big) == 503
        assert await door.rows("SELECT count(*) FROM journal") == [(1,)]
        await door.core.database.write(_make_room)
        assert await door.post(big) == 200
        await door.finished()
        assert await door.rows("SELECT count(*) FROM message WHERE origin <> 'line'") == [(2,)]


def _fill(tx: Tx) -> None:
    """SQLite answers "database or disk is full" for a page limit exactly as for a full disk."""
    pages = tx.driver.execute("PRAGMA page_count").fetchone()[0]
    tx.driver.execute(f"PRAGMA max_page_count = {pages}")


def _make_room(tx: Tx) -> None:
    tx.driver.execute("PRAGMA max_page_count = 1000000")


async def test_one_message_that_breaks_a_rule_does_not_hold_up_the_others(data_dir: Path) -> None:
    broken = True

    def hook(tx: Tx, one: Inbound) -> None:
        if broken and one.wamid == "w2":
            raise LookupError("segredo do cliente")

    async with open_door(data_dir, inbound=(hook,)) as door:
        whole = body(*(said(ANA, f"w{n}", n) for n in range(5)))
        assert await door.post(whole) == 200
        await door.finished()
        assert await door.rows("SELECT wamid FROM message WHERE origin <> 'line' ORDER BY id") == [
            (f"w{n}",) for n in (0, 1, 3, 4)
        ]
        path = "entry[0].changes[0].value.messages[2]"
        rows = await door.rows("SELECT path, reason, detail FROM quarantine")
        assert rows == [(path, "failed", "LookupError in Incoming")]
        broken = False
        assert await door.receiving.retry_quarantined() == 1
        await door.finished()
        assert await door.rows("SELECT count(*) FROM message WHERE origin <> 'line'") == [(5,)]
        assert await door.rows("SELECT count(*) FROM quarantine WHERE resolved_at IS NULL") == [(0,)]


async def test_nothing_readable_is_in_the_files(door: Door, data_dir: Path) -> None:
    await door.post(body(said(ANA, "w1", 0, content={"body": "palavra-secreta"}), contacts=[card(ANA, "Nome Visível")]))
    await door.finished()
    for path in data_dir.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not any(text in content for text in (b"palavra-secreta", ANA["wa_id"].encode(), b"Nome Vis"))
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(data_dir / DATABASE_FILE).execute("SELECT * FROM message WHERE origin <> 'line'")


async def test_sealed_columns_hold_nothing_readable_even_with_the_page_key(door: Door) -> None:
    await door.post(body(said(ANA, "w1", 0, content={"body": "palavra-secreta"}), contacts=[card(ANA, "Nome")]))
    await door.finished()
    tables = await door.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (table,) in tables:
        dump = json.dumps([[str(v) for v in row] for row in await door.rows(f'SELECT * FROM "{table}"')])
        assert not any(text in dump for text in ("palavra-secreta", ANA["wa_id"], ANA["user_id"], "Nome")), table


async def test_processed_bodies_expire_with_their_keys(data_dir: Path) -> None:
    async with open_door(data_dir) as door:
        await door.post(body(said(ANA, "w1", 0)))
        await door.post(b"no json")
        await door.finished()
        await door.receiving.worker.expire_journal()
        assert await door.rows("SELECT count(*) FROM journal") == [(2,)]
        later = door.core.clock() + 8 * 24 * 3_600_000
        await door.core.database.write(lambda tx: door.receiving.journal.expire(tx, before=later, now=later))
        assert await door.rows("SELECT count(*) FROM journal") == [(0,)]
        keys = await door.rows("SELECT wrapped IS NULL FROM data_key WHERE purpose = 'journal'")
        assert keys == [(1,)]
        assert await door.rows("SELECT count(*) FROM quarantine") == [(1,)]
        assert await door.post(body(said(ANA, "w2", 1))) == 200
        await door.finished()
        assert await door.rows("SELECT count(*) FROM message WHERE origin <> 'line'") == [(2,)]
