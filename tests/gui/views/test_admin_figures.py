"""Figures for leads in the administration: scores by queue with how many answered, and a day's protocols."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLabel

from desktop.domain.errors import GatewayUnreachable
from desktop.ui.texts import figures
from desktop.ui.views.admin.table import ReadTable
from server_stub.contract.cases import ProtocolDay
from server_stub.contract.surveys import QueueSurvey
from tests.helpers.admin_counter import Counter
from tests.helpers.waiting import until

SALES = QueueSurvey("q-sales", 40, 30, [2, 1, 2, 10, 15], 4.17, 83.3, 75.0)
SILENT = QueueSurvey("q-gone", 3, 0, [0, 0, 0, 0, 0], None, None, 0.0)


def cells(counter: Counter) -> list[list[str]]:
    table = counter.find(ReadTable, "figures_table")
    places = range(table.columnCount())
    return [[table.item(line, place).text() for place in places] for line in range(table.rowCount())]


async def opened(counter: Counter, *scores: QueueSurvey) -> None:
    counter.desk.team.scores = list(scores)
    await counter.go("figures")
    await until(lambda: counter.is_filled("figures"))


async def test_leads_see_scores_with_how_many_answered(leads_counter: Counter) -> None:
    await opened(leads_counter, SALES, SILENT)
    sales = leads_counter.desk.team.kept_queues["q-sales"].name
    assert sorted(cells(leads_counter)) == sorted(
        [
            [sales, "40", "30", "75.0 %", "83.3 %", "4.17", "2", "1", "2", "10", "15"],
            ["a queue that was removed", "3", "0", "0.0 %", "–", "–", "0", "0", "0", "0", "0"],
        ]
    )


async def test_the_days_that_are_asked_for_are_whole_days_of_this_place(leads_counter: Counter) -> None:
    await opened(leads_counter)
    since, until_ = (leads_counter.find(QDateEdit, f"figures_{name}") for name in ("since", "until"))
    assert since.date().day() == 1
    until_.setDate(QDate(2026, 10, 31))
    since.setDate(QDate(2026, 10, 1))
    leads_counter.click("figures_again")
    asked = leads_counter.desk.team.done
    await until(lambda: ("protocols", "20261031") in asked)
    (first, after), *_ = [about for name, about in reversed(asked) if name == "surveys"]
    assert first == since.dateTime().toMSecsSinceEpoch()
    assert after - first == 31 * 86_400_000


async def test_a_gap_in_the_protocols_is_told(leads_counter: Counter) -> None:
    await opened(leads_counter)
    told = leads_counter.find(QLabel, "figures_protocols").text()
    assert told == "Unit 01: 131 protocols, the last is number 132. Missing: 77."
    assert leads_counter.find(QLabel, "figures_sentence").text().startswith("No question left in this time.")
    assert not leads_counter.find(ReadTable, "figures_table").isVisible()


async def test_days_in_the_wrong_order_are_said_and_the_figures_stay(leads_counter: Counter) -> None:
    await opened(leads_counter, SALES)
    leads_counter.find(QDateEdit, "figures_until").setDate(QDate(2020, 1, 1))
    leads_counter.click("figures_again")
    told = leads_counter.find(QLabel, "figures_problem")
    await until(told.isVisible)
    assert told.text() == "Choose at most a year, and first the earlier day."
    assert len(cells(leads_counter)) == 1
    leads_counter.desk.team.refuse_next(GatewayUnreachable())
    leads_counter.click("figures_again")
    await until(lambda: "does not answer" in told.text())


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (ProtocolDay("20261101", "02", 1, 1), "Unit 02: 1 protocol, the last is number 1. None is missing."),
        (ProtocolDay("20261101", "02", 3, 5, [2, 4]), "Unit 02: 3 protocols, the last is number 5. Missing: 2, 4."),
    ],
)
async def test_a_day_of_protocols_is_a_sentence(leads_counter: Counter, day: ProtocolDay, says: str) -> None:
    assert figures.ProtocolWords().day(day) == says
