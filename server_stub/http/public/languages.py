"""Which language a page speaks, and its words: one file for each language in resources/web."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from server_stub.services.website.shown import ENGLISH, PORTUGUESE

_ASKED: Final = {"pt": PORTUGUESE, "pt-br": PORTUGUESE, "en": ENGLISH}
_DATES: Final = {PORTUGUESE: "%d/%m/%Y", ENGLISH: "%Y-%m-%d"}
_MOMENTS: Final = {PORTUGUESE: "%d/%m/%Y às %H:%M", ENGLISH: "%Y-%m-%d at %H:%M"}


def language_of(asked: str, accepted: str) -> str:
    """What the address asks for, else the first language of Accept-Language that there is, else Portuguese."""
    wanted = _ASKED.get(asked.lower())
    if wanted is not None:
        return wanted
    offers = []
    for place, part in enumerate(accepted.lower().split(",")[:20]):
        name, _, weight = part.strip().partition(";q=")
        language = _ASKED.get(name.split("-")[0].strip())
        if language is not None:
            offers.append((-_number(weight), place, language))
    return min(offers)[2] if offers else PORTUGUESE


@cache
def words(language: str) -> Mapping[str, str]:
    """All sentences of the pages by name."""
    raw = (files("resources") / "web" / f"{language}.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, str])


def day(moment: int | None, language: str, zone: str) -> str:
    """A date in the company's own time zone; `moment` in ms, "" for None."""
    return "" if moment is None else _local(moment, zone).strftime(_DATES[language])


def minute(moment: int, language: str, zone: str) -> str:
    return _local(moment, zone).strftime(_MOMENTS[language])


def _local(moment: int, zone: str) -> datetime:
    return datetime.fromtimestamp(moment / 1000, ZoneInfo(zone))


def _number(weight: str) -> float:
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0
