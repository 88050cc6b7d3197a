"""Accepts what is to be sent: one transaction for claim, gate, message, job and event, or a refusal with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import EventKind, MessageChanged
from server_stub.contract.gate import Decision, Outlook, Reason, SendKind, Verdict
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account, Conversation, Hold, Message
from server_stub.contract.requests import Accepted, SendMessage
from server_stub.domain.transferring import in_the_way
from server_stub.services.asking import Asked, checked
from server_stub.services.claims import Claims
from server_stub.services.composing import Composer, Draft
from server_stub.services.gatekeeper import Facts, Gatekeeper
from server_stub.services.hooks import PersonAnswered
from server_stub.services.outlook import Outlooks
from server_stub.services.signing import signed
from server_stub.services.sticker_sends import StickerSends
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.capture_requests import answer_with
from server_stub.storage.repositories.decisions import Decisions
from server_stub.storage.repositories.media import MediaRows
from server_stub.storage.repositories.notices import Notices, Prompt
from server_stub.storage.repositories.outbound import NewMessage, Outbound
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer

PROMPT_LIFETIME_MS: Final = 3 * 86_400_000
"""How long a question for permission may be answered."""
OWN_PREFIX: Final = "gateway:"
"""Client ids of what the gateway says by itself."""
PACING_TOLD_MS: Final = 1_000
"""A shorter wait than this is not worth telling."""
_CLIENT_ID_LIMIT: Final = 64


@dataclass(frozen=True, slots=True)
class Unseen:
    """What is sent about a message (`about_wamid`) and shows on it, not as a message of its own: a reaction."""

    conversation_id: str
    client_id: str
    digest: str
    about_wamid: str


class Sending:
    """`wake` tells the dispatcher, after commit, that there is something to do.

    `signs`: whether texts leave with the name of who wrote them.
    `pace`: (number id, contact id, now) → milliseconds until one more message to this person may leave.
    """

    def __init__(
        self,
        *,
        composer: Composer,
        gatekeeper: Gatekeeper,
        outlooks: Outlooks,
        outbound: Outbound,
        decisions: Decisions,
        notices: Notices,
        media: MediaRows,
        stickers: StickerSends,
        claims: Claims,
        reading: Reading,
        events: EventLog,
        signs: Callable[[Tx], bool],
        pace: Callable[[str, str, int], int],
        wake: Callable[[], object],
    ) -> None:
        self._composer = composer
        self._gatekeeper = gatekeeper
        self._outlooks = outlooks
        self._outbound = outbound
        self._decisions = decisions
        self._notices = notices
        self._media = media
        self._stickers = stickers
        self._claims = claims
        self._reading = reading
        self._events = events
        self._signs = signs
        self._pace = pace
        self._wake = wake
        self.answered: PersonAnswered = _nobody_waits
        """Set by the composition root: cases are built later."""

    def accept(self, tx: Tx, caller: Account, request: SendMessage, now: int) -> Accepted | GatewayRefusal:
        """Accepted, or the gate's refusal as a value: its decision has to be stored, so nothing may be rolled back.

        Raises GatewayRefusal for everything that is wrong with the request itself.
        """
        check_client_id(request.client_id)
        digest = hashlib.sha256(msgspec.json.encode(request)).hexdigest()
        before = self._accepted_before(tx, caller, request, digest)
        if before is not None:  # also where the author no longer sees the conversation: it was sent, and they must know
            return before
        facts = self._seen_facts(tx, caller, request.conversation_id, now)
        message_id = new_id(now)
        draft = self._composer.draft(tx, request, facts.contact_id, message_id, now)
        draft = signed(draft, caller.name) if self._signs(tx) else draft
        quoted = self._quoted(tx, request, draft)
        decision = self._judge(tx, facts, draft, message_id, self._asked(tx, facts, request, draft))
        if not _is_accepted(decision):
            return refusal_of(decision)
        new = _message(facts, draft, message_id, self._outbound.moment(tx, facts.conversation_id, now))
        new = replace(new, client_id=request.client_id, client_digest=digest, author_id=caller.id)
        new = replace(new, quoted_wamid=quoted, composed_at=request.composed_at, hold=_hold_of(decision))
        self.answered(tx, facts.conversation_id, caller.id, now)
        return Accepted(self._add(tx, new, draft, now), decision)

    def accept_unseen(self, tx: Tx, caller: Account, unseen: Unseen, draft: Draft, now: int) -> str | GatewayRefusal:
        """As `accept`, for what is no message of its own; its id. Nothing is told of it."""
        check_client_id(unseen.client_id)
        facts = self._seen_facts(tx, caller, unseen.conversation_id, now)
        message_id = new_id(now)
        words = checked(draft.content, facts.base.rules.policy, promotional=False)
        decision = self._judge(tx, facts, draft, message_id, Asked(words))
        if not _is_accepted(decision):
            return refusal_of(decision)
        new = _message(facts, draft, message_id, self._outbound.moment(tx, facts.conversation_id, now))
        new = replace(new, client_id=unseen.client_id, client_digest=unseen.digest, author_id=caller.id)
        self._outbound.add(tx, replace(new, quoted_wamid=unseen.about_wamid, hold=_hold_of(decision), unseen=True))
        tx.after_commit(self._wake)
        return message_id

    def say(
        self, tx: Tx, facts: Facts, draft: Draft, *, once_key: str, message_id: str, confirmation_due: bool = False
    ) -> Decision | None:
        """The gateway itself says something, once per `once_key`; None where it was said before.

        What the gate holds is not said: by the time it could leave, nobody waits for it. Only the verification after a
        start is over so soon that it may wait for it.
        """
        if self._outbound.by_client_id(tx, OWN_PREFIX + once_key) is not None:
            return None
        own = Asked(checked(draft.content, facts.base.rules.policy, promotional=False))
        decision = self._judge(tx, facts, draft, message_id, own, confirmation_due=confirmation_due)
        if is_said(decision):
            sent_at = self._outbound.moment(tx, facts.conversation_id, facts.now)
            new = replace(_message(facts, draft, message_id, sent_at), client_id=OWN_PREFIX + once_key)
            new = replace(new, hold=_hold_of(decision))
            self._add(tx, new, draft, facts.now)
        return decision

    def outlook(self, tx: Tx, caller: Account, conversation_id: str, now: int) -> Outlook:
        """Raises NOT_FOUND where the caller may not look."""
        seen = self._reading.conversation_for(tx, Viewer.of(caller), conversation_id)
        found = None if seen is None else self._outlooks.of(tx, conversation_id, now)
        if found is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return found

    def _check_hand(self, tx: Tx, caller: Account, seen: Conversation, now: int) -> None:
        """Two answer one customer only where a lead has come in. Raises CLAIMED_BY_OTHER."""
        holder = self._claims.holder(tx, seen.id, now)
        other = in_the_way(seen, caller.id, holder, sees_all=Viewer.of(caller).sees_all)
        if other:
            raise GatewayRefusal(ErrorCode.CLAIMED_BY_OTHER, account_id=other)

    def _accepted_before(self, tx: Tx, caller: Account, request: SendMessage, digest: str) -> Accepted | None:
        known = self._outbound.by_client_id(tx, request.client_id)
        if known is None:
            return None
        message = self._reading.message(tx, known.message_id)
        decision = self._decisions.of_acceptance(tx, known.message_id)
        if known.digest != digest or known.author_id != caller.id or message is None or decision is None:
            raise GatewayRefusal(ErrorCode.CLIENT_ID_REUSED)
        return Accepted(message, decision)

    def _quoted(self, tx: Tx, request: SendMessage, draft: Draft) -> str | None:
        """WhatsApp's id of the message that is answered; templates cannot quote (2.1)."""
        if request.quote_id is None or draft.template is not None:
            return None
        sql = "SELECT wamid FROM message WHERE id = ? AND conversation_id = ?"
        row = tx.driver.execute(sql, (request.quote_id, request.conversation_id)).fetchone()
        if row is None:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="quote_id")
        return None if row[0] is None else str(row[0])

    def _seen_facts(self, tx: Tx, caller: Account, conversation_id: str, now: int) -> Facts:
        """Raises NOT_FOUND where the caller may not look, CLAIMED_BY_OTHER where they may not write."""
        seen = self._reading.conversation_for(tx, Viewer.of(caller), conversation_id)
        facts = None if seen is None else self._facts(tx, seen, now)
        if seen is None or facts is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        self._check_hand(tx, caller, seen, now)
        return facts

    def _facts(self, tx: Tx, seen: Conversation, now: int) -> Facts | None:
        wait = self._pace(seen.channel_number_id, seen.contact_id, now)
        return self._gatekeeper.facts(tx, seen.id, now, paced_until=now + wait if wait >= PACING_TOLD_MS else None)

    def _asked(self, tx: Tx, facts: Facts, request: SendMessage, draft: Draft) -> Asked:
        """What the agent says about the message, and what its words show."""
        words = checked(draft.content, facts.base.rules.policy, promotional=request.promotional)
        quoted = request.quote_id if draft.template is not None else None
        reads = self._gatekeeper.gate_facts
        answers = quoted is not None and reads.is_answer(tx, facts.conversation_id, quoted, facts.now)
        return Asked(words, answers)

    def _judge(
        self, tx: Tx, facts: Facts, draft: Draft, message_id: str, asked: Asked, *, confirmation_due: bool = False
    ) -> Decision:
        decision, inputs = facts.ask(
            draft.kind, draft.purpose, draft.template, confirmation_due=confirmation_due, asked=asked
        )
        self._gatekeeper.keep(
            tx,
            facts,
            inputs,
            decision,
            stage="acceptance",
            message_id=message_id if _is_accepted(decision) else None,
            template_id=None if draft.template is None else draft.template.id,
        )
        return decision

    def _add(self, tx: Tx, new: NewMessage, draft: Draft, now: int) -> Message:
        self._outbound.add(tx, new)
        if new.kind is SendKind.AUTHENTICATION:
            answer_with(tx, new.contact_id, new.id, now)
        if draft.media_id is not None:
            if draft.sticker is not None:
                self._stickers.copy(tx, draft.sticker, draft.media_id, new.contact_id, new.key_id, now)
            self._media.attach(tx, draft.media_id, new.id)
        if draft.notice is not None:
            expires_at = new.sent_at + PROMPT_LIFETIME_MS
            prompt = Prompt(new.id, new.contact_id, draft.purpose, draft.notice.id, expires_at, None, draft.prompt_kind)
            self._notices.add_prompt(tx, prompt)
        message = self._reading.message(tx, new.id)
        if message is None:
            raise LookupError("a message that was just written cannot be read")
        changed = MessageChanged(message, self._reading.conversation(tx, new.conversation_id))
        self._events.append(
            tx,
            EventKind.MESSAGE,
            changed,
            key_id=new.key_id,
            now=new.sent_at,
            conversation_id=new.conversation_id,
        )
        tx.after_commit(self._wake)
        return message


