"""What merging and splitting leave in the ledger: that it happened, and every no, on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from server_stub.contract.ids import new_id
from server_stub.contract.model import Account
from server_stub.domain.consent_events import ANY_BRAND, WHATSAPP, ConsentEvent, EventType
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Ledger, NewEvent
from server_stub.storage.repositories.merges import Merge

CONTACT_MERGED: Final = "CONTACT_MERGED"
ENDPOINT_CHANGED: Final = "ENDPOINT_CHANGED"
_EVERYTHING: Final = "*"
_OPT_OUTS: Final = frozenset({EventType.REVOKED.value, EventType.SUPPRESSED.value})


class MergeRecords:
    """`brand`: whose agreements end; everything else speaks to every brand."""

    def __init__(self, ledger: Ledger, brand: str) -> None:
        self._ledger = ledger
        self._brand = brand

    def merged(self, tx: Tx, kept_id: str, merged_id: str, proposal_id: str, account: Account, now: int) -> None:
        """One entry for each of the two."""
        payload = {"kept": kept_id, "merged": merged_id, "proposal": proposal_id}
        for contact_id in (kept_id, merged_id):
            self.note(tx, contact_id, CONTACT_MERGED, account, now, payload)

    def note(
        self,
        tx: Tx,
        contact_id: str,
        kind: str,
        account: Account,
        now: int,
        payload: dict[str, Any],
        purpose: str = "*",
    ) -> None:
        self._append(tx, contact_id, kind, purpose, "agent", account.id, now, now, payload, None)

    def split(self, tx: Tx, merge: Merge, kept: Sequence[str], left: Sequence[str], account: Account, now: int) -> None:
        """While they were one, an opt-out of one bound the other: it goes on binding both."""
        payload = {"kept": merge.kept_id, "merged": merge.merged_id, "undone": True}
        for contact_id in (merge.kept_id, merge.merged_id):
            self.note(tx, contact_id, CONTACT_MERGED, account, now, payload)
        for ours, theirs in ((kept, left), (left, kept)):
            since = self._opt_outs(tx, theirs, merge.merged_at)
            for contact_id in ours:
                for scope, at in since.items():
                    key = f"split:{merge.id}:{contact_id}:{scope}"
                    kind = EventType.SUPPRESSED.value
                    self._append(tx, contact_id, kind, scope, "clock", "gateway", at, now, payload, key)

    def _opt_outs(self, tx: Tx, contact_ids: Iterable[str], since: int) -> dict[str, int]:
        """When each scope was last opted out of by any of them since then."""
        found: dict[str, int] = {}
        for contact_id in contact_ids:
            events: list[ConsentEvent] = self._ledger.of_contact(tx, contact_id)[0]
            for event in events:
                if event.type in _OPT_OUTS and event.recorded_at >= since:
                    found[event.purpose] = max(event.captured_at, found.get(event.purpose, 0))
        return found

    def _append(
        self,
        tx: Tx,
        contact_id: str,
        kind: str,
        purpose: str,
        source: str,
        actor: str,
        captured_at: int,
        now: int,
        payload: dict[str, Any],
        source_key: str | None,
    ) -> None:
        row = tx.driver.execute("SELECT key_id FROM contact WHERE id = ?", (contact_id,)).fetchone()
        event = NewEvent(
            event_id=new_id(now),
            contact_id=contact_id,
            key_id=row[0],
            type=kind,
            purpose=purpose,
            brand=self._brand if kind == EventType.INVALIDATED else ANY_BRAND,
            channel=WHATSAPP,
            source=source,
            actor=actor,
            captured_at=captured_at,
            recorded_at=now,
            source_key=source_key,
            payload=payload,
        )
        self._ledger.append(tx, event)
