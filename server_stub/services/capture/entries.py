"""The ledger events of one request: what was asked for, and what became valid with the proof of the number."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from server_stub.contract.capture import Answer
from server_stub.domain.consent_events import EventType
from server_stub.domain.purposes import Purpose
from server_stub.services.capture.submission import Proof
from server_stub.services.consent import Consents, Subject
from server_stub.storage.database import Tx
from server_stub.storage.repositories.capture_requests import Detail, Row
from server_stub.storage.repositories.ledger import Evidence

PERSON = "person"
JSON = "application/json"


class Entries:
    def __init__(self, consents: Consents) -> None:
        self._consents = consents

    def refuse(self, tx: Tx, row: Row, detail: Detail, subject: Subject, answer: Answer, source: str, now: int) -> None:
        """A "no" that was said; it takes back an earlier "yes"."""
        event = self._consents.new_event(
            subject,
            EventType.REFUSED,
            answer.purpose,
            source=source,
            actor=PERSON,
            captured_at=detail.captured_at,
            now=now,
        )
        event = replace(event, notice_version_id=answer.notice_version, source_key=_cause(row, answer, "refused"))
        event = replace(event, payload=_named(row))
        self._consents.add(tx, event, Evidence(JSON, detail.evidence, detail.captured_at))

    def request(self, tx: Tx, row: Row, detail: Detail, subject: Subject, answer: Answer, now: int) -> None:
        """The first step of a double opt-in: nothing is permitted yet."""
        event = self._consents.new_event(
            subject,
            EventType.REQUESTED,
            answer.purpose,
            source=row.source,
            actor=PERSON,
            captured_at=detail.captured_at,
            now=now,
        )
        event = replace(event, valid_until=row.expires_at, notice_version_id=answer.notice_version)
        event = replace(event, source_key=_cause(row, answer, "requested"), payload=_named(row))
        self._consents.add(tx, event, Evidence(JSON, detail.evidence, detail.captured_at))

    def grant(
        self,
        tx: Tx,
        row: Row,
        detail: Detail,
        subject: Subject,
        answer: Answer,
        purpose: Purpose,
        proof: Proof,
        now: int,
    ) -> None:
        """Permitted from the proof on; form and proof are its evidence together."""
        kind = EventType.CONFIRMED if purpose.double_opt_in else EventType.GRANTED
        event = self._consents.new_event(
            subject,
            kind,
            answer.purpose,
            source=proof.source,
            actor=PERSON,
            captured_at=proof.captured_at,
            now=now,
        )
        validity = purpose.validity_ms
        event = replace(
            event,
            proof_level=proof.level,
            valid_until=None if validity is None else event.captured_at + validity,
            notice_version_id=answer.notice_version,
            source_key=_cause(row, answer, f"granted:{proof.level}"),
            payload={**_named(row), **proof.details},
        )
        self._consents.add(tx, event, Evidence(JSON, joined(detail.evidence, proof.evidence), event.captured_at))


def joined(form: bytes, control: bytes) -> bytes:
    """Both JSON objects in one document, each as it was recorded; {} where there is none."""
    parts = {"form": msgspec.Raw(form or b"{}"), "control": msgspec.Raw(control or b"{}")}
    return msgspec.json.encode(parts)


def _named(row: Row) -> dict[str, str]:
    return {"capture_request": row.id, "capture_point": row.capture_point_id}


def _cause(row: Row, answer: Answer, step: str) -> str:
    return f"capture:{row.id}:{answer.purpose}:{step}"
