"""Verifies the whole ledger in one pass and bounded memory: chain, payloads, evidence, notices and checkpoints."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server_stub.domain.merkle import Tree, leaf_hash
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Ledger
from server_stub.storage.repositories.ledger_checkpoints import Checkpoint, CheckpointRows, signed_by
from server_stub.storage.repositories.ledger_evidence import EVIDENCE_CONTEXT
from server_stub.storage.repositories.ledger_rows import (
    COLUMNS,
    GENESIS,
    PAYLOAD_CONTEXT,
    SALT_BYTES,
    WIDTH,
    bound_in,
    registered_later,
    row_digest,
)
from server_stub.storage.vault import NONCE_BYTES, UnreadableError, Vault

_EVERYTHING: Final = (
    f"SELECT {COLUMNS}, consent_event.hash, consent_event.payload_enc, "  # noqa: S608
    "evidence.id, evidence.sha256, evidence.key_id, evidence.file_ref, evidence.body_enc "
    "FROM consent_event LEFT JOIN evidence ON evidence.event_id = consent_event.event_id ORDER BY consent_event.seq"
)
_WRAPPED: Final = "SELECT wrapped FROM data_key WHERE id = ?"
_NOTICES: Final = (
    "SELECT id, body, sha256, published_at, published_by, in_use_from, in_use_until FROM notice_version ORDER BY id"
)
_SEQ, _PREVIOUS, _KEY, _COMMITMENT, _NOTICE = 13, 9, 6, 8, 7
"""Places in FIELDS; a test holds them to their names."""
_PAYLOAD: Final = PAYLOAD_CONTEXT.encode()
_EVIDENCE: Final = EVIDENCE_CONTEXT.encode()
_KEYS: Final = 250_000
"""Wrapped keys held at once, some 70 MB: read in one sweep, they cost a tenth of being looked up one by one."""
_ROOM_KIB: Final = -65_536
_BLOCK: Final = 512
_STEP: Final = 5_000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold.

    `what`: missing (an event is gone), event (a row was changed), payload, evidence, notice, checkpoint.
    `seq`: number of the event, of a checkpoint its size; `detail`: id of a notice.
    """

    what: str
    seq: int
    detail: str = ""


class LedgerCheck:
    """Blocking: for a reader's transaction."""

    def __init__(self, vault: Vault, ledger: Ledger, checkpoints: CheckpointRows) -> None:
        self._vault = vault
        self._ledger = ledger
        self._checkpoints = checkpoints

    def first(self, tx: Tx) -> Finding | None:
        """The first thing that does not hold, None where all does."""
        return next(self.begin(tx).findings(), None)

    def size(self, tx: Tx) -> int:
        """How many entries there are to verify."""
        return self._ledger.last_seq(tx)

    def begin(self, tx: Tx) -> CheckRun:
        return CheckRun(tx, self._vault, self._ledger, self._checkpoints)


