"""Takes back what a batch permitted, event by event; what the persons did themselves since then stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from server_stub.domain.consent import derive
from server_stub.domain.consent_events import EventType, State
from server_stub.domain.import_rules import IMPORT
from server_stub.services.consent import Consents, Subject
from server_stub.services.imports.applying import batch_event
from server_stub.storage.database import Tx
from server_stub.storage.repositories.imports import Batch, ImportRows, Written
from server_stub.storage.repositories.ledger import Ledger

_PERMITTING: Final = frozenset({EventType.GRANTED.value, EventType.REQUESTED.value, EventType.IMPORTED.value})


class Undoing:
    """For the writer's transaction; repeated, it writes nothing twice."""

    def __init__(self, rows: ImportRows, consents: Consents, ledger: Ledger, brand: str) -> None:
        self._rows = rows
        self._consents = consents
        self._ledger = ledger
        self._brand = brand

    def some(self, tx: Tx, batch: Batch, after: str, limit: int, now: int) -> str:
        """Some events of the batch from `after` on; where to go on, "" at the end."""
        events = self._rows.events(tx, batch.id, after, limit)
        for event in events:
            if event.type in _PERMITTING and self._still_stands(tx, event, now):
                self._take_back(tx, batch, event, now)
        return events[-1].source_key if events else ""

    def close(self, tx: Tx, batch: Batch, now: int) -> None:
        self._ledger.append(tx, batch_event(tx, batch, "undone", batch.detail.undone_by, {"counts": batch.counts}, now))

    def _still_stands(self, tx: Tx, event: Written, now: int) -> bool:
        """Nobody confirmed, refused or left since: only a state that the file made is unmade."""
        events, _ = self._ledger.of_contact(tx, event.contact_id)
        state = derive(events, now, brand=self._brand).of(event.purpose)
        return state.source == IMPORT and state.suppressed_at is None and state.state is not State.INVALIDATED

    def _take_back(self, tx: Tx, batch: Batch, event: Written, now: int) -> None:
        taken_back = self._consents.new_event(
            Subject(event.contact_id, event.key_id),
            EventType.INVALIDATED,
            event.purpose,
            source=IMPORT,
            actor=batch.detail.undone_by,
            captured_at=now,
            now=now,
        )
        named = {"batch": batch.id, "event": event.event_id}
        self._consents.add(tx, replace(taken_back, source_key=f"import-undo:{event.source_key}", payload=named))
