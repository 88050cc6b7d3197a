"""A day of work and breaks in words and stretches, as its page shows it: facts, no verdicts."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.domain.shift import MINUTE, RESTS, due_at, standing
from desktop.ui.texts import moments, shift
from desktop.ui.views.breaks import BreakLine, DayFacts
from desktop.ui.widgets.day_strip import HOUR, Span, Stretch
from server_stub.contract.team import Break, PauseTaken, WorkDay

_ICONS = {"planned": "clock", "due": "clock", "running": "pause", "taken": "check", "short": "check"}


class DayWords(QObject):
    """A QObject, because Linguist finds sentences of a class only in calls of tr()."""

    def facts(self, day: WorkDay | None, now: int, *, is_today: bool) -> DayFacts:
        """`day` None: nothing is recorded."""
        if day is None or (day.began_at is None and not day.breaks and not day.pauses):
            return DayFacts(self.tr("No work is recorded on this day."), (), (), "", (), (), None)
        others = [each for each in day.pauses if each.reason not in RESTS]
        return DayFacts(
            self._summary(day),
            [self._rest(each, now) for each in day.breaks],
            [self._other(each) for each in others],
            self.tr("More than six hours of effective work on this day.") if day.over_limit else "",
            _stretches(day, others, now),
            _marks(day, now, is_today=is_today),
            now if is_today else None,
        )

    def _summary(self, day: WorkDay) -> str:
        if day.began_at is None:
            return self.tr("No work is recorded on this day yet.")
        began, ended = moments.clock(day.began_at), moments.clock(day.ended_at) if day.ended_at else ""
        words = self.tr("Work from {began} to {ended}") if ended else self.tr("Work since {began}")
        told = words.format(began=began, ended=ended)
        if day.effective_ms < MINUTE:
            return told
        return self.tr("{work} · {time} of effective work").format(work=told, time=shift.spent(day.effective_ms))

    def _rest(self, found: Break, now: int) -> BreakLine:
        state = standing(found, now)
        name, minutes = shift.reason(found.reason), shift.Sentences().minutes(found.minutes)
        title = self.tr("{pause}, {minutes}").format(pause=name, minutes=minutes)
        return BreakLine(_ICONS.get(state, "dash-circle"), title, shift.standing_of(found, state))

    def _other(self, taken: PauseTaken) -> BreakLine:
        began = moments.clock(taken.began_at)
        ended = moments.clock(taken.ended_at) if taken.ended_at is not None else ""
        words = self.tr("{began} to {ended}") if ended else self.tr("since {began}")
        return BreakLine("pause", shift.reason(taken.reason), words.format(began=began, ended=ended))


def _stretches(day: WorkDay, others: list[PauseTaken], now: int) -> list[Stretch]:
    found = []
    if day.began_at is not None:
        found.append(Stretch(Span.WORK, day.began_at, day.ended_at or max(now, day.began_at)))
    for each in day.breaks:
        if each.began_at is not None:
            found.append(Stretch(Span.REST, each.began_at, each.ended_at or max(now, each.began_at)))
        elif standing(each, now) != "missed":
            found.append(Stretch(Span.PLANNED, due_at(each), due_at(each) + each.minutes * MINUTE))
    found += [Stretch(Span.OTHER, it.began_at, it.ended_at or max(now, it.began_at)) for it in others]
    return found


def _marks(day: WorkDay, now: int, *, is_today: bool) -> list[tuple[int, str]]:
    """Whole hours around all there is."""
    known = [day.began_at, day.ended_at, now if is_today else None]
    known += [moment for each in day.breaks for moment in (due_at(each), each.began_at, each.ended_at)]
    known += [moment for each in day.pauses for moment in (each.began_at, each.ended_at)]
    moments_known = [moment for moment in known if moment]
    first, last = min(moments_known) // HOUR, -(-max(moments_known) // HOUR)
    return [(hour * HOUR, moments.clock(hour * HOUR)) for hour in range(first, max(last, first + 1) + 1)]
