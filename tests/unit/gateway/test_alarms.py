"""Alarms are kept while they stand and told once; those that nothing clears lapse; agents are shown none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from server_stub.contract.events import Alarm, AlarmCode, Event
from server_stub.contract.model import Role
from server_stub.services.alarms import Alarms
from server_stub.storage.database import Tx, create_engine
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.alarms import AlarmRows
from server_stub.storage.repositories.event_rows import EventRepository
from server_stub.storage.repositories.quarantine import Quarantine
from server_stub.storage.repositories.visibility import Viewer
from server_stub.storage.tables import metadata
from server_stub.storage.vault import Vault

NOW = 1_790_000_000_000
LEAD, ADMIN, AGENT = Viewer("lia", Role.LEAD), Viewer("alice", Role.ADMIN), Viewer("ana", Role.AGENT)
BROKEN = Alarm(AlarmCode.LEDGER_BROKEN, {"seq": 7})


def about(number: str, meta_code: int = 131048) -> Alarm:
    return Alarm(AlarmCode.QUALITY_LIMIT, {"number": number, "meta_code": meta_code})


class Bench:
    def __init__(self, tx: Tx, vault: Vault) -> None:
        self.tx, self.vault, self.rows = tx, vault, AlarmRows()
        self.alarms = Alarms(self.rows, EventLog(vault, lambda: None))

    def told(self, viewer: Viewer = LEAD) -> list[Alarm]:
        found = EventRepository(self.vault).after(self.tx, viewer, 0, 100)
        events = [msgspec.json.decode(raw, type=Event) for _, raw in found if raw]
        return [msgspec.json.decode(event.data, type=Alarm) for event in events]

    def standing(self, viewer: Viewer = LEAD) -> list[Alarm]:
        return self.rows.standing(self.tx, viewer)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    vault = Vault(bytes(range(32)))
    engine = create_engine(tmp_path / "gateway.db", vault.page_key_hex, read_only=False)
    metadata.create_all(engine)
    with engine.begin() as connection:
        tx = Tx(connection)
        vault.create_key(tx, "team", NOW)
        yield Bench(tx, vault)
    engine.dispose()


def test_the_same_alarm_is_told_once_and_cleared_once(bench: Bench) -> None:
    cleared = msgspec.structs.replace(BROKEN, cleared=True)
    for alarm in (BROKEN, BROKEN, cleared, cleared, BROKEN):
        bench.alarms.tell(bench.tx, alarm, NOW)
    assert bench.told() == [BROKEN, cleared, BROKEN]
    assert bench.standing() == [BROKEN]


def test_another_state_of_it_is_told_and_replaces_it(bench: Bench) -> None:
    worse = Alarm(AlarmCode.LEDGER_BROKEN, {"seq": 3})
    for alarm in (BROKEN, worse):
        bench.alarms.tell(bench.tx, alarm, NOW)
    assert bench.told() == [BROKEN, worse]
    assert bench.standing() == [worse]


def test_each_number_has_its_own(bench: Bench) -> None:
    for at, alarm in enumerate((about("n2"), about("n1"), BROKEN)):
        bench.alarms.tell(bench.tx, alarm, NOW + at)
    bench.alarms.tell(bench.tx, Alarm(AlarmCode.QUALITY_LIMIT, {"number": "n1"}, cleared=True), NOW)
    assert bench.standing() == [about("n2"), BROKEN]


def test_what_nothing_clears_lapses_unless_it_happens_again(bench: Bench) -> None:
    bench.alarms.tell(bench.tx, BROKEN, NOW)
    bench.alarms.tell(bench.tx, about("n1"), NOW, lapses_at=NOW + 10)
    bench.alarms.tell(bench.tx, about("n1"), NOW + 5, lapses_at=NOW + 15)
    assert not bench.alarms.any_lapsed(bench.tx, NOW + 14)
    assert bench.alarms.any_lapsed(bench.tx, NOW + 15)
    bench.alarms.clear_lapsed(bench.tx, NOW + 15)
    assert bench.standing() == [BROKEN]
    assert bench.told() == [BROKEN, about("n1"), msgspec.structs.replace(about("n1"), cleared=True)]


def test_the_quarantine_stands_while_something_is_in_it(bench: Bench) -> None:
    quarantine = Quarantine(bench.vault)
    for journal_id in (1, 2):
        quarantine.add(bench.tx, journal_id, "", "invalid_json", "", b"{", NOW)
    assert bench.standing() == [Alarm(AlarmCode.QUARANTINE, {"count": 2})]
    for journal_id in (1, 2):
        quarantine.resolve(bench.tx, journal_id, NOW)
        bench.alarms.quarantine_holds(bench.tx, quarantine.count(bench.tx), NOW)
    assert bench.standing() == []
    assert [(alarm.params["count"], alarm.cleared) for alarm in bench.told()] == [(1, False), (0, True)]


def test_agents_are_shown_none(bench: Bench) -> None:
    bench.alarms.tell(bench.tx, BROKEN, NOW)
    Quarantine(bench.vault).add(bench.tx, 1, "", "invalid_json", "", b"{", NOW)
    assert bench.standing(ADMIN) == bench.standing(LEAD) == [BROKEN, Alarm(AlarmCode.QUARANTINE, {"count": 1})]
    assert bench.told(ADMIN) == bench.told(LEAD) == [BROKEN]
    assert bench.standing(AGENT) == bench.told(AGENT) == []
