"""Values that are kept sealed in columns, as what they are."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from server_stub.storage.database import Tx
from server_stub.storage.vault import UnreadableError, Vault

_T = TypeVar("_T")


def opened(vault: Vault, tx: Tx, key_id: str, sealed: bytes | None, context: str, kind: type[_T]) -> _T | None:
    """None where nothing is kept, or where it cannot be read any more because the person was erased."""
    if sealed is None:
        return None
    try:
        return msgspec.json.decode(vault.open(tx, key_id, sealed, context), type=kind)
    except UnreadableError:
        return None
