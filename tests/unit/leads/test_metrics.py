"""The figures of service against a second computation: SQL over the raw rows, and a clock that ticks through them."""

from __future__ import annotations

import sqlite3
import statistics
from collections.abc import Iterator
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from server_stub.contract.cases import CaseEvent, CaseMove
from server_stub.domain.metrics.handling import handling_figures
from server_stub.domain.metrics.people import StateSpan, people_figures
from server_stub.domain.metrics.service import nearest_rank, percent, queue_figures
from server_stub.domain.metrics.stays import End, Stay, stays

QUEUES = ("sales", "help")
PEOPLE = ("ana", "bruno")
STATES = ("available", "busy", "pause", "offline")
DETAILS = ("transfer", "take_over", "routed", "returned")
GOING_ON = [it for it in CaseMove if it not in (CaseMove.OPENED, CaseMove.REOPENED)]


@st.composite
def logs(draw: st.DrawFn) -> list[CaseEvent]:
    """Cases begin as they do here, opened and queued in one moment; then anything may come, in order of time."""
    rows: list[tuple[str, str, int, str, str, str]] = []
    known: dict[str, bool] = {}
    at = 0
    for _ in range(draw(st.integers(0, 40))):
        at += draw(st.integers(0, 4))
        name, queue = f"c{draw(st.integers(0, 3))}", draw(st.sampled_from(QUEUES))
        who = draw(st.sampled_from(PEOPLE))
        if name not in known:
            detail = draw(st.sampled_from(["customer", "agent", "new_subject"]))
            rows += [(name, CaseMove.OPENED, at, who, queue, detail), (name, CaseMove.QUEUED, at, who, queue, "opened")]
            known[name] = True
            continue
        kind = draw(st.sampled_from(GOING_ON)) if known[name] else CaseMove.REOPENED
        known[name] = kind != CaseMove.CLOSED
        rows.append((name, kind, at, who, queue, draw(st.sampled_from(DETAILS))))
    return [CaseEvent(seq, *row[:3], *row[3:]) for seq, row in enumerate(rows, start=1)]


@st.composite
def states(draw: st.DrawFn) -> list[StateSpan]:
    found = []
    for who in PEOPLE:
        at = draw(st.integers(0, 10))
        for _ in range(draw(st.integers(0, 6))):
            lasts = draw(st.integers(1, 15))
            found.append(
                StateSpan(who, draw(st.sampled_from(["available", "busy", "pause", "offline"])), at, at + lasts)
            )
            at += lasts + draw(st.integers(0, 2))
        if draw(st.booleans()):
            found.append(StateSpan(who, "available", at, None))
    return found


STAYS = """
WITH row AS (SELECT * FROM log WHERE kind IN ('queued', 'assigned', 'abandoned', 'closed', 'wrap_up')),
mark AS (SELECT *, lag(kind) OVER line AS kind_before, lag(queue) OVER line AS queue_before,
                row_number() OVER line AS place FROM row WINDOW line AS (PARTITION BY name ORDER BY seq)),
begun AS (SELECT * FROM mark WHERE kind = 'queued' AND NOT (kind_before IS 'queued' AND queue_before IS queue)),
ended AS (SELECT begun.*, (SELECT min(later.seq) FROM row AS later WHERE later.name = begun.name
          AND later.seq > begun.seq AND NOT (later.kind = 'queued' AND later.queue = begun.queue)) AS last FROM begun)
SELECT ended.name, ended.queue, ended.at, row.at, row.kind, row.who FROM ended JOIN row ON row.seq = ended.last
WHERE NOT (ended.place = 1 AND row.kind = 'assigned' AND row.at = ended.at
           AND (SELECT detail FROM log WHERE log.name = ended.name AND kind = 'opened') <> 'customer')
ORDER BY row.seq
"""
ENDS = {
    "assigned": End.ANSWERED,
    "abandoned": End.ABANDONED,
    "queued": End.MOVED,
    "closed": End.CLOSED,
    "wrap_up": End.CLOSED,
}


