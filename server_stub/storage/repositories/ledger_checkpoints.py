"""Signed statements of how long the ledger was and what its Merkle root was, and the keys that sign them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from server_stub.contract.ids import new_id
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger_rows import canonical
from server_stub.storage.setup import team_key
from server_stub.storage.vault import Vault

FORMAT: Final = "balcao-checkpoint/1"
_CONTEXT: Final = "signing_key.private"
_LEDGER_ID: Final = "ledger.id"
_NEWEST: Final = "ledger.checkpoint"
_FIELDS: Final = "size, root, head_hash, previous, signed_at, key_id, signature"
_PUT_SETTING: Final = (
    "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The first `size` events have the Merkle root `root`, the last of them has `head_hash` (5.5).

    `previous`: digest of what the checkpoint before this one signed; `signed_at` in ms by our own clock.
    """

    size: int
    root: str
    head_hash: str
    previous: str
    signed_at: int
    key_id: str
    signature: bytes = b""

    def statement(self, ledger_id: str) -> bytes:
        """What is signed."""
        names = ("size", "root", "head_hash", "previous", "signed_at", "key_id")
        return canonical({"format": FORMAT, "ledger_id": ledger_id} | {name: getattr(self, name) for name in names})

    def digest(self, ledger_id: str) -> str:
        """Of the statement; "" where a value was replaced by one of another kind."""
        try:
            return hashlib.sha256(self.statement(ledger_id)).hexdigest()
        except TypeError:
            return ""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """`id` of a pair of Ed25519 keys; `public` has 32 bytes."""

    id: str
    public: bytes
    private: Ed25519PrivateKey

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.public)


def fingerprint(public: bytes) -> str:
    """How people compare public keys: SHA-256 in groups of four hexadecimal digits."""
    digest = hashlib.sha256(public).hexdigest()[:40]
    return " ".join(digest[at : at + 4] for at in range(0, 40, 4))


class CheckpointRows:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def ledger_id(self, tx: Tx) -> str:
        """ "" before the first key was made."""
        row = tx.driver.execute("SELECT value FROM setting WHERE name = ?", (_LEDGER_ID,)).fetchone()
        return "" if row is None else str(row[0])

    def ensure_key(self, tx: Tx, now: int) -> SigningKey:
        """The key that signs now; it and the ledger's name are made where there is none."""
        if not self.ledger_id(tx):
            tx.driver.execute(_PUT_SETTING, (_LEDGER_ID, new_id(now)))
        sql = "SELECT id, public_key, private_enc FROM signing_key WHERE retired_at IS NULL ORDER BY created_at DESC"
        row = tx.driver.execute(sql).fetchone()
        if row is not None:
            opened = self._vault.open(tx, team_key(tx), row[2] or b"", _CONTEXT)
            return SigningKey(row[0], row[1], Ed25519PrivateKey.from_private_bytes(opened))
        private = Ed25519PrivateKey.generate()
        key = SigningKey(new_id(now), private.public_key().public_bytes_raw(), private)
        sealed = self._vault.seal(tx, team_key(tx), private.private_bytes_raw(), _CONTEXT)
        insert = "INSERT INTO signing_key (id, public_key, private_enc, created_at) VALUES (?, ?, ?, ?)"
        tx.driver.execute(insert, (key.id, key.public, sealed, now))
        return key

    def public_keys(self, tx: Tx) -> dict[str, bytes]:
        """By id, the retired ones too."""
        return dict(tx.driver.execute("SELECT id, public_key FROM signing_key").fetchall())

    def add(self, tx: Tx, checkpoint: Checkpoint) -> None:
        """A signed one. Remembered apart, so that a newest one that vanishes is missed."""
        values = [getattr(checkpoint, name) for name in _FIELDS.split(", ")]
        tx.driver.execute(f"INSERT INTO ledger_checkpoint ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?)", values)  # noqa: S608
        tx.driver.execute(_PUT_SETTING, (_NEWEST, checkpoint.digest(self.ledger_id(tx))))

    def newest(self, tx: Tx) -> Checkpoint | None:
        sql = f"SELECT {_FIELDS} FROM ledger_checkpoint ORDER BY size DESC LIMIT 1"  # noqa: S608 - names from above
        row = tx.driver.execute(sql).fetchone()
        return None if row is None else Checkpoint(*row)

    def all(self, tx: Tx) -> Iterator[Checkpoint]:
        """From the smallest to the largest."""
        for row in tx.driver.execute(f"SELECT {_FIELDS} FROM ledger_checkpoint ORDER BY size"):  # noqa: S608
            yield Checkpoint(*row)

    def covering(self, tx: Tx, seq: int) -> Checkpoint | None:
        """The first one that covers an event: the earliest moment at which it was vouched for."""
        sql = f"SELECT {_FIELDS} FROM ledger_checkpoint WHERE size >= ? ORDER BY size LIMIT 1"  # noqa: S608
        row = tx.driver.execute(sql, (seq,)).fetchone()
        return None if row is None else Checkpoint(*row)

    def newest_known(self, tx: Tx) -> str:
        """Digest of what the newest checkpoint signed, as it was remembered; "" before the first."""
        row = tx.driver.execute("SELECT value FROM setting WHERE name = ?", (_NEWEST,)).fetchone()
        return "" if row is None else str(row[0])


def signed_by(checkpoint: Checkpoint, ledger_id: str, public: bytes | None) -> bool:
    """Whether the key made this signature over this statement."""
    if public is None:
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(checkpoint.signature, checkpoint.statement(ledger_id))
    except (InvalidSignature, ValueError, TypeError):  # TypeError: a value of another kind was put in its place
        return False
    return True
