"""The block list of a number (`/{PNID}/block_users`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server_stub.cloud_sim.core import Core
from server_stub.cloud_sim.graph.errors import TITLES, GraphError
from server_stub.cloud_sim.graph.paging import page
from server_stub.cloud_sim.people.business import Number
from server_stub.cloud_sim.people.phones import digits_of, with_country
from server_stub.cloud_sim.people.user import User

_ENTRY = dict[str, Any]


def block(core: Core, number: Number, body: dict[str, Any]) -> dict[str, Any]:
    """Block the users named in `body`; any that cannot be is an error 139100 with the partial result."""
    added: list[_ENTRY] = []
    failed: list[_ENTRY] = []
    for given in _entries(body):
        user, entry = _find(core, given)
        if user is None:
            failed.append(_failed(entry, 131009, "Unknown user"))
        elif not user.window_open(number.id, core.now()):
            failed.append(_failed(entry, 131047, "The user did not write in the last 24 hours"))
        else:
            number.blocked.add(user.key)
            added.append(entry)
    return _result({"added_users": added}, failed)


def unblock(core: Core, number: Number, body: dict[str, Any]) -> dict[str, Any]:
    """Unblock the users named in `body`; users that are not blocked are an error like in `block`."""
    removed: list[_ENTRY] = []
    failed: list[_ENTRY] = []
    for given in _entries(body):
        user, entry = _find(core, given)
        if user is None or user.key not in number.blocked:
            failed.append(_failed(entry, 131009, "The user is not blocked"))
        else:
            number.blocked.discard(user.key)
            removed.append(entry)
    return _result({"removed_users": removed}, failed)


def blocked_page(core: Core, number: Number, query: Mapping[str, str], address: str) -> dict[str, Any]:
    """The blocked users, in pages."""
    users = [core.world.users[key] for key in sorted(number.blocked)]
    rows = [{"messaging_product": "whatsapp", **_identity(user)} for user in users]
    return page(rows, query, address)


def _entries(body: dict[str, Any]) -> list[_ENTRY]:
    listed = body.get("block_users")
    if not isinstance(listed, list) or not listed or not all(isinstance(it, dict) for it in listed):
        raise GraphError(100, "The parameter block_users is required.")
    return listed


def _find(core: Core, given: _ENTRY) -> tuple[User | None, _ENTRY]:
    text = str(given.get("user") or given.get("user_id") or "")
    if given.get("user"):
        digits = digits_of(text)
        user = core.world.by_phone(with_country(digits)) if digits else None
    else:
        user = core.world.by_user_id(text)
    return user, {"input": text, **(_identity(user) if user else {})}


def _identity(user: User) -> _ENTRY:
    shown = {"user_id": user.user_id}
    return {"wa_id": user.wa_id, **shown} if user.shows_phone else shown


def _failed(entry: _ENTRY, code: int, details: str) -> _ENTRY:
    error = {"code": code, "message": TITLES[code], "error_data": {"details": details}}
    return {**entry, "errors": [error]}


def _result(done: dict[str, list[_ENTRY]], failed: list[_ENTRY]) -> dict[str, Any]:
    users = {**done, "failed_users": failed} if failed else done
    result = {"messaging_product": "whatsapp", "block_users": users}
    if failed:
        raise GraphError(139100, "Some users could not be changed.", extra=result)
    return result
