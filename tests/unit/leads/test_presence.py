"""Who looks and who types: told on changes, to those who see the conversation; lapsing by the clock; soon forgotten."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server_stub.contract.errors import GatewayRefusal
from server_stub.contract.events import Alarm, EventKind
from server_stub.contract.model import Account
from server_stub.contract.team import Doing, PresenceChanged
from server_stub.services.presence import BELIEVED_MS, TYPING_MS, VIEWING_MS, Presences
from server_stub.storage.repositories.presences import PresenceRows
from server_stub.storage.repositories.visibility import Viewer
from server_stub.storage.setup import team_key
from tests.helpers.leads_house import ANA, BRUNO, LIA, NOW, House


class Seen:
    """Acts as one person after the other and reads what another is told."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.presences = Presences(PresenceRows(), house.reading, house.log)

    def sets(self, who: Account, doing: Doing, conversation: str = "c") -> list[PresenceChanged]:
        return self.house.do(lambda tx: self.presences.set(tx, who, conversation, doing, self.house.now))

    def later(self, ms: int) -> None:
        self.house.now += ms
        self.house.do(lambda tx: self.presences.clear_lapsed(tx, self.house.now))

    def told(self, who: Account) -> list[tuple[str, str]]:
        found = [it for it in self.house.told(who) if isinstance(it, PresenceChanged)]
        return [(it.account_id, it.doing.value) for it in found]


@pytest.fixture
def seen(house: House) -> Seen:
    house.conversation("c")
    return Seen(house)


def test_changes_are_told_and_renewals_are_not(seen: Seen) -> None:
    for _ in range(5):
        seen.sets(ANA, Doing.VIEWING)
        seen.later(VIEWING_MS - 1)
    seen.sets(ANA, Doing.TYPING)
    seen.sets(ANA, Doing.TYPING)
    seen.sets(ANA, Doing.VIEWING)
    assert seen.told(BRUNO) == [("ana", "viewing"), ("ana", "typing")]
    seen.later(TYPING_MS)
    assert seen.told(BRUNO)[2:] == [("ana", "viewing")], "who stopped typing still looks"
    seen.later(VIEWING_MS)
    assert seen.told(BRUNO)[3:] == [("ana", "gone")]
    seen.sets(ANA, Doing.GONE)
    assert seen.told(BRUNO)[4:] == [], "who is gone already goes without a word"


def test_whoever_missed_the_end_stops_believing_it_and_is_told_again_before(seen: Seen) -> None:
    began = seen.house.now
    for _ in range(2 * BELIEVED_MS // 30_000):
        seen.sets(ANA, Doing.VIEWING)
        seen.later(30_000)
    told = [it for it in seen.house.told(BRUNO) if isinstance(it, PresenceChanged)]
    assert len(told) == 3
    ends = [began, *(it.until for it in told)]
    assert all(earlier < later <= earlier + BELIEVED_MS for earlier, later in pairwise(ends))
    assert ends[-1] > seen.house.now


def test_it_is_shown_to_those_who_see_the_conversation_only(seen: Seen) -> None:
    seen.house.conversation("hers", "ana")
    seen.sets(ANA, Doing.VIEWING, "hers")
    assert seen.told(BRUNO) == []
    assert seen.told(LIA) == [("ana", "viewing")]
    with pytest.raises(GatewayRefusal, match="not_found"):
        seen.sets(BRUNO, Doing.TYPING, "hers")
    assert seen.sets(LIA, Doing.VIEWING, "hers") == [
        PresenceChanged("hers", "ana", Doing.VIEWING, seen.house.now + BELIEVED_MS)
    ]


def test_what_lapsed_is_no_longer_there_although_nobody_has_cleared_it(seen: Seen) -> None:
    seen.sets(ANA, Doing.TYPING)
    seen.house.now += TYPING_MS
    assert seen.sets(BRUNO, Doing.VIEWING) == []
    seen.sets(ANA, Doing.TYPING)
    assert seen.told(LIA) == [("ana", "typing"), ("bruno", "viewing"), ("ana", "typing")]


steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["presence", "other"]), st.integers(0, 90_000)),
        st.tuples(st.just("forget"), st.just(0)),
        st.tuples(st.just("read"), st.integers(0, 2)),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(script=steps)
def test_who_is_behind_skips_forgotten_presence_and_misses_nothing_else(house: House, script: list) -> None:
    """However the log is thinned out, no cursor becomes too old, and everything else arrives once and in order."""
    with house.tx() as tx:
        key = team_key(tx)
        house.log.append(tx, EventKind.ALARM, Alarm("quarantine"), key_id=key, now=house.now)
        cursors = [house.events.bounds(tx)[1]] * 3
        wanted: list[list[int]] = [[], [], []]
        got: list[list[int]] = [[], [], []]
        for what, value in [*script, ("forget", 0), *(("read", each) for each in range(3))]:
            if what == "forget":
                house.events.prune_presence(tx, house.now - 60_000)
            elif what == "read":
                first, newest = house.events.bounds(tx)
                assert first - 1 <= cursors[value] <= newest, "a desktop would be sent back to its beginning"
                found = house.events.after(tx, Viewer.of(LIA), cursors[value], 10_000)
                got[value] += [seq for seq, raw in found if raw is not None and b'"presence"' not in raw]
                cursors[value] = newest
            else:
                house.now += value
                kind = EventKind.PRESENCE if what == "presence" else EventKind.ALARM
                data = PresenceChanged("c", "ana", Doing.VIEWING) if what == "presence" else Alarm("quarantine")
                seq = house.log.append(tx, kind, data, key_id=key, now=house.now)
                for each in wanted if what == "other" else []:
                    each.append(seq)
        assert got == wanted
        sql = "SELECT count(*) FROM event WHERE kind = 'presence' AND at < ?"
        assert tx.driver.execute(sql, (house.now - 60_000,)).fetchone()[0] <= 1


def test_a_log_that_begins_with_presence_keeps_its_beginning(house: House) -> None:
    with house.tx() as tx:
        key = team_key(tx)
        tx.driver.execute("DELETE FROM event")
        for at in (NOW, NOW + 1):
            data = PresenceChanged("c", "ana", Doing.VIEWING)
            house.log.append(tx, EventKind.PRESENCE, data, key_id=key, now=at)
        first, newest = house.events.bounds(tx)
        assert house.events.prune_presence(tx, NOW + 60_000) == 1
        assert house.events.bounds(tx) == (first, newest)
