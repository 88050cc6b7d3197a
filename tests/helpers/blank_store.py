"""A new store without migrating anew for each test: one is made in each process, and copied."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Final

from server_stub.storage.database import Database
from server_stub.storage.setup import DATABASE_FILE, open_store
from server_stub.storage.vault import Vault

KEY: Final = bytes(range(32))
"""The master key of all of them."""


@cache
def _blank() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        open_store(Path(folder), KEY)
        return (Path(folder) / DATABASE_FILE).read_bytes()


def place_store(directory: Path) -> Path:
    """The file of a new store in this directory, which is made if need be; one that is there already stays."""
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = directory / DATABASE_FILE
    if not path.exists():
        path.write_bytes(_blank())
    return path


def new_store(directory: Path) -> tuple[Database, Vault]:
    """As `open_store`: the database is not started yet."""
    place_store(directory)
    return open_store(directory, KEY)