def stays_by_sql(log: list[CaseEvent]) -> list[Stay]:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE log (seq, name, kind, at, who, queue, detail)")
    rows = [(it.seq, it.case_id, str(it.kind), it.at, it.account_id, it.queue_id, it.detail) for it in log]
    base.executemany("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    found = base.execute(STAYS).fetchall()
    base.close()
    return [
        Stay(name, queue, began, ended, ENDS[kind], who if kind == "assigned" else "")
        for name, queue, began, ended, kind, who in found
    ]


@settings(max_examples=70, deadline=None)
@given(logs())
def test_stays_are_what_sql_finds_in_the_raw_log(log: list[CaseEvent]) -> None:
    assert stays(log) == stays_by_sql(log)


@settings(max_examples=50, deadline=None)
@given(logs(), st.integers(0, 20), st.integers(0, 60), st.integers(0, 80))
def test_figures_of_a_queue_are_counted_again(log: list[CaseEvent], target: int, since: int, length: int) -> None:
    found = queue_figures([it for it in stays(log) if it.queue_id == "sales"], target, since, since + length)
    answered = within = late = short = others = 0
    waited: list[int] = []
    of_answered = 0
    for _, queue, began, ended, end, _ in stays_by_sql(log):
        if queue != "sales" or ended < since or ended >= since + length:
            continue
        wait = ended - began
        waited.append(wait)
        if end == "answered":
            answered, within, of_answered = answered + 1, within + (wait <= target), of_answered + wait
        elif end == "abandoned" and wait < target:
            short += 1
        elif end == "abandoned":
            late += 1
        else:
            others += 1
    assert (found.answered, found.within, found.abandoned_late, found.abandoned_short) == (
        answered,
        within,
        late,
        short,
    )
    assert found.moved + found.closed == others
    assert found.sla_percent == rounded(within, answered + late)
    assert found.abandonment_percent == rounded(late, answered + late)
    assert found.abandonment_of_all_percent == rounded(late + short, len(waited))
    assert found.asa == (int(Fraction(of_answered, answered)) if answered else None)
    assert found.tme == (int(Fraction(sum(waited), len(waited))) if waited else None)


def rounded(part: int, whole: int) -> float | None:
    """To one decimal with halves upwards, in fractions."""
    return None if whole == 0 else float(Fraction(int(Fraction(part * 1000, whole) + Fraction(1, 2)), 10))


def cut(rows: list[CaseEvent]) -> Iterator[list[CaseEvent]]:
    """The rows of one case, parted before each reopening of what was closed."""
    part: list[CaseEvent] = []
    for row in rows:
        if row.kind == "reopened" and any(it.kind == "closed" for it in part):
            yield part
            part = []
        part.append(row)
    yield part


def first(rows: list[CaseEvent], kind: str) -> int | None:
    return next((it.at for it in rows if it.kind == kind), None)


def handled_naively(log: list[CaseEvent]) -> list[tuple[int | None, int, int, int | None, bool, list[int]]]:
    """(first response after, elapsed, end, wrap-up, transferred, gaps) of each service that somebody took and ended."""
    found = []
    for name in sorted({it.case_id for it in log}):
        for rows in cut([it for it in log if it.case_id == name]):
            taken, queued, answered = first(rows, "assigned"), first(rows, "queued"), first(rows, "first_response")
            changes = [n for n, it in enumerate(rows) if it.kind in ("assigned", "queued", "reopened")]
            after = rows[changes[-1] + 1 :]
            ends = [it.at for it in after if it.kind == "wrap_up"][-1:] or [
                it.at for it in after if it.kind == "closed"
            ]
            if taken is None or not ends:
                continue
            closed = first(rows, "closed")
            told = None if queued is None or answered is None else answered - queued
            wrapped = None if closed is None else closed - ends[0]
            found.append((told, ends[0] - taken, ends[0], wrapped, moved_by_people(rows), gaps(rows)))
    return found


def moved_by_people(rows: list[CaseEvent]) -> bool:
    holder, ever = "", False
    for row in rows:
        if row.kind == "queued":
            if ever and row.detail == "transfer":
                return True
            holder = ""
        if row.kind == "assigned":
            if holder not in ("", row.account_id) and row.detail in ("transfer", "take_over"):
                return True
            holder, ever = row.account_id or "", True
    return False


def gaps(rows: list[CaseEvent]) -> list[int]:
    said = [it for it in rows if it.kind in ("customer_wrote", "answered")]
    found, asked = [], None
    for row in said:
        if row.kind == "customer_wrote":
            asked = row.at if asked is None else asked
        elif asked is not None:
            found.append(row.at - asked)
            asked = None
    return found


@settings(max_examples=70, deadline=None)
@given(logs(), st.integers(0, 30), st.integers(1, 100))
def test_figures_of_handling_are_counted_again(log: list[CaseEvent], since: int, length: int) -> None:
    found = handling_figures(log, since, since + length)
    handled = [it for it in handled_naively(log) if since <= it[2] < since + length]
    told = [it[0] for it in handled if it[0] is not None]
    wrapped = [it[3] for it in handled if it[3] is not None]
    whole = sum(it[1] for it in handled) + sum(wrapped)
    assert found.handled == len(handled)
    assert found.first_response_mean == (int(statistics.fmean(told)) if told else None)
    assert found.first_response_median == (statistics.median_low(told) if told else None)
    assert found.tma == (sum(it[1] for it in handled) // len(handled) if handled else None)
    assert found.wrap_up == (sum(wrapped) // len(wrapped) if wrapped else None)
    assert found.tmo == (whole // len(handled) if handled else None)
    assert found.transfer_percent == rounded(sum(it[4] for it in handled), len(handled))
    inside = [it for it in log if since <= it.at < since + length]
    closed = [it for it in inside if it.kind == "closed"]
    assert found.reopen_percent == rounded(sum(it.kind == "reopened" for it in inside), len(closed))


@settings(max_examples=50, deadline=None)
@given(logs(), states(), st.integers(0, 20), st.integers(1, 70))
def test_the_time_of_people_is_counted_tick_by_tick(
    log: list[CaseEvent], spans: list[StateSpan], since: int, length: int
) -> None:
    until = since + length
    found = people_figures(spans, log, since, until)
    logged = occupied = idle = owned = 0
    for tick in range(since, until):
        owner: dict[str, tuple[str, bool]] = {}
        for row in (it for it in log if it.at <= tick):
            if row.kind == "assigned":
                owner[row.case_id] = (row.account_id or "", False)
            elif row.kind == "wrap_up" and row.case_id in owner:
                owner[row.case_id] = (owner[row.case_id][0], True)
            elif row.kind in ("queued", "closed", "abandoned", "wrap_up"):
                owner.pop(row.case_id, None)
        for who in PEOPLE:
            now = [it.state for it in spans if it.account_id == who and it.began_at <= tick < (it.ended_at or until)]
            if not now or now == ["offline"]:
                continue
            has = [wraps for holder, wraps in owner.values() if holder == who]
            logged += 1
            owned += has.count(False)
            occupied += bool(has) and now != ["pause"]
            idle += not has and now == ["available"]
    assert (found.logged, found.occupied, found.idle, found.owned) == (logged, occupied, idle, owned)
    assert found.occupancy == (occupied * 1000 // (occupied + idle) if occupied + idle else None)
    assert found.concurrency == (owned * 1000 // logged if logged else None)


def test_the_day_of_one_case() -> None:
    """Waits 60 s, is answered, handed on to a queue, taken there, wrapped up for 20 s."""
    told = [
        ("opened", 0, "", "sales", "customer"),
        ("queued", 0, "", "sales", "opened"),
        ("customer_wrote", 0, "", "sales", ""),
        ("assigned", 60_000, "ana", "sales", "routed"),
        ("first_response", 75_000, "ana", "sales", ""),
        ("answered", 75_000, "ana", "sales", ""),
        ("queued", 100_000, "ana", "help", "transfer"),
        ("assigned", 130_000, "bruno", "help", "routed"),
        ("wrap_up", 400_000, "bruno", "help", ""),
        ("closed", 420_000, "bruno", "help", "agent"),
    ]
    log = [CaseEvent(seq, "c", *row) for seq, row in enumerate(told, start=1)]
    sales, helped = (queue_figures([it for it in stays(log) if it.queue_id == q], 45_000, 0, 10**9) for q in QUEUES)
    assert (sales.answered, sales.within, sales.sla_percent, sales.asa) == (1, 0, 0.0, 60_000)
    assert (helped.answered, helped.within, helped.sla_percent, helped.asa) == (1, 1, 100.0, 30_000)
    of_case = handling_figures(log, 0, 10**9)
    assert (of_case.handled, of_case.first_response_mean, of_case.tma) == (1, 75_000, 340_000)
    assert (of_case.wrap_up, of_case.tmo, of_case.tmr, of_case.transfer_percent) == (20_000, 360_000, 75_000, 100.0)


def test_short_abandons_do_not_count_and_edges_belong_to_the_target() -> None:
    ended = [Stay("a", "q", 0, 10, End.ANSWERED), Stay("b", "q", 0, 11, End.ANSWERED)]
    left = [Stay("c", "q", 0, 9, End.ABANDONED), Stay("d", "q", 0, 10, End.ABANDONED)]
    found = queue_figures([*ended, *left], 10, 0, 100)
    assert (found.within, found.abandoned_late, found.abandoned_short, found.sla_percent) == (1, 1, 1, 33.3)
    assert queue_figures(ended, 10, 0, 10).answered == 0, "the end of the time does not belong to it"
    halves = queue_figures([*ended, *left], 10, 0, 100, measure=lambda began, ended: (ended - began) // 2)
    assert halves.within == 2, "the same by the hours of business"


def test_ranks_and_percentages() -> None:
    assert nearest_rank([5, 1, 9, 3], 50) == 3
    assert nearest_rank(list(range(1, 11)), 90) == 9
    assert nearest_rank([], 90) is None
    assert (percent(1, 3), percent(2, 3), percent(1, 8), percent(0, 0)) == (33.3, 66.7, 12.5, None)
