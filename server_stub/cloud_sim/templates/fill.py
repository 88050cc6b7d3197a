"""Puts parameters into a template the way Meta does, or says why not."""

from __future__ import annotations

from typing import Any

import msgspec

from server_stub.cloud_sim.graph.errors import GraphError
from server_stub.cloud_sim.templates.book import VARIABLE, Template, variables_of
from server_stub.cloud_sim.templates.fill_buttons import fill_buttons
from server_stub.cloud_sim.templates.fill_header import fill_header

_FALLBACKS = ("currency", "date_time")
_PARTS = ("header", "body", "button", "limited_time_offer", "carousel")


class Filled(msgspec.Struct):
    """A template ready to be shown: its text, per button index what a tap sends back, and the file above it.

    `file`: its kind (image, video, document) and the part that names it; None without one.
    """

    text: str
    payloads: dict[int, str]
    file: tuple[str, dict[str, Any]] | None = None


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


def fill(template: Template, components: list[dict[str, Any]], now: int) -> Filled:
    """Fill `template` with the `components` of a send at `now` (ms); raises GraphError from the 132xxx family."""
    given = {str(part.get("type", "")).lower(): part for part in components}
    if not given.keys() <= set(_PARTS):
        raise GraphError(132012, f"Param template['components'] type must be one of {{{', '.join(_PARTS)}}}.")
    if template.component("CAROUSEL") is not None and "carousel" not in given:
        raise GraphError(132012, "carousel: a carousel component is required")
    header = template.component("HEADER")
    above = _parameters(given.get("header"))
    file = None
    if header is not None and str(header.get("format", "TEXT")).upper() != "TEXT":
        file = fill_header(str(header["format"]).upper(), above)
    else:
        _fill_text(template, str((header or {}).get("text", "")), above, "header")
    _check_offer(template, _parameters(given.get("limited_time_offer")), now)
    body = template.component("BODY") or {}
    text = _fill_text(template, str(body.get("text", "")), _parameters(given.get("body")), "body")
    if len(text) > 1024:
        raise GraphError(132005, "Translated text is longer than 1024 characters.")
    return Filled(text, fill_buttons(template.buttons, components), file)


def _parameters(part: dict[str, Any] | None) -> list[dict[str, Any]]:
    listed = (part or {}).get("parameters") or []
    return [parameter for parameter in listed if isinstance(parameter, dict)]


def _check_offer(template: Template, parameters: list[dict[str, Any]], now: int) -> None:
    """When the offer ends has to be told where the template promises a countdown."""
    offer = (template.component("LIMITED_TIME_OFFER") or {}).get("limited_time_offer") or {}
    if not offer.get("has_expiration"):
        if parameters:
            raise GraphError(132000, f"limited_time_offer: {len(parameters)} params do not match the expected (0)")
        return
    told = parameters[0].get("limited_time_offer") if len(parameters) == 1 else None
    moment = told.get("expiration_time_ms") if isinstance(told, dict) else None
    if isinstance(moment, bool) or not isinstance(moment, int):
        raise GraphError(132012, "limited_time_offer: expiration_time_ms is required")
    if moment <= now:
        raise GraphError(132018, "limited_time_offer: expiration_time_ms lies in the past")


def _fill_text(template: Template, text: str, parameters: list[dict[str, Any]], part: str) -> str:
    names = variables_of(text)
    if len(names) != len(parameters):
        expected = f"number of localizable_params ({len(parameters)}) does not match the expected number"
        raise GraphError(132000, f"{part}: {expected} of params ({len(names)})")
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
