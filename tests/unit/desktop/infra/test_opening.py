"""A store that cannot be read is replaced; what the agent had written is saved where that is possible at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.application.store_ports import OutboxItem
from desktop.domain.errors import LocalProblem
from desktop.infra.store.local_store import SqlStore
from desktop.infra.store.opening import new_key, open_store
from desktop.infra.store.raw import connect
from server_stub.contract.content import Content
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message
from server_stub.contract.requests import SendMessage

KEY = new_key()
ITEM = OutboxItem(SendMessage("k1", "c", "não me perca"))
QUEUED = Message("k1", "c", "out", Content("text", "não me perca"), 5, Status.PENDING, client_id="k1")
TOLD = Message("m1", "c", "in", Content("text", "do cliente"), 1, Status.RECEIVED)


async def write_something(path: Path) -> None:
    opened = open_store(path, KEY)
    assert opened.problem is None

    def work(tx) -> None:  # type: ignore[no-untyped-def]
        tx.outbox.add(ITEM)
        tx.messages.put(QUEUED, as_of=None)
        tx.messages.put(TOLD, as_of=7)
        tx.notes.set_draft("c", "rascunho")
        tx.notes.set_value("cursor", "7")

    await opened.store.write(work)
    await opened.store.close()


async def content(store: SqlStore) -> tuple[list[OutboxItem], str, list[str], str | None]:
    found = await store.read(
        lambda tx: (
            tx.outbox.waiting(),
            tx.notes.draft("c"),
            [each.id for each in tx.messages.page("c", before=None, since=None, limit=9)],
            tx.notes.value("cursor"),
        )
    )
    await store.close()
    return found


WHOLE = ([ITEM], "rascunho", ["m1", "k1"], "7")
SAVED = ([ITEM], "rascunho", ["k1"], None)
NOTHING: tuple[list[OutboxItem], str, list[str], None] = ([], "", [], None)


async def test_a_healthy_store_is_opened_again(tmp_path: Path) -> None:
    await write_something(tmp_path / "a.db")
    opened = open_store(tmp_path / "a.db", KEY)
    assert opened.problem is None
    assert await content(opened.store) == WHOLE


async def test_a_lost_key_starts_anew_and_says_so(tmp_path: Path, expected_logs) -> None:  # type: ignore[no-untyped-def]
    expected_logs("cannot be opened")
    await write_something(tmp_path / "a.db")
    opened = open_store(tmp_path / "a.db", new_key())
    assert opened.problem is not None
    assert opened.problem.code == "local_store_discarded"
    assert await content(opened.store) == NOTHING


def overwrite(path: Path) -> None:
    path.write_bytes(b"not a database" * 1000)


def cut_to_nothing(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


@pytest.mark.parametrize("damage", [overwrite, cut_to_nothing])
async def test_a_destroyed_file_starts_anew(
    tmp_path: Path,
    damage: Callable[[Path], None],
    expected_logs,  # type: ignore[no-untyped-def]
) -> None:
    expected_logs("cannot be opened")
    await write_something(tmp_path / "a.db")
    damage(tmp_path / "a.db")
    opened = open_store(tmp_path / "a.db", KEY)
    assert opened.problem is not None
    assert opened.problem.code == "local_store_discarded"
    assert await content(opened.store) == NOTHING


async def test_a_file_of_a_newer_program_keeps_unsent_work(tmp_path: Path, expected_logs) -> None:  # type: ignore[no-untyped-def]
    expected_logs("cannot be opened: NewerThanThisProgram")
    await write_something(tmp_path / "a.db")
    connection = connect(tmp_path / "a.db", KEY)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    opened = open_store(tmp_path / "a.db", KEY)
    assert opened.problem is not None
    assert opened.problem.code == "local_store_rebuilt"
    assert await content(opened.store) == SAVED


def page_with(path: Path, table: str) -> int:
    connection = connect(path, KEY)
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return int(root)


async def test_damage_found_while_running_is_mended_at_the_next_start(tmp_path: Path, expected_logs) -> None:  # type: ignore[no-untyped-def]
    expected_logs("refused a transaction")
    path = tmp_path / "a.db"
    await write_something(path)
    root = page_with(path, "conversation")
    raw = bytearray(path.read_bytes())
    start = (root - 1) * 4096
    raw[start : start + 4096] = bytes(4096)
    path.write_bytes(raw)
    opened = open_store(path, KEY)
    assert opened.problem is None
    with pytest.raises(LocalProblem, match="local_store_failed"):
        await opened.store.read(lambda tx: tx.inbox.conversations())
    await opened.store.close()
    again = open_store(path, KEY)
    assert again.problem is not None
    assert again.problem.code == "local_store_rebuilt"
    assert await content(again.store) == SAVED
