"""What a message of a customer says about consent: answers, leaving, doubts, coming back, their data (4.2, 4.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from server_stub.contract.content import Kind
from server_stub.contract.rights import Right, RightsRequest
from server_stub.domain.optout import ANYWHERE, Certainty, Recognised, Wish, is_way_out, recognise
from server_stub.domain.purposes import PROMOTIONAL, is_scope
from server_stub.domain.templates import OPT_OUT_PAYLOAD
from server_stub.services.complaints import Complaints
from server_stub.services.composing import PROMPT_PREFIX
from server_stub.services.consent import Subject
from server_stub.services.consent_said import subject_of
from server_stub.services.doubts import DOUBT_PREFIX, Doubts
from server_stub.services.hooks import Inbound
from server_stub.services.opt_outs import SCOPE_PREFIX, OptOuts
from server_stub.services.prompt_answers import PromptAnswers
from server_stub.services.reply_texts import request_received
from server_stub.services.situations import Situations
from server_stub.storage.database import Tx
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.repositories.templates import Templates

OpenRightsRequest = Callable[[Tx, Subject, Right, str, int, str | None], RightsRequest]
"""(transaction, whose, right, channel, now, natural key of the cause) → the request, with its protocol number."""
_WORDY: Final = frozenset({Kind.TEXT, Kind.IMAGE, Kind.VIDEO, Kind.DOCUMENT})


@dataclass(slots=True)
class ConsentHook:
    """An InboundHook: called once per new inbound message, in its transaction, so an opt-out holds from there on.

    `open_request` is given by the composition root; without it only the agent sees what the person asks for.
    """

    answers: PromptAnswers
    opt_outs: OptOuts
    doubts: Doubts
    situations: Situations
    registers: Registers
    templates: Templates
    complaints: Complaints
    open_request: OpenRightsRequest | None = None

    def __call__(self, tx: Tx, inbound: Inbound) -> None:
        content = inbound.content
        if content.choice is not None:
            self._tapped(tx, inbound, content.choice.id, content.choice.title)
        elif content.kind in _WORDY and content.text and not content.forwarded:
            self._said(tx, inbound)

    def edited(self, tx: Tx, inbound: Inbound) -> None:
        """An InboundHook for what an edited message says now: a slip of the finger loses no opt-out."""
        content = inbound.content
        if content.kind not in _WORDY or content.forwarded or recognise(content.text, ANYWHERE) is None:
            return
        found = recognise(content.text, self.situations.of(tx, inbound))
        if found is not None and found.wish is Wish.LEAVE and found.certainty is not Certainty.DOUBT:
            self.opt_outs.leave(tx, inbound, found)

    def reacted(self, tx: Tx, message_id: str, emoji: str, now: int) -> None:
        """A ReactionHook: what the customer thinks of a message of ours, in whatever colour of hand."""
        if emoji.startswith("👎"):
            self.doubts.thumbs_down(tx, message_id, now)

    def _tapped(self, tx: Tx, inbound: Inbound, choice_id: str, title: str) -> None:
        """Ids of our own buttons first: they mean one thing in every language."""
        if choice_id.startswith(PROMPT_PREFIX):
            self.answers.tapped(tx, inbound, choice_id)
        elif choice_id.startswith(DOUBT_PREFIX):
            self.doubts.answered(tx, inbound, choice_id)
        elif choice_id.startswith(SCOPE_PREFIX):
            self.opt_outs.scope_chosen(tx, inbound, choice_id, title)
        elif choice_id.startswith(OPT_OUT_PAYLOAD) or is_way_out(title):
            self._template_button(tx, inbound, choice_id, title)

    def _said(self, tx: Tx, inbound: Inbound) -> None:
        if self.answers.spoken(tx, inbound) or self.doubts.spoken(tx, inbound):
            return
        text = inbound.content.text
        if recognise(text, ANYWHERE) is None:  # the usual case: nothing looked up
            return
        situation = self.situations.of(tx, inbound)
        found = recognise(text, situation)
        if found is None:
            return
        if found.wish is Wish.LEAVE and found.certainty is not Certainty.DOUBT:
            if self.opt_outs.leave(tx, inbound, found):
                self.complaints.note(tx, found.rule, inbound.received_at)
        elif self.situations.repeats_itself(tx, inbound):
            return
        elif found.wish is Wish.LEAVE:
            self.doubts.raise_doubt(tx, inbound, found, after_promotion=situation.after_promotion)
        elif found.wish is Wish.RETURN:
            self.opt_outs.come_back(tx, inbound, source="keyword", rule=found.rule)
        else:
            self._data(tx, inbound, found)

    def _data(self, tx: Tx, inbound: Inbound, found: Recognised) -> None:
        """A right of the data subject: a request with a protocol number that the person is told at once."""
        if self.open_request is None or found.right is None:
            return
        key = f"wamid:{inbound.channel_number_id}:{inbound.wamid}"
        now = inbound.received_at
        request = self.open_request(tx, subject_of(inbound), found.right, "whatsapp", now, key)
        words = self.opt_outs.words
        text = request_received(found.language, request.protocol, words.date(tx, request.due_at))
        words.reply(tx, inbound.conversation_id, text, once_key=f"request:{request.protocol}", now=now)

    def _template_button(self, tx: Tx, inbound: Inbound, payload: str, title: str) -> None:
        """A button of a template: "Parar promoções" stops what that template was sent for (5.2)."""
        found = recognise(title)
        stated = payload.removeprefix(OPT_OUT_PAYLOAD)
        known = is_scope(stated, self.registers.catalogue(tx))
        scope = stated if known else self._purpose_of_quoted(tx, inbound) or PROMOTIONAL
        language = "pt" if found is None else found.language
        self.opt_outs.leave_scope(tx, inbound, scope, language, source="button", rule=payload)

    def _purpose_of_quoted(self, tx: Tx, inbound: Inbound) -> str:
        sql = "SELECT template_id FROM message WHERE wamid = ? AND conversation_id = ?"
        row = tx.driver.execute(sql, (inbound.quoted_wamid, inbound.conversation_id)).fetchone()
        template = None if row is None or row[0] is None else self.templates.get(tx, row[0])
        return "" if template is None else template.purpose
