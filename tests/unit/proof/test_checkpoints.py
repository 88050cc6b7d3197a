"""Checkpoints: when they are due, what they vouch for, and that none can be changed or taken away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server_stub.domain.merkle import Tree, leaf_hash
from server_stub.services.checkpoints import LONGEST_MS, MOST_EVENTS, LedgerUnsound
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger_check import Finding
from server_stub.storage.repositories.ledger_checkpoints import Checkpoint, signed_by
from tests.helpers.ledger_book import NOW, Book, open_book

SIZES = (2, 4, 6)


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[Book]:
    """Three checkpoints, after two events each."""
    async with open_book(tmp_path, 0) as book:
        for size in SIZES:
            await book.add("ana")
            await book.add("bruno")
            made = await book.checkpoints.sign()
            assert made is not None
            assert made.size == size
        yield book


async def stored(book: Book) -> list[Checkpoint]:
    return await book.database.read(lambda tx: list(book.checkpoint_rows.all(tx)))


async def test_a_checkpoint_signs_the_merkle_root_of_all_events(book: Book) -> None:
    def hashes(tx: Tx) -> list[str]:
        return [row[0] for row in tx.driver.execute("SELECT hash FROM consent_event ORDER BY seq")]

    leaves = await book.database.read(hashes)
    keys = await book.database.read(book.checkpoint_rows.public_keys)
    ledger_id = await book.database.read(book.checkpoint_rows.ledger_id)
    assert ledger_id
    for checkpoint in await stored(book):
        tree = Tree()
        for leaf in leaves[: checkpoint.size]:
            tree.add(leaf_hash(bytes.fromhex(leaf)))
        assert checkpoint.root == tree.root().hex()
        assert checkpoint.head_hash == leaves[checkpoint.size - 1]
        assert signed_by(checkpoint, ledger_id, keys[checkpoint.key_id])
        assert not signed_by(replace(checkpoint, signed_at=NOW + 1), ledger_id, keys[checkpoint.key_id])
        assert not signed_by(checkpoint, "another ledger", keys[checkpoint.key_id])
    assert await book.verify() is None


async def test_nothing_new_is_not_signed_again_and_nothing_at_all_neither(book: Book, tmp_path: Path) -> None:
    again = await asyncio.gather(*(book.checkpoints.sign() for _ in range(5)))
    assert {it.size for it in again if it is not None} == {6}
    assert len(await stored(book)) == len(SIZES)
    async with open_book(tmp_path / "empty", 0) as empty:
        assert await empty.checkpoints.sign() is None
        assert await empty.checkpoints.sign_if_due() is None


async def test_two_processes_that_sign_at_once_leave_one_chain(book: Book) -> None:
    other = book.new_checkpoints()
    for _ in range(5):
        await book.add("ana")
        await asyncio.gather(book.checkpoints.sign(), other.sign())
    assert [it.size for it in await stored(book)] == [*SIZES, 7, 8, 9, 10, 11]
    assert await book.verify() is None


async def test_it_is_due_by_the_hour_and_by_the_thousand(book: Book) -> None:
    async def due() -> int | None:
        made = await book.checkpoints.sign_if_due()
        return None if made is None else made.size

    book.now = NOW + 2 * LONGEST_MS
    assert await due() is None
    book.now = NOW
    await book.add("ana")
    assert await due() is None
    book.now = NOW + LONGEST_MS
    assert await due() == 7
    await book.add_many("ana", MOST_EVENTS - 1)
    assert await due() is None
    await book.add("bruno")
    assert await due() == 7 + MOST_EVENTS
    await book.add("bruno")
    book.now = NOW  # a clock that goes back does not put it off for ever
    assert await due() == 8 + MOST_EVENTS
    assert await book.verify() is None


@pytest.mark.parametrize("column", ["root", "head_hash", "previous", "signed_at", "key_id", "signature"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("value", ["'77'", "x'77'"])
async def test_a_changed_checkpoint_is_found(book: Book, column: str, size: int, value: str) -> None:
    await book.force(f"UPDATE ledger_checkpoint SET {column} = {value} WHERE size = ?", size)
    assert await book.verify() == Finding("checkpoint", size)


@pytest.mark.parametrize(("size", "found"), [(2, 4), (4, 6), (6, 4)])
async def test_a_checkpoint_that_was_taken_away_is_found(book: Book, size: int, found: int) -> None:
    await book.force("DELETE FROM ledger_checkpoint WHERE size = ?", size)
    assert await book.verify() == Finding("checkpoint", found)


async def test_taking_all_of_them_away_is_found(book: Book) -> None:
    await book.force("DELETE FROM ledger_checkpoint")
    assert await book.verify() == Finding("checkpoint", 0)


async def test_a_checkpoint_over_events_that_were_cut_off_is_found(book: Book) -> None:
    """Also where the end that is remembered was set back with the events."""
    kept = await book.database.read(
        lambda tx: tx.driver.execute("SELECT hash FROM consent_event WHERE seq = 5").fetchone()
    )
    await book.force("DELETE FROM consent_event WHERE seq > 5")
    await book.force("UPDATE setting SET value = ? WHERE name = 'ledger.head'", f"5:{kept[0]}")
    assert await book.verify() == Finding("checkpoint", 6)


async def test_a_rewritten_ledger_does_not_fit_what_was_signed(book: Book, tmp_path: Path) -> None:
    """All of it made anew, hashes and end included, as only somebody with the keys of the store could."""
    async with open_book(tmp_path / "other", 6) as other:
        rows = await other.database.read(
            lambda tx: tx.driver.execute("SELECT seq, hash, prev_hash, event_id FROM consent_event").fetchall()
        )
        assert len(rows) == 6
        checkpoints = await stored(book)
        for row in checkpoints:
            values = (row.size, row.root, row.head_hash, row.previous, row.signed_at, row.key_id, row.signature)
            await other.force("INSERT INTO ledger_checkpoint VALUES (?, ?, ?, ?, ?, ?, ?)", *values)
        assert (await other.verify() or Finding("", 0)).what == "checkpoint"


async def test_another_key_in_place_of_ours_is_found(book: Book) -> None:
    stranger = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    await book.force("UPDATE signing_key SET public_key = ?", stranger)
    assert await book.verify() == Finding("checkpoint", 2)


async def test_the_private_key_is_sealed_and_made_once(book: Book) -> None:
    first = await book.database.write(lambda tx: book.checkpoint_rows.ensure_key(tx, NOW))
    again = await book.database.write(lambda tx: book.checkpoint_rows.ensure_key(tx, NOW + 1))
    assert (first.id, first.public) == (again.id, again.public)
    sql = "SELECT count(*), max(private_enc) FROM signing_key"
    count, sealed = await book.database.read(lambda tx: tx.driver.execute(sql).fetchone())
    assert count == 1
    assert first.private.private_bytes_raw() not in sealed
    assert len(first.fingerprint.replace(" ", "")) == 40


@pytest.mark.parametrize("restarted", [False, True])
async def test_nothing_is_signed_over_events_that_do_not_hold(book: Book, restarted: bool) -> None:
    for _ in range(3):
        await book.add("ana")
    await book.force("UPDATE consent_event SET purpose = 'mkt.newsletter' WHERE seq = 8")
    signer = book.new_checkpoints() if restarted else book.checkpoints
    with pytest.raises(LedgerUnsound) as raised:
        await signer.sign()
    assert raised.value.seq == 8
    assert [it.size for it in await stored(book)] == list(SIZES)
    await book.force("UPDATE consent_event SET purpose = 'mkt.promotions' WHERE seq = 8")
    mended = await signer.sign()
    assert mended is not None
    assert mended.size == 9
    assert await book.verify() is None


async def test_what_is_known_to_be_broken_is_not_signed(book: Book) -> None:
    await book.add("ana")
    await book.force("INSERT INTO setting (name, value) VALUES ('ledger.broken', '3')")
    book.now = NOW + LONGEST_MS
    assert await book.checkpoints.sign_if_due() is None
    with pytest.raises(LedgerUnsound):
        await book.checkpoints.sign()


async def test_a_verification_spares_following_the_events_again(book: Book) -> None:
    def run(tx: Tx) -> tuple[Tree, str]:
        seen = book.check.begin(tx)
        assert list(seen.findings()) == []
        return seen.tree, seen.head_hash

    await book.add("ana")
    fresh = book.new_checkpoints()
    await fresh.adopt(*await book.database.read(run))
    await book.add("ana")
    made = await fresh.sign()
    assert made is not None
    assert made.size == 8
    assert await book.verify() is None


async def test_the_log_is_a_witness(book: Book, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "server_stub.services.checkpoints"):
        await book.add("ana")
        made = await book.checkpoints.sign()
    assert made is not None
    assert f"7 events, root {made.root}" in caplog.text
