"""May this person be asked by e-mail or SMS now? The send gate, asked about somebody without a conversation."""

from __future__ import annotations

from collections.abc import Sequence

from server_stub.contract.gate import Decision, Reason, SendKind, Verdict
from server_stub.domain.consent_events import State
from server_stub.domain.gate_input import SMS
from server_stub.domain.purposes import EVERYTHING, covers
from server_stub.services.gatekeeper import Gatekeeper
from server_stub.storage.database import Tx
from server_stub.storage.repositories.outside import OutsideRow


class Permission:
    """Each decision is kept with its inputs and the policy it was made under, also a DENY (N16)."""

    def __init__(self, gatekeeper: Gatekeeper) -> None:
        self._gatekeeper = gatekeeper

    @property
    def waits(self) -> bool:
        """Nobody can say yet: the ledger was not verified since the start."""
        return self._gatekeeper.waits_for_verification

    def accept(
        self,
        tx: Tx,
        contact_id: str,
        channel: str,
        address: str,
        purposes: Sequence[str],
        now: int,
        *,
        message_id: str,
        address_asked: bool,
    ) -> Decision | None:
        """The first decision that refuses a question for all of `purposes`; None where it may be queued.

        `address_asked`: another question waits at this telephone number.
        """
        facts = self._gatekeeper.facts_outside(tx, contact_id, channel, now, digits=_digits(channel, address))
        if facts is None:
            return Decision(Verdict.DENY, Reason.DENY_UNKNOWN)
        asked = [facts.ask(SendKind.CONSENT_PROMPT, code, address_asked=address_asked) for code in purposes]
        refused = next((decision for decision, _ in asked if decision.verdict is Verdict.DENY), None)
        for decision, inputs in asked:
            kept = message_id if refused is None else None
            self._gatekeeper.keep(tx, facts, inputs, decision, stage="acceptance", message_id=kept)
        return refused

    def dispatch(self, tx: Tx, row: OutsideRow, address: str, now: int) -> Decision | None:
        """Asked again for each attempt: the first decision that speaks against sending it now, None where none does."""
        digits = _digits(row.channel, address)
        facts = self._gatekeeper.facts_outside(tx, row.contact_id, row.channel, now, digits=digits)
        if facts is None:
            return Decision(Verdict.DENY, Reason.DENY_UNKNOWN)
        obstacle: Decision | None = None
        for code in row.asked:
            decision, inputs = facts.ask(SendKind.CONSENT_PROMPT, code)
            self._gatekeeper.keep(tx, facts, inputs, decision, stage="dispatch", message_id=row.id)
            if decision.verdict is Verdict.DENY:
                return decision
            if decision.verdict is Verdict.HOLD:
                obstacle = obstacle or decision
        return obstacle

    def stands_revoked(self, tx: Tx, contact_id: str, scope: str, purposes: Sequence[str], now: int) -> bool:
        """Everything that `scope` covers among `purposes` is revoked already."""
        consents, everything_at = self._gatekeeper.consents_of(tx, contact_id, now)
        if scope == EVERYTHING and everything_at is None:
            return False
        # Whoever left everything may have asked to come back since: to leave again is then news.
        states = {it.purpose: it.state for it in consents}
        return all(states.get(code) == State.REVOKED for code in purposes if covers(scope, code))


def _digits(channel: str, address: str) -> str:
    """The telephone number as it is hashed, "" for a mailbox."""
    return address.removeprefix("+") if channel == SMS else ""
