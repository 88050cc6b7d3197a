"""Files sealed in pieces, so that a document of 100 MB never has to fit in memory.

Each piece of 1 MiB is AES-256-GCM under a key made for this one file; the nonce is the number of the piece and a mark
on the last one, so that pieces cannot be swapped, dropped or cut off unnoticed (the STREAM construction of Hoang,
Reyhanitabar, Rogaway and Vizár, 2015).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PIECE_BYTES: Final = 1024 * 1024
_TAG_BYTES: Final = 16
_SALT_BYTES: Final = 32
_MAGIC: Final = b"BALCAO1\n"


class UnreadableFile(Exception):
    """Cut off, changed, or sealed with another key."""


class Sealer:
    """Writes one file: `add` as bytes come, `finish` once at the end."""

    def __init__(self, target: BinaryIO, key: bytes, context: str) -> None:
        """`key`: 32 bytes. `context` must be given again to open."""
        salt = os.urandom(_SALT_BYTES)
        self._target = target
        self._cipher = _cipher(key, salt, context)
        self._pending = bytearray()
        self._number = 0
        target.write(_MAGIC + salt)

    def add(self, data: bytes) -> None:
        self._pending += data
        while len(self._pending) > PIECE_BYTES:
            self._write(bytes(self._pending[:PIECE_BYTES]), last=False)
            del self._pending[:PIECE_BYTES]

    def finish(self) -> None:
        self._write(bytes(self._pending), last=True)
        self._pending.clear()

    def _write(self, piece: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._number, last=last), piece, None))
        self._number += 1


def unsealed(source: BinaryIO, key: bytes, context: str) -> Iterator[bytes]:
    """The plain bytes, piece by piece. Raises UnreadableFile; what came before it must then be thrown away."""
    head = source.read(len(_MAGIC) + _SALT_BYTES)
    if len(head) < len(_MAGIC) + _SALT_BYTES or not head.startswith(_MAGIC):
        raise UnreadableFile
    from cryptography.exceptions import InvalidTag

    cipher = _cipher(key, head[len(_MAGIC) :], context)
    number, piece = 0, source.read(PIECE_BYTES + _TAG_BYTES)
    while True:
        following = source.read(PIECE_BYTES + _TAG_BYTES)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), piece, None)
        except InvalidTag as error:
            raise UnreadableFile from error
        if not following:
            return
        number, piece = number + 1, following


def _cipher(key: bytes, salt: bytes, context: str) -> AESGCM:
    # 6 MB, which a desk without pictures and files does without.
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return AESGCM(HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=context.encode()).derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\1" if last else b"\0")
