"""Whose store this is, as its notes know it."""

from __future__ import annotations

from typing import Final

import msgspec

from desktop.application.store_ports import StoreTx
from server_stub.contract.model import Account

OWN_ACCOUNT: Final = "own_account"


def own_account(tx: StoreTx) -> Account | None:
    """None before the first snapshot."""
    value = tx.notes.value(OWN_ACCOUNT)
    return None if value is None else msgspec.json.decode(value, type=Account)


def keep_own_account(tx: StoreTx, account: Account) -> None:
    tx.notes.set_value(OWN_ACCOUNT, msgspec.json.encode(account).decode())
