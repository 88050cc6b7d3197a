"""Checks interactive messages: kinds, counts and lengths of section 2.3, all answered with 131009."""

from __future__ import annotations

from typing import Any

from server_stub.cloud_sim.graph.errors import GraphError

BODY_LIMITS = {"list": 4096}
_HEADERS = {
    "list": ("text",),
    "button": ("text", "image", "video", "document"),
    "cta_url": ("text", "image", "video", "document"),
}
_BODY_OPTIONAL = ("product", "catalog_message", "carousel")


def wrong(details: str) -> GraphError:
    """The refusal for a value outside its limits."""
    return GraphError(131009, details)


def check_interactive(part: dict[str, Any]) -> None:
    """Raise GraphError when an interactive object breaks a rule; kinds we do not model pass."""
    kind = part.get("type")
    if not isinstance(kind, str):
        raise GraphError(131008, "The parameter interactive['type'] is required.")
    action = part.get("action")
    if not isinstance(action, dict):
        raise GraphError(131008, "The parameter interactive['action'] is required.")
    _check_body(part, kind)
    _check_header(part.get("header"), kind)
    footer = part.get("footer")
    if footer is not None:
        _length(_text(footer, "footer"), "Footer", 60)
    check = _ACTIONS.get(kind)
    if check is not None:
        check(action)


def _text(part: Any, name: str) -> str:
    text = part.get("text") if isinstance(part, dict) else None
    if not isinstance(text, str):
        raise GraphError(131008, f"The parameter interactive['{name}']['text'] is required.")
    return text


def _length(text: Any, name: str, limit: int, least: int = 1) -> str:
    if not isinstance(text, str) or not least <= len(text) <= limit:
        raise wrong(f"{name} length invalid. Min length: {least}, Max length: {limit}")
    return text


def _check_body(part: dict[str, Any], kind: str) -> None:
    if part.get("body") is None and kind in _BODY_OPTIONAL:
        return
    _length(_text(part.get("body"), "body"), "Body text", BODY_LIMITS.get(kind, 1024))


def _check_header(header: Any, kind: str) -> None:
    if header is None:
        return
    shape = header.get("type") if isinstance(header, dict) else None
    if shape not in _HEADERS.get(kind, ("text", "image", "video", "document")):
        raise wrong(f"Header of type {shape} is not allowed for {kind}")
    if shape == "text":
        _length(_text(header, "header"), "Header text", 60)
        return
    media = header.get(shape)
    if not isinstance(media, dict) or bool(media.get("id")) == bool(media.get("link")):
        raise wrong(f"Header {shape} needs exactly one of id and link")


def _check_buttons(action: dict[str, Any]) -> None:
    buttons = action.get("buttons")
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= 3:
        raise wrong("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3")
    replies = [button.get("reply") if isinstance(button, dict) else None for button in buttons]
    for reply in replies:
        if not isinstance(reply, dict):
            raise wrong("Button needs a reply object")
        _length(reply.get("title"), "Button title", 20)
        _length(reply.get("id"), "Button id", 256)
    for name in ("title", "id"):
        if len({reply[name] for reply in replies if reply}) != len(replies):
            raise wrong(f"Duplicated {name} in buttons")


def _check_list(action: dict[str, Any]) -> None:
    _length(action.get("button"), "Button label", 20)
    sections = action.get("sections")
    if not isinstance(sections, list) or not 1 <= len(sections) <= 10:
        raise wrong("Invalid sections count. Min allowed sections: 1, Max allowed sections: 10")
    rows = [row for section in sections for row in _rows(section, len(sections))]
    if not 1 <= len(rows) <= 10:
        raise wrong("Total row count exceed max allowed count: 10")
    for row in rows:
        _length(row.get("id"), "Row id", 200)
        _length(row.get("title"), "Row title", 24)
        _length(row.get("description", ""), "Row description", 72, least=0)
    if len({row["id"] for row in rows}) != len(rows):
        raise wrong("Duplicated row id")


def _rows(section: Any, sections: int) -> list[dict[str, Any]]:
    rows = section.get("rows") if isinstance(section, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise wrong("Section needs rows")
    if sections > 1 or section.get("title") is not None:
        _length(section.get("title"), "Section title", 24)
    return rows


def _check_url(action: dict[str, Any]) -> None:
    parameters = action.get("parameters")
    if not isinstance(parameters, dict):
        raise wrong("Action needs parameters")
    _length(parameters.get("display_text"), "Button label", 20)
    if not str(parameters.get("url", "")).startswith(("http://", "https://")):
        raise wrong("Url is not valid")


def _check_named(name: str) -> Any:
    def check(action: dict[str, Any]) -> None:
        if action.get("name") != name:
            raise wrong(f"Action name must be {name}")

    return check


_ACTIONS: dict[str, Any] = {
    "button": _check_buttons,
    "list": _check_list,
    "cta_url": _check_url,
    "location_request_message": _check_named("send_location"),
    "request_contact_info": _check_named("request_contact_info"),
    "flow": _check_named("flow"),
}