class CheckRun:
    """One pass. When `findings` ends without one, `tree` and `head_hash` are those of the whole ledger."""

    def __init__(self, tx: Tx, vault: Vault, ledger: Ledger, checkpoints: CheckpointRows) -> None:
        self._tx = tx
        self._vault = vault
        self._ledger = ledger
        self._rows = checkpoints
        self._wrapped: dict[str, bytes | None] = {}
        self._notices: dict[str, tuple[str, dict[str, Any] | None]] = {}
        self._evidence = 0
        self._leaves: list[bytes] = []
        """Not yet in the tree, which takes many at once in less time."""
        self.tree = Tree()
        self.head_hash = GENESIS

    def findings(self, progress: Callable[[int], object] | None = None) -> Iterator[Finding]:
        """In the order of the ledger, notices first. `progress` is told now and then how many events were read."""
        yield from self._read_notices()
        self._read_keys()
        expected, checkpoints = 1, _Checkpoints(self._tx, self._rows)
        for values in self._rows_of_everything():
            seq = values[_SEQ]
            if seq != expected:
                # A second row of evidence repeats its event; anything else is a gap.
                yield Finding("evidence", seq) if seq == expected - 1 else Finding("missing", expected)
                if seq == expected - 1:
                    continue
            digest = row_digest(values[:WIDTH])
            what = self._broken_part(values, digest)
            if what:
                yield Finding(what, seq)
            self.head_hash, expected = values[WIDTH], seq + 1
            self._leaves.append(leaf_hash(_bytes(self.head_hash) if what else digest))
            if len(self._leaves) == _BLOCK or checkpoints.due == self.tree.size + len(self._leaves):
                self._grow()
                if checkpoints.due == self.tree.size:
                    yield from checkpoints.look(self.tree, self.head_hash)
            if progress is not None and not expected % _STEP:
                progress(expected - 1)
        self._grow()
        if self._ledger.head(self._tx) != (expected - 1, self.head_hash):
            yield Finding("missing", expected)
        yield from checkpoints.rest()
        yield from self._stray_evidence()

    def _grow(self) -> None:
        self.tree.extend(self._leaves)
        self._leaves.clear()

    def _rows_of_everything(self) -> Iterator[Sequence[Any]]:
        """With room for the pages that are looked up here and there: decrypting them again costs most."""
        execute = self._tx.driver.execute
        usual = execute("PRAGMA cache_size").fetchone()[0]
        execute(f"PRAGMA cache_size = {_ROOM_KIB}")
        try:
            yield from execute(_EVERYTHING)
        finally:
            execute(f"PRAGMA cache_size = {usual}")

    def _broken_part(self, values: Sequence[Any], digest: bytes) -> str:
        """What of one event does not hold, "" where all does; `digest`: of what its hash covers."""
        stored, sealed, kept = values[WIDTH], values[WIDTH + 1], values[WIDTH + 2 :]
        if values[_PREVIOUS] != self.head_hash or digest.hex() != stored:
            return "event"
        if kept[0] is not None:
            self._evidence += 1
        key_id = values[_KEY]
        wrapped = self._wrapped_key(key_id)
        if wrapped is None:
            return ""  # the person was erased: nothing can be read, and nothing is to be
        try:
            # Made anew for each event: keeping thousands costs more, in memory that must be fetched, than making one.
            cipher = self._vault.cipher_of(key_id, wrapped)
            plain = _opened(cipher, sealed, _PAYLOAD)
            if hashlib.sha256(plain).hexdigest() != values[_COMMITMENT]:
                return "payload"
            bound = bound_in(plain[SALT_BYTES:])
        except (UnreadableError, msgspec.DecodeError):
            return "payload"
        if bound.evidence_sha256 != self._proven(cipher, key_id, kept):
            return "evidence"
        shown = bound.notice_sha256, bound.notice_registered_later
        if shown[0] is not None and self._notices.get(values[_NOTICE]) != shown:
            return "notice"
        return ""

    def _read_keys(self) -> None:
        """As many as there is room for, in the order of their rows."""
        sql = "SELECT id, wrapped FROM data_key LIMIT ?"
        self._wrapped = dict(self._tx.driver.execute(sql, (_KEYS,)).fetchall())

    def _wrapped_key(self, key_id: str) -> bytes | None:
        """None where it was destroyed."""
        if key_id in self._wrapped:
            return self._wrapped[key_id]
        if len(self._wrapped) < _KEYS:
            return None
        row = self._tx.driver.execute(_WRAPPED, (key_id,)).fetchone()
        return None if row is None else row[0]

    def _proven(self, cipher: AESGCM, key_id: str, kept: Sequence[Any]) -> str | None:
        """Digest of the event's evidence as it is now; None where there is none, "" where it is not what it was."""
        own_id, told, its_key, file_ref, sealed = kept
        if own_id is None:
            return None
        if file_ref:
            row = self._ledger.evidence.one(self._tx, own_id)
            digest = "" if row is None else self._ledger.evidence.digest(self._tx, row)
        else:
            try:
                digest = hashlib.sha256(_opened(cipher, sealed, _EVIDENCE)).hexdigest()
            except UnreadableError:
                return ""
        return digest if digest == told and its_key == key_id else ""

    def _read_notices(self) -> Iterator[Finding]:
        """The digests of the texts as they are now, and what is said of those that were registered later."""
        for own_id, body, digest, *later in self._tx.driver.execute(_NOTICES):
            found = hashlib.sha256(body.encode()).hexdigest()
            self._notices[own_id] = found, registered_later(*later)
            if found != digest:
                seq = self._tx.driver.execute(
                    "SELECT min(seq) FROM consent_event WHERE notice_version_id = ?", (own_id,)
                ).fetchone()[0]
                yield Finding("notice", seq or 0, own_id)

    def _stray_evidence(self) -> Iterator[Finding]:
        """Rows of evidence that belong to no event: one was put in, or taken away from its event."""
        if self._tx.driver.execute("SELECT count(*) FROM evidence").fetchone()[0] > self._evidence:
            yield Finding("evidence", 0)


class _Checkpoints:
    """Follows the checkpoints beside the events, each one bound to the one before."""

    def __init__(self, tx: Tx, rows: CheckpointRows) -> None:
        self._known = rows.newest_known(tx)
        self._ledger_id = rows.ledger_id(tx)
        self._keys = rows.public_keys(tx)
        self._following = rows.all(tx)
        self._digest = ""
        self._size = 0
        self._next: Checkpoint | None = None
        self._step()

    @property
    def due(self) -> int:
        """The size of the next one, 0 where there is none."""
        return 0 if self._next is None else self._next.size

    def look(self, tree: Tree, head_hash: str) -> Iterator[Finding]:
        """At the one that is due now."""
        found = self._next
        if found is None:
            return
        linked = found.previous == self._digest and (found.root, found.head_hash) == (tree.root().hex(), head_hash)
        if not linked or not signed_by(found, self._ledger_id, self._keys.get(found.key_id)):
            yield Finding("checkpoint", found.size)
        self._digest, self._size = found.digest(self._ledger_id), found.size
        self._step()

    def rest(self) -> Iterator[Finding]:
        """Those beyond the end of the ledger, and the newest one where it vanished."""
        while self._next is not None:
            yield Finding("checkpoint", self._next.size)
            self._digest, self._size = self._next.digest(self._ledger_id), self._next.size
            self._step()
        if self._digest != self._known:
            yield Finding("checkpoint", self._size)

    def _step(self) -> None:
        self._next = next(self._following, None)


def _opened(cipher: AESGCM, sealed: bytes | None, context: bytes) -> bytes:
    """Raises UnreadableError."""
    if sealed is None:
        raise UnreadableError("nothing there")
    try:
        return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as error:
        raise UnreadableError("changed") from error


def _bytes(digest: object) -> bytes:
    """A stored hash; what is no hash any more counts as it stands, and is found elsewhere."""
    try:
        return bytes.fromhex(str(digest))
    except ValueError:
        return str(digest).encode()
