"""A whole day through the stand-in: shifts, breaks, cut lines and a restart; small here, `balcao-bench day` plays 5,000
customers."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.helpers.day import checks
from tests.helpers.day.play import Result, play
from tests.helpers.day.script import MINUTE, script


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder: Path = tmp_path_factory.mktemp("day")
    return asyncio.run(play(folder, script(agents=8, queues=3, customers=90, hours=6), step=MINUTE))


def test_every_case_is_closed_or_visibly_waiting(day: Result) -> None:
    """An hour after the last shift, so what is open waits in a queue: nobody is there who could have it."""
    assert checks.lost(day) == 0
    assert day.at_work.isdisjoint(day.agents)
    assert checks.unseen(day) == []
    assert day.counts["closed"] > day.customers // 2


def test_nobody_is_answered_twice(day: Result) -> None:
    assert checks.double_answers(day) == []
    assert day.counts["answered"] >= day.customers


def test_nobody_is_given_more_than_they_can_carry(day: Result) -> None:
    assert checks.overloaded(day) == []


def test_the_wall_says_what_the_raw_log_says(day: Result) -> None:
    assert checks.service(day) == checks.on_the_wall(day)


def test_everything_of_a_day_happened(day: Result) -> None:
    """A day in which nobody paused, vanished, handed on or declined would prove little."""
    moves = {(row[2], row[6]) for row in day.log}
    assert {("offered", "queue"), ("queued", "transfer"), ("assigned", "routed"), ("reopened", "customer")} <= moves
    assert day.counts["transferred"]
    assert day.counts["declined"]
    fewest, most = checks.fairness(day)
    assert 0 < fewest <= most
