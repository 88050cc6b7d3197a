"""Writes consent events: what an agent records, what the platform reports, what the gateway asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account, Contact
from server_stub.contract.requests import RecordConsent
from server_stub.domain.consent_events import ANY_BRAND, WHATSAPP, EventType
from server_stub.domain.purposes import PROMOTIONAL, PURPOSES, is_scope
from server_stub.services.hooks import PreferenceChange
from server_stub.services.notice_texts import LANGUAGES, usual_notice
from server_stub.services.outlook import Outlooks
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Evidence, Ledger, NewEvent
from server_stub.storage.repositories.media import MediaRows
from server_stub.storage.repositories.notices import Notices
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.repositories.visibility import Viewer, visible_conversation

STATED_WITH_EVIDENCE: Final = 3
_NOTE_LIMIT: Final = 1000


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose consent it is."""

    contact_id: str
    key_id: str


class Consents:
    """`brand` is the name that notices speak in and that grants are given to."""

    def __init__(
        self,
        ledger: Ledger,
        notices: Notices,
        media: MediaRows,
        outlooks: Outlooks,
        reading: Reading,
        registers: Registers,
        *,
        brand: str,
        clock: Callable[[], int],
    ) -> None:
        self._ledger = ledger
        self._notices = notices
        self._media = media
        self._outlooks = outlooks
        self._reading = reading
        self._registers = registers
        self._brand = brand
        self._clock = clock

    def publish_notices(self, tx: Tx, now: int) -> None:
        """Store the texts this program brings along, as new versions where they, the brand or the company changed."""
        company = self._registers.company(tx)
        for purpose in self._registers.settings(tx):
            for language in LANGUAGES:
                text = usual_notice(language, purpose, self._brand, company)
                if text is not None:
                    self._notices.bring_along(tx, purpose.code, language, text, now)

    def add(self, tx: Tx, new: NewEvent, evidence: Evidence | None = None) -> bool:
        """Append one event with its evidence and tell the desktops; False when its cause is in the ledger already."""
        if self._ledger.append(tx, new, evidence) is None:
            return False
        self._outlooks.contact_changed(tx, new.contact_id, new.recorded_at)
        return True

    def new_event(
        self, subject: Subject, kind: EventType, purpose: str, *, source: str, actor: str, captured_at: int, now: int
    ) -> NewEvent:
        """An event of this brand on WhatsApp; a revocation speaks to every brand of the controller (4.4).

        Nothing happened after it was recorded: dated in the future, it would outlive whatever the person says next.
        """
        return NewEvent(
            event_id=new_id(now),
            contact_id=subject.contact_id,
            key_id=subject.key_id,
            type=kind.value,
            purpose=purpose,
            brand=ANY_BRAND if kind is EventType.REVOKED else self._brand,
            channel=WHATSAPP,
            source=source,
            actor=actor,
            captured_at=min(captured_at, now),
            recorded_at=now,
        )

    def record(self, tx: Tx, caller: Account, contact_id: str, request: RecordConsent, now: int) -> Contact:
        """What an agent was told. A revocation is always taken (N8); a grant needs evidence and a known purpose.

        Raises NOT_FOUND where the caller may not see the person, EVIDENCE_REQUIRED, BAD_REQUEST.
        """
        subject = self._visible(tx, caller, contact_id)
        if len(request.note) > _NOTE_LIMIT:
            raise GatewayRefusal(ErrorCode.TEXT_TOO_LONG, limit=_NOTE_LIMIT, length=len(request.note))
        if request.granted:
            evidence = self._evidence(tx, Viewer.of(caller), subject, request)
            self.add(tx, self._grant(tx, caller, subject, request, evidence, now), evidence)
        elif is_scope(request.purpose):
            revoked = self.new_event(
                subject,
                EventType.REVOKED,
                request.purpose,
                source="agent",
                actor=caller.id,
                captured_at=now,
                now=now,
            )
            self.add(tx, replace(revoked, payload={"note": request.note}))
        else:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="purpose")
        contact = self._reading.contact(tx, contact_id, now)
        if contact is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return contact

    def platform_preference(self, tx: Tx, change: PreferenceChange) -> None:
        """A PreferenceHook: WhatsApp's own switch for offers, of one of our numbers only (5.2).

        A resume lifts nothing but that stop (N12); values other than stop and resume say nothing about this.
        """
        kind = {"stop": EventType.PLATFORM_STOP, "resume": EventType.PLATFORM_RESUME}.get(change.value)
        if kind is not None:
            subject = Subject(change.contact_id, change.key_id)
            self.platform_said(tx, subject, kind, change.channel_number_id, change.at, change.own_key)

    def platform_said(
        self, tx: Tx, subject: Subject, kind: EventType, channel_number_id: str, at: int, source_key: str
    ) -> None:
        """`at`: WhatsApp's time in ms; the same `source_key` adds one event only."""
        event = self.new_event(
            subject,
            kind,
            PROMOTIONAL,
            source="platform",
            actor="platform",
            captured_at=at,
            now=self._clock(),
        )
        self.add(tx, replace(event, channel=f"{WHATSAPP}:{channel_number_id}", source_key=source_key))

    def _grant(
        self, tx: Tx, caller: Account, subject: Subject, request: RecordConsent, evidence: Evidence, now: int
    ) -> NewEvent:
        purpose = PURPOSES.get(request.purpose)
        notice = self._notices.current(tx, request.purpose)
        if purpose is None or notice is None:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="purpose")
        said_at = evidence.captured_at
        granted = self.new_event(
            subject,
            EventType.GRANTED,
            purpose.code,
            source="agent",
            actor=caller.id,
            captured_at=said_at,
            now=now,
        )
        named = {"message_id": request.evidence_message_id, "media_id": request.evidence_media_id}
        return replace(
            granted,
            proof_level=STATED_WITH_EVIDENCE,
            valid_until=None if purpose.validity_ms is None else said_at + purpose.validity_ms,
            notice_version_id=notice.id,
            payload={"note": request.note, "evidence": named},
        )

    def _evidence(self, tx: Tx, viewer: Viewer, subject: Subject, request: RecordConsent) -> Evidence:
        """The person's own message, or a file kept with them, as far as the viewer may see it; what we wrote ourselves
        proves nothing.
        """
        if request.evidence_message_id:
            message = self._reading.message(tx, request.evidence_message_id)
            where = "" if message is None else message.conversation_id
            conversation = self._reading.conversation_for(tx, viewer, where)
            own = conversation is not None and conversation.contact_id == subject.contact_id
            if message is not None and own and message.direction == "in":
                return Evidence("application/json", msgspec.json.encode(message.content), message.sent_at)
        elif request.evidence_media_id:
            file = self._media.visible(tx, viewer, request.evidence_media_id)
            if file is not None and file.contact_id == subject.contact_id and file.state == "ready":
                named = {"media_id": file.id, "sha256": file.detail.sha256, "size": file.size}
                return Evidence(file.mime_type, msgspec.json.encode(named), file.created_at)
        raise GatewayRefusal(ErrorCode.EVIDENCE_REQUIRED)

    @staticmethod
    def _visible(tx: Tx, caller: Account, contact_id: str) -> Subject:
        allowed, parameters = visible_conversation(Viewer.of(caller))
        sql = (
            "SELECT contact.key_id FROM contact WHERE contact.id = ? AND contact.erased_at IS NULL AND EXISTS ("  # noqa: S608
            f"SELECT 1 FROM conversation WHERE conversation.contact_id = contact.id AND {allowed})"
        )
        row = tx.driver.execute(sql, (contact_id, *parameters)).fetchone()
        if row is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return Subject(contact_id, str(row[0]))
