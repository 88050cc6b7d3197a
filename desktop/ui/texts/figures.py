"""Figures of the service in words: scores of customers by queue, and the protocols of a day."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from server_stub.contract.cases import ProtocolDay
from server_stub.contract.surveys import SCORES, QueueSurvey

NONE = "–"


def survey(found: QueueSurvey, name: str) -> list[str]:
    """Queue, questions, answers, rate of response, CSAT, mean, then how often each score was given."""
    return [
        name,
        str(found.asked),
        str(found.answered),
        _percent(found.response_percent),
        _percent(found.csat_percent),
        NONE if found.mean is None else QLocale().toString(found.mean, "f", 2),
        *(str(found.scores[score - SCORES[0]]) for score in SCORES),
    ]


class ProtocolWords(QObject):
    """A QObject, because Linguist finds plural forms only in calls of tr()."""

    def day(self, found: ProtocolDay) -> str:
        """What one unit issued, and which numbers of the day no case has."""
        told = self.tr("Unit {unit}: %n protocol(s), the last is number {last}.", "", found.issued)
        told = told.format(unit=found.unit, last=found.last)
        gaps = self.tr("Missing: {numbers}.") if found.missing else self.tr("None is missing.")
        return f"{told} {gaps.format(numbers=', '.join(map(str, found.missing)))}"


def _percent(value: float | None) -> str:
    return NONE if value is None else f"{QLocale().toString(value, 'f', 1)} %"