def _nobody_waits(tx: Tx, conversation_id: str, account_id: str, now: int) -> None:
    """Until there are cases."""


def check_client_id(client_id: str) -> None:
    """Raises BAD_REQUEST."""
    if not 0 < len(client_id) <= _CLIENT_ID_LIMIT or client_id.startswith(OWN_PREFIX):
        raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="client_id")


def is_said(decision: Decision) -> bool:
    """What `Sending.say` was told to say left, or does within moments."""
    return decision.verdict is Verdict.ALLOW or decision.reason is Reason.HOLD_LEDGER_VERIFYING


def _is_accepted(decision: Decision) -> bool:
    """What the gate holds is kept until it may leave, as far as it says when that is."""
    return decision.verdict is Verdict.ALLOW or _hold_of(decision) is not None


def _hold_of(decision: Decision) -> Hold | None:
    if decision.verdict is not Verdict.HOLD or decision.not_before is None:
        return None
    return Hold(decision.reason.value, decision.not_before)


def refusal_of(decision: Decision) -> GatewayRefusal:
    """The gate's verdict as an error for the one who asked; `reason` is a code of contract.gate."""
    params = {name: value for name, value in decision.params.items() if name != "reason"}
    if decision.not_before is not None:
        params["not_before"] = decision.not_before
    return GatewayRefusal(ErrorCode.GATE_REFUSED, reason=decision.reason.value, **params)


def _message(facts: Facts, draft: Draft, message_id: str, sent_at: int) -> NewMessage:
    return NewMessage(
        id=message_id,
        conversation_id=facts.conversation_id,
        contact_id=facts.contact_id,
        key_id=facts.key_id,
        channel_number_id=facts.channel_number_id,
        content=draft.content,
        kind=draft.kind,
        purpose=draft.purpose,
        sent_at=sent_at,
        template_id=None if draft.template is None else draft.template.id,
    )
