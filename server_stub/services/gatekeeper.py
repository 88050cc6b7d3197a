"""Gathers what the send gate needs from the store, asks it, and keeps every answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from server_stub.contract.gate import Decision, SendKind
from server_stub.contract.model import Consent
from server_stub.domain.consent import Standing, derive
from server_stub.domain.consent_events import PurposeState, State
from server_stub.domain.gate import POLICY_VERSION, decide
from server_stub.domain.gate_input import GateInput, Ledger
from server_stub.domain.purposes import REPLY
from server_stub.domain.window import closes_at
from server_stub.storage.database import Tx
from server_stub.storage.repositories.decisions import Decisions, NewDecision
from server_stub.storage.repositories.ledger import Ledger as LedgerRows
from server_stub.storage.repositories.templates import StoredTemplate

BROKEN_AT: Final = "ledger.broken"
_KIND_OF_CATEGORY: Final = {
    "MARKETING": SendKind.MARKETING,
    "UTILITY": SendKind.UTILITY,
    "AUTHENTICATION": SendKind.AUTHENTICATION,
}
_OPEN_QUESTIONS: Final = """
SELECT consent_prompt.purpose FROM consent_prompt JOIN send_job ON send_job.message_id = consent_prompt.message_id
WHERE consent_prompt.contact_id = ? AND consent_prompt.answered_at IS NULL AND consent_prompt.expires_at > ?
  AND send_job.state IN ('sending', 'in_doubt', 'done')
"""
_CONVERSATION: Final = """
SELECT conversation.contact_id, conversation.channel_number_id, conversation.last_inbound_at,
       contact.key_id, contact.erased_at IS NOT NULL, contact.identity_changed_at IS NOT NULL
FROM conversation JOIN contact ON contact.id = conversation.contact_id WHERE conversation.id = ?
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one conversation at one moment; the same for every kind of message."""

    conversation_id: str
    contact_id: str
    channel_number_id: str
    key_id: str
    base: GateInput
    ledger_seq: int
    now: int

    def ask(
        self,
        kind: SendKind,
        purpose: str = REPLY,
        template: StoredTemplate | None = None,
        *,
        confirmation_due: bool = False,
    ) -> tuple[Decision, GateInput]:
        """The gate's verdict and what it was based on."""
        request = replace(
            self.base,
            kind=kind,
            purpose=purpose,
            template=None if template is None else template.facts,
            confirmation_due=confirmation_due,
        )
        return decide(request, self.now), request

    def ask_template(self, template: StoredTemplate) -> tuple[Decision, GateInput]:
        return self.ask(kind_of(template), template.purpose, template)


def kind_of(template: StoredTemplate) -> SendKind:
    """From the gateway's registry (N10): a survey by its purpose, everything else by Meta's category."""
    if template.purpose.startswith("survey."):
        return SendKind.SURVEY
    return _KIND_OF_CATEGORY.get(template.category, SendKind.MARKETING)


class Gatekeeper:
    """`brand` is the one brand of this gateway, as consents name it."""

    def __init__(self, ledger: LedgerRows, decisions: Decisions, brand: str) -> None:
        self._ledger = ledger
        self._decisions = decisions
        self._brand = brand

    def facts(self, tx: Tx, conversation_id: str, now: int) -> Facts | None:
        """None when there is no such conversation."""
        row = tx.driver.execute(_CONVERSATION, (conversation_id,)).fetchone()
        if row is None:
            return None
        contact_id, number_id, last_inbound_at, key_id, erased, identity_changed = row
        standing, sound = self._standing(tx, contact_id, number_id, now)
        base = GateInput(
            kind=SendKind.FREE_FORM,
            purpose=REPLY,
            standing=standing,
            ledger=Ledger.SOUND if sound and not self._known_broken(tx) else Ledger.BROKEN,
            window_until=closes_at(last_inbound_at),
            last_inbound_at=last_inbound_at,
            erased=bool(erased),
            identity_changed=bool(identity_changed),
            open_questions=frozenset(row[0] for row in tx.driver.execute(_OPEN_QUESTIONS, (contact_id, now))),
        )
        seq = self._ledger.last_seq(tx)
        return Facts(conversation_id, contact_id, number_id, key_id, base, seq, now)

    def consents_of(self, tx: Tx, contact_id: str, now: int) -> tuple[list[Consent], int | None]:
        """What agents see: the purposes that have a history, and since when everything is opted out of."""
        standing, _ = self._standing(tx, contact_id, "", now)
        told = [
            _to_wire(code, state)
            for code, state in standing.purposes.items()
            if state.state is not State.NONE or state.since is not None
        ]
        return told, standing.opted_out_all_at

    def keep(
        self,
        tx: Tx,
        facts: Facts,
        request: GateInput,
        decision: Decision,
        *,
        stage: str,
        message_id: str | None = None,
        template_id: str | None = None,
    ) -> None:
        """Store a decision with its inputs and the policy it was made under."""
        self._decisions.add(
            tx,
            NewDecision(
                message_id=message_id,
                contact_id=facts.contact_id,
                conversation_id=facts.conversation_id,
                key_id=facts.key_id,
                stage=stage,
                kind=request.kind.value,
                purpose=request.purpose,
                template_id=template_id,
                decision=decision,
                inputs=_inputs(request),
                ledger_seq=facts.ledger_seq,
                policy_version=POLICY_VERSION,
                decided_at=facts.now,
            ),
        )

    def _standing(self, tx: Tx, contact_id: str, number_id: str, now: int) -> tuple[Standing, bool]:
        events, sound = self._ledger.of_contact(tx, contact_id)
        return derive(events, now, brand=self._brand, number_id=number_id), sound

    @staticmethod
    def _known_broken(tx: Tx) -> bool:
        return tx.driver.execute("SELECT 1 FROM setting WHERE name = ?", (BROKEN_AT,)).fetchone() is not None


def _to_wire(code: str, state: PurposeState) -> Consent:
    return Consent(
        purpose=code,
        state=state.state.value,
        since=state.since,
        valid_until=state.valid_until,
        proof_level=state.proof_level,
        notice_version=state.notice_version_id,
        source=state.source,
    )


def _inputs(request: GateInput) -> dict[str, Any]:
    """The inputs as plain values; of the standing only what concerns this purpose."""
    standing = request.standing
    state = None if standing is None else standing.of(request.purpose)
    return {
        "ledger": request.ledger.value,
        "window_until": request.window_until,
        "last_inbound_at": request.last_inbound_at,
        "erased": request.erased,
        "identity_changed": request.identity_changed,
        "template": request.template,
        "confirmation_due": request.confirmation_due,
        "state": state,
        "opted_out_all_at": None if standing is None else standing.opted_out_all_at,
        "opted_out_promotional_at": None if standing is None else standing.opted_out_promotional_at,
        "platform_stop_at": None if standing is None else standing.platform_stop_at,
    }
