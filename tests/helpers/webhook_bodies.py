"""Builds webhook bodies for tests: a customer writes, edits, reacts; a status is reported."""

from __future__ import annotations

import json
from typing import Any

NUMBER = "20100000000001"
ANA = {"wa_id": "553188887777", "user_id": "BR.7340021188210092"}
SECOND = 1_795_300_000


def body(*items: tuple[str, dict[str, Any]], number: str = NUMBER, field: str = "messages", **value: Any) -> bytes:
    """One change with the items, each (array name, item), in their arrays."""
    arrays: dict[str, list[Any]] = {}
    for name, item in items:
        arrays.setdefault(name, []).append(item)
    metadata = {"display_phone_number": "551140028922", "phone_number_id": number}
    whole = {"messaging_product": "whatsapp", "metadata": metadata, **value, **arrays}
    entry = {"id": "30200000000001", "changes": [{"field": field, "value": whole}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def card(person: dict[str, str], name: str = "", username: str = "") -> dict[str, Any]:
    profile = {key: text for key, text in (("name", name), ("username", username)) if text}
    return {"profile": profile, **person}


def said(
    person: dict[str, str], wamid: str, second: int, kind: str = "text", content: Any = None, **more: Any
) -> tuple[str, dict[str, Any]]:
    """A message of a customer, `second` seconds after a fixed moment."""
    ids = {"from": person.get("wa_id"), "from_user_id": person.get("user_id")}
    common = {"id": wamid, "timestamp": str(SECOND + second), "type": kind}
    shown = {"body": wamid} if content is None and kind == "text" else content
    own = {} if shown is None else {kind: shown}
    return "messages", {key: text for key, text in ids.items() if text} | common | own | more


def edited(person: dict[str, str], wamid: str, second: int, target: str, text: str) -> tuple[str, dict[str, Any]]:
    inner = {"type": "text", "text": {"body": text}}
    return said(person, wamid, second, "edit", {"original_message_id": target, "message": inner})


def revoked(person: dict[str, str], wamid: str, second: int, target: str) -> tuple[str, dict[str, Any]]:
    return said(person, wamid, second, "revoke", {"original_message_id": target})


def reacted(person: dict[str, str], wamid: str, second: int, target: str, emoji: str) -> tuple[str, dict[str, Any]]:
    return said(person, wamid, second, "reaction", {"message_id": target, "emoji": emoji})


def reported(wamid: str, status: str, second: int, **more: Any) -> tuple[str, dict[str, Any]]:
    item = {"id": wamid, "status": status, "timestamp": str(SECOND + second), "recipient_id": "553188887777", **more}
    return "statuses", item


def echoed(person: dict[str, str], wamid: str, second: int, text: str = "") -> tuple[str, dict[str, Any]]:
    """A message that the company typed on its own phone."""
    ids = {"to": person.get("wa_id"), "to_user_id": person.get("user_id")}
    common = {"from": "551140028922", "id": wamid, "timestamp": str(SECOND + second), "type": "text"}
    return "message_echoes", {key: it for key, it in ids.items() if it} | common | {"text": {"body": text or wamid}}
