"""What an agent was told: a permission with what proves it, or a revocation, by message, voice or paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, Protocol

import msgspec

from server_stub.contract.content import Kind
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account, Contact
from server_stub.contract.registers import NoticeVersion
from server_stub.contract.requests import RecordConsent
from server_stub.contract.sendable import check_length
from server_stub.domain.consent_events import EventType
from server_stub.domain.notice_spans import began_at, ended_at, in_force_at, was_in_force
from server_stub.domain.purposes import Purpose, is_scope
from server_stub.services.consent import Consents, Subject
from server_stub.services.due_questions import DueQuestions
from server_stub.storage.database import Tx
from server_stub.storage.repositories.contacts import Contacts
from server_stub.storage.repositories.ledger import Evidence, NewEvent
from server_stub.storage.repositories.media import MediaRows
from server_stub.storage.repositories.notices import Notices
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.repositories.visibility import Viewer

STATED_WITH_EVIDENCE: Final = 3
WAYS: Final = frozenset({"message", "voice", "paper"})
_SAYS_NOTHING: Final = frozenset({Kind.CALL, Kind.SYSTEM})
"""Who calls, or has another number, has not agreed to anything with that."""
_NOTE_LIMIT: Final = 1000
_CLOCK_DIFFERENCE_MS: Final = 5 * 60_000


class EvidenceUploads(Protocol):
    """Files that were uploaded to prove something about one person."""

    def take(self, tx: Tx, viewer: Viewer, contact_id: str, file_id: str, now: int) -> Evidence:
        """The file, used up with it. Raises EVIDENCE_REQUIRED where there is none of this person."""


class ConsentRecorder:
    """`uploads` is given by the composition root; without it files are no evidence here."""

    def __init__(
        self,
        consents: Consents,
        notices: Notices,
        media: MediaRows,
        reading: Reading,
        registers: Registers,
        contacts: Contacts,
        due_questions: DueQuestions,
    ) -> None:
        self._consents = consents
        self._notices = notices
        self._media = media
        self._reading = reading
        self._registers = registers
        self._contacts = contacts
        self._due_questions = due_questions
        self.uploads: EvidenceUploads | None = None

    def record(self, tx: Tx, caller: Account, contact_id: str, request: RecordConsent, now: int) -> Contact:
        """A revocation is always taken (N8); a grant needs evidence and a known purpose.

        Where the purpose asks for a double opt-in it stays pending until the person confirms, and they are asked for
        that as soon as they may be. Raises NOT_FOUND where the caller may not see the person, EVIDENCE_REQUIRED,
        DATE_IMPOSSIBLE, TEXT_TOO_LONG, VALUE_INVALID (notice_version), BAD_REQUEST (purpose, way), and
        NOTICE_OF_OTHER_TIME where the text was not in force then: with `began_at` and `ended_at` of it, and of the text
        of that time `offer`, `offer_version` and `offer_began_at`, as far as there are such.
        """
        owner = self._contacts.visible(tx, Viewer.of(caller), contact_id)
        if owner is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        check_length(request.note, _NOTE_LIMIT)
        if request.way not in WAYS:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="way")
        subject = Subject(*owner)
        if request.granted:
            self._grant(tx, caller, subject, request, now)
        else:
            self._revoke(tx, caller, subject, request, now)
        contact = self._reading.contact(tx, contact_id, now)
        if contact is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return contact

    def _revoke(self, tx: Tx, caller: Account, subject: Subject, request: RecordConsent, now: int) -> None:
        if not is_scope(request.purpose, self._registers.catalogue(tx)):
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="purpose")
        revoked = self._event(caller, subject, EventType.REVOKED, request, now, now)
        self._consents.add(tx, replace(revoked, payload={"note": request.note, "way": request.way}))

    def _grant(self, tx: Tx, caller: Account, subject: Subject, request: RecordConsent, now: int) -> None:
        purpose = self._registers.catalogue(tx).get(request.purpose)
        if purpose is None or not purpose.active:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="purpose")
        evidence = self._evidence(tx, Viewer.of(caller), subject, request, now)
        said_at = self._said_at(request, evidence, now)
        evidence = replace(evidence, captured_at=said_at)
        told_by = self._told_by(tx, subject, request)
        notice = self._notice(tx, request, said_at)
        event = _worded(self._granting(caller, told_by, purpose, request, said_at, now), request, notice)
        self._consents.add(tx, event, evidence)
        if purpose.double_opt_in:
            self._due_questions.ask_contact(tx, told_by.contact_id, now)

    def _told_by(self, tx: Tx, subject: Subject, request: RecordConsent) -> Subject:
        """Of contacts that are shown as one, the one whose message it is: an agreement stays with the number that it
        was given for (N11).
        """
        message = self._reading.message(tx, request.evidence_message_id or "")
        owner = None if message is None else self._reading.owner_of(tx, message.conversation_id)
        return subject if owner is None else Subject(*owner)

    def _granting(
        self, caller: Account, subject: Subject, purpose: Purpose, request: RecordConsent, said_at: int, now: int
    ) -> NewEvent:
        """What an agent writes down is the first of the two steps of a double opt-in, and no more."""
        if purpose.double_opt_in:
            return self._event(caller, subject, EventType.REQUESTED, request, said_at, now)
        granted = self._event(caller, subject, EventType.GRANTED, request, said_at, now)
        until = None if purpose.validity_ms is None else said_at + purpose.validity_ms
        return replace(granted, proof_level=STATED_WITH_EVIDENCE, valid_until=until)

    def _notice(self, tx: Tx, request: RecordConsent, said_at: int) -> NoticeVersion:
        """What the person agreed to: nobody agreed to a text before it existed, or after it had ended (I3)."""
        current = self._notices.current(tx, request.purpose)
        if current is None:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="purpose")
        named = self._notices.get(tx, request.notice_version or current.id)
        if named is None or named.purpose != request.purpose:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="notice_version")
        if not was_in_force(named, said_at):
            offered = in_force_at(self._notices.history(tx, request.purpose), named.language, said_at)
            raise _other_time(named, offered)
        return named

    def _event(
        self, caller: Account, subject: Subject, kind: EventType, request: RecordConsent, said_at: int, now: int
    ) -> NewEvent:
        return self._consents.new_event(
            subject, kind, request.purpose, source="agent", actor=caller.id, captured_at=said_at, now=now
        )

    @staticmethod
    def _said_at(request: RecordConsent, evidence: Evidence, now: int) -> int:
        """A message tells its time itself; of voice and paper only the agent knows when it was said."""
        if request.evidence_message_id or not request.said_at:
            return evidence.captured_at
        if not 0 < request.said_at <= now + _CLOCK_DIFFERENCE_MS:
            raise GatewayRefusal(ErrorCode.DATE_IMPOSSIBLE, field="said_at")
        return min(request.said_at, now)

    def _evidence(self, tx: Tx, viewer: Viewer, subject: Subject, request: RecordConsent, now: int) -> Evidence:
        """The person's own message, or a file kept with them, as far as the viewer may see it; what we wrote ourselves
        proves nothing.
        """
        if request.evidence_message_id:
            return self._message(tx, viewer, subject, request.evidence_message_id)
        if request.evidence_media_id:
            return self._file(tx, viewer, subject, request.evidence_media_id)
        if request.evidence_file_id and self.uploads is not None:
            return self.uploads.take(tx, viewer, subject.contact_id, request.evidence_file_id, now)
        raise GatewayRefusal(ErrorCode.EVIDENCE_REQUIRED)

    def _message(self, tx: Tx, viewer: Viewer, subject: Subject, message_id: str) -> Evidence:
        message = self._reading.message(tx, message_id)
        where = "" if message is None else message.conversation_id
        conversation = self._reading.conversation_for(tx, viewer, where)
        own = conversation is not None and conversation.contact_id == subject.contact_id
        if message is None or not own or message.direction != "in" or message.content.kind in _SAYS_NOTHING:
            raise GatewayRefusal(ErrorCode.EVIDENCE_REQUIRED)
        return Evidence("application/json", msgspec.json.encode(message.content), message.sent_at)

    def _file(self, tx: Tx, viewer: Viewer, subject: Subject, media_id: str) -> Evidence:
        file = self._media.visible(tx, viewer, media_id)
        group = {owner.contact_id for owner in self._contacts.group(tx, subject.contact_id)}
        if file is None or file.contact_id not in group or file.state != "ready":
            raise GatewayRefusal(ErrorCode.EVIDENCE_REQUIRED)
        named = {"media_id": file.id, "sha256": file.detail.sha256, "size": file.size}
        return Evidence(file.mime_type, msgspec.json.encode(named), file.created_at)


def _worded(event: NewEvent, request: RecordConsent, notice: NoticeVersion) -> NewEvent:
    named = {
        "message_id": request.evidence_message_id,
        "media_id": request.evidence_media_id,
        "file_id": request.evidence_file_id,
    }
    payload: dict[str, Any] = {
        "note": request.note,
        "way": request.way,
        "evidence": {name: value for name, value in named.items() if value is not None},
        "notice_sha256": notice.sha256,
    }
    return replace(event, notice_version_id=notice.id, payload=payload)


def _other_time(named: NoticeVersion, offered: NoticeVersion | None) -> GatewayRefusal:
    told: dict[str, str | int] = {"began_at": began_at(named)}
    end = ended_at(named)
    if end is not None:
        told["ended_at"] = end
    if offered is not None:
        told |= {"offer": offered.id, "offer_version": offered.version, "offer_began_at": began_at(offered)}
    return GatewayRefusal(ErrorCode.NOTICE_OF_OTHER_TIME, **told)
