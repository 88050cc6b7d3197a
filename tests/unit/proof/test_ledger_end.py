"""The quick look at the start: the newest checkpoint and what came after it, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server_stub.storage.repositories.ledger_check import Finding
from server_stub.storage.repositories.ledger_end import broken_end
from tests.helpers.ledger_book import Book, open_book


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[Book]:
    """Checkpoints over two and over four events, and three events since."""
    async with open_book(tmp_path, 0) as book:
        for events in (2, 2, 3):
            await book.add_many("ana", 2)
            if events == 2:
                await book.checkpoints.sign()
        await book.add("bruno")
        yield book


async def look(book: Book) -> Finding | None:
    return await book.database.read(lambda tx: broken_end(tx, book.ledger, book.checkpoint_rows))


async def test_what_is_whole_is_whole(book: Book, tmp_path: Path) -> None:
    assert await look(book) is None
    async with open_book(tmp_path / "other", 0) as empty:
        assert await look(empty) is None


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE consent_event SET proof_level = 5 WHERE seq = 6", Finding("event", 6)),
        ("UPDATE consent_event SET prev_hash = hash WHERE seq = 5", Finding("event", 5)),
        ("UPDATE consent_event SET hash = prev_hash WHERE seq = 4", Finding("event", 4)),
        ("DELETE FROM consent_event WHERE seq = 4", Finding("missing", 4)),
        ("DELETE FROM consent_event WHERE seq = 6", Finding("missing", 6)),
        ("DELETE FROM consent_event WHERE seq = 7", Finding("missing", 7)),
        ("DELETE FROM consent_event WHERE seq > 4", Finding("missing", 5)),
        ("UPDATE ledger_checkpoint SET signed_at = signed_at + 1 WHERE size = 4", Finding("checkpoint", 4)),
        ("UPDATE ledger_checkpoint SET signature = zeroblob(64) WHERE size = 4", Finding("checkpoint", 4)),
        ("DELETE FROM ledger_checkpoint WHERE size = 4", Finding("checkpoint", 2)),
        ("UPDATE signing_key SET public_key = zeroblob(32)", Finding("checkpoint", 4)),
    ],
)
async def test_a_change_at_the_end_is_found(book: Book, change: str, found: Finding) -> None:
    await book.force(change)
    assert await look(book) == found


async def test_what_is_older_is_left_to_the_whole_verification(book: Book) -> None:
    await book.force("UPDATE consent_event SET proof_level = 5 WHERE seq = 2")
    assert await look(book) is None
    assert await book.verify() == Finding("event", 2)
