"""A customer's message that carries a one-time code, or asks for the preference centre (an InboundHook)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec

from server_stub.contract.content import Content, Kind
from server_stub.contract.gate import SendKind
from server_stub.contract.ids import new_id
from server_stub.domain.purposes import REPLY
from server_stub.services.capture import said
from server_stub.services.capture.captures import Captures
from server_stub.services.capture.codes import code_in
from server_stub.services.capture.origin import Origin
from server_stub.services.capture.preferences import PreferenceLinks
from server_stub.services.capture.submission import OWN_ACT, RELAYED, Proof
from server_stub.services.composing import Draft
from server_stub.services.consent import Subject
from server_stub.services.gatekeeper import Gatekeeper
from server_stub.services.hooks import Inbound
from server_stub.services.sending import Sending
from server_stub.storage.database import Tx
from server_stub.storage.repositories.capture_requests import CaptureRequests, Detail, Row
from server_stub.storage.repositories.registers import Registers

_ASKING: Final = {
    "preferencias": "pt",
    "preferências": "pt",
    "minhas preferências": "pt",
    "minhas preferencias": "pt",
    "preferences": "en",
    "my preferences": "en",
}
_LONGEST_ASKING: Final = 40


@dataclass(frozen=True, slots=True)
class CaptureHook:
    """Called once per new inbound message, in its transaction: the code is used up with it, or not at all."""

    captures: Captures
    rows: CaptureRequests
    links: PreferenceLinks
    gatekeeper: Gatekeeper
    registers: Registers
    origin: Origin
    sending: Sending
    brand: str

    def __call__(self, tx: Tx, inbound: Inbound) -> None:
        content = inbound.content
        if content.kind != Kind.TEXT or content.forwarded:
            return
        code = code_in(content.text)
        if code is not None:
            self._code(tx, inbound, code)
            return
        asked = content.text.strip().strip(".!").lower() if len(content.text) <= _LONGEST_ASKING else ""
        if asked in _ASKING:
            url = self.links.url(inbound.contact_id, delivered_by_whatsapp=True)
            self._say(tx, inbound, said.preferences(_ASKING[asked], self.brand, url), "preferences")

    def _code(self, tx: Tx, inbound: Inbound, code: str) -> None:
        row = self.rows.by_code(tx, code)
        detail = None if row is None else self.rows.detail(tx, row)
        if row is None or detail is None or inbound.received_at >= row.expires_at:
            if self.rows.was_known(tx, code):
                self._say(tx, inbound, said.code_is_over("pt"), "code")
            return
        subject = Subject(inbound.contact_id, inbound.key_id)
        left = self.captures.left_since(tx, row, detail, subject)
        granted = self.captures.prove(tx, row.id, subject, self._proof(tx, inbound, row, detail))
        chosen = [settings for settings in self.registers.settings(tx) if settings.code in granted]
        url = self.links.url(inbound.contact_id, delivered_by_whatsapp=True)
        if left and not chosen:
            text = said.left_since(detail.language)
        elif not chosen and self.origin.is_other(tx, inbound.contact_id, detail.phone):
            text = said.other_number(detail.language)
        else:
            text = said.receipt(detail.language, self.brand, chosen, url)
        self._say(tx, inbound, text, "receipt")

    def _say(self, tx: Tx, inbound: Inbound, text: str, what: str) -> None:
        """An answer to what the person just wrote: inside the window that the message opened."""
        facts = self.gatekeeper.facts(tx, inbound.conversation_id, inbound.received_at)
        if facts is not None:
            draft = Draft(Content(Kind.TEXT.value, text), SendKind.FREE_FORM, REPLY)
            once = f"{what}:{inbound.message_id}"
            self.sending.say(tx, facts, draft, once_key=once, message_id=new_id(inbound.received_at))

    def _proof(self, tx: Tx, inbound: Inbound, row: Row, detail: Detail) -> Proof:
        """The message itself, as it was received; of a form on the web it is the second half of the same act.

        From another number than the form names it shows nothing of that number, and perhaps somebody was only led to
        send it: where a purpose is asked twice, the second question comes in the chat.
        """
        own = not self.origin.is_other(tx, inbound.contact_id, detail.phone)
        message = {
            "message_id": inbound.message_id,
            "wamid": inbound.wamid,
            "channel_number_id": inbound.channel_number_id,
            "sent_at": inbound.sent_at,
            "received_at": inbound.received_at,
            "content": inbound.content,
        }
        source = "web" if row.source == "web" else "keyword"
        sent_at = max(inbound.sent_at, row.created_at // 1000 * 1000)
        evidence = msgspec.json.encode({"whatsapp_message": message, "number_of_the_form": own})
        details = {"message_id": inbound.message_id}
        return Proof(source, evidence, OWN_ACT if own else RELAYED, sent_at, details)
