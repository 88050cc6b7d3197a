"""Gathers what the send gate needs from the store, asks it, and keeps every answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from server_stub.contract.gate import Decision, SendKind
from server_stub.contract.model import Consent
from server_stub.domain.consent import Standing, derive, negatives
from server_stub.domain.consent_events import ANY_BRAND, ConsentEvent, PurposeState, State
from server_stub.domain.gate import decide, version_of
from server_stub.domain.gate_input import GateInput, Ledger, Remembered, Rules
from server_stub.domain.left_since import left_since
from server_stub.domain.purposes import REPLY, scopes_of
from server_stub.domain.window import closes_at
from server_stub.services.asking import Asked, kind_of
from server_stub.services.budgets import Budgets
from server_stub.services.gate_facts import GateFacts
from server_stub.storage.database import STORAGE_FAILURES, Tx
from server_stub.storage.repositories.capture_requests import code_asked_at
from server_stub.storage.repositories.decisions import Decisions, NewDecision
from server_stub.storage.repositories.ledger import Ledger as LedgerRows
from server_stub.storage.repositories.templates import StoredTemplate

__all__ = ["BROKEN_AT", "Asked", "Facts", "Gatekeeper", "kind_of"]

BROKEN_AT: Final = "ledger.broken"
_REMEMBERED: Final = 10_000


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
        address_asked: bool = False,
        asked: Asked | None = None,
    ) -> tuple[Decision, GateInput]:
        """The gate's verdict and what it was based on."""
        asked = asked or Asked()
        request = replace(
            self.base,
            kind=kind,
            purpose=purpose,
            template=None if template is None else template.facts,
            content=asked.content,
            confirmation_due=confirmation_due,
            address_asked=address_asked,
            requested_in_window=asked.requested_in_window,
        )
        return decide(request, self.now), request

    def ask_template(self, template: StoredTemplate) -> tuple[Decision, GateInput]:
        return self.ask(kind_of(template), template.purpose, template)


