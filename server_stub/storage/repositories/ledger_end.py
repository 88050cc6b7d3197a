"""A quick look at the end of the ledger: the newest checkpoint's signature, and the events since it."""

from __future__ import annotations

from typing import Final

from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Ledger
from server_stub.storage.repositories.ledger_check import Finding
from server_stub.storage.repositories.ledger_checkpoints import Checkpoint, CheckpointRows, signed_by
from server_stub.storage.repositories.ledger_rows import COLUMNS, FIELDS, WIDTH, row_digest

_SINCE: Final = f"SELECT {COLUMNS}, consent_event.hash FROM consent_event WHERE seq > ? ORDER BY seq"  # noqa: S608 - from the list
_SEQ: Final = FIELDS.index("seq")
_PREVIOUS: Final = FIELDS.index("prev_hash")


def broken_end(tx: Tx, ledger: Ledger, checkpoints: CheckpointRows) -> Finding | None:
    """What does not hold there. Says nothing of what is older: it takes milliseconds, where all of it takes minutes."""
    newest = checkpoints.newest(tx)
    if newest is None:
        return None  # nothing was ever signed: the whole verification tells
    return _checkpoint(tx, newest, checkpoints) or _events_since(tx, newest, ledger)


def _checkpoint(tx: Tx, newest: Checkpoint, checkpoints: CheckpointRows) -> Finding | None:
    ledger_id = checkpoints.ledger_id(tx)
    public = checkpoints.public_keys(tx).get(newest.key_id)
    known = newest.digest(ledger_id) == checkpoints.newest_known(tx)
    return None if known and signed_by(newest, ledger_id, public) else Finding("checkpoint", newest.size)


def _events_since(tx: Tx, newest: Checkpoint, ledger: Ledger) -> Finding | None:
    row = tx.driver.execute("SELECT hash FROM consent_event WHERE seq = ?", (newest.size,)).fetchone()
    if row is None or row[0] != newest.head_hash:
        return Finding("missing" if row is None else "event", newest.size)
    seq, head = newest.size, newest.head_hash
    for values in tx.driver.execute(_SINCE, (newest.size,)):
        if values[_SEQ] != seq + 1:
            return Finding("missing", seq + 1)
        if values[_PREVIOUS] != head or row_digest(values[:WIDTH]).hex() != values[WIDTH]:
            return Finding("event", seq + 1)
        seq, head = seq + 1, values[WIDTH]
    return None if ledger.head(tx) == (seq, head) else Finding("missing", seq + 1)
