"""Asks the send gate again about a message that was accepted before, with all that was known of it then."""

from __future__ import annotations

from dataclasses import dataclass, replace

from server_stub.contract.content import Content
from server_stub.contract.gate import Decision, SendKind
from server_stub.domain.gate_input import NOTHING_FOUND, GateInput
from server_stub.services.asking import Asked, checked
from server_stub.services.gatekeeper import Facts, Gatekeeper
from server_stub.storage.database import Tx
from server_stub.storage.repositories.capture_requests import answered_by
from server_stub.storage.repositories.decisions import Decisions
from server_stub.storage.repositories.jobs import Job
from server_stub.storage.repositories.outbound import Outbound
from server_stub.storage.repositories.templates import StoredTemplate, Templates
from server_stub.storage.vault import UnreadableError


@dataclass(frozen=True, slots=True)
class Judged:
    """`content` is None where it cannot be opened, e.g. of a person erased since."""

    decision: Decision
    inputs: GateInput
    facts: Facts
    template: StoredTemplate | None
    content: Content | None


class Judge:
    def __init__(self, gatekeeper: Gatekeeper, decisions: Decisions, outbound: Outbound, templates: Templates) -> None:
        self._gatekeeper = gatekeeper
        self._decisions = decisions
        self._outbound = outbound
        self._templates = templates

    def judge(self, tx: Tx, job: Job, now: int) -> Judged | None:
        """The verdict now, nothing stored; None where the conversation is gone."""
        facts = self._gatekeeper.facts(tx, job.conversation_id, now)
        if facts is None:
            return None
        if job.kind == SendKind.AUTHENTICATION:
            # Its own request, which it used up when it was accepted, and no other one.
            facts = replace(facts, base=replace(facts.base, requested_by_person_at=answered_by(tx, job.message_id)))
        content, template = self._content(tx, job, facts), self._template(tx, job.message_id)
        told = self._decisions.told_at_acceptance(tx, job.message_id)
        found = NOTHING_FOUND
        if content is not None:
            found = checked(content, facts.base.rules.policy, promotional=told.content.promotional)
        kind = SendKind(job.kind)
        decision, inputs = facts.ask(
            kind,
            job.purpose,
            template,
            # The job itself is the one confirmation of its opt-out: its client id is unique.
            confirmation_due=kind is SendKind.OPT_OUT_CONFIRMATION,
            asked=Asked(found, told.requested_in_window),
        )
        return Judged(decision, inputs, facts, template, content)

    def keep(self, tx: Tx, job: Job, judged: Judged) -> None:
        """Every verdict at dispatch is stored like the one at acceptance."""
        template_id = None if judged.template is None else judged.template.id
        self._gatekeeper.keep(
            tx,
            judged.facts,
            judged.inputs,
            judged.decision,
            stage="dispatch",
            message_id=job.message_id,
            template_id=template_id,
        )

    def _content(self, tx: Tx, job: Job, facts: Facts) -> Content | None:
        try:
            return self._outbound.content(tx, job.message_id, facts.key_id)
        except UnreadableError:
            return None

    def _template(self, tx: Tx, message_id: str) -> StoredTemplate | None:
        row = tx.driver.execute("SELECT template_id FROM message WHERE id = ?", (message_id,)).fetchone()
        return None if row is None or row[0] is None else self._templates.get(tx, row[0])
