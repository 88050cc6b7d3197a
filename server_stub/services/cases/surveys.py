"""The satisfaction survey: asked once after a case was closed, its answer taken, its figures told to leads."""

from __future__ import annotations

from typing import Final

from server_stub.contract.cases import CaseMove
from server_stub.contract.content import Kind
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account
from server_stub.contract.surveys import QueueSurvey
from server_stub.domain import survey
from server_stub.domain.consent_events import State
from server_stub.domain.window import counted_from
from server_stub.services.cases.ports import Closed
from server_stub.services.cases.telling import CaseWords, survey_key
from server_stub.services.gatekeeper import Facts, Gatekeeper
from server_stub.services.hooks import Inbound
from server_stub.services.roles import require_lead
from server_stub.services.sending import OWN_PREFIX
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRow, CaseRows
from server_stub.storage.repositories.surveys import SurveyRows

LONGEST_MS: Final = 366 * 86_400_000
_LATEST_MS: Final = 2**62
_CASE: Final = "\n"
_AROUND: Final = (OWN_PREFIX + survey_key(_CASE)).partition(_CASE)[::2]
_NOT_WANTED: Final = frozenset({State.REFUSED, State.REVOKED})


class Surveys:
    """`closed` is a CaseClosed of ports.py, `take` a TakeScore of services/hooks.py."""

    def __init__(
        self, rows: SurveyRows, cases: CaseRows, queues: QueueBook, words: CaseWords, gatekeeper: Gatekeeper
    ) -> None:
        self._rows = rows
        self._cases = cases
        self._queues = queues
        self._words = words
        self._gatekeeper = gatekeeper

    def closed(self, tx: Tx, closed: Closed, now: int) -> None:
        """Ask, where the rule and the send gate both let it. It is written down only where it was accepted."""
        row, queue = closed.case, self._queues.get(tx, closed.case.queue_id)
        if queue is None or not queue.survey_text.strip():
            return
        facts = self._gatekeeper.facts(tx, row.conversation_id, now)
        if facts is None:
            return
        rest = facts.base.rules.policy.survey_rest_days
        if not survey.is_asked(self._known(tx, closed, facts), queue.survey_percent, rest, now):
            return
        if self._words.survey(tx, row, queue, closed.agent, now):
            self._cases.log(tx, row, CaseMove.SURVEY_ASKED, now, account_id=row.agent_id)

    def take(self, tx: Tx, row: CaseRow, last_id: str, said: Inbound) -> bool:
        """An exact number as the very next message. Whatever was said since by anybody, it is about that instead."""
        score = survey.score_of(said.content.text) if said.content.kind == Kind.TEXT else None
        if score is None or said.content.forwarded:
            return False
        known = self._rows.of_case(tx, row.id)
        if known is None or known.score or not survey.is_in_time(known.asked_at, _said_at(said)):
            return False
        question = self._rows.question(tx, OWN_PREFIX + survey_key(row.id))
        if question is None or not question.has_left or question.message_id != last_id:
            return False
        if said.quoted_wamid and said.quoted_wamid != question.wamid:
            return False
        # Where it was at the closing: the queue of the row may be renamed, moved or emptied meanwhile.
        place = {"account_id": known.account_id, "queue_id": known.queue_id}
        self._cases.log(tx, row, CaseMove.SURVEY_ANSWERED, said.received_at, detail=str(score), **place)
        return True

    def figures(self, tx: Tx, caller: Account, since: int, until: int) -> list[QueueSurvey]:
        """Of what was asked from `since` to before `until` (ms). Raises FORBIDDEN for agents, VALUE_INVALID."""
        require_lead(caller)
        if not 0 <= since < until <= _LATEST_MS or until - since > LONGEST_MS:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="until")
        return survey.figures(self._rows.asked(tx, since, until, _AROUND))

    def _known(self, tx: Tx, closed: Closed, facts: Facts) -> survey.Closing:
        row, base = closed.case, facts.base
        family = self._gatekeeper.gate_facts.family(tx, facts.contact_id)
        return survey.Closing(
            case_id=row.id,
            way=row.close_way,
            outcome=row.outcome,
            answered=row.first_response_at is not None,
            parted=closed.parted,
            left=_has_left(facts),
            window_until=base.window_until,
            asked_at=self._rows.asked_at(tx, family),
            asked_before=self._rows.of_case(tx, row.id) is not None,
        )


def _has_left(facts: Facts) -> bool:
    """Also somebody who said no when asked for it, and where nobody can tell."""
    standing = facts.base.standing
    if standing is None or standing.opted_out_all_at is not None or facts.base.person.doubt_until is not None:
        return True
    state = standing.of(survey.PURPOSE)
    return state.suppressed_at is not None or state.state in _NOT_WANTED


def _said_at(said: Inbound) -> int:
    return counted_from(said.sent_at, said.received_at)
