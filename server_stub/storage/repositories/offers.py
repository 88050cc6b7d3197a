"""Open offers in SQL: who is asked to take a conversation or to join it; at most one a conversation."""

from __future__ import annotations

from typing import Final, NamedTuple

import msgspec

from server_stub.contract.ids import new_id
from server_stub.contract.transfers import HandOver, OfferKind
from server_stub.storage.database import Tx
from server_stub.storage.repositories.conversation_parts import CARD_CONTEXT
from server_stub.storage.sealed_values import opened
from server_stub.storage.vault import Vault

_COLUMNS: Final = "id, conversation_id, case_id, kind, to_account, from_account, offered_at, expires_at"
_ADD: Final = f"""
INSERT INTO offer ({_COLUMNS}, card_enc) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""  # noqa: S608 - a constant of ours


class OfferRow(NamedTuple):
    """As stored, without the card; times in ms UTC. `expires_at` None: it stays until somebody answers."""

    id: str
    conversation_id: str
    case_id: str
    kind: str
    to_account: str
    from_account: str
    offered_at: int
    expires_at: int | None

    @property
    def takes(self) -> bool:
        """Whoever accepts is in charge; else they only join."""
        return self.kind in (OfferKind.QUEUE, OfferKind.TRANSFER)


class OfferRows:
    """The table `offer`. Cards are sealed under the contact's key: they go when the person is erased."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(
        self,
        tx: Tx,
        conversation_id: str,
        case_id: str,
        kind: OfferKind,
        to_account: str,
        from_account: str,
        card: HandOver,
        *,
        key_id: str,
        now: int,
        expires_at: int | None,
    ) -> OfferRow:
        """There must be none for this conversation."""
        row = OfferRow(new_id(now), conversation_id, case_id, kind, to_account, from_account, now, expires_at)
        sealed = None
        if card != HandOver():
            sealed = self._vault.seal(tx, key_id, msgspec.json.encode(card), CARD_CONTEXT)
        tx.driver.execute(_ADD, (*row, sealed))
        return row

    def of(self, tx: Tx, conversation_id: str) -> OfferRow | None:
        return self._one(tx, "conversation_id = ?", conversation_id)

    def get(self, tx: Tx, offer_id: str) -> OfferRow | None:
        return self._one(tx, "id = ?", offer_id)

    def card(self, tx: Tx, offer_id: str, key_id: str) -> HandOver:
        """Empty where there is none, or where the person was erased."""
        found = tx.driver.execute("SELECT card_enc FROM offer WHERE id = ?", (offer_id,)).fetchone()
        sealed = None if found is None else found[0]
        return opened(self._vault, tx, key_id, sealed, CARD_CONTEXT, HandOver) or HandOver()

    def remove(self, tx: Tx, offer_id: str) -> bool:
        """False where it was answered already."""
        return int(tx.driver.execute("DELETE FROM offer WHERE id = ?", (offer_id,)).rowcount) == 1

    def due(self, tx: Tx, now: int, limit: int = 100) -> list[OfferRow]:
        """Those that nobody answered in time, the oldest first."""
        sql = f"SELECT {_COLUMNS} FROM offer WHERE expires_at <= ? ORDER BY expires_at LIMIT ?"  # noqa: S608 - as above
        return [OfferRow(*row) for row in tx.driver.execute(sql, (now, limit)).fetchall()]

    def asked_of(self, tx: Tx, account_id: str) -> list[OfferRow]:
        sql = f"SELECT {_COLUMNS} FROM offer WHERE to_account = ? ORDER BY offered_at, id"  # noqa: S608 - as above
        return [OfferRow(*row) for row in tx.driver.execute(sql, (account_id,)).fetchall()]

    @staticmethod
    def _one(tx: Tx, where: str, value: str) -> OfferRow | None:
        sql = f"SELECT {_COLUMNS} FROM offer WHERE {where}"  # noqa: S608 - constants of ours
        row = tx.driver.execute(sql, (value,)).fetchone()
        return None if row is None else OfferRow(*row)
