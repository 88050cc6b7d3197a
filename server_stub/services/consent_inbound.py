"""What a customer's own message says about consent: answers to our prompts, opt-out words, the way back (4.2, 4.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import msgspec

from server_stub.contract.content import Content, Kind
from server_stub.contract.gate import SendKind
from server_stub.contract.ids import new_id
from server_stub.domain.consent_events import EventType
from server_stub.domain.optout import RULES_VERSION, Recognised, Wish, recognise
from server_stub.domain.purposes import EVERYTHING, PROMOTIONAL, PURPOSES, is_scope
from server_stub.domain.templates import OPT_OUT_PAYLOAD
from server_stub.services.composing import PROMPT_PREFIX, Composer, Draft
from server_stub.services.consent import Consents, Subject
from server_stub.services.gatekeeper import Facts, Gatekeeper
from server_stub.services.hooks import Inbound
from server_stub.services.outlook import USUAL_PURPOSE
from server_stub.services.reply_texts import opt_out_confirmation
from server_stub.services.sending import Sending
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Evidence, NewEvent
from server_stub.storage.repositories.notices import Notices, Prompt
from server_stub.storage.repositories.templates import Templates

OWN_ACT_WITH_TEXT: Final = 3
_PERSON: Final = "person"
_LAST_SAID: Final = """
SELECT send_job.kind FROM message JOIN send_job ON send_job.message_id = message.id
WHERE message.conversation_id = ? AND message.direction = 'out' AND message.sent_at <= ?
ORDER BY message.sent_at DESC, message.id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class ConsentHook:
    """An InboundHook: called once per new inbound message, in its transaction, so an opt-out holds from there on."""

    consents: Consents
    gatekeeper: Gatekeeper
    composer: Composer
    sending: Sending
    notices: Notices
    templates: Templates
    brand: str

    def __call__(self, tx: Tx, inbound: Inbound) -> None:
        choice = inbound.content.choice
        if choice is not None and choice.id.startswith(PROMPT_PREFIX):
            self._answer(tx, inbound, choice.id)
        elif choice is not None:
            self._quick_reply(tx, inbound, choice.id, choice.title)
        elif inbound.content.kind == Kind.TEXT and not inbound.content.forwarded:
            text = inbound.content.text
            if recognise(text, after_promotion=True) is None:  # the usual case: no look-up needed
                return
            found = recognise(text, after_promotion=self._last_said(tx, inbound) == SendKind.MARKETING)
            if found is not None:
                self._wish(tx, inbound, found)

    def _answer(self, tx: Tx, inbound: Inbound, choice_id: str) -> None:
        """A tap on "yes" or "no" of our own question; it counts only bound to that question, and in time."""
        message_id, _, answer = choice_id.removeprefix(PROMPT_PREFIX).partition(":")
        prompt = self.notices.prompt(tx, message_id)
        asked_at = None if prompt is None else self._asked_at(tx, inbound, prompt)
        if prompt is None or asked_at is None or answer not in ("yes", "no"):
            return
        # WhatsApp tells whole seconds: an answer never counts as earlier than its question.
        said_at = max(min(inbound.sent_at, inbound.received_at), asked_at // 1000 * 1000)
        if answer == "yes" and said_at >= prompt.expires_at:
            return
        kind = EventType.GRANTED if answer == "yes" else EventType.REFUSED
        event = self.consents.new_event(
            Subject(inbound.contact_id, inbound.key_id),
            kind,
            prompt.purpose,
            source="button",
            actor=_PERSON,
            captured_at=said_at,
            now=inbound.received_at,
        )
        validity = PURPOSES[prompt.purpose].validity_ms
        granted = kind is EventType.GRANTED
        event = replace(
            event,
            proof_level=OWN_ACT_WITH_TEXT if granted else 0,
            valid_until=said_at + validity if granted and validity is not None else None,
            notice_version_id=prompt.notice_version_id,
            source_key=_source_key(inbound),
            payload=_raw(inbound, prompt=prompt.message_id),
        )
        proof = Evidence("application/json", msgspec.json.encode(inbound.content), inbound.sent_at)
        if self.consents.add(tx, event, proof):
            self.notices.answered(tx, prompt.message_id, said_at)

    @staticmethod
    def _asked_at(tx: Tx, inbound: Inbound, prompt: Prompt) -> int | None:
        """When the question was put to this very person; None when the tap answers something else.

        Our question's id at WhatsApp may be unknown while its sending is in doubt: then the button's own id binds.
        """
        sql = "SELECT wamid, sent_at FROM message WHERE id = ? AND conversation_id = ?"
        row = tx.driver.execute(sql, (prompt.message_id, inbound.conversation_id)).fetchone()
        if row is None or prompt.contact_id != inbound.contact_id:
            return None
        return int(row[1]) if row[0] in (None, inbound.quoted_wamid) else None

    def _quick_reply(self, tx: Tx, inbound: Inbound, payload: str, title: str) -> None:
        """A button of a template: "Parar promoções" stops what that template was sent for (5.2)."""
        found = recognise(title)
        leaving = payload.startswith(OPT_OUT_PAYLOAD) or (found is not None and found.wish is Wish.LEAVE)
        if not leaving:
            return
        stated = payload.removeprefix(OPT_OUT_PAYLOAD)
        scope = stated if is_scope(stated) else self._purpose_of_quoted(tx, inbound) or PROMOTIONAL
        language = "pt" if found is None else found.language
        self._leave(tx, inbound, scope, language, source="button", rule=payload)

    def _wish(self, tx: Tx, inbound: Inbound, found: Recognised) -> None:
        if found.wish is Wish.LEAVE:
            self._leave(tx, inbound, found.scope, found.language, source="keyword", rule=found.normal_form)
        else:
            self._return(tx, inbound, found)

    def _leave(self, tx: Tx, inbound: Inbound, scope: str, language: str, *, source: str, rule: str) -> None:
        stood_already = self._stands(tx, inbound, scope)
        event = self._event(inbound, EventType.REVOKED, scope, source=source, rule=rule)
        facts = self._facts(tx, inbound) if self.consents.add(tx, event) else None
        if facts is None or stood_already:
            return
        text = opt_out_confirmation(language, scope, self.brand)
        draft = Draft(Content(Kind.TEXT.value, text), SendKind.OPT_OUT_CONFIRMATION, scope)
        self._say(tx, facts, draft, new_id(inbound.received_at), f"optout:{inbound.message_id}", confirmation_due=True)

    def _return(self, tx: Tx, inbound: Inbound, found: Recognised) -> None:
        """Somebody who left asks to come back: nothing is permitted by that, but we may ask, and do."""
        if not self._stands(tx, inbound, PROMOTIONAL):
            return
        lifted = EventType.SUPPRESSION_LIFTED_BY_PERSON
        event = self._event(inbound, lifted, PROMOTIONAL, source="keyword", rule=found.normal_form)
        facts = self._facts(tx, inbound) if self.consents.add(tx, event) else None
        if facts is not None:
            message_id = new_id(inbound.received_at)
            draft = self.composer.prompt(tx, USUAL_PURPOSE, message_id)
            self._say(tx, facts, draft, message_id, f"return:{inbound.message_id}")

    def _event(self, inbound: Inbound, kind: EventType, scope: str, *, source: str, rule: str) -> NewEvent:
        event = self.consents.new_event(
            Subject(inbound.contact_id, inbound.key_id),
            kind,
            scope,
            source=source,
            actor=_PERSON,
            captured_at=inbound.sent_at,
            now=inbound.received_at,
        )
        return replace(event, source_key=_source_key(inbound), payload=_raw(inbound, rule=rule, rules=RULES_VERSION))

    def _stands(self, tx: Tx, inbound: Inbound, scope: str) -> bool:
        """An opt-out of at least this scope holds already."""
        facts = self._facts(tx, inbound)
        standing = None if facts is None else facts.base.standing
        if standing is None:
            return False
        if scope == EVERYTHING:
            return standing.opted_out_all_at is not None
        if scope == PROMOTIONAL:
            return standing.opted_out_promotional_at is not None
        return standing.of(scope).suppressed_at is not None

    def _facts(self, tx: Tx, inbound: Inbound) -> Facts | None:
        return self.gatekeeper.facts(tx, inbound.conversation_id, inbound.received_at)

    def _say(
        self, tx: Tx, facts: Facts, draft: Draft, message_id: str, once_key: str, *, confirmation_due: bool = False
    ) -> None:
        self.sending.say(tx, facts, draft, once_key=once_key, message_id=message_id, confirmation_due=confirmation_due)

    @staticmethod
    def _last_said(tx: Tx, inbound: Inbound) -> str:
        """Kind of our last message before this one."""
        row = tx.driver.execute(_LAST_SAID, (inbound.conversation_id, inbound.sent_at + 999)).fetchone()
        return "" if row is None else str(row[0])

    def _purpose_of_quoted(self, tx: Tx, inbound: Inbound) -> str:
        sql = "SELECT template_id FROM message WHERE wamid = ? AND conversation_id = ?"
        row = tx.driver.execute(sql, (inbound.quoted_wamid, inbound.conversation_id)).fetchone()
        template = None if row is None or row[0] is None else self.templates.get(tx, row[0])
        return "" if template is None else template.purpose


def _source_key(inbound: Inbound) -> str:
    return f"wamid:{inbound.channel_number_id}:{inbound.wamid}"


def _raw(inbound: Inbound, **more: str) -> dict[str, Any]:
    """What the person sent, sealed with the event."""
    choice = inbound.content.choice
    said = {"text": inbound.content.text} if choice is None else {"id": choice.id, "title": choice.title}
    return {"message_id": inbound.message_id, "said": said, **more}
