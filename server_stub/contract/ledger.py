"""GET /v1/ledger: how large the ledger is, when it was last sealed, and whether it is whole."""

from __future__ import annotations

import msgspec


class Verifying(msgspec.Struct, frozen=True):
    """A verification is under way: it has read `read` of `of` entries."""

    read: int
    of: int


class LedgerState(msgspec.Struct, frozen=True, omit_defaults=True):
    """`size`: entries; `checkpoint_size` and `checkpoint_at` (ms) of the last signed checkpoint.

    `broken_at`: the first entry that fails its check; None while everything holds. `broken_what` then says what of it:
    missing, event, payload, evidence, notice or checkpoint (`broken_at` is the size of that one). `root` is the Merkle
    root of the last checkpoint, `key_fingerprint` names the key that signed it, as proof packs print it. `verifying`
    while everything is being verified; `holds` until that has passed for the first time since the gateway started:
    nothing business-initiated leaves before.
    """

    size: int = 0
    checkpoint_size: int = 0
    checkpoint_at: int | None = None
    broken_at: int | None = None
    broken_what: str = ""
    root: str = ""
    key_fingerprint: str = ""
    verifying: Verifying | None = None
    holds: bool = False
