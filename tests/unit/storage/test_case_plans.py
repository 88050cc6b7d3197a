"""With ten thousand waiting nothing that is done each second reads a whole table: SQLite's own plans say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server_stub.contract.model import Account, Role
from server_stub.contract.queues import ServicePolicy
from server_stub.core import Core
from server_stub.domain.window import WINDOW_MS
from server_stub.services.cases.abandoning import Abandoning
from server_stub.storage.database import Tx
from server_stub.storage.repositories.agent_states import AgentStateRows
from server_stub.storage.repositories.case_log import CaseLog
from server_stub.storage.repositories.cases import CaseRows
from server_stub.storage.repositories.held_cases import HeldCases
from server_stub.storage.repositories.history_jobs import HistoryRows
from server_stub.storage.repositories.offers import OfferRows
from server_stub.storage.repositories.place_rows import PlaceRows
from server_stub.storage.repositories.presences import PresenceRows
from server_stub.storage.repositories.rescues import RescueRows
from server_stub.storage.repositories.routing_rows import RoutingRows
from server_stub.storage.repositories.surveys import SurveyRows
from server_stub.storage.repositories.wall import WallRows
from tests.helpers.blank_store import KEY, place_store

NOW = 1_795_400_000_000
LIA, ANA = Account("lia", "lia", "Lia", Role.LEAD), Account("ana", "ana", "Ana", Role.AGENT)
POLICY = ServicePolicy()
_SMALL = r"account|shown|agent_state|queue|queue_member|offer|setting|json_each|channel_number"
_WHOLE = re.compile(rf"SCAN (?!(?:{_SMALL})\b)\w+\b(?! USING)")
"""A table that grows with the customers, without any index. Those of the team, and of open offers, stay small."""
_ALL_OPEN = re.compile(
    r"SCAN \w+ USING INDEX uq_case_open|SEARCH case_file USING INDEX ix_case_file_waiting \(state=\?\)"
)

Look = Callable[[Tx], object]


def timers(core: Core) -> Iterator[tuple[str, Look]]:
    """What loops of a second or a few ask while nothing is due."""
    routing, cases, held = RoutingRows(), CaseRows(), HeldCases()
    yield "unanswered", lambda tx: routing.unanswered(tx, NOW, 1)
    yield "next return", lambda tx: routing.next_return(tx, NOW)
    yield "loads", lambda tx: routing.loads(tx, POLICY, NOW)
    yield "somebody waits", lambda tx: routing.anybody_waits(tx)
    yield "to close", lambda tx: cases.due_to_close(tx, NOW, 50)
    yield "forsaken", lambda tx: held.forsaken(tx, POLICY, NOW, 50)
    yield "weights", lambda tx: held.weights(tx, NOW)
    yield "of one", lambda tx: held.of_agent(tx, "ana")
    yield "offers", lambda tx: OfferRows(core.vault).due(tx, NOW)
    yield "presence", lambda tx: PresenceRows().lapsed(tx, NOW)
    yield "histories", lambda tx: HistoryRows().due(tx, NOW, 20)
    yield "desktops", lambda tx: AgentStateRows().heard(tx, NOW)


def looks(core: Core) -> Iterator[tuple[str, Look]]:
    """What is asked now and then, or by a person; it may read all that waits, by an index."""
    routing, held, wall, rescues = RoutingRows(), HeldCases(), WallRows(), RescueRows(WINDOW_MS)
    yield "waiting", lambda tx: routing.waiting(tx, NOW)
    yield "passed", lambda tx: routing.passed(tx, NOW)
    yield "astray", lambda tx: held.astray(tx, 50)
    yield "in a queue", lambda tx: (held.count_in(tx, "general"), held.some_in(tx, "general", 100))
    yield "abandoned", lambda tx: Abandoning(CaseRows()).any_due(tx, NOW)
    yield "counts", lambda tx: (wall.counts(tx), wall.offered(tx), wall.at_risk(tx, 80, NOW))
    yield "urgent", lambda tx: wall.urgent(tx, 500)
    yield "places", lambda tx: PlaceRows().waiting(tx, ["general"])
    yield "waits", lambda tx: PlaceRows().waits(tx, "general", NOW, 20)
    yield "rescue", lambda tx: [rescues.closing(tx, it, NOW, NOW, 200) for it in (LIA, ANA)]
    yield "who was there", lambda tx: (AgentStateRows().stints(tx, "ana", 1, 2), AgentStateRows().known(tx, 1, 2))
    yield "scores", lambda tx: (SurveyRows().asked_at(tx, ["c"]), SurveyRows().of_case(tx, "one"))
    yield "today", lambda tx: (CaseLog().of_stays(tx, NOW, None), CaseLog().of_stays(tx, NOW, 7))


def plans(core: Core, tx: Tx, look: Look) -> list[str]:
    """Of every statement that it asks."""
    asked: list[str] = []
    tx.driver.set_trace_callback(asked.append)
    look(tx)
    tx.driver.set_trace_callback(None)
    rows = [row for sql in asked for row in tx.driver.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()]
    assert rows
    return [str(row[3]) for row in rows]


@pytest.fixture
async def core(tmp_path: Path) -> object:
    place_store(tmp_path)
    core = Core(tmp_path, KEY, clock=lambda: NOW)
    core.start()
    yield core
    await core.stop()


async def test_what_is_due_is_found_without_reading_what_is_not(core: Core) -> None:
    found = {name: await core.database.read(lambda tx, it=it: plans(core, tx, it)) for name, it in timers(core)}
    slow = re.compile(f"{_WHOLE.pattern}|{_ALL_OPEN.pattern}")
    assert {name: [it for it in plan if slow.search(it)] for name, plan in found.items()} == {it: [] for it in found}


async def test_of_a_log_of_years_only_the_day_is_read(core: Core) -> None:
    rows = AgentStateRows()
    plan = await core.database.read(lambda tx: [*plans(core, tx, lambda tx: rows.stints(tx, "ana", 1, 2))])
    assert [it for it in plan if "began_at>? AND began_at<?" in it]


async def test_of_all_that_happened_figures_of_scores_read_the_questions(core: Core) -> None:
    plan = await core.database.read(
        lambda tx: plans(core, tx, lambda tx: SurveyRows().asked(tx, 1, NOW, ("gateway:", "")))
    )
    assert [it for it in plan if "asked USING" in it and "ix_case_event_survey (at>? AND at<?)" in it], plan
    assert not [it for it in plan if it.startswith("SCAN")], plan


async def test_no_look_reads_what_grows_for_ever(core: Core) -> None:
    found = {name: await core.database.read(lambda tx, it=it: plans(core, tx, it)) for name, it in looks(core)}
    assert {name: [it for it in plan if _WHOLE.search(it)] for name, plan in found.items()} == {it: [] for it in found}
