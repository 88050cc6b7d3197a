"""Hours by profile, zone, state and holiday, and where a number is at home."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from server_stub.domain.policy import STRICT, week
from server_stub.domain.quiet_hours import opening, opens_at, read_span
from server_stub.domain.regions import Place, place_of

SP = Place("America/Sao_Paulo", "BR", "SP")
RJ = Place("America/Sao_Paulo", "BR", "RJ")
ACRE = Place("America/Rio_Branco", "BR", "AC")


def at(text: str, zone: str = "America/Sao_Paulo") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 1000


@pytest.mark.parametrize(
    ("profile", "place", "now", "opens"),
    [
        ("marketing", SP, "2026-11-25T19:59:59", "2026-11-25T19:59:59"),
        ("marketing", SP, "2026-11-25T20:00:00", "2026-11-26T09:00:00"),
        ("marketing", SP, "2026-11-27T20:00:00", "2026-11-28T10:00:00"),  # Saturday
        ("marketing", SP, "2026-11-28T16:00:00", "2026-11-30T09:00:00"),  # over a Sunday
        ("marketing", RJ, "2026-11-27T18:00:00", "2026-11-30T08:00:00"),  # RJ: no Saturdays
        ("marketing", RJ, "2027-04-23T10:00:00", "2027-04-26T08:00:00"),  # São Jorge, a holiday of that state
        ("marketing", SP, "2027-04-23T10:00:00", "2027-04-23T10:00:00"),
        ("marketing", SP, "2026-12-31T21:00:00", "2027-01-02T10:00:00"),  # over New Year's Day, to a Saturday
        ("marketing", SP, "2027-02-28T12:00:00", "2027-03-01T09:00:00"),  # month end
        ("collection", SP, "2026-11-28T13:59:00", "2026-11-28T13:59:00"),
        ("utility", SP, "2027-01-01T06:00:00", "2027-01-01T07:00:00"),  # holidays do not matter
        ("always", SP, "2027-01-01T03:00:00", "2027-01-01T03:00:00"),
        ("marketing", ACRE, "2026-11-25T10:30:00", "2026-11-25T11:00:00"),  # 9:00 there
        ("unheard", SP, "2026-11-25T20:00:00", "2026-11-26T09:00:00"),
    ],
)
def test_hours(profile: str, place: Place, now: str, opens: str) -> None:
    assert opens_at(STRICT, profile, place, at(now)) == at(opens)


def test_the_company_s_own_holidays_count() -> None:
    policy = msgspec.structs.replace(STRICT, holidays=["2026-12-24"])
    assert opens_at(policy, "marketing", SP, at("2026-12-24T10:00:00")) == at("2026-12-26T10:00:00")


def test_what_is_open_tells_when_it_closes() -> None:
    assert opening(STRICT, "marketing", SP, at("2026-11-25T10:00:00")) == (True, at("2026-11-25T20:00:00"))
    assert opening(STRICT, "always", SP, at("2026-11-25T10:00:00")) == (True, None)


def test_hours_that_never_open_are_asked_about_again_some_time() -> None:
    never = msgspec.structs.replace(STRICT, profiles={"marketing": week("", "", "")})
    now = at("2026-11-25T10:00:00")
    found = opening(never, "marketing", SP, now)
    assert not found.open
    assert found.until == at("2027-01-24T00:00:00")


@pytest.mark.parametrize("text", ["", "9-20", "20:00-09:00", "09:00-25:00", "a:b-c:d", "09:00"])
def test_hours_that_cannot_be_read_are_never(text: str) -> None:
    assert read_span(text) is None


@pytest.mark.parametrize(
    ("phone", "own", "zone", "state"),
    [
        ("5511987654321", "", "America/Sao_Paulo", "SP"),
        ("5521987654321", "", "America/Sao_Paulo", "RJ"),
        ("5568987654321", "", "America/Rio_Branco", "AC"),
        ("559287654321", "", "America/Manaus", "AM"),
        ("5568987654321", "Europe/Lisbon", "Europe/Lisbon", "AC"),
        ("5568987654321", "Nowhere/Land", "America/Rio_Branco", "AC"),
        ("351912345678", "", "Europe/Lisbon", ""),
        ("12125550123", "", "America/New_York", ""),
        ("61412345678", "", "America/Bahia", ""),  # several zones: as the company
        ("not a number", "", "America/Bahia", ""),
        (None, "", "America/Bahia", ""),
    ],
)
def test_where_a_number_is_at_home(phone: str | None, own: str, zone: str, state: str) -> None:
    found = place_of(phone, own, "America/Bahia")
    assert (found.zone, found.state) == (zone, state)


def test_without_any_zone_it_is_ours() -> None:
    assert place_of(None, "", "nonsense").zone == "America/Sao_Paulo"
