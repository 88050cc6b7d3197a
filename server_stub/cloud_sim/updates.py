"""One thing to tell the business, and how several of them are joined into one webhook body."""

from __future__ import annotations

import json
import random
from typing import Any

import msgspec

MESSAGES = "messages"
_JOIN_SHARE = 0.6
_SAME_ENTRY_SHARE = 0.6
_LISTS = ("contacts", "messages", "statuses", "errors")


class Update(msgspec.Struct, kw_only=True):
    """One change: the webhook field, its value, and its time (s) where Meta puts one on the entry."""

    field: str
    value: dict[str, Any]
    number_id: str = ""
    time: int | None = None


def compose(account_id: str, updates: list[Update], rng: random.Random, *, spread: bool) -> dict[str, Any]:
    """One webhook body for `updates`, in order.

    With `spread` they are scattered over entries and changes and neighbours share a value, as Meta does;
    without it every update has a change of its own in one entry.
    """
    entries: list[dict[str, Any]] = []
    last: Update | None = None
    for update in updates:
        change = {"value": update.value, "field": update.field}
        if last is not None and spread and _may_join(last, update) and rng.random() < _JOIN_SHARE:
            _join(entries[-1]["changes"][-1]["value"], update.value)
        elif _same_entry(last, update) and (not spread or rng.random() < _SAME_ENTRY_SHARE):
            entries[-1]["changes"].append(change)
        else:
            entries.append(_entry(account_id, update, change))
        last = update
    return {"object": "whatsapp_business_account", "entry": entries}


def _entry(account_id: str, update: Update, change: dict[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": account_id}
    if update.time is not None:
        entry["time"] = update.time
    entry["changes"] = [change]
    return entry


def _same_entry(last: Update | None, update: Update) -> bool:
    return last is not None and last.time == update.time


def _may_join(last: Update, update: Update) -> bool:
    return last.field == update.field == MESSAGES and last.number_id == update.number_id


def _join(value: dict[str, Any], more: dict[str, Any]) -> None:
    for name in _LISTS:
        items = value.setdefault(name, []) if more.get(name) else []
        items.extend(item for item in more.get(name, []) if name != "contacts" or item not in items)


def encode(body: dict[str, Any], *, escape: bool) -> bytes:
    """The bytes on the wire; `escape` writes non-ASCII as \\uXXXX and slashes as \\/, as PHP does."""
    text = json.dumps(body, ensure_ascii=escape, separators=(",", ":"))
    return (text.replace("/", "\\/") if escape else text).encode()
