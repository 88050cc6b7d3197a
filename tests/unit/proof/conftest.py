"""A furnished ledger and the pack of one of its people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from server_stub.services.proof_pack import Made
from tests.helpers.ledger_book import Book, open_book
from tests.helpers.packs import furnish, make, unpack


@dataclass(frozen=True, slots=True)
class MadePack:
    """`zip` as it was made, `folder` where it was unpacked."""

    book: Book
    zip: Path
    folder: Path
    made: Made


@pytest.fixture
async def furnished(tmp_path: Path) -> AsyncIterator[Book]:
    async with open_book(tmp_path / "data", 0) as book:
        await furnish(book)
        yield book


@pytest.fixture
async def pack(furnished: Book, tmp_path: Path) -> MadePack:
    path = tmp_path / "pack.zip"
    made = await make(furnished, path)
    return MadePack(furnished, path, unpack(path, tmp_path / "unpacked"), made)
