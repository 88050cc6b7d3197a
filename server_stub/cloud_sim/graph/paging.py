"""Lists in Graph's manner: `data`, cursors, a `next` address, and only the fields asked for."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_DEFAULT_LIMIT = 25
_LARGEST_LIMIT = 1000


def page(rows: list[dict[str, Any]], query: Mapping[str, str], address: str) -> dict[str, Any]:
    """The page of `rows` that `limit` and `after` of the query ask for; wrong values mean the defaults."""
    limit = _number(query.get("limit"), _DEFAULT_LIMIT, _LARGEST_LIMIT)
    start = _position(query.get("after"))
    chosen = rows[start : start + limit]
    if not chosen:
        return {"data": []}
    end = start + len(chosen)
    paging: dict[str, Any] = {"cursors": {"before": _cursor(start), "after": _cursor(end)}}
    if end < len(rows):
        paging["next"] = _with_after(address, _cursor(end))
    return {"data": chosen, "paging": paging}


def choose_fields(row: dict[str, Any], fields: str | None) -> dict[str, Any]:
    """Only the fields asked for (`id` always); all of them when none are named."""
    if not fields:
        return row
    wanted = {name.split(".")[0].split("{")[0].strip() for name in fields.split(",")} | {"id"}
    return {name: value for name, value in row.items() if name in wanted}


def _with_after(address: str, cursor: str) -> str:
    parts = urlsplit(address)
    query = {**dict(parse_qsl(parts.query)), "after": cursor}
    return urlunsplit(parts._replace(query=urlencode(query)))


def _number(text: str | None, default: int, largest: int) -> int:
    return min(int(text), largest) if text and text.isdigit() and int(text) else default


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(f"p{position}".encode()).decode()


def _position(cursor: str | None) -> int:
    try:
        text = base64.urlsafe_b64decode(cursor or "").decode()
    except ValueError:
        return 0
    return int(text[1:]) if text[1:].isdigit() else 0
