"""A webhook body, taken apart: every entry, change and item on its own, so that one bad item harms no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from server_stub.whatsapp import items
from server_stub.whatsapp.lenient import Json, dumps, listing, loads, mapping, text
from server_stub.whatsapp.plain_text import parse_plain
from server_stub.whatsapp.scope import Scope, envelope
from server_stub.whatsapp.webhook_types import Item, Unparsed

_Reader = Callable[[Scope, str, dict[str, Json]], Iterable[Item]]

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
    plain = parse_plain(body)
    return parse_leniently(body) if plain is None else plain


def parse_leniently(body: bytes) -> list[Item]:
    """The same for any body; `parse` only takes a short cut where the body is the commonest one."""
    try:
        document = loads(body)
    except ValueError as error:
        reason = "nested_too_deeply" if isinstance(error.__cause__, RecursionError) else "invalid_json"
        return [Unparsed("", body, reason, f"{len(body)} bytes")]
    found: list[Item] = []
    if isinstance(document, list):
        for number, one in enumerate(document):
            _document(one, f"[{number}]", found)
    else:
        _document(document, "", found)
    return found


def _document(document: Json, path: str, found: list[Item]) -> None:
    if not isinstance(document, dict) or "entry" not in document:
        found.append(Unparsed(path, dumps(document), "not_a_webhook", items.shape(document)))
        return
    prefix = f"{path}." if path else ""
    entries = document["entry"]
    if not isinstance(entries, list | dict):
        found.append(Unparsed(f"{prefix}entry", dumps(document), "not_a_webhook", items.shape(entries)))
        return
    for number, entry in enumerate(listing(entries)):
        _entry(entry, f"{prefix}entry[{number}]", found)


def _entry(entry: Json, path: str, found: list[Item]) -> None:
    if not isinstance(entry, dict):
        found.append(Unparsed(path, dumps({"entry": [entry]}), "invalid_entry", items.shape(entry)))
        return
    changes = entry.get("changes")
    if not isinstance(changes, list | dict):
        found.append(items.other(Scope(entry, {}, {}), path, "entry", entry))
        return
    for number, change in enumerate(listing(changes)):
        _change(entry, change, f"{path}.changes[{number}]", found)


def _change(entry: dict[str, Json], change: Json, path: str, found: list[Item]) -> None:
    value = mapping(change).get("value")
    if not isinstance(value, dict):
        found.append(items.other(Scope(entry, mapping(change), {}), path, text(mapping(change).get("field")), change))
        return
    scope = Scope(entry, change, value)
    before = len(found)
    for name, reader in _ITEM_READERS.items():
        if name in value:
            for number, item in enumerate(listing(value[name])):
                found.extend(_guarded(reader, scope, name, item, f"{path}.value.{name}[{number}]"))
    if len(found) == before:
        found.append(items.other(scope, path, scope.field, value))


def _guarded(reader: _Reader, scope: Scope, name: str, item: Json, path: str) -> Iterable[Item]:
    """One item in its own try: whatever a reader stumbles over becomes an Unparsed that can be replayed."""
    try:
        if not isinstance(item, dict):
            raise TypeError(name)
        return reader(scope, path, item)
    except Exception as error:  # noqa: BLE001 - a reader must never take the rest of the body with it
        detail = f"{type(error).__name__}: {items.shape(item)}"
        return (Unparsed(path, envelope(scope, name, item), "invalid_item", detail),)