class Gatekeeper:
    """`brand` is the one brand of this gateway, as consents name it; `unverified`: whether the ledger still is."""

    def __init__(
        self,
        ledger: LedgerRows,
        decisions: Decisions,
        brand: str,
        gate_facts: GateFacts,
        *,
        unverified: Callable[[], bool] = lambda: False,
    ) -> None:
        self._unverified = unverified
        self._ledger = ledger
        self._decisions = decisions
        self._brand = brand
        self._facts = gate_facts
        self._budgets = Budgets(gate_facts)
        self._remembered: dict[tuple[str, str], Remembered] = {}

    @property
    def waits_for_verification(self) -> bool:
        """Nothing that leans on the ledger leaves for now."""
        return self._unverified()

    @property
    def gate_facts(self) -> GateFacts:
        return self._facts

    def facts(self, tx: Tx, conversation_id: str, now: int, *, paced_until: int | None = None) -> Facts | None:
        """None when there is no such conversation."""
        talk = self._facts.talk(tx, conversation_id)
        if talk is None:
            return None
        who = talk.who
        rules, family = self._facts.rules(tx), self._facts.family(tx, who.contact_id)
        standing, ledger = self._standing(tx, family, talk.number_id, rules, now)
        base = GateInput(
            kind=SendKind.FREE_FORM,
            purpose=REPLY,
            rules=rules,
            standing=standing,
            ledger=ledger,
            window_until=closes_at(talk.last_inbound_at),
            last_inbound_at=talk.last_inbound_at,
            person=self._facts.person(tx, who, family, now),
            number=self._facts.number(tx, talk, now, paced_until),
            remembered=self._remembered.get((who.contact_id, talk.number_id)),
            requested_by_person_at=code_asked_at(tx, who.contact_id, now),
            open_questions=self._facts.open_questions(tx, who.contact_id, now),
            survey_due=self._facts.survey_due(tx, talk, family, rules, now),
        )
        seq = self._ledger.last_seq(tx)
        return Facts(talk.id, who.contact_id, talk.number_id, who.key_id, base, seq, now)

    def facts_outside(self, tx: Tx, contact_id: str, channel: str, now: int, *, digits: str = "") -> Facts | None:
        """What is known of somebody without a conversation, for a question by e-mail or by SMS to the number `digits`.

        None when there is no such contact.
        """
        who = self._facts.who(tx, contact_id)
        if who is None:
            return None
        rules, family = self._facts.rules(tx), self._facts.family(tx, contact_id)
        against = self._facts.suppressed(tx, digits) if digits else []
        standing, ledger = self._standing(tx, family, "", rules, now, against)
        base = GateInput(
            kind=SendKind.CONSENT_PROMPT,
            purpose="",
            rules=rules,
            standing=standing,
            ledger=ledger,
            window_until=None,
            last_inbound_at=None,
            person=self._facts.person(tx, who, family, now, digits=digits),
            number=None,
            channel=channel,
        )
        return Facts("", contact_id, "", who.key_id, base, self._ledger.last_seq(tx), now)

    def consents_of(self, tx: Tx, contact_id: str, now: int) -> tuple[list[Consent], int | None]:
        """What agents see: the purposes that have a history, and since when everything is opted out of."""
        rules, family = self._facts.rules(tx), self._facts.family(tx, contact_id)
        standing, _ = self._standing(tx, family, "", rules, now)
        if standing is None:
            return [], None
        of = self._budgets.of_family(tx, contact_id, family, rules, now)
        told = [
            _to_wire(code, state, of)
            for code, state in standing.purposes.items()
            if state.state is not State.NONE or state.since is not None
        ]
        return told, standing.opted_out_all_at

    def left_since(self, tx: Tx, contact_id: str, purposes: Iterable[str], asked_at: int) -> dict[str, int]:
        """Those of `purposes` that the person left at or after `asked_at`, with the moment (ms) they did."""
        catalogue = self._facts.rules(tx).catalogue
        family = self._facts.family(tx, contact_id)
        events = [event for one in family for event in self._ledger.of_contact(tx, one)[0]]
        here = [event for event in events if event.brand in (self._brand, ANY_BRAND)]
        left = {code: left_since(here, scopes_of(code, catalogue.get(code)), asked_at) for code in purposes}
        return {code: moment for code, moment in left.items() if moment is not None}

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
        """Store a decision with its inputs and the policy it was made under (N16, P20)."""
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
                inputs=inputs_of(request),
                ledger_seq=facts.ledger_seq,
                policy_version=version_of(request.rules.policy.version),
                decided_at=facts.now,
            ),
        )

    def _standing(
        self,
        tx: Tx,
        family: list[str],
        number_id: str,
        rules: Rules,
        now: int,
        against: Sequence[ConsentEvent] = (),
    ) -> tuple[Standing | None, Ledger]:
        """The person's own events, and of everybody shown as one with them what speaks against sending (N11)."""
        person, *merged = family
        try:
            events, sound = self._ledger.of_contact(tx, person)
            for contact_id in merged:
                theirs, theirs_sound = self._ledger.of_contact(tx, contact_id)
                events, sound = events + negatives(theirs), sound and theirs_sound
        except STORAGE_FAILURES:
            return None, Ledger.UNAVAILABLE
        standing = derive([*events, *against], now, brand=self._brand, number_id=number_id, catalogue=rules.catalogue)
        self._remember(person, number_id, Remembered(standing, now))
        if not sound or self._known_broken(tx):
            return standing, Ledger.BROKEN
        return standing, Ledger.UNVERIFIED if self._unverified() else Ledger.SOUND

    def _remember(self, contact_id: str, number_id: str, standing: Remembered) -> None:
        if len(self._remembered) >= _REMEMBERED:
            self._remembered.clear()
        self._remembered[contact_id, number_id] = standing

    @staticmethod
    def _known_broken(tx: Tx) -> bool:
        return tx.driver.execute("SELECT 1 FROM setting WHERE name = ?", (BROKEN_AT,)).fetchone() is not None


def _to_wire(code: str, state: PurposeState, budgets: dict[str, Any]) -> Consent:
    return Consent(
        purpose=code,
        state=state.state.value,
        since=state.since,
        valid_until=state.valid_until,
        proof_level=state.proof_level,
        notice_version=state.notice_version_id,
        source=state.source,
        budget=budgets.get(code),
    )


def inputs_of(request: GateInput) -> dict[str, Any]:
    """The inputs as plain values; of the standing only what concerns this purpose, of the policy its version."""
    standing = request.standing
    state = None if standing is None else standing.of(request.purpose)
    return {
        "channel": request.channel,
        "ledger": request.ledger.value,
        "window_until": request.window_until,
        "last_inbound_at": request.last_inbound_at,
        "person": request.person,
        "number": request.number,
        "template": request.template,
        "content": request.content,
        "confirmation_due": request.confirmation_due,
        "requested_in_window": request.requested_in_window,
        "requested_by_person_at": request.requested_by_person_at,
        "open_questions": None if request.open_questions is None else sorted(request.open_questions),
        "address_asked": request.address_asked,
        "survey_due": request.survey_due,
        "rules": request.rules.catalogue.get(request.purpose),
        "state": state,
        "opted_out_all_at": None if standing is None else standing.opted_out_all_at,
        "opted_out_promotional_at": None if standing is None else standing.opted_out_promotional_at,
        "platform_stop_at": None if standing is None else standing.platform_stop_at,
    }
