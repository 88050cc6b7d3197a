"""Takes what forms hand in and what proves it: nothing about an unproven number ever enters the ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from server_stub.contract.capture import Answer
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ids import new_id
from server_stub.contract.registers import NoticeVersion
from server_stub.domain.consent_events import State
from server_stub.domain.phone_entry import read_phone
from server_stub.domain.purposes import Purpose
from server_stub.services.capture.codes import new_code
from server_stub.services.capture.entries import Entries
from server_stub.services.capture.persons import Persons
from server_stub.services.capture.submission import (
    OWN_ACT,
    RELAYED,
    REQUEST_LIFE_MS,
    Captured,
    Proof,
    Submission,
)
from server_stub.services.capture.typed import TypedCodes
from server_stub.services.consent import Subject
from server_stub.services.gatekeeper import Gatekeeper
from server_stub.storage.database import Tx
from server_stub.storage.repositories.capture_requests import LAPSED, OPEN, PROVEN, CaptureRequests, Detail, Row
from server_stub.storage.repositories.notices import Notices
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.vault import Vault

_OLDEST_MS: Final = 24 * 3_600_000
_CLOCK_DIFFERENCE_MS: Final = 5 * 60_000
_VOUCHED: Final = frozenset({"app", "email", "sms"})
_TRUSTED_SOURCE: Final = "app"
"""The company's own system vouches for whom it speaks: its answers count without the person's own act (proof 3)."""


class Captures:
    """`submit` and `prove` are for the writer's transaction."""

    def __init__(
        self,
        vault: Vault,
        rows: CaptureRequests,
        persons: Persons,
        entries: Entries,
        notices: Notices,
        registers: Registers,
        gatekeeper: Gatekeeper,
        codes: TypedCodes,
        clock: Callable[[], int],
    ) -> None:
        self._vault = vault
        self._rows = rows
        self._persons = persons
        self._entries = entries
        self._notices = notices
        self._registers = registers
        self._gatekeeper = gatekeeper
        self._codes = codes
        self._clock = clock

    def submit(self, tx: Tx, submission: Submission, now: int) -> Captured:
        """Take in a form. For a number that nobody has proven it only waits, and lapses after 72 h.

        Raises PURPOSE_UNKNOWN, NOTICE_RETIRED (purpose), DATE_IMPOSSIBLE and PHONE_INVALID.
        """
        phone = self._checked(tx, submission, now)
        request_id = self._id_of(submission, phone, now)
        known = self._rows.get(tx, request_id)
        if known is not None:
            return self.captured(tx, known, now)
        subject = submission.subject
        if subject is None and submission.source == _TRUSTED_SOURCE:
            subject = self._persons.of_phone(tx, phone, submission.name, now)
        row, detail = self._keep(tx, submission, subject, request_id, phone, now)
        if subject is not None:
            self._write_known(tx, row, detail, subject, now)
        return self.captured(tx, row, now)

    def prove(self, tx: Tx, request_id: str, subject: Subject, proof: Proof) -> list[str]:
        """Somebody showed control of a number or address: their answers enter the ledger, once.

        The purposes that became valid with it; none for a request that is over. Where a purpose demands more proof
        than this, it stays pending and the request open. What the person left after the request was made is no longer
        agreed to by it: they have to be asked again.
        """
        now = self._clock()
        row = self._rows.get(tx, request_id)
        detail = None if row is None else self._rows.detail(tx, row)
        if row is None or detail is None or row.state != OPEN or now >= row.expires_at:
            return []
        granted, waiting = [], False
        left = self.left_since(tx, row, detail, subject)
        for answer, purpose in self._answers(tx, detail):
            if not answer.granted:
                self._entries.refuse(tx, row, detail, subject, answer, proof.source, now)
            elif answer.purpose in left:
                continue
            elif self._too_little(purpose, proof.level):
                waiting = True
                self._entries.request(tx, row, detail, subject, answer, now)
            else:
                if purpose.double_opt_in:
                    self._entries.request(tx, row, detail, subject, answer, now)
                self._entries.grant(tx, row, detail, subject, answer, purpose, proof, now)
                granted.append(answer.purpose)
        self._rows.bind(tx, row, detail, subject.contact_id, subject.key_id, now)
        if not waiting:
            self._rows.settle(tx, row.id, PROVEN, now)
        return granted

    def left_since(self, tx: Tx, row: Row, detail: Detail, subject: Subject) -> set[str]:
        """What a request agrees to and the person left after they made it."""
        wanted = [answer.purpose for answer in detail.answers if answer.granted]
        return set(self._gatekeeper.left_since(tx, subject.contact_id, wanted, row.created_at))

    def captured(self, tx: Tx, row: Row, now: int) -> Captured:
        """Where a request stands now."""
        detail = self._rows.detail(tx, row)
        if detail is None:
            return Captured(row.id, "", {}, row.expires_at)
        states = {answer.purpose: self._state(tx, row, answer, now) for answer in detail.answers}
        waiting = row.state == OPEN and State.PENDING.value in states.values()
        return Captured(row.id, detail.code if waiting else "", states, row.expires_at)

    def send_code(self, tx: Tx, request_id: str, now: int) -> GatewayRefusal | None:
        """Send a code to be typed back to the number of the request; the gate's refusal is a value, to be stored.

        Raises NOT_FOUND, CHANNEL_NOT_SET_UP where there is no template for it, RATE_LIMITED (seconds).
        """
        row = self._rows.get(tx, request_id)
        detail = None if row is None else self._rows.detail(tx, row)
        if row is None or detail is None or row.state != OPEN or now >= row.expires_at or not detail.phone:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return self._codes.send(tx, row, detail, now)

    def confirm_code(self, tx: Tx, request_id: str, typed: str, evidence: bytes, now: int) -> Captured | None:
        """The code from the message was typed in: None where it is not the one that was sent.

        Raises NOT_FOUND for a request that is over, RATE_LIMITED after five attempts: another code is needed then.
        """
        row = self._rows.get(tx, request_id)
        if row is None or row.state == LAPSED:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        subject = self._codes.check(tx, row, typed, now) if row.state == OPEN else None
        if row.state == OPEN and subject is None:
            return None
        if subject is not None:
            self.prove(tx, row.id, subject, Proof(row.source, evidence, OWN_ACT, now))
        return self.captured(tx, self._rows.get(tx, row.id) or row, now)

    def is_known(self, tx: Tx, submission: Submission, phone: str, now: int) -> bool:
        """The same post was taken in before."""
        return bool(submission.once_key) and self._rows.get(tx, self._id_of(submission, phone, now)) is not None

    def find(self, tx: Tx, request_id: str) -> Row | None:
        return self._rows.get(tx, request_id)

    @staticmethod
    def chat_url(code: str, number: str, language: str = "pt-BR") -> str:
        """Opens WhatsApp with the message already written. `number`: ours, as shown ("+55 11 4000-0000")."""
        words = "My code is" if language.startswith("en") else "Meu código é"
        return Captures.chat_address(number, f"{words} {code}")

    @staticmethod
    def chat_address(number: str, text: str) -> str:
        digits = "".join(sign for sign in number if sign.isdigit())
        return f"https://wa.me/{digits}?text={quote(text)}"

    def _checked(self, tx: Tx, submission: Submission, now: int) -> str:
        """The number as E.164, "" where none is needed."""
        late = now - submission.captured_at > _OLDEST_MS
        if late or submission.captured_at - now > _CLOCK_DIFFERENCE_MS:
            raise GatewayRefusal(ErrorCode.DATE_IMPOSSIBLE, field="captured_at")
        if not submission.answers:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="answers")
        catalogue = self._registers.catalogue(tx)
        for answer in submission.answers:
            purpose = catalogue.get(answer.purpose)
            if purpose is None or not purpose.active:
                raise GatewayRefusal(ErrorCode.PURPOSE_UNKNOWN, purpose=answer.purpose)
            if not _may_be_shown(self._notices.get(tx, answer.notice_version), answer.purpose, now):
                raise GatewayRefusal(ErrorCode.NOTICE_RETIRED, purpose=answer.purpose)
        phone = read_phone(submission.phone or "") or ""
        if not phone and submission.subject is None:
            raise GatewayRefusal(ErrorCode.PHONE_INVALID)
        return phone

    def _id_of(self, submission: Submission, phone: str, now: int) -> str:
        """New, or always the same for the same post of the same form."""
        if not submission.once_key:
            return new_id(now)
        said = ",".join(f"{it.purpose}={it.granted}:{it.notice_version}" for it in submission.answers)
        return self._vault.blind(f"{submission.once_key}\0{phone}\0{said}", "capture.once").hex()[:32]

    def _keep(
        self, tx: Tx, submission: Submission, subject: Subject | None, request_id: str, phone: str, now: int
    ) -> tuple[Row, Detail]:
        key_id = self._vault.create_key(tx, "capture", now) if subject is None else subject.key_id
        detail = Detail(
            answers=submission.answers,
            evidence=submission.evidence,
            captured_at=min(submission.captured_at, now),
            language=submission.language,
            phone=phone,
            name=submission.name,
            code=new_code(),
        )
        row = Row(
            id=request_id,
            source=submission.source,
            capture_point_id=submission.capture_point_id,
            contact_id=None if subject is None else subject.contact_id,
            key_id=key_id,
            created_at=now,
            expires_at=now + REQUEST_LIFE_MS,
        )
        return self._rows.add(tx, row, detail), detail

    def _write_known(self, tx: Tx, row: Row, detail: Detail, subject: Subject, now: int) -> None:
        """Whose it is was known before: relayed answers count as far as their purpose lets them."""
        said = Proof(row.source, b"", RELAYED, detail.captured_at)
        for answer, purpose in self._answers(tx, detail):
            if not answer.granted:
                self._entries.refuse(tx, row, detail, subject, answer, row.source, now)
            elif purpose.double_opt_in:
                self._entries.request(tx, row, detail, subject, answer, now)
            elif row.source == _TRUSTED_SOURCE:
                self._entries.grant(tx, row, detail, subject, answer, purpose, said, now)
        states = self.captured(tx, row, now).states.values()
        if State.PENDING.value not in states:
            self._rows.settle(tx, row.id, PROVEN, now)

    def _answers(self, tx: Tx, detail: Detail) -> list[tuple[Answer, Purpose]]:
        """Purposes that were switched off since are left out."""
        catalogue = self._registers.catalogue(tx)
        found = [(answer, catalogue.get(answer.purpose)) for answer in detail.answers]
        return [(answer, purpose) for answer, purpose in found if purpose is not None and purpose.active]

    @staticmethod
    def _too_little(purpose: Purpose, level: int) -> bool:
        return purpose.double_opt_in and level < purpose.proof_needed

    def _state(self, tx: Tx, row: Row, answer: Answer, now: int) -> str:
        if not answer.granted:
            return State.REFUSED.value
        if row.contact_id is None or (row.source not in _VOUCHED and row.state == OPEN):
            return State.PENDING.value  # whoever typed a number learns nothing of the person it belongs to
        consents, _ = self._gatekeeper.consents_of(tx, row.contact_id, now)
        active = any(it.purpose == answer.purpose and it.state == State.ACTIVE.value for it in consents)
        return State.ACTIVE.value if active else State.PENDING.value


def _may_be_shown(notice: NoticeVersion | None, purpose: str, now: int) -> bool:
    """Texts that were registered later were in use elsewhere, and count for imports only."""
    if notice is None or notice.purpose != purpose or notice.in_use_until is not None:
        return False
    return notice.retired_at is None or now < notice.retired_at
