"""The satisfaction survey (pesquisa de satisfação): one question after a case, answered with a number from 1 to 5."""

from __future__ import annotations

from typing import Final

import msgspec

SCORES: Final = range(1, 6)
"""1 the worst, 5 the best."""


class CaseSurvey(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a customer thinks of one case; for leads and administrators. Times in ms UTC."""

    asked_at: int
    account_id: str = ""
    """Who had the case when it was closed."""
    queue_id: str = ""
    """Where it was then."""
    score: int = 0
    """1 to 5; 0 while nothing was answered."""
    answered_at: int | None = None


class QueueSurvey(msgspec.Struct, frozen=True, omit_defaults=True):
    """Of the questions that left within a period, by the queue at the closing; always with how many answered.

    `csat_percent`: answers of 4 and 5 of all answers. `response_percent`: answers of all questions. Both to one
    decimal, None of nothing. `mean`: of the scores, to two decimals.
    """

    queue_id: str
    asked: int
    answered: int
    scores: list[int]
    """How often 1, 2, 3, 4 and 5 were given."""
    mean: float | None = None
    csat_percent: float | None = None
    response_percent: float | None = None
