"""The preference centre: everything one person has agreed to or refused, and every change, at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from server_stub.contract.capture import Answer
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Consent
from server_stub.contract.registers import Company
from server_stub.domain.consent_events import EventType, State
from server_stub.domain.purposes import EVERYTHING
from server_stub.services.capture.captures import Captures
from server_stub.services.capture.preferences import PreferenceLinks
from server_stub.services.capture.submission import OWN_ACT, RELAYED, Proof, Submission
from server_stub.services.consent import Consents, Subject
from server_stub.services.gatekeeper import Gatekeeper
from server_stub.services.links import LinkInvalid
from server_stub.services.website.shown import Box, Showing
from server_stub.services.website.tokens import FormTokens
from server_stub.services.website.visitor import Visitor, of_visitor
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Evidence
from server_stub.storage.repositories.notices import Notices
from server_stub.storage.repositories.registers import Registers

_NUMBER: Final = "SELECT display_phone FROM channel_number WHERE display_phone <> '' ORDER BY created_at, id LIMIT 1"
_CONTACT: Final = "SELECT id, key_id FROM contact WHERE id = ? AND erased_at IS NULL"
"""The contact whose link it is, also where it is shown as another: what its number agrees to stays with it (N11), and
what it leaves binds both.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One purpose. `agreed`: the text that was agreed to, where it is another one than `box` shows."""

    box: Box
    state: str
    since: int | None
    valid_until: int | None
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class Preferences:
    """`left_at`: since when an opt-out of everything stands."""

    company: Company
    lines: tuple[Line, ...]
    left_at: int | None
    form_token: str


@dataclass(frozen=True, slots=True)
class Change:
    """What was posted: grant or revoke one purpose, or leave everything. `notice`: the text beside the button."""

    action: str
    form_token: str
    purpose: str = ""
    notice: str = ""


class PreferenceCentre:
    """`brand`: who speaks."""

    def __init__(
        self,
        links: PreferenceLinks,
        tokens: FormTokens,
        showing: Showing,
        captures: Captures,
        consents: Consents,
        gatekeeper: Gatekeeper,
        notices: Notices,
        registers: Registers,
        clock: Callable[[], int],
    ) -> None:
        self._links = links
        self._tokens = tokens
        self._showing = showing
        self._captures = captures
        self._consents = consents
        self._gatekeeper = gatekeeper
        self._notices = notices
        self._registers = registers
        self._clock = clock

    def show(self, tx: Tx, token: str, language: str) -> Preferences:
        """Changes nothing. Raises TOKEN_INVALID (expired=1 where it only ran out)."""
        subject, _ = self._subject(tx, token)
        consents, left_at = self._gatekeeper.consents_of(tx, subject.contact_id, self._clock())
        known = {consent.purpose: consent for consent in consents}
        lines = (self._line(tx, code, known.get(code), language) for code in self._purposes(tx))
        shown = tuple(line for line in lines if line is not None)
        form_token = self._tokens.issue(subject.contact_id, self._clock())
        return Preferences(self._registers.company(tx), shown, left_at, form_token)

    def now(self) -> int:
        return self._clock()

    def company(self, tx: Tx) -> tuple[Company, str]:
        """Who speaks, and our WhatsApp number ("" where none is known), for pages without a person."""
        row = tx.driver.execute(_NUMBER).fetchone()
        return self._registers.company(tx), "" if row is None else str(row[0])

    def change(self, tx: Tx, token: str, change: Change, visitor: Visitor, language: str) -> str:
        """Applies at once; the same post again changes nothing more. What was done: granted, pending, revoked, left.

        Raises TOKEN_INVALID, PURPOSE_UNKNOWN, NOTICE_RETIRED, BAD_REQUEST.
        """
        subject, by_whatsapp = self._subject(tx, token)
        now = self._clock()
        try:
            form = self._tokens.read(subject.contact_id, change.form_token, now)
        except LinkInvalid:
            raise GatewayRefusal(ErrorCode.TOKEN_INVALID, field="form") from None
        told = {
            "kind": "preference_centre",
            "action": change.action,
            "purpose": change.purpose,
            "notice_version": change.notice,
            "shown_at": form.shown_at,
            "submitted_at": now,
            "link_delivered_by": "whatsapp" if by_whatsapp else "other",
            "language": language,
            **of_visitor(visitor),
        }
        evidence = msgspec.json.encode(told)
        if change.action == "leave":
            self._revoke(tx, subject, EVERYTHING, evidence, form.nonce, now)
            return "left"
        if change.purpose not in self._purposes(tx):
            raise GatewayRefusal(ErrorCode.PURPOSE_UNKNOWN)
        if change.action == "revoke":
            self._revoke(tx, subject, change.purpose, evidence, form.nonce, now)
            return "revoked"
        if change.action != "grant":
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="action")
        level = OWN_ACT if by_whatsapp else RELAYED
        return self._grant(tx, subject, change, evidence, form.nonce, level, language)

    def _grant(
        self, tx: Tx, subject: Subject, change: Change, evidence: bytes, nonce: str, level: int, language: str
    ) -> str:
        now = self._clock()
        submission = Submission(
            source="web",
            answers=[Answer(change.purpose, granted=True, notice_version=change.notice)],
            evidence=evidence,
            captured_at=now,
            language=language,
            subject=subject,
            once_key=f"preferences:{subject.contact_id}:{nonce}",
        )
        request_id = self._captures.submit(tx, submission, now).request_id
        self._captures.prove(tx, request_id, subject, Proof("web", b"{}", level, now))
        row = self._captures.find(tx, request_id)
        states = {} if row is None else self._captures.captured(tx, row, now).states
        return "granted" if states.get(change.purpose) == State.ACTIVE.value else "pending"

    def _revoke(self, tx: Tx, subject: Subject, scope: str, evidence: bytes, nonce: str, now: int) -> None:
        event = self._consents.new_event(
            subject,
            EventType.REVOKED,
            scope,
            source="web",
            actor="person",
            captured_at=now,
            now=now,
        )
        event = replace(event, source_key=f"preferences:{subject.contact_id}:{nonce}:{scope}")
        self._consents.add(tx, event, Evidence("application/json", evidence, now))

    def _line(self, tx: Tx, code: str, consent: Consent | None, language: str) -> Line | None:
        box = self._showing.box(tx, code, language)
        if box is None:
            return None
        if consent is None:
            return Line(box, State.NONE.value, None, None)
        agreed = ""
        if consent.state == State.ACTIVE.value and consent.notice_version not in ("", box.notice_id):
            notice = self._notices.get(tx, consent.notice_version)
            agreed = "" if notice is None else notice.body
        return Line(box, consent.state, consent.since, consent.valid_until, agreed)

    def _purposes(self, tx: Tx) -> list[str]:
        return [purpose.code for purpose in self._notices.purposes(tx)]

    def _subject(self, tx: Tx, token: str) -> tuple[Subject, bool]:
        try:
            contact_id, by_whatsapp = self._links.read(token)
        except LinkInvalid as error:
            raise GatewayRefusal(ErrorCode.TOKEN_INVALID, expired=int(error.expired)) from None
        row = tx.driver.execute(_CONTACT, (contact_id,)).fetchone()
        if row is None:
            raise GatewayRefusal(ErrorCode.TOKEN_INVALID, expired=0)
        return Subject(str(row[0]), str(row[1])), by_whatsapp
