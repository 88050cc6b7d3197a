"""Whether the evidence of a grant could be read, as the send gate asks for each message: without opening anything."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server_stub.storage.repositories.ledger import Evidence
from tests.helpers.ledger_book import NOW, Book, open_book

SMALL = Evidence("application/json", b'{"text":"Sim"}', NOW)
LARGE = Evidence("image/jpeg", bytes(range(256)) * 6_000, NOW)
"""One and a half megabytes: two pieces of a sealed file."""


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[Book]:
    async with open_book(tmp_path, events=0) as book:
        yield book


async def is_there(book: Book) -> bool:
    """Of the newest event."""
    events, _ = await book.database.read(lambda tx: book.ledger.of_contact(tx, "ana"))
    return events[-1].evidenced


async def test_what_has_evidence_and_what_has_none(book: Book) -> None:
    await book.add("ana", evidence=SMALL)
    assert await is_there(book)
    await book.add("ana")
    assert not await is_there(book)
    await book.add("ana", evidence=LARGE)
    assert await is_there(book)


@pytest.mark.parametrize("change", ["gone", "cut", "longer"])
async def test_a_file_that_is_not_there_as_a_whole(book: Book, change: str) -> None:
    await book.add("ana", evidence=LARGE)
    (file,) = book.files.iterdir()
    sealed = file.read_bytes()
    if change == "gone":
        file.unlink()
    else:
        file.write_bytes(sealed[:-1] if change == "cut" else sealed + b"x")
    assert not await is_there(book)
    file.write_bytes(sealed)
    assert await is_there(book)


@pytest.mark.parametrize("evidence", [SMALL, LARGE], ids=["in its row", "in a file"])
async def test_a_key_that_was_destroyed(book: Book, evidence: Evidence) -> None:
    await book.add("ana", evidence=evidence)
    await book.erase("ana")
    assert not await is_there(book)


async def test_a_row_that_was_emptied(book: Book) -> None:
    await book.add("ana", evidence=SMALL)
    await book.force("UPDATE evidence SET body_enc = x''")
    assert not await is_there(book)
