"""Opt-outs that outlive a person's data: keyed hashes of the identities of people who were erased (N15, P14)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from server_stub.contract.ids import new_id
from server_stub.domain.consent_events import ANY_BRAND, WHATSAPP, ConsentEvent, EventType
from server_stub.domain.identity import match_key
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Ledger, NewEvent
from server_stub.storage.vault import Vault

SOURCE: Final = "clock"
"""Nobody acts when an old opt-out takes hold of a new contact."""
_OF_IDENTITIES: Final = """
INSERT INTO suppression (value_hash, kind, scope, brand, since, event_seq, created_at)
SELECT DISTINCT found.hash, found.kind, ?, ?, ?, ?, ? FROM (
  SELECT value_hash AS hash, kind, contact_id FROM identity
  UNION SELECT match_hash, 'match', contact_id FROM identity WHERE match_hash IS NOT NULL
) AS found
WHERE found.contact_id = ? AND found.kind NOT IN ('username', 'group', 'anonymous')
"""
_STANDING: Final = """
SELECT scope, min(since) FROM suppression WHERE value_hash = ? OR (value_hash = ? AND kind = 'match') GROUP BY scope
"""
_OF_NUMBER: Final = (
    "SELECT scope, min(since) FROM suppression"
    " WHERE value_hash IN (?, ?) OR (value_hash = ? AND kind = 'match') GROUP BY scope"
)


def remember(tx: Tx, contact_id: str, scopes: Iterable[str], since: int, event_seq: int) -> None:
    """Keep the person left alone after their data is gone. Usernames change hands: they name nobody for ever."""
    for scope in scopes:
        tx.driver.execute(_OF_IDENTITIES, (scope, ANY_BRAND, since, event_seq, since, contact_id))


def of_number(tx: Tx, vault: Vault, digits: str) -> list[ConsentEvent]:
    """What stands against a number whose person was erased, whoever is known by it now (I4)."""
    hashes = [vault.blind(digits, kind) for kind in ("wa_id", "dialled")]
    rows = tx.driver.execute(_OF_NUMBER, (*hashes, vault.blind(match_key(digits), "match"))).fetchall()
    return [ConsentEvent(EventType.SUPPRESSED.value, scope, since, since, SOURCE, ANY_BRAND) for scope, since in rows]


def inherit(
    tx: Tx, vault: Vault, contact_id: str, key_id: str, value_hash: bytes, match_hash: bytes | None, now: int
) -> None:
    """A contact has got an identity that somebody erased had: what they wished goes on, once in its ledger."""
    for scope, since in tx.driver.execute(_STANDING, (value_hash, match_hash or b"")).fetchall():
        event = NewEvent(
            event_id=new_id(now),
            contact_id=contact_id,
            key_id=key_id,
            type=EventType.SUPPRESSED.value,
            purpose=scope,
            brand=ANY_BRAND,
            channel=WHATSAPP,
            source=SOURCE,
            actor="gateway",
            captured_at=since,
            recorded_at=max(now, since),
            source_key=f"suppression:{contact_id}:{scope}",
        )
        Ledger(vault).append(tx, event)
