"""Codes that WhatsApp brings to a number and that are typed back into the page: the other proof of a number."""

from __future__ import annotations

from typing import Final

from server_stub.contract.content import Button, Content, Kind, TemplateUse
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import EventKind
from server_stub.contract.gate import SendKind
from server_stub.contract.ids import new_id
from server_stub.contract.template_fields import filled
from server_stub.services.capture.codes import new_typed_code, typed_code
from server_stub.services.capture.persons import Persons
from server_stub.services.capture.submission import TYPED_ATTEMPTS, TYPED_LIFE_MS
from server_stub.services.composing import Draft
from server_stub.services.consent import Subject
from server_stub.services.gatekeeper import Gatekeeper
from server_stub.services.sending import Sending, is_said, refusal_of
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories import inbound
from server_stub.storage.repositories.capture_points import CapturePoints
from server_stub.storage.repositories.capture_requests import CaptureRequests, Detail, Row
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.templates import StoredTemplate, Templates

PURPOSE: Final = "auth.otp"
_BETWEEN_SENDS_MS: Final = 60_000
_CODES_A_DAY: Final = 5
"""To one number, whoever asks: strangers type numbers of others, and each code is another chance to guess."""
_DAY_MS: Final = 86_400_000
_RECENT: Final = "SELECT count(*) FROM send_job WHERE conversation_id = ? AND kind = ? AND created_at > ?"
_HIDDEN: Final = "••••••"
"""In place of the code in what agents see."""
_NUMBERS: Final = """
SELECT id FROM channel_number WHERE disabled_at IS NULL ORDER BY id = ? DESC, created_at, id LIMIT 1
"""


class TypedCodes:
    def __init__(
        self,
        rows: CaptureRequests,
        points: CapturePoints,
        persons: Persons,
        templates: Templates,
        gatekeeper: Gatekeeper,
        sending: Sending,
        reading: Reading,
        events: EventLog,
    ) -> None:
        self._rows = rows
        self._points = points
        self._persons = persons
        self._templates = templates
        self._gatekeeper = gatekeeper
        self._sending = sending
        self._reading = reading
        self._events = events

    def template(self, tx: Tx, language: str) -> StoredTemplate | None:
        """The approved template for access codes, in this language where there is one."""
        found = [it for it in self._templates.all(tx) if it.category == "AUTHENTICATION" and it.status == "APPROVED"]
        wanted = language[:2].lower()
        return next((it for it in found if it.language[:2].lower() == wanted), found[0] if found else None)

    def send(self, tx: Tx, row: Row, detail: Detail, now: int) -> GatewayRefusal | None:
        """None, or the gate's refusal as a value: its decision has to be stored, so nothing may be rolled back.

        Raises CHANNEL_NOT_SET_UP, RATE_LIMITED (seconds; a day after many to this number).
        """
        template = self.template(tx, detail.language)
        point = self._points.get(tx, row.capture_point_id)
        wanted = "" if point is None else point.channel_number_id
        number = tx.driver.execute(_NUMBERS, (wanted,)).fetchone()
        if template is None or number is None:
            raise GatewayRefusal(ErrorCode.CHANNEL_NOT_SET_UP)
        waited = now - (row.code_asked_at or 0)
        if 0 <= waited < _BETWEEN_SENDS_MS:
            raise GatewayRefusal(ErrorCode.RATE_LIMITED, seconds=(_BETWEEN_SENDS_MS - waited) // 1000 + 1)
        subject = self._persons.of_phone(tx, detail.phone, detail.name, now)
        self._rows.bind(tx, row, detail, subject.contact_id, subject.key_id, now)
        code = new_typed_code()
        self._rows.code_sent(tx, row.id, code, now + TYPED_LIFE_MS, now)
        conversation_id = self._conversation(tx, subject, str(number[0]), now)
        recent = (conversation_id, SendKind.AUTHENTICATION.value, now - _DAY_MS)
        if tx.driver.execute(_RECENT, recent).fetchone()[0] >= _CODES_A_DAY:
            raise GatewayRefusal(ErrorCode.RATE_LIMITED, seconds=_DAY_MS // 1000)
        facts = self._gatekeeper.facts(tx, conversation_id, now)
        if facts is None:
            raise GatewayRefusal(ErrorCode.CHANNEL_NOT_SET_UP)
        once = f"code:{row.id}:{now}"
        decision = self._sending.say(tx, facts, _draft(template, code), once_key=once, message_id=new_id(now))
        if decision is not None and not is_said(decision):
            return refusal_of(decision)
        return None

    def check(self, tx: Tx, row: Row, typed: str, now: int) -> Subject | None:
        """Whose number the code was sent to, where this is that code. Raises RATE_LIMITED after too many attempts."""
        if row.typed_attempts >= TYPED_ATTEMPTS:
            raise GatewayRefusal(ErrorCode.RATE_LIMITED, seconds=0)
        self._rows.count_attempt(tx, row.id)
        over = row.typed_until is None or now >= row.typed_until or now >= row.expires_at
        if over or row.contact_id is None or not self._rows.is_typed_code(row, typed_code(typed)):
            return None
        return Subject(row.contact_id, row.key_id)

    def _conversation(self, tx: Tx, subject: Subject, number_id: str, now: int) -> str:
        """The one with this person, made where they never wrote."""
        found = inbound.conversation_with(tx, subject.contact_id, number_id)
        if found is not None:
            return found
        conversation_id = inbound.add_conversation(tx, subject.contact_id, number_id, now)
        contact = self._reading.contact(tx, subject.contact_id, now)
        if contact is not None:
            self._events.append(
                tx, EventKind.CONTACT, contact, key_id=subject.key_id, now=now, conversation_id=conversation_id
            )
        return conversation_id


def _draft(template: StoredTemplate, code: str) -> Draft:
    """What leaves carries the code; what is shown to agents does not."""
    values = dict.fromkeys(template.text.variables, code)
    shown = filled(template.text.body, dict.fromkeys(template.text.variables, _HIDDEN))
    content = Content(
        Kind.TEMPLATE.value,
        shown,
        buttons=[Button(str(index), button.title) for index, button in enumerate(template.text.buttons)],
        template=TemplateUse(template.id, template.name, template.language, values),
        footer=template.text.footer,
    )
    return Draft(content, SendKind.AUTHENTICATION, PURPOSE, template=template)
