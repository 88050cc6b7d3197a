"""Window rescue: before a window closes in which we wait for the customer, one question keeps it open, once."""

from __future__ import annotations

from typing import Final

from server_stub.contract.content import Content, Kind
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.gate import Reason, SendKind, Verdict
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account
from server_stub.contract.wall import RescueRow
from server_stub.domain.protocol_number import grouped
from server_stub.domain.purposes import REPLY
from server_stub.domain.service_texts import filled
from server_stub.domain.window import WINDOW_MS, closes_at
from server_stub.services.composing import Draft
from server_stub.services.gatekeeper import Facts, Gatekeeper
from server_stub.services.leads.audit import Action, Audit
from server_stub.services.sending import Sending, is_said, refusal_of
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.repositories.accounts import AccountRepository
from server_stub.storage.repositories.people import Profile
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.rescues import Closing, RescueRows
from server_stub.storage.repositories.visibility import Viewer
from server_stub.storage.sealed_values import opened
from server_stub.storage.vault import Vault

_HOUR: Final = 3_600_000
SOON_MS: Final = 6 * _HOUR
"""So long before the end of a window it is listed, and may be asked for."""
JUST_CLOSED_MS: Final = _HOUR
MOST_ROWS: Final = 200
CUSTOMER_WAITS: Final = "customer_waits"
_OF_CUSTOMER, _OF_US = "customer", "us"


class Rescue:
    """The gateway's own words: they answer nobody, stop no clock, and leave only where the send gate lets them."""

    def __init__(
        self,
        rows: RescueRows,
        gatekeeper: Gatekeeper,
        sending: Sending,
        queues: QueueBook,
        reading: Reading,
        accounts: AccountRepository,
        vault: Vault,
        audit: Audit,
    ) -> None:
        self._rows = rows
        self._gatekeeper = gatekeeper
        self._sending = sending
        self._queues = queues
        self._reading = reading
        self._accounts = accounts
        self._vault = vault
        self._audit = audit

    def listed(self, tx: Tx, caller: Account, now: int) -> list[RescueRow]:
        """By time left: windows that close within six hours or closed in the last one. Agents get their own."""
        found = self._rows.closing(tx, caller, now - JUST_CLOSED_MS, now + SOON_MS, MOST_ROWS)
        return [self._row(tx, it, now) for it in found]

    def ask(self, tx: Tx, caller: Account, conversation_id: str, now: int) -> GatewayRefusal | None:
        """Send the question. The gate's refusal is answered as a value: its decision has to be stored.

        Raises NOT_FOUND where the caller may not look, FORBIDDEN for an agent in a conversation of somebody else,
        CASE_CLOSED, CUSTOMER_WAITS where an answer is due and not a question, ALREADY_ASKED, STATE_CONFLICT while more
        than six hours are left.
        """
        seen = self._reading.conversation_for(tx, Viewer.of(caller), conversation_id)
        if seen is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if seen.assignee_id != caller.id and not Viewer.of(caller).sees_all:
            raise GatewayRefusal(ErrorCode.FORBIDDEN)
        found = self._rows.of(tx, conversation_id)
        facts = self._gatekeeper.facts(tx, conversation_id, now)
        if found is None or facts is None:
            raise GatewayRefusal(ErrorCode.CASE_CLOSED)
        until = found.last_inbound_at + WINDOW_MS
        _check(found, until, now)
        barred = _barred(facts)
        if barred is not None:
            return GatewayRefusal(ErrorCode.GATE_REFUSED, reason=barred.value)
        return self._say(tx, caller, found, facts, until)

    def _say(self, tx: Tx, caller: Account, found: Closing, facts: Facts, until: int) -> GatewayRefusal | None:
        message_id, now = new_id(facts.now), facts.now
        draft = Draft(Content(Kind.TEXT.value, self._text(tx, found)), SendKind.FREE_FORM, REPLY)
        once = f"rescue:{found.conversation_id}:{until}"
        decision = self._sending.say(tx, facts, draft, once_key=once, message_id=message_id)
        if decision is None:
            raise GatewayRefusal(ErrorCode.ALREADY_ASKED)
        if not is_said(decision):
            return refusal_of(decision)
        self._rows.add(tx, found.conversation_id, until, caller.id, message_id, now)
        if found.agent_id != caller.id:
            self._audit.write(tx, caller.id, Action.RESCUE, found.conversation_id, "", now)
        return None

    def _row(self, tx: Tx, found: Closing, now: int) -> RescueRow:
        waits = found.waiting_since is not None
        return RescueRow(
            conversation_id=found.conversation_id,
            contact_name=self._name(tx, found),
            queue_id=found.queue_id,
            window_until=closes_at(found.last_inbound_at) or 0,
            who=_OF_CUSTOMER if waits else _OF_US,
            agent_id=found.agent_id,
            asked_at=found.asked_at,
            obstacle=self._obstacle(tx, found, now),
            text=self._text(tx, found),
        )

    def _obstacle(self, tx: Tx, found: Closing, now: int) -> str:
        if found.waiting_since is not None:
            return CUSTOMER_WAITS
        if found.asked_at is not None:
            return ErrorCode.ALREADY_ASKED.value
        facts = self._gatekeeper.facts(tx, found.conversation_id, now)
        if facts is None:
            return Reason.DENY_UNKNOWN.value
        barred = _barred(facts)
        if barred is not None:
            return barred.value
        decision, _ = facts.ask(SendKind.FREE_FORM)
        return "" if decision.verdict is Verdict.ALLOW else decision.reason.value

    def _text(self, tx: Tx, found: Closing) -> str:
        """The queue's, else the company's."""
        queue = self._queues.get(tx, found.queue_id)
        own = "" if queue is None else queue.rescue_text
        text = own if own.strip() else self._queues.policy(tx).rescue_text
        agent = None if found.agent_id is None else self._accounts.get(tx, found.agent_id)
        values = {
            "protocol": grouped(found.protocol),
            "queue": "" if queue is None else queue.name,
            "agent": "" if agent is None else agent.name,
            "name": self._name(tx, found),
        }
        return filled(text, values).strip()

    def _name(self, tx: Tx, found: Closing) -> str:
        profile = opened(self._vault, tx, found.name_key, found.profile_enc, "contact.profile", Profile)
        return "" if profile is None else profile.name


def _check(found: Closing, until: int, now: int) -> None:
    if found.waiting_since is not None:
        raise GatewayRefusal(ErrorCode.CUSTOMER_WAITS)
    if found.asked_at is not None:
        raise GatewayRefusal(ErrorCode.ALREADY_ASKED)
    if until - now > SOON_MS:
        raise GatewayRefusal(ErrorCode.STATE_CONFLICT)


def _barred(facts: Facts) -> Reason | None:
    """A question of ours is no answer: whoever left, even offers only, or may have meant to, is not asked."""
    standing = facts.base.standing
    if standing is None:
        return Reason.DENY_UNKNOWN
    if standing.opted_out_all_at is not None or standing.opted_out_promotional_at is not None:
        return Reason.DENY_OPTED_OUT_ALL
    return None if facts.base.person.doubt_until is None else Reason.HOLD_OPTOUT_DOUBT
