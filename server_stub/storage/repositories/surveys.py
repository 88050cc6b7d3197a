"""Surveys in SQL: read from the raw log of cases, which is where they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from server_stub.contract.surveys import CaseSurvey
from server_stub.storage.database import Tx

_OF_CASE: Final = """
SELECT kind, at, account_id, queue_id, detail FROM case_event
WHERE case_id = ? AND kind IN ('survey_asked', 'survey_answered') ORDER BY id
"""
_QUESTION: Final = """
SELECT message.id, coalesce(message.wamid, ''), message.status, send_job.state FROM message
JOIN send_job ON send_job.message_id = message.id WHERE message.client_id = ?
"""
_LEFT: Final = frozenset({"sending", "in_doubt", "done"})
# What never left was not asked. Of somebody erased no message is left: then it counts as it was written down.
_ASKED: Final = """
SELECT asked.queue_id, coalesce((SELECT answered.detail FROM case_event AS answered
                                 WHERE answered.case_id = asked.case_id AND answered.kind = 'survey_answered'), '0')
FROM case_event AS asked
WHERE asked.at >= ? AND asked.at < ? AND asked.kind = 'survey_asked'
  AND NOT EXISTS (SELECT 1 FROM message WHERE message.status = 'failed'
                  AND message.client_id = ? || asked.case_id || ?)
"""


class Question(NamedTuple):
    """The message that asked. `has_left`: WhatsApp has it, or may have it."""

    message_id: str
    wamid: str
    has_left: bool


class SurveyRows:
    def of_case(self, tx: Tx, case_id: str) -> CaseSurvey | None:
        """None where nobody was asked."""
        found: CaseSurvey | None = None
        for kind, at, account_id, queue_id, detail in tx.driver.execute(_OF_CASE, (case_id,)).fetchall():
            if kind == "survey_asked":
                found = CaseSurvey(at, account_id, queue_id)
            elif found is not None:
                found = CaseSurvey(found.asked_at, found.account_id, found.queue_id, int(detail), at)
        return found

    def asked_at(self, tx: Tx, persons: Sequence[str]) -> int | None:
        """When any of these contacts was asked last, in ms."""
        marks = ",".join("?" * len(persons))
        sql = (
            "SELECT max(case_event.at) FROM conversation JOIN case_file ON case_file.conversation_id = conversation.id"  # noqa: S608 - marks only
            " JOIN case_event ON case_event.case_id = case_file.id AND case_event.kind = 'survey_asked'"
            f" WHERE conversation.contact_id IN ({marks})"
        )
        found = tx.driver.execute(sql, tuple(persons)).fetchone()[0]
        return None if found is None else int(found)

    def question(self, tx: Tx, client_id: str) -> Question | None:
        row = tx.driver.execute(_QUESTION, (client_id,)).fetchone()
        return None if row is None else Question(row[0], row[1], row[2] != "failed" and row[3] in _LEFT)

    def asked(self, tx: Tx, since: int, until: int, client_id: tuple[str, str]) -> list[tuple[str, int]]:
        """(queue at the closing, score or 0) of every question that left from `since` to before `until` (ms).

        `client_id`: what stands before and after a case's id in that of its question.
        """
        rows = tx.driver.execute(_ASKED, (since, until, *client_id)).fetchall()
        return [(queue_id, int(score)) for queue_id, score in rows]
