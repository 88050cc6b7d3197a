"""Doubts whether somebody asked to leave: promotions wait, the customer and the agent are asked, silence means yes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from server_stub.contract.content import Button
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account, Conversation
from server_stub.contract.people import SettleDoubt
from server_stub.domain.consent_events import EventType, State
from server_stub.domain.optout import MENU_EXIT, RULES_VERSION, THUMBS_DOWN, WRONG_PERSON, Recognised
from server_stub.domain.purposes import EVERYTHING, PROMOTIONAL, Category
from server_stub.domain.yes_no import yes_or_no
from server_stub.services.consent import Consents, Subject
from server_stub.services.hooks import Inbound
from server_stub.services.opt_outs import OptOuts
from server_stub.services.outlook import Outlooks
from server_stub.services.own_words import OwnWords
from server_stub.services.reply_texts import sayings
from server_stub.services.sending import OWN_PREFIX
from server_stub.services.situations import Situations
from server_stub.storage.database import Tx
from server_stub.storage.repositories.doubts import DoubtRow, DoubtRows, Outcome
from server_stub.storage.repositories.people import People
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.repositories.visibility import Viewer

DOUBT_PREFIX: Final = "doubt:"
DOUBT_MS: Final = 24 * 3_600_000
"""As long as a window stays open after the customer's last word."""
_LEAVE: Final = "leave"
STAY: Final = "stay"
"""Nothing is left; where the question was whether they meant the menu, the case ends (services/cases/ending.py)."""
_CLOCK: Final = "clock"
_MAY_HOLD: Final = frozenset({State.ACTIVE, State.PENDING, State.RENEWAL_NEEDED})
_MARKETING_MESSAGE: Final = """
SELECT message.conversation_id, conversation.contact_id FROM message
JOIN conversation ON conversation.id = message.conversation_id
JOIN send_job ON send_job.message_id = message.id
WHERE message.id = ? AND send_job.kind = 'M'
"""
_QUESTION: Final = "SELECT id FROM message WHERE client_id = ?"
_SUSPECT: Final = "UPDATE contact SET identity_changed_at = ? WHERE id = ? AND identity_changed_at IS NULL"


