"""A webhook body, taken apart: every entry, change and item on its own, so that one bad item harms no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from server_stub.whatsapp import items
from server_stub.whatsapp.lenient import Json, dumps, listing, loads, mapping, text
from server_stub.whatsapp.scope import Scope, envelope
from server_stub.whatsapp.webhook_types import Item, Unparsed

_Reader = Callable[[Scope, str, dict[str, Json]], Iterator[Item]]

_ITEM_READERS: Final[dict[str, _Reader]] = {
    "messages": items.message,
    "message_echoes": items.echo,
    "history": items.history,
    "statuses": items.status,
    "user_preferences": items.preference,
    "calls": items.call,
}
"""By the name of the array in `value`, whatever the change's field says: shapes have moved between fields before."""


def parse(body: bytes) -> list[Item]:
    """All items of a body in their order. Never raises: what cannot be read is among them as Unparsed."""
    try:
        document = loads(body)
    except ValueError as error:
        reason = "nested_too_deeply" if isinstance(error.__cause__, RecursionError) else "invalid_json"
        return [Unparsed("", body, reason, f"{len(body)} bytes")]
    if isinstance(document, list):
        return [item for number, one in enumerate(document) for item in _document(one, f"[{number}]")]
    return list(_document(document, ""))


def _document(document: Json, path: str) -> Iterator[Item]:
    if not isinstance(document, dict) or "entry" not in document:
        yield Unparsed(path, dumps(document), "not_a_webhook", items.shape(document))
        return
    prefix = f"{path}." if path else ""
    entries = document["entry"]
    if not isinstance(entries, list | dict):
        yield Unparsed(f"{prefix}entry", dumps(document), "not_a_webhook", items.shape(entries))
        return
    for number, entry in enumerate(listing(entries)):
        yield from _entry(entry, f"{prefix}entry[{number}]")


def _entry(entry: Json, path: str) -> Iterator[Item]:
    if not isinstance(entry, dict):
        yield Unparsed(path, dumps({"entry": [entry]}), "invalid_entry", items.shape(entry))
        return
    changes = entry.get("changes")
    if not isinstance(changes, list | dict):
        yield items.other(Scope(entry, {}, {}), path, "entry", entry)
        return
    for number, change in enumerate(listing(changes)):
        yield from _change(entry, change, f"{path}.changes[{number}]")


def _change(entry: dict[str, Json], change: Json, path: str) -> Iterator[Item]:
    value = mapping(change).get("value")
    if not isinstance(value, dict):
        yield items.other(Scope(entry, mapping(change), {}), path, text(mapping(change).get("field")), change)
        return
    scope = Scope(entry, change, value)
    known = [name for name in _ITEM_READERS if isinstance(value.get(name), list | dict)]
    found = False
    for name in known:
        for number, item in enumerate(listing(value[name])):
            found = True
            yield from _guarded(_ITEM_READERS[name], scope, name, item, f"{path}.value.{name}[{number}]")
    if not found:
        yield items.other(scope, path, scope.field, value)


def _guarded(reader: _Reader, scope: Scope, name: str, item: Json, path: str) -> Iterator[Item]:
    """One item in its own try: whatever a reader stumbles over becomes an Unparsed that can be replayed."""
    try:
        if not isinstance(item, dict):
            raise TypeError(name)
        yield from list(reader(scope, path, item))
    except Exception as error:  # noqa: BLE001 - a reader must never take the rest of the body with it
        yield Unparsed(
            path, envelope(scope, name, item), "invalid_item", f"{type(error).__name__}: {items.shape(item)}"
        )
