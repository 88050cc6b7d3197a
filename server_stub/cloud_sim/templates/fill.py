"""Puts parameters into a template the way Meta does, or says why not."""

from __future__ import annotations

from typing import Any

import msgspec

from server_stub.cloud_sim.graph.errors import GraphError
from server_stub.cloud_sim.templates.book import VARIABLE, Template, variables_of

_MEDIA_HEADERS = ("IMAGE", "VIDEO", "DOCUMENT", "LOCATION")
_FALLBACKS = ("currency", "date_time")


class Filled(msgspec.Struct):
    """A template ready to be shown: its text and, per button index, what a tap sends back."""

    text: str
    payloads: dict[int, str]


def check_sendable(template: Template | None, name: str, language: str) -> Template:
    """The template if it may be sent now; raises GraphError 132001, 132015 or 132016."""
    if template is None:
        raise GraphError(132001, f"template name ({name}) does not exist in {language}")
    if template.status == "PAUSED":
        raise GraphError(132015, f"template ({name}) is paused due to low quality")
    if template.status == "DISABLED":
        raise GraphError(132016, f"template ({name}) is disabled")
    if template.status != "APPROVED":
        raise GraphError(132001, f"template ({name}) is not approved: {template.status}")
    return template


def fill(template: Template, components: list[dict[str, Any]]) -> Filled:
    """Fill `template` with the `components` of a send; raises GraphError from the 132xxx family."""
    given = {str(part.get("type", "")).lower(): part for part in components}
    header = template.component("HEADER")
    if header is not None:
        _fill_header(template, header, _parameters(given.get("header")))
    body = template.component("BODY") or {}
    text = _fill_text(template, str(body.get("text", "")), _parameters(given.get("body")))
    if len(text) > 1024:
        raise GraphError(132005, "Translated text is longer than 1024 characters.")
    return Filled(text, _payloads(template, components))


def _parameters(part: dict[str, Any] | None) -> list[dict[str, Any]]:
    listed = (part or {}).get("parameters") or []
    return [parameter for parameter in listed if isinstance(parameter, dict)]


def _fill_header(template: Template, header: dict[str, Any], parameters: list[dict[str, Any]]) -> None:
    wanted = str(header.get("format", "TEXT")).upper()
    if wanted not in _MEDIA_HEADERS:
        _fill_text(template, str(header.get("text", "")), parameters)
        return
    if len(parameters) != 1 or str(parameters[0].get("type", "")).upper() != wanted:
        raise GraphError(132012, f"header: Format mismatch, expected {wanted}")


def _fill_text(template: Template, text: str, parameters: list[dict[str, Any]]) -> str:
    names = variables_of(text)
    if len(names) != len(parameters):
        expected = f"number of localizable_params ({len(parameters)}) does not match the expected number"
        raise GraphError(132000, f"body: {expected} of params ({len(names)})")
    if template.parameter_format == "NAMED":
        values = {str(it.get("parameter_name", "")): _value(it) for it in parameters}
        if set(values) != set(names):
            raise GraphError(132012, f"Parameter names must be: {', '.join(names)}")
    else:
        values = dict(zip(names, map(_value, parameters), strict=True))
    return VARIABLE.sub(lambda match: values[match.group(1)], text)


def _value(parameter: dict[str, Any]) -> str:
    kind = parameter.get("type")
    if kind in _FALLBACKS:
        inner = parameter.get(str(kind))
        if not isinstance(inner, dict) or not inner.get("fallback_value"):
            raise GraphError(132012, f"{kind} parameter needs a fallback_value")
        return str(inner["fallback_value"])
    if kind != "text" or not isinstance(parameter.get("text"), str) or not parameter["text"]:
        raise GraphError(132012, f"Parameter of type {kind} is not expected here")
    text: str = parameter["text"]
    if "\n" in text or "\t" in text or "     " in text:
        raise GraphError(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
    return text


def _payloads(template: Template, components: list[dict[str, Any]]) -> dict[int, str]:
    buttons = template.buttons
    payloads = {
        index: str(button.get("text", ""))
        for index, button in enumerate(buttons)
        if str(button.get("type", "")).upper() == "QUICK_REPLY"
    }
    filled: set[int] = set()
    for part in components:
        if str(part.get("type", "")).lower() != "button":
            continue
        index = _index(part, len(buttons))
        filled.add(index)
        for parameter in _parameters(part):
            if parameter.get("type") == "payload":
                payloads[index] = str(parameter.get("payload", ""))
    for index, button in enumerate(buttons):
        if VARIABLE.search(str(button.get("url", ""))) and index not in filled:
            raise GraphError(131008, f"buttons: Button at index {index} of type Url requires a parameter")
    return payloads


def _index(part: dict[str, Any], count: int) -> int:
    text = str(part.get("index", ""))
    if not text.isdigit() or int(text) >= count:
        raise GraphError(132012, f"buttons: there is no button at index {text or 'missing'}")
    return int(text)
