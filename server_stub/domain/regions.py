"""Where a telephone number is at home: its country, Brazilian state and time zone, for hours, holidays and lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import phonenumbers
from phonenumbers import NumberParseException
from phonenumbers.timezone import time_zones_for_number

HOME: Final = "BR"
HOME_ZONE: Final = "America/Sao_Paulo"
_UNKNOWN_ZONE: Final = "Etc/Unknown"
_AREAS: Final = {
    "AC": "68",
    "AL": "82",
    "AM": "92 97",
    "AP": "96",
    "BA": "71 73 74 75 77",
    "CE": "85 88",
    "DF": "61",
    "ES": "27 28",
    "GO": "62 64",
    "MA": "98 99",
    "MG": "31 32 33 34 35 37 38",
    "MS": "67",
    "MT": "65 66",
    "PA": "91 93 94",
    "PB": "83",
    "PE": "81 87",
    "PI": "86 89",
    "PR": "41 42 43 44 45 46",
    "RJ": "21 22 24",
    "RN": "84",
    "RO": "69",
    "RR": "95",
    "RS": "51 53 54 55",
    "SC": "47 48 49",
    "SE": "79",
    "SP": "11 12 13 14 15 16 17 18 19",
    "TO": "63",
}
STATES: Final = frozenset(_AREAS)
"""Abbreviations of the Brazilian states."""
_STATE_OF_AREA: Final = {area: state for state, areas in _AREAS.items() for area in areas.split()}
_ZONE_OF_STATE: Final = {
    "AC": "America/Rio_Branco",
    "AM": "America/Manaus",
    "MS": "America/Campo_Grande",
    "MT": "America/Cuiaba",
    "RO": "America/Porto_Velho",
    "RR": "America/Boa_Vista",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is, as far as known. `zone` is IANA; `state` a Brazilian abbreviation or ""."""

    zone: str = HOME_ZONE
    country: str = HOME
    state: str = ""


NOWHERE_ELSE: Final = Place()
"""Where nothing tells: at home."""


def is_area(code: str) -> bool:
    """Whether it is a Brazilian area code (DDD)."""
    return code in _STATE_OF_AREA


def place_of(phone: str | None, own_zone: str, company_zone: str) -> Place:
    """`phone`: digits with country code. What the person is known to live by comes first, the company's zone last."""
    number = _parse(phone)
    country = (phonenumbers.region_code_for_number(number) or "") if number is not None else HOME
    state = _STATE_OF_AREA.get(str(number.national_number)[:2], "") if number is not None and country == HOME else ""
    for zone in (own_zone, _zone_of(number, country, state), company_zone):
        if zone and zone_named(zone) is not None:
            return Place(zone, country, state)
    return Place(HOME_ZONE, country, state)


@lru_cache(maxsize=256)
def zone_named(name: str) -> ZoneInfo | None:
    """None for what is no time zone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _zone_of(number: phonenumbers.PhoneNumber | None, country: str, state: str) -> str:
    """ "" where a number may be in several zones, as most mobiles of large countries."""
    if number is None:
        return ""
    if country == HOME:
        return _ZONE_OF_STATE.get(state, HOME_ZONE)
    zones = [zone for zone in time_zones_for_number(number) if not zone.startswith(("Atlantic/", _UNKNOWN_ZONE))]
    return str(zones[0]) if len(zones) == 1 else ""


def _parse(phone: str | None) -> phonenumbers.PhoneNumber | None:
    if not phone:
        return None
    try:
        return phonenumbers.parse(f"+{phone.lstrip('+')}")
    except NumberParseException:
        return None
