"""From a case's row to what the conversation shows of it."""

from __future__ import annotations

from server_stub.contract.cases import CaseBrief, CaseState
from server_stub.storage.repositories.cases import CaseRow


def brief_of(row: CaseRow) -> CaseBrief:
    """Pure: ingest and reading tell the same of the same row."""
    return CaseBrief(
        id=row.id,
        protocol=row.protocol,
        state=CaseState(row.state),
        queue_id=row.queue_id,
        priority=row.priority,
        opened_at=row.opened_at,
        queued_at=row.queued_at,
        first_response_at=row.first_response_at,
        answer_due_at=row.answer_due_at,
        wrap_until=row.wrap_until,
        closed_at=row.closed_at,
        reopened=row.reopened,
    )
