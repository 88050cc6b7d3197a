"""Leaving and coming back in the chat: recorded at once, confirmed once, asked anew before anything is sent (4.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.contract.content import Button
from server_stub.contract.errors import GatewayRefusal
from server_stub.domain.consent import Standing
from server_stub.domain.consent_events import EventType
from server_stub.domain.optout import RULES_VERSION, Certainty, Recognised
from server_stub.domain.purposes import EVERYTHING, PROMOTIONAL, Category
from server_stub.services.consent import Consents
from server_stub.services.consent_said import said_event
from server_stub.services.hooks import Inbound
from server_stub.services.outlook import USUAL_PURPOSE
from server_stub.services.own_words import OwnWords
from server_stub.services.reply_texts import sayings
from server_stub.storage.database import Tx
from server_stub.storage.repositories.registers import Registers

SCOPE_PREFIX: Final = "leaving:"
"""Of the two buttons under the confirmation of an opt-out that was said in a sentence."""
_EVERYTHING: Final = "all"
_MISTAKE: Final = "mistake"
_ASKED_AGAIN: Final = 3
"""At most so many purposes are asked for when somebody comes back."""
_HELD_BEFORE: Final = """
SELECT DISTINCT purpose FROM consent_event
WHERE contact_id = ? AND type IN ('GRANTED', 'CONFIRMED', 'RENEWED') ORDER BY purpose
"""


@dataclass(frozen=True, slots=True)
class OptOuts:
    consents: Consents
    registers: Registers
    words: OwnWords

    def leave(self, tx: Tx, inbound: Inbound, found: Recognised) -> bool:
        """Words that say so. What was said in a sentence may have meant more, or less: the confirmation asks.

        False where this very message was recorded before.
        """
        offer = found.certainty is Certainty.ACT_AND_OFFER
        return self.leave_scope(
            tx,
            inbound,
            found.scope,
            found.language,
            source="keyword",
            offer=offer,
            rule=found.rule,
            normal_form=found.normal_form,
            certainty=found.certainty.value,
        )

    def leave_scope(
        self,
        tx: Tx,
        inbound: Inbound,
        scope: str,
        language: str,
        *,
        source: str,
        offer: bool = False,
        **how: str,
    ) -> bool:
        """Ends a scope from this message on. Said again, it is recorded again and confirmed no second time."""
        standing = self._standing(tx, inbound)
        stood_already = standing is not None and stands(standing, scope)
        event = said_event(
            self.consents,
            inbound,
            EventType.REVOKED,
            scope,
            source=source,
            payload={"rules_version": RULES_VERSION, "action": "opted_out", **how},
        )
        if not self.consents.add(tx, event):
            return False
        if not stood_already:
            self.words.confirm_opt_out(
                tx,
                inbound.conversation_id,
                scope,
                language,
                once_key=f"optout:{inbound.message_id}",
                now=inbound.received_at,
                buttons=_scope_buttons(inbound.message_id, language) if offer else (),
            )
        return True

    def scope_chosen(self, tx: Tx, inbound: Inbound, choice_id: str, title: str) -> None:
        """One of the two buttons under a confirmation: everything was meant, or nothing was."""
        _, _, choice = choice_id.removeprefix(SCOPE_PREFIX).partition(":")
        language = _language_of(title)
        if choice == _EVERYTHING:
            self.leave_scope(tx, inbound, EVERYTHING, language, source="button", rule=choice_id)
        elif choice == _MISTAKE:
            self.come_back(tx, inbound, source="button", rule=choice_id)

    def come_back(self, tx: Tx, inbound: Inbound, *, source: str, rule: str) -> None:
        """Somebody who left asks to come back: nothing is permitted by that, but we may ask, and do."""
        standing = self._standing(tx, inbound)
        if standing is None or not self._left_something(tx, standing):
            return
        lifted = said_event(
            self.consents,
            inbound,
            EventType.SUPPRESSION_LIFTED_BY_PERSON,
            PROMOTIONAL,
            source=source,
            payload={"rule": rule, "rules_version": RULES_VERSION, "action": "asked_again"},
        )
        if not self.consents.add(tx, lifted):
            return
        for purpose in self._held_before(tx, inbound.contact_id):
            key = f"return:{inbound.message_id}:{purpose}"
            try:
                self.words.question(tx, inbound.conversation_id, purpose, once_key=key, now=inbound.received_at)
            except GatewayRefusal:  # its text is gone or too long: an administrator's matter, not this person's
                continue

    def _held_before(self, tx: Tx, contact_id: str) -> list[str]:
        """Only what the person had agreed to before (4.1); the usual one where they never agreed to anything."""
        promotional = self._promotional(tx)
        held = [str(row[0]) for row in tx.driver.execute(_HELD_BEFORE, (contact_id,))]
        return [code for code in held if code in promotional][:_ASKED_AGAIN] or [USUAL_PURPOSE]

    def _left_something(self, tx: Tx, standing: Standing) -> bool:
        if standing.opted_out_promotional_at is not None:
            return True
        return any(standing.of(code).suppressed_at is not None for code in self._promotional(tx))

    def _promotional(self, tx: Tx) -> set[str]:
        return {code for code, it in self.registers.catalogue(tx).items() if it.category is Category.MARKETING}

    def _standing(self, tx: Tx, inbound: Inbound) -> Standing | None:
        facts = self.words.facts(tx, inbound.conversation_id, inbound.received_at)
        return None if facts is None else facts.base.standing


def stands(standing: Standing, scope: str) -> bool:
    """An opt-out of at least this scope holds already."""
    if scope == EVERYTHING:
        return standing.opted_out_all_at is not None
    if scope == PROMOTIONAL:
        return standing.opted_out_promotional_at is not None
    return standing.of(scope).suppressed_at is not None


def _scope_buttons(message_id: str, language: str) -> list[Button]:
    said = sayings(language)
    return [
        Button(f"{SCOPE_PREFIX}{message_id}:{_EVERYTHING}", said.stop_everything),
        Button(f"{SCOPE_PREFIX}{message_id}:{_MISTAKE}", said.mistake),
    ]


def _language_of(title: str) -> str:
    """Of the button that was tapped: the answer speaks as the question did."""
    for language in ("pt", "en", "es"):
        if title in (sayings(language).stop_everything, sayings(language).mistake):
            return language
    return "pt"
