"""The team's stickers: anybody adds, everybody sends; one's own are changed and removed, leads change any."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable
from typing import Final

import msgspec

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import EventKind
from server_stub.contract.file_types import HEAD_BYTES, sniff
from server_stub.contract.ids import new_id
from server_stub.contract.media_rules import STICKER_SIDE, limit_of
from server_stub.contract.model import Account
from server_stub.contract.stickers import MOST_STICKERS, Sticker, StickerWords, tidy, wrong_words
from server_stub.domain.file_shape import shape
from server_stub.domain.written import is_line
from server_stub.services.roles import require_lead
from server_stub.storage.database import Database, Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.stickers import StickerFiles, StickerRows
from server_stub.storage.setup import team_key
from server_stub.storage.vault import UnreadableError

KEPT_MS: Final = 7 * 86_400_000
"""For so long what was removed can be brought back."""
WEBP: Final = "image/webp"
_LARGEST: Final = limit_of(WEBP, animated=True)
_RIFF_HEAD: Final = 8
"""Bytes before those that a WebP file counts in its own size."""


class StickerBook:
    """Raises GatewayRefusal: STICKER_UNKNOWN, FORBIDDEN, VALUE_INVALID with the `field` that is wrong."""

    def __init__(
        self, database: Database, rows: StickerRows, files: StickerFiles, events: EventLog, clock: Callable[[], int]
    ) -> None:
        self._database = database
        self._rows = rows
        self._files = files
        self._events = events
        self._clock = clock

    async def prepare(self) -> None:
        await self._database.read(lambda _: self._files.prepare())

    def all(self, tx: Tx) -> list[Sticker]:
        return self._rows.all(tx)

    def picture(self, tx: Tx, sticker_id: str) -> tuple[Sticker, bytes]:
        """Also of what was removed a short while ago: somebody may bring it back."""
        found = self._known(tx, sticker_id)
        try:
            return found, self._files.read(tx, found)
        except UnreadableError:
            raise GatewayRefusal(ErrorCode.STICKER_UNKNOWN) from None

    async def add(
        self, caller: Account, words: StickerWords, announced: int | None, body: AsyncIterator[bytes]
    ) -> Sticker:
        """`announced`: Content-Length. The same picture in the same pack is there once, under its new words.

        Raises MEDIA_TYPE_REFUSED, STICKER_SIDES_WRONG, MEDIA_TOO_LARGE, STICKERS_FULL.
        """
        wanted = _checked(words)
        data = await _whole(announced, body)
        animated = check_picture(data)
        now = self._clock()
        new = Sticker(
            id=new_id(now),
            pack=wanted.pack,
            name=wanted.name,
            digest=hashlib.sha256(data).hexdigest(),
            size=len(data),
            made_by=caller.id,
            made_at=now,
            keywords=wanted.keywords,
            animated=animated,
        )
        return await self._database.write(lambda tx: self._add(tx, caller, new, data, now))

    def describe(self, tx: Tx, caller: Account, sticker_id: str, words: StickerWords, now: int) -> Sticker:
        """Raises STATE_CONFLICT where the pack it is to move to has the same picture."""
        wanted, found = _checked(words), self._own(tx, caller, sticker_id)
        if found.removed_at is not None:
            raise GatewayRefusal(ErrorCode.STICKER_UNKNOWN)
        other = self._rows.same(tx, found.digest, wanted.pack)
        if other is not None and other.id != found.id:
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT)
        return self._put(tx, found, wanted, None, now)

    def remove(self, tx: Tx, caller: Account, sticker_id: str, now: int) -> Sticker:
        """Twice is as good as once."""
        found = self._own(tx, caller, sticker_id)
        return found if found.removed_at is not None else self._put(tx, found, _words(found), now, now)

    def restore(self, tx: Tx, caller: Account, sticker_id: str, now: int) -> Sticker:
        """What was removed is there again. Raises STICKERS_FULL."""
        found = self._own(tx, caller, sticker_id)
        if found.removed_at is None:
            return found
        self._check_room(tx)
        return self._put(tx, found, _words(found), None, now)

    async def forget_removed(self) -> None:
        """Upkeep: what was removed a week ago; its file too, where no other pack has the picture."""
        before = self._clock() - KEPT_MS
        await self._database.write(lambda tx: self._forget(tx, before))

    def _add(self, tx: Tx, caller: Account, new: Sticker, data: bytes, now: int) -> Sticker:
        before = self._rows.same(tx, new.digest, new.pack)
        if before is None or before.removed_at is not None:
            self._check_room(tx)
        self._files.keep(tx, new.digest, data)
        if before is not None:
            if before.removed_at is None:
                _check_own(caller, before)
            return self._put(tx, before, _words(new), None, now)
        self._rows.add(tx, new)
        self._tell(tx, new, now)
        return new

    def _forget(self, tx: Tx, before: int) -> None:
        """Inside the transaction: nobody adds the same picture meanwhile."""
        for digest in self._rows.forget(tx, before):
            self._files.remove(digest)

    def _put(self, tx: Tx, known: Sticker, words: StickerWords, removed_at: int | None, now: int) -> Sticker:
        changed = msgspec.structs.replace(
            known, pack=words.pack, name=words.name, keywords=words.keywords, removed_at=removed_at
        )
        if changed != known:
            self._rows.put(tx, known.id, words, removed_at)
            self._tell(tx, changed, now)
        return changed

    def _tell(self, tx: Tx, sticker: Sticker, now: int) -> None:
        self._events.append(tx, EventKind.STICKER, sticker, key_id=team_key(tx), now=now)

    def _check_room(self, tx: Tx) -> None:
        if self._rows.count(tx) >= MOST_STICKERS:
            raise GatewayRefusal(ErrorCode.STICKERS_FULL, limit=MOST_STICKERS)

    def _own(self, tx: Tx, caller: Account, sticker_id: str) -> Sticker:
        found = self._known(tx, sticker_id)
        _check_own(caller, found)
        return found

    def _known(self, tx: Tx, sticker_id: str) -> Sticker:
        found = self._rows.get(tx, sticker_id)
        if found is None:
            raise GatewayRefusal(ErrorCode.STICKER_UNKNOWN)
        return found


def check_picture(data: bytes) -> bool:
    """Whether it moves.

    Raises MEDIA_TYPE_REFUSED, STICKER_SIDES_WRONG, MEDIA_TOO_LARGE, as WhatsApp would (2.9), and FILE_UNREADABLE for
    one whose end is missing.
    """
    head = data[:HEAD_BYTES]
    kind = sniff(head)
    if kind != WEBP:
        raise GatewayRefusal(ErrorCode.MEDIA_TYPE_REFUSED, type=kind or "unknown")
    if len(data) < _RIFF_HEAD + int.from_bytes(head[4:8], "little"):
        raise GatewayRefusal(ErrorCode.FILE_UNREADABLE)
    picture = shape(head, b"")
    if (picture.width, picture.height) != (STICKER_SIDE, STICKER_SIDE):
        raise GatewayRefusal(ErrorCode.STICKER_SIDES_WRONG, side=STICKER_SIDE)
    limit = limit_of(WEBP, animated=picture.animated)
    if len(data) > limit:
        raise GatewayRefusal(ErrorCode.MEDIA_TOO_LARGE, limit=limit)
    return picture.animated


def _check_own(caller: Account, sticker: Sticker) -> None:
    if sticker.made_by != caller.id:
        require_lead(caller)


def _checked(words: StickerWords) -> StickerWords:
    wanted = tidy(words)
    field = wrong_words(wanted)
    written = (("pack", [wanted.pack]), ("name", [wanted.name]), ("keywords", wanted.keywords))
    field = field or next((name for name, texts in written if not all(map(is_line, texts))), "")
    if field:
        raise GatewayRefusal(ErrorCode.VALUE_INVALID, field=field)
    return wanted


def _words(sticker: Sticker) -> StickerWords:
    return StickerWords(sticker.pack, sticker.name, sticker.keywords)


async def _whole(announced: int | None, body: AsyncIterator[bytes]) -> bytes:
    """Raises MEDIA_TOO_LARGE as soon as it is."""
    data = bytearray()
    if (announced or 0) <= _LARGEST:
        async for chunk in body:
            data += chunk
            if len(data) > _LARGEST:
                break
    if len(data) > _LARGEST or (announced or 0) > _LARGEST:
        raise GatewayRefusal(ErrorCode.MEDIA_TOO_LARGE, limit=_LARGEST)
    return bytes(data)
