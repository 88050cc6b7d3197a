"""The satisfaction survey: after which closings it is asked, what counts as its answer, and its figures.

Consent rules 6.2: once for each case, inside the window, seldom for one person, one question, and never somebody who
left. Whether it may leave is decided by the send gate all the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from server_stub.contract.cases import CloseWay, Outcome
from server_stub.contract.surveys import SCORES, QueueSurvey
from server_stub.domain.metrics.service import percent

PURPOSE: Final = "survey.csat"
ANSWER_MS: Final = 24 * 3_600_000
"""So long a number is an answer."""
_DAY_MS: Final = 86_400_000
_SECOND: Final = 1_000
_WAYS: Final = frozenset({CloseWay.AGENT, CloseWay.LEAD, CloseWay.TIMER})
# Complaints and cancellations are asked about: a figure that leaves out the angry says nothing, and whoever closes a
# case could choose what is counted.
_NOT_ASKED: Final = frozenset(
    {Outcome.SPAM, Outcome.WRONG_NUMBER, Outcome.OPT_OUT, Outcome.DATA_REQUEST, Outcome.NO_ANSWER}
)
_SATISFIED: Final = 4
# A digit as it is typed, or as the key that telephones show for it; WhatsApp's own keyboard ends it with a stop or "!".
_SCORE: Final = re.compile(r"([1-5])(?:\ufe0f?\u20e3)?[.!]?")


class Closing(NamedTuple):
    """What is known of a case that was closed just now. Times in ms.

    `answered`: somebody of the team answered the customer in it. `parted`: the goodbye was said, or there is none.
    `left`: the person wants no surveys, or nothing at all, or may have said so. `asked_at`: when this person was asked
    about any case last. `asked_before`: about this one.
    """

    case_id: str
    way: str
    outcome: str
    answered: bool
    parted: bool
    left: bool
    window_until: int | None
    asked_at: int | None
    asked_before: bool


def is_asked(case: Closing, share: int, rest_days: int, now: int) -> bool:
    """`share`: of the queue's closings, in percent. `rest_days`: so long nobody is asked twice."""
    if case.way not in _WAYS or case.outcome in _NOT_ASKED or case.asked_before:
        return False
    if not case.answered or not case.parted or case.left:
        return False
    if case.window_until is None or now >= case.window_until:
        return False
    if case.asked_at is not None and now - case.asked_at < rest_days * _DAY_MS:
        return False
    return is_drawn(case.case_id, share)


def is_drawn(case_id: str, share: int) -> bool:
    """Whether this case is among `share` percent of all: the same answer every time, on every machine."""
    drawn = int.from_bytes(hashlib.sha256(case_id.encode()).digest()[:8])
    return drawn % 100 < share


def score_of(text: str) -> int | None:
    """1 to 5 where the text is that number and nothing else; everything else is an ordinary message."""
    found = _SCORE.fullmatch(text.strip())
    return None if found is None else int(found[1])


def is_in_time(asked_at: int, said_at: int) -> bool:
    """`said_at`: WhatsApp's time, in whole seconds; what was on its way before the question is no answer to it."""
    return asked_at // _SECOND * _SECOND <= said_at < asked_at + ANSWER_MS


def figures(asked: Iterable[tuple[str, int]]) -> list[QueueSurvey]:
    """From (queue at the closing, score or 0) of each question, by queue."""
    found: dict[str, list[int]] = {}
    for queue_id, score in asked:
        found.setdefault(queue_id, []).append(score)
    return [_of_queue(queue_id, found[queue_id]) for queue_id in sorted(found)]


def _of_queue(queue_id: str, given: list[int]) -> QueueSurvey:
    scores = [given.count(score) for score in SCORES]
    answered = sum(scores)
    total = sum(score * count for score, count in zip(SCORES, scores, strict=True))
    return QueueSurvey(
        queue_id,
        len(given),
        answered,
        scores,
        mean=(200 * total + answered) // (2 * answered) / 100 if answered else None,
        csat_percent=percent(sum(scores[_SATISFIED - 1 :]), answered),
        response_percent=percent(answered, len(given)),
    )