@dataclass(frozen=True, slots=True)
class Doubts:
    rows: DoubtRows
    consents: Consents
    opt_outs: OptOuts
    outlooks: Outlooks
    reading: Reading
    registers: Registers
    situations: Situations
    words: OwnWords

    def raise_doubt(self, tx: Tx, inbound: Inbound, found: Recognised, *, after_promotion: bool) -> None:
        """Holds promotions from now on and asks. Nothing happens where nothing promotional could be sent anyway.

        Whoever says to be somebody else gets nothing at all that we begin, until a person has looked.
        """
        if found.rule == WRONG_PERSON:
            self._suspect_identity(tx, inbound.contact_id, inbound.received_at)
        elif not after_promotion and not self._anything_to_hold(tx, inbound.conversation_id, inbound.received_at):
            return
        now = inbound.received_at
        row = _row(inbound.message_id, inbound.contact_id, inbound.conversation_id, found.rule, now)
        if not self.rows.open(tx, row, RULES_VERSION):
            return
        self._tell(tx, row, now)
        text, buttons = _question(found, inbound.message_id, self.words.brand)
        key = f"doubt:{inbound.message_id}"
        self.words.reply(tx, inbound.conversation_id, text, once_key=key, now=now, buttons=buttons)

    def thumbs_down(self, tx: Tx, message_id: str, now: int) -> None:
        """A reaction to a promotion of ours: a signal for the agent only, nobody is asked by machine (4.3)."""
        found = tx.driver.execute(_MARKETING_MESSAGE, (message_id,)).fetchone()
        if found is None:
            return
        conversation_id, contact_id = found
        row = _row(message_id, contact_id, conversation_id, THUMBS_DOWN, now)
        if self._anything_to_hold(tx, conversation_id, now) and self.rows.open(tx, row, RULES_VERSION):
            self._tell(tx, row, now)

    def answered(self, tx: Tx, inbound: Inbound, choice_id: str) -> None:
        """The customer tapped one of the two buttons; a late tap on "leave" counts as well, it is their wish."""
        message_id, _, choice = choice_id.removeprefix(DOUBT_PREFIX).partition(":")
        title = "" if inbound.content.choice is None else inbound.content.choice.title
        if choice in (_LEAVE, STAY):
            language = _language_of(title)
            self._answer(tx, inbound, message_id, leaving=choice == _LEAVE, source="button", language=language)

    def spoken(self, tx: Tx, inbound: Inbound) -> bool:
        """Whether plain words were the answer to the question about a doubt: a yes or no right after it."""
        yes = yes_or_no(inbound.content.text)
        doubt = None if yes is None else self.rows.open_of(tx, inbound.contact_id)
        if doubt is None or doubt.rule == MENU_EXIT:  # that one asks "this or that"
            return False
        asked = tx.driver.execute(_QUESTION, (f"{OWN_PREFIX}doubt:{doubt.message_id}",)).fetchone()
        if asked is None or not self.situations.answers(tx, inbound, asked[0]):
            return False
        self._answer(tx, inbound, doubt.message_id, leaving=bool(yes), source="keyword", language="pt")
        return True

    def settle(self, tx: Tx, caller: Account, conversation_id: str, answer: SettleDoubt, now: int) -> Conversation:
        """What the agent made of it. Raises NOT_FOUND, BAD_REQUEST (scope), STATE_CONFLICT where none stands open."""
        conversation = self.reading.conversation_for(tx, Viewer.of(caller), conversation_id)
        if conversation is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if answer.scope not in (PROMOTIONAL, EVERYTHING):
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="scope")
        row = None if conversation.doubt is None else self.rows.of_message(tx, conversation.doubt.message_id)
        outcome = Outcome.LEFT if answer.leaving else Outcome.STAYS
        if row is None or not self.rows.settle(tx, row.message_id, outcome, caller.id, now):
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT)
        if answer.leaving:
            self._leave(tx, row, answer.scope, source="agent", actor=caller.id, now=now)
        self._tell(tx, row, now)
        settled = self.reading.conversation_for(tx, Viewer.of(caller), conversation_id)
        if settled is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return settled

    def any_due(self, tx: Tx, now: int) -> bool:
        return bool(self.rows.due(tx, now, limit=1))

    def lapse(self, tx: Tx, now: int) -> None:
        """Nobody said anything for a day: that counts as having left (4.2.6)."""
        for row in self.rows.due(tx, now):
            if self.rows.settle(tx, row.message_id, Outcome.LAPSED, _CLOCK, now):
                self._leave(tx, row, PROMOTIONAL, source=_CLOCK, actor="gateway", now=now)
                self._tell(tx, row, now)

    def _answer(self, tx: Tx, inbound: Inbound, message_id: str, *, leaving: bool, source: str, language: str) -> None:
        row = self.rows.of_message(tx, message_id)
        if row is None or row.contact_id != inbound.contact_id:
            return
        now = inbound.received_at
        settled = self.rows.settle(tx, message_id, Outcome.LEFT if leaving else Outcome.STAYS, "person", now)
        if leaving:
            self.opt_outs.leave_scope(tx, inbound, PROMOTIONAL, language, source=source, rule=row.rule)
        elif settled:
            said = sayings(language)
            text = said.ending if row.rule == MENU_EXIT else said.staying
            self.words.reply(tx, row.conversation_id, text, once_key=f"staying:{message_id}", now=now)
        self._tell(tx, row, now)

    def _leave(self, tx: Tx, row: DoubtRow, scope: str, *, source: str, actor: str, now: int) -> None:
        key_id = self.reading.key_of(tx, row.conversation_id)
        if key_id is None:
            return
        subject = Subject(row.contact_id, key_id)
        event = self.consents.new_event(
            subject, EventType.REVOKED, scope, source=source, actor=actor, captured_at=now, now=now
        )
        payload = {"message_id": row.message_id, "rule": row.rule, "rules_version": RULES_VERSION}
        if self.consents.add(tx, replace(event, payload=payload, source_key=f"doubt:{row.message_id}")):
            key = f"optout:{row.message_id}"
            self.words.confirm_opt_out(tx, row.conversation_id, scope, "pt", once_key=key, now=now)

    def _anything_to_hold(self, tx: Tx, conversation_id: str, now: int) -> bool:
        facts = self.words.facts(tx, conversation_id, now)
        standing = None if facts is None else facts.base.standing
        if standing is None:
            return False
        marketing = (it.code for it in self.registers.catalogue(tx).values() if it.category is Category.MARKETING)
        return any(standing.of(code).state in _MAY_HOLD for code in marketing)

    def _suspect_identity(self, tx: Tx, contact_id: str, now: int) -> None:
        if tx.driver.execute(_SUSPECT, (now, contact_id)).rowcount:
            People.touch(tx, contact_id)
            self.outlooks.contact_changed(tx, contact_id, now)

    def _tell(self, tx: Tx, row: DoubtRow, now: int) -> None:
        """Every desktop that sees the conversation, and the light of the person's other conversations."""
        self.outlooks.conversation_changed(tx, row.conversation_id, now)
        self.outlooks.contact_changed(tx, row.contact_id, now)


def _row(message_id: str, contact_id: str, conversation_id: str, rule: str, now: int) -> DoubtRow:
    return DoubtRow(message_id, contact_id, conversation_id, rule, now, now + DOUBT_MS, None, None)


def _question(found: Recognised, message_id: str, brand: str) -> tuple[str, list[Button]]:
    said = sayings(found.language)
    texts = {MENU_EXIT: said.exit_doubt, WRONG_PERSON: said.wrong_person}
    stay = said.ended if found.rule == MENU_EXIT else said.stay
    buttons = [
        Button(f"{DOUBT_PREFIX}{message_id}:{_LEAVE}", said.leave),
        Button(f"{DOUBT_PREFIX}{message_id}:{STAY}", stay),
    ]
    return texts.get(found.rule, said.doubt).format(brand=brand), buttons


def _language_of(title: str) -> str:
    for language in ("pt", "en", "es"):
        said = sayings(language)
        if title in (said.leave, said.stay, said.ended):
            return language
    return "pt"
