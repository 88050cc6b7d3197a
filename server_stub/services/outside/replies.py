"""SMS of people: yes, no and leave, each once, with both texts as evidence; anything else changes nothing."""

from __future__ import annotations

import logging
from typing import Any, Final

import msgspec

from server_stub.channels.sms import Received
from server_stub.contract.capture import Answer
from server_stub.contract.errors import GatewayRefusal
from server_stub.domain.identity import same_number
from server_stub.domain.phone_entry import read_phone
from server_stub.domain.purposes import EVERYTHING
from server_stub.services.capture.captures import Captures
from server_stub.services.capture.said import title_of, tongue_of
from server_stub.services.capture.submission import OWN_ACT, RELAYED, Proof, Submission
from server_stub.services.consent import Subject
from server_stub.services.gatekeeper import Gatekeeper
from server_stub.services.outside import sms_texts
from server_stub.services.outside.invitations import Outsiders
from server_stub.services.outside.leaving import Leaving
from server_stub.services.outside.words import Meaning, Understood, understood
from server_stub.storage.database import Tx
from server_stub.storage.repositories.addresses import Addresses
from server_stub.storage.repositories.outside import SMS, Body, OutsideRow, OutsideRows
from server_stub.storage.repositories.registers import Registers

_OUR_NUMBER: Final = (
    "SELECT display_phone FROM channel_number WHERE display_phone <> '' ORDER BY created_at, id LIMIT 1"
)
_SHOWN: Final = {
    True: b'{"shown": "control of the number used on WhatsApp"}',
    False: b'{"shown": "control of another number"}',
}
_log = logging.getLogger(__name__)


class SmsReplies:
    """For the writer's transaction: two deliveries of one message are one after the other, and the second is known."""

    def __init__(
        self,
        *,
        rows: OutsideRows,
        captures: Captures,
        outsiders: Outsiders,
        leaving: Leaving,
        addresses: Addresses,
        registers: Registers,
        gatekeeper: Gatekeeper,
        brand: str,
    ) -> None:
        self._rows = rows
        self._captures = captures
        self._outsiders = outsiders
        self._leaving = leaving
        self._addresses = addresses
        self._registers = registers
        self._gatekeeper = gatekeeper
        self._brand = brand

    def take(self, tx: Tx, provider: str, received: Received, raw: dict[str, str], now: int) -> bool:
        """Whether something came of it. `raw`: what the provider told, as it told it."""
        found = understood(received.text)
        number = read_phone(f"+{received.sender.strip().lstrip('+')}")
        if found is None or number is None:
            _log.info("an SMS was not understood and changes nothing")
            return False
        question = self._rows.open_question(tx, SMS, number, now)
        evidence = self._evidence(tx, provider, received, raw, found, question, now)
        if found.meaning is Meaning.LEAVE:
            return self._leave(tx, f"sms:{provider}:{received.id}", number, found, evidence, now)
        if question is None:
            _log.info("an SMS answers no open question and changes nothing")
            return False
        return self._answer(tx, question, number, evidence, now, granted=found.meaning is Meaning.YES)

    def _leave(self, tx: Tx, cause: str, number: str, found: Understood, evidence: dict[str, Any], now: int) -> bool:
        left = self._leaving.by_sms(tx, number, found.scope, cause, evidence, now)
        question = self._rows.waiting_question(tx, SMS, number, now)
        if question is not None:
            self._rows.answered(tx, question.id, "", now)
        if left:
            language = found.language or "pt"
            text = sms_texts.left(language, self._brand, everything=found.scope == EVERYTHING)
            self._outsiders.receipt(tx, left[0], number, text, language, now)
        return bool(left)

    def _answer(
        self, tx: Tx, question: OutsideRow, number: str, evidence: dict[str, Any], now: int, *, granted: bool
    ) -> bool:
        """Through the capture engine, like every other form: it knows double opt-in, retired texts and proofs."""
        subject = self._answering(tx, question, number)
        body = self._rows.body(tx, question)
        if granted and self._gatekeeper.left_since(tx, subject.contact_id, question.asked, question.created_at):
            # It was asked of somebody who had not left: coming back takes a new question.
            self._rows.answered(tx, question.id, "", now)
            text = sms_texts.left_since(tongue_of(body.language), self._brand)
            self._outsiders.receipt(tx, subject, number, text, tongue_of(body.language), now)
            return True
        answers = [Answer(code, granted, body.notices.get(code, "")) for code in question.asked]
        raw = msgspec.json.encode(evidence)
        submission = Submission(
            "sms", answers, raw, now, body.language, subject=subject, once_key=f"outside:{question.id}"
        )
        try:
            captured = self._captures.submit(tx, submission, now)
        except GatewayRefusal as refusal:  # its text was retired, or its purpose switched off, since it was asked
            _log.info("an SMS answers what may no longer be asked: %s", refusal.code.value)
            return False
        own = self._controls(tx, subject.contact_id, number)
        proof = Proof("sms", _SHOWN[own], OWN_ACT if own else RELAYED, now, {"id": question.id})
        self._captures.prove(tx, captured.request_id, subject, proof)
        self._rows.answered(tx, question.id, captured.request_id, now)
        if granted:
            self._confirm(tx, subject, captured.request_id, number, question, body, now)
        return True

    def _answering(self, tx: Tx, question: OutsideRow, number: str) -> Subject:
        """Whoever was asked; the contact they are shown as by now only where this is its number (N11)."""
        kept = Subject(*self._rows.owner_now(tx, question))
        if self._controls(tx, kept.contact_id, number):
            return kept
        return Subject(question.contact_id, question.key_id)

    def _controls(self, tx: Tx, contact_id: str, number: str) -> bool:
        """The SMS came from the number that this person uses on WhatsApp: only then it shows control of that number."""
        known = self._addresses.of(tx, contact_id).phone
        return known is not None and same_number(known, number.removeprefix("+"))

    def _confirm(
        self, tx: Tx, subject: Subject, request_id: str, number: str, question: OutsideRow, body: Body, now: int
    ) -> None:
        language = tongue_of(body.language)
        row = self._captures.find(tx, request_id)
        code = "" if row is None else self._captures.captured(tx, row, now).code
        ours = tx.driver.execute(_OUR_NUMBER).fetchone()
        if code and ours is not None:
            text = sms_texts.pending(language, self._brand, self._captures.chat_url(code, ours[0], body.language))
        else:
            titles = [title_of(it, language) for it in self._registers.settings(tx) if it.code in question.asked]
            text = sms_texts.granted(language, self._brand, ", ".join(titles))
        self._outsiders.receipt(tx, subject, number, text, language, now)

    def _evidence(
        self,
        tx: Tx,
        provider: str,
        received: Received,
        raw: dict[str, str],
        found: Understood,
        question: OutsideRow | None,
        now: int,
    ) -> dict[str, Any]:
        """Both texts, the provider's ids, and the request as it came (3.1)."""
        asked = None
        if question is not None:
            text = self._rows.body(tx, question).text
            asked = {"id": question.id, "provider_id": question.provider_id, "text": text, "sent_at": question.sent_at}
        answer = {"provider_id": received.id, "from": received.sender, "text": received.text, "received_at": now}
        return {"provider": provider, "question": asked, "answer": answer, "rule": found.rule, "raw": raw}
