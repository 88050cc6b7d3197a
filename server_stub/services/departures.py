"""What follows from a message having left, and from WhatsApp refusing it for the person's sake."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from server_stub.contract.gate import SendKind
from server_stub.domain.consent_events import EventType
from server_stub.domain.window import closes_at
from server_stub.services.consent import Consents, Subject
from server_stub.services.outlook import Outlooks
from server_stub.services.own_reactions import OwnReactions
from server_stub.storage.database import Tx
from server_stub.storage.repositories.counters import Counters
from server_stub.storage.repositories.jobs import Job
from server_stub.storage.repositories.notices import Notices

_COUNTED: Final = frozenset({SendKind.MARKETING, SendKind.UTILITY, SendKind.AUTHENTICATION, SendKind.SURVEY})
_BUDGETED: Final = frozenset({SendKind.MARKETING, SendKind.SURVEY})


class Departures:
    def __init__(
        self,
        counters: Counters,
        outlooks: Outlooks,
        notices: Notices,
        consents: Consents,
        reactions: OwnReactions,
    ) -> None:
        self._counters = counters
        self._outlooks = outlooks
        self._notices = notices
        self._consents = consents
        self.reactions = reactions

    def left(self, tx: Tx, job: Job, now: int) -> None:
        """It is certain that the message left: it counts against caps and limits, and a question counts as asked."""
        if SendKind(job.kind) in _COUNTED:
            self._count(tx, job, now)
        elif job.kind == SendKind.CONSENT_PROMPT:
            self._note_question(tx, job, now)
        else:
            self.reactions.taken(tx, job.message_id, now)

    def stop_marketing(self, tx: Tx, job: Job, now: int) -> None:
        """WhatsApp says that the person stopped offers from this number (131050)."""
        subject = self._subject(tx, job)
        if subject is not None:
            cause = f"131050:{job.message_id}"
            self._consents.platform_said(tx, subject, EventType.PLATFORM_STOP, job.channel_number_id, now, cause)

    def back_off(self, tx: Tx, job: Job, code: int, until: int) -> None:
        """WhatsApp wants no marketing sent to this person for now (131049, 130472)."""
        subject = self._subject(tx, job)
        if subject is not None:
            self._counters.back_off(tx, subject.contact_id, str(code), until)

    def _count(self, tx: Tx, job: Job, now: int) -> None:
        sql = "SELECT contact_id, last_inbound_at FROM conversation WHERE id = ?"
        contact_id, last_inbound_at = tx.driver.execute(sql, (job.conversation_id,)).fetchone()
        until = closes_at(last_inbound_at)
        self._counters.add(
            tx,
            job.message_id,
            contact_id,
            job.channel_number_id,
            kind=job.kind,
            purpose=job.purpose,
            outside_window=until is None or now >= until,
            now=now,
        )
        if SendKind(job.kind) in _BUDGETED:
            self._outlooks.contact_changed(tx, contact_id, now)  # "2 of 3 this month" is another number now

    def _note_question(self, tx: Tx, job: Job, now: int) -> None:
        prompt = self._notices.prompt(tx, job.message_id)
        row = tx.driver.execute(
            "SELECT message.sent_at, message.author_id, contact.key_id FROM message, contact"
            " WHERE message.id = ? AND contact.id = ?",
            (job.message_id, job.contact_id),
        ).fetchone()
        if prompt is None or row is None:
            return
        sent_at, author_id, key_id = row
        asked = self._consents.new_event(
            Subject(job.contact_id, key_id),
            EventType.REQUESTED,
            prompt.purpose,
            source="agent",
            actor=author_id or "gateway",
            captured_at=int(sent_at) // 1000 * 1000,
            now=now,
        )
        asked = replace(asked, valid_until=prompt.expires_at, notice_version_id=prompt.notice_version_id)
        self._consents.add(tx, replace(asked, source_key=f"prompt:{job.message_id}"))

    @staticmethod
    def _subject(tx: Tx, job: Job) -> Subject | None:
        """The person that the conversation is with now."""
        sql = "SELECT id, key_id FROM contact WHERE id = (SELECT contact_id FROM conversation WHERE id = ?)"
        row = tx.driver.execute(sql, (job.conversation_id,)).fetchone()
        return None if row is None else Subject(str(row[0]), str(row[1]))
