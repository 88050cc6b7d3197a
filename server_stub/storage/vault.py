"""Encryption at rest: one master key, a data key per contact, blind indexes. Destroying a data key is erasure."""

from __future__ import annotations

import hashlib
import hmac
import os
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server_stub.contract.ids import new_id
from server_stub.storage.tables.journal import data_key

if TYPE_CHECKING:
    from server_stub.storage.database import Tx

NONCE_BYTES: Final = 12
_STOCK: Final = 256
_CACHED_KEYS: Final = 20_000


class UnreadableError(Exception):
    """What was sealed cannot be opened: its key was destroyed, or the bytes were changed."""


class Vault:
    """Seals and opens bytes with AES-256-GCM under named data keys, which are wrapped by the master key.

    Safe to use from several threads: the cache holds immutable ciphers and single dictionary operations are atomic.
    """

    def __init__(self, master_key: bytes) -> None:
        if len(master_key) != 32:
            raise ValueError("the master key must have 32 bytes")
        self._wrapping = AESGCM(self._derive(master_key, b"wrap data keys"))
        self._index_key = self._derive(master_key, b"blind index")
        self.page_key_hex: Final = self._derive(master_key, b"database pages").hex()
        self._ciphers: dict[str, AESGCM] = {}
        self._destroyed: set[str] = set()
        self._nonces: list[bytes] = []

    @staticmethod
    def _derive(master_key: bytes, purpose: bytes) -> bytes:
        return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"balcao/" + purpose).derive(master_key)

    def create_key(self, tx: Tx, purpose: str, now: int) -> str:
        """Make and store a data key; returns its id. It exists once the transaction is committed."""
        key_id = new_id(now)
        raw = AESGCM.generate_key(bit_length=256)
        nonce = os.urandom(NONCE_BYTES)
        wrapped = nonce + self._wrapping.encrypt(nonce, raw, key_id.encode())
        tx.driver.execute(
            "INSERT INTO data_key (id, purpose, wrapped, created_at) VALUES (?, ?, ?, ?)",
            (key_id, purpose, wrapped, now),
        )
        self._remember(key_id, AESGCM(raw))
        return key_id

    def destroy_key(self, tx: Tx, key_id: str, now: int) -> None:
        """Erase: what this key sealed stays unreadable for ever, also in backups of the rows."""
        tx.execute(data_key.update().where(data_key.c.id == key_id).values(wrapped=None, destroyed_at=now))
        self._ciphers.pop(key_id, None)
        tx.after_commit(lambda: self._forget(key_id))

    def is_destroyed(self, tx: Tx, key_id: str) -> bool:
        """What would be sealed under it could never be read: nothing more is to be kept of its person."""
        if key_id in self._ciphers:
            return False
        row = tx.driver.execute("SELECT wrapped IS NULL FROM data_key WHERE id = ?", (key_id,)).fetchone()
        return row is None or bool(row[0])

    def seal(self, tx: Tx, key_id: str, plain: bytes, context: str = "") -> bytes:
        """Encrypt.

        `context` (e.g. "message.content") must be given again to open, so that columns cannot be swapped.
        """
        cipher = self._ciphers.get(key_id) or self._cipher(tx, key_id)
        try:
            nonce = self._nonces.pop()
        except IndexError:
            nonce = self._more_nonces()
        return nonce + cipher.encrypt(nonce, plain, context.encode())

    def open(self, tx: Tx, key_id: str, data: bytes, context: str = "") -> bytes:
        """Decrypt. Raises UnreadableError where the key is gone or the bytes are not what was sealed."""
        try:
            return self._cipher(tx, key_id).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], context.encode())
        except (InvalidTag, ValueError) as error:  # changed, or cut so short that not even the nonce is whole
            raise UnreadableError(context) from error

    def cipher_of(self, key_id: str, wrapped: bytes) -> AESGCM:
        """The cipher of a data key whose row was read already; for readers of many rows, and not remembered.

        Raises UnreadableError.
        """
        try:
            return AESGCM(self._wrapping.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], key_id.encode()))
        except (InvalidTag, ValueError) as error:
            raise UnreadableError("wrong master key") from error

    def blind(self, value: str, domain: str) -> bytes:
        """A keyed hash to find equal values without being able to read them; `domain` keeps kinds apart."""
        return hmac.digest(self._index_key, f"{domain}\0{value}".encode(), hashlib.sha256)

    def _more_nonces(self) -> bytes:
        """One for now and a stock: asking the system for each alone costs as much as the encryption."""
        drawn = os.urandom(NONCE_BYTES * _STOCK)
        self._nonces.extend(drawn[at : at + NONCE_BYTES] for at in range(NONCE_BYTES, len(drawn), NONCE_BYTES))
        return drawn[:NONCE_BYTES]

    def _cipher(self, tx: Tx, key_id: str) -> AESGCM:
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            cipher = self._unwrap(tx, key_id)
            self._remember(key_id, cipher)
        return cipher

    def _unwrap(self, tx: Tx, key_id: str) -> AESGCM:
        row = tx.driver.execute("SELECT wrapped FROM data_key WHERE id = ?", (key_id,)).fetchone()
        if row is None or row[0] is None:
            raise UnreadableError("key destroyed or unknown")
        return self.cipher_of(key_id, row[0])

    def _forget(self, key_id: str) -> None:
        """For good: a reader that began before the key was destroyed may still unwrap it."""
        self._destroyed.add(key_id)
        self._ciphers.pop(key_id, None)

    def _remember(self, key_id: str, cipher: AESGCM) -> None:
        if key_id in self._destroyed:
            return
        if len(self._ciphers) >= _CACHED_KEYS:
            self._ciphers.clear()
        self._ciphers[key_id] = cipher
