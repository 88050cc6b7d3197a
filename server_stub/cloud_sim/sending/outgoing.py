"""What a send holds once its references are looked up: text to show, things to tap, files to carry."""

from __future__ import annotations

from typing import Any

import msgspec

from server_stub.cloud_sim.core import Choice, Core
from server_stub.cloud_sim.graph.errors import GraphError
from server_stub.cloud_sim.media.inspect import trouble_with
from server_stub.cloud_sim.people.business import Number
from server_stub.cloud_sim.sending.validate import MEDIA_TYPES
from server_stub.cloud_sim.templates.fill import check_sendable, fill


class Content(msgspec.Struct, kw_only=True):
    """A send, understood. `trouble` is why its media will fail later; `life` is its lifetime in s."""

    text: str = ""
    category: str = "service"
    choices: list[Choice] = []
    voice: bool = False
    trouble: str | None = None
    life: int | None = None


def content_of(core: Core, number: Number, kind: str, body: dict[str, Any]) -> Content:
    """Look up media and templates of a checked body; raises GraphError."""
    part = body[kind]
    if kind == "template":
        return _template(core, number, part)
    if kind == "interactive":
        return _interactive(core, number, part)
    if kind in MEDIA_TYPES:
        content = Content(text=str(part.get("caption", "")), voice=bool(part.get("voice")))
        content.trouble = _media_trouble(core, number, kind, part)
        return content
    if kind == "text":
        return Content(text=part["body"])
    if kind == "reaction":
        return Content(text=part["emoji"])
    return Content(text=str(part.get("name", "")) if isinstance(part, dict) else "")


def _media_trouble(core: Core, number: Number, kind: str, part: dict[str, Any]) -> str | None:
    """Meta looks into a file only after it accepted the send; an unknown id it refuses at once."""
    media_id = part.get("id")
    if not media_id:
        return None
    try:
        media = core.media.get(str(media_id), core.now(), number.id)
    except GraphError:
        raise GraphError(131009, f"Media id {media_id} does not exist.") from None
    return trouble_with(media, kind)


def _interactive(core: Core, number: Number, part: dict[str, Any]) -> Content:
    header = part.get("header") or {}
    shape = header.get("type", "text")
    trouble = None if shape == "text" else _media_trouble(core, number, shape, header[shape])
    text = str((part.get("body") or {}).get("text", ""))
    return Content(text=text, choices=_choices(part["action"]), trouble=trouble)


def _choices(action: dict[str, Any]) -> list[Choice]:
    buttons = [button["reply"] for button in action.get("buttons", [])]
    rows = [row for section in action.get("sections", []) for row in section.get("rows", [])]
    return [Choice("button_reply", it["id"], it["title"]) for it in buttons] + [
        Choice("list_reply", it["id"], it["title"], it.get("description")) for it in rows
    ]


def _template(core: Core, number: Number, part: dict[str, Any]) -> Content:
    name, language = part["name"], part["language"]["code"]
    template = check_sendable(core.templates.find(name, language), name, language)
    filled = fill(template, part.get("components") or [], core.now())
    buttons = template.buttons
    choices = [
        Choice("button", payload, str(buttons[index].get("text", ""))) for index, payload in filled.payloads.items()
    ]
    return Content(
        text=filled.text,
        category=template.category.lower(),
        choices=choices,
        life=template.time_to_live,
        trouble=None if filled.file is None else _header_trouble(core, number, *filled.file),
    )


def _header_trouble(core: Core, number: Number, kind: str, part: dict[str, Any]) -> str | None:
    """Above a template a document has to be a PDF file."""
    trouble = _media_trouble(core, number, kind, part)
    if trouble is None and kind == "document" and part.get("id"):
        media = core.media.get(str(part["id"]), core.now(), number.id)
        if media.base_type != "application/pdf":
            return f"Media of type {media.base_type} cannot be the document of a template."
    return trouble
