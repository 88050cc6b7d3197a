"""A furnished ledger, and packs of one of its people and of everybody."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server_stub.services.proof_pack import Made
from tests.helpers.ledger_book import NOW, Book, open_book
from tests.helpers.packs import furnish, make, unpack


@dataclass(frozen=True, slots=True)
class MadePack:
    """`zip` as it was made, `folder` where it was unpacked, `key` what signed it."""

    zip: Path
    folder: Path
    made: Made
    key: Ed25519PrivateKey

    def copied(self, target: Path) -> MadePack:
        """One to spoil."""
        target.mkdir()
        path, folder = target / self.zip.name, target / self.folder.name
        shutil.copy(self.zip, path)
        shutil.copytree(self.folder, folder)
        return MadePack(path, folder, self.made, self.key)


@pytest.fixture
async def furnished(tmp_path: Path) -> AsyncIterator[Book]:
    async with open_book(tmp_path / "data", 0) as book:
        await furnish(book)
        yield book


@pytest.fixture(scope="package")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[MadePack, MadePack]:
    """Made once, of one person and of everybody; in a thread of its own, away from the loops of the tests."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _made(tmp_path_factory.mktemp("packs"))).result()


async def _made(folder: Path) -> tuple[MadePack, MadePack]:
    async with open_book(folder / "data", 0) as book:
        await furnish(book)
        return await _one(book, folder, "pack", "ana"), await _one(book, folder, "all", None)


async def _one(book: Book, folder: Path, name: str, contact_id: str | None) -> MadePack:
    path = folder / f"{name}.zip"
    made = await make(book, path, contact_id)
    key = await book.database.write(lambda tx: book.checkpoint_rows.ensure_key(tx, NOW))
    return MadePack(path, unpack(path, folder / name), made, key.private)


@pytest.fixture
def pack(both: tuple[MadePack, MadePack], tmp_path: Path) -> MadePack:
    """Ana's."""
    return both[0].copied(tmp_path / "one")


@pytest.fixture
def all_of_it(both: tuple[MadePack, MadePack], tmp_path: Path) -> MadePack:
    """Everybody's."""
    return both[1].copied(tmp_path / "everybody")
