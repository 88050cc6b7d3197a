"""Hours of a day as administrators write them: "09:00-20:00", several parted by a comma, nothing for never."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_SPAN: Final = re.compile(r"([01]?\d|2[0-4])(?:[:h]?([0-5]\d))?h?(?:-|–|a|to|às)([01]?\d|2[0-4])(?:[:h]?([0-5]\d))?h?")
_LAST: Final = "24:00"


def read_span(text: str) -> str | None:
    """As the gateway takes it ("9-20", "9h-20h" and "09:00 – 20:00" are "09:00-20:00"); None where it is no span."""
    plain = "".join(text.lower().split())
    if not plain:
        return ""
    found = _SPAN.fullmatch(plain)
    if found is None:
        return None
    begin, end = (f"{int(found[at]):02}:{found[at + 1] or '00'}" for at in (1, 3))
    return f"{begin}-{end}" if begin < end <= _LAST else None


def read_spans(text: str) -> str | None:
    """The same for several spans of one day ("9-12, 13h-18h"); None where one cannot be read or two overlap."""
    parts = [read_span(part) for part in text.replace(";", ",").split(",")] if text.strip() else []
    found = sorted(part for part in parts if part)
    apart = all(before.split("-")[1] <= after.split("-")[0] for before, after in pairwise(found))
    return ",".join(found) if len(found) == len(parts) and apart else None
