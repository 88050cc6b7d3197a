"""Rows of the table `sticker`, and the files beside them, sealed under the team's key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from server_stub.contract.stickers import Sticker, StickerWords
from server_stub.storage.database import Tx
from server_stub.storage.sealed_files import SealedFiles
from server_stub.storage.setup import team_key

FOLDER: Final = "stickers"
_COLUMNS: Final = "id, pack, name, digest, size, made_by, made_at, keywords, animated, removed_at"
_INSERT: Final = f"INSERT INTO sticker ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - fixed names
_DESCRIBE: Final = "UPDATE sticker SET pack = ?, name = ?, keywords = ?, removed_at = ? WHERE id = ?"


class StickerRows:
    def all(self, tx: Tx) -> list[Sticker]:
        """What was not removed, oldest first."""
        sql = f"SELECT {_COLUMNS} FROM sticker WHERE removed_at IS NULL ORDER BY made_at, id"  # noqa: S608
        return [_sticker(row) for row in tx.driver.execute(sql).fetchall()]

    def count(self, tx: Tx) -> int:
        """Of what was not removed."""
        return int(tx.driver.execute("SELECT count(*) FROM sticker WHERE removed_at IS NULL").fetchone()[0])

    def get(self, tx: Tx, sticker_id: str) -> Sticker | None:
        """Also where it was removed a short while ago."""
        row = tx.driver.execute(f"SELECT {_COLUMNS} FROM sticker WHERE id = ?", (sticker_id,)).fetchone()  # noqa: S608
        return None if row is None else _sticker(row)

    def same(self, tx: Tx, digest: str, pack: str) -> Sticker | None:
        """The same picture in the same pack, removed or not."""
        sql = f"SELECT {_COLUMNS} FROM sticker WHERE digest = ? AND pack = ?"  # noqa: S608 - fixed names
        row = tx.driver.execute(sql, (digest, pack)).fetchone()
        return None if row is None else _sticker(row)

    def add(self, tx: Tx, sticker: Sticker) -> None:
        values: list[Any] = [getattr(sticker, name) for name in _COLUMNS.split(", ")]
        values[7:9] = [msgspec.json.encode(sticker.keywords).decode(), int(sticker.animated)]
        tx.driver.execute(_INSERT, values)

    def put(self, tx: Tx, sticker_id: str, words: StickerWords, removed_at: int | None) -> None:
        keywords = msgspec.json.encode(words.keywords).decode()
        tx.driver.execute(_DESCRIBE, (words.pack, words.name, keywords, removed_at, sticker_id))

    def forget(self, tx: Tx, before: int) -> list[str]:
        """Rows that were removed before (ms); digests that no row names any more."""
        sql = "DELETE FROM sticker WHERE removed_at < ? RETURNING digest"
        gone = {str(row[0]) for row in tx.driver.execute(sql, (before,)).fetchall()}
        named = {str(row[0]) for row in tx.driver.execute("SELECT digest FROM sticker").fetchall()}
        return sorted(gone - named)


class StickerFiles:
    """One sealed file for each picture, named by its digest: at most 500 KB, so one piece. Blocks."""

    def __init__(self, files: SealedFiles) -> None:
        self._files = files

    def prepare(self) -> None:
        self._files.prepare()

    def keep(self, tx: Tx, digest: str, data: bytes) -> None:
        """Nothing happens where it is here already. Raises StorageUnavailable."""
        if not self._files.is_whole(digest, len(data)):
            self._files.write_whole(tx, digest, team_key(tx), data)

    def read(self, tx: Tx, sticker: Sticker) -> bytes:
        """Raises UnreadableError."""
        return self._files.read_piece(tx, sticker.digest, team_key(tx), sticker.size, 0)

    def remove(self, digest: str) -> None:
        self._files.remove(digest)


def _sticker(row: Sequence[Any]) -> Sticker:
    identifier, pack, name, digest, size, made_by, made_at, keywords, animated, removed_at = row
    return Sticker(
        id=identifier,
        pack=pack,
        name=name,
        digest=digest,
        size=size,
        made_by=made_by,
        made_at=made_at,
        keywords=msgspec.json.decode(keywords, type=list[str]),
        animated=bool(animated),
        removed_at=removed_at,
    )
