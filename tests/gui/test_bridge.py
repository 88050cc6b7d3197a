"""Bursts of changes are told once, merged, and nothing is lost."""

from desktop.domain.changes import ChangeSet
from desktop.ui.bridge import Bus
from tests.helpers.waiting import until


async def test_a_burst_is_merged_and_complete(qapp) -> None:
    bus = Bus()
    told: list[ChangeSet] = []
    bus.changed.connect(told.append)
    for number in range(500):
        bus.push(ChangeSet(messages={"c1": frozenset({str(number)})}, conversations=frozenset({f"c{number}"})))
    await until(lambda: sum(len(item.conversations) for item in told) == 500)
    assert len(told) <= 2
    assert frozenset().union(*(item.messages["c1"] for item in told)) == {str(number) for number in range(500)}


async def test_a_change_after_the_first_is_told_too(qapp) -> None:
    bus = Bus()
    told: list[ChangeSet] = []
    bus.changed.connect(told.append)
    bus.push(ChangeSet(connection=True))
    await until(lambda: len(told) == 1)
    bus.push(ChangeSet(catalogue=True))
    await until(lambda: len(told) == 2)
    assert told[1].catalogue
    assert not told[1].connection


async def test_an_empty_change_is_silent(qapp) -> None:
    bus = Bus()
    told: list[ChangeSet] = []
    bus.changed.connect(told.append)
    bus.push(ChangeSet())
    bus.push(ChangeSet(everything=True))
    await until(lambda: told)
    assert len(told) == 1
