"""What is put into a template: tidied, checked against what WhatsApp takes, and laid out as it is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from server_stub.contract.media_rules import HEADER_TYPES
from server_stub.contract.template_fields import (
    BUTTON,
    COPY_CODE,
    HEADER,
    LATITUDE,
    LOCATION_HEADER,
    LONGITUDE,
    OFFER_ENDS,
    PLACE,
    with_point,
)
from server_stub.domain.templates import OPT_OUT_PAYLOAD, QUICK_REPLY, TemplateText, variables_of

_BLANKS: Final = re.compile(r"\s+")
_COMMA: Final = re.compile(r"[+-]?\d+,\d+")
_STRAY_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_URL_SIGNS: Final = "%/?#[]@!$&'()*+,;=:-._~"


@dataclass(frozen=True, slots=True)
class HeaderFile:
    """The file above the text, as Meta knows it."""

    wa_media_id: str
    file_name: str


def clean_values(template: TemplateText, given: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The values by variable, and the names of those that are missing.

    Meta refuses line ends, tabs and more than four blanks in a row (2.4): every run of white space becomes one blank.
    A decimal comma in a latitude or longitude becomes a point.
    """
    values = {name: _BLANKS.sub(" ", given.get(name, "")).strip() for name in template.variables}
    for name in {LATITUDE, LONGITUDE} & values.keys():
        if _COMMA.fullmatch(values[name]):
            values[name] = with_point(values[name])
    return values, [name for name, value in values.items() if not value]


def parameters(
    template: TemplateText,
    values: Mapping[str, str],
    opt_out_buttons: Mapping[int, str],
    file: HeaderFile | None = None,
) -> list[Any]:
    """The `components` of a send request; `opt_out_buttons`: purpose by index of the quick replies that stop it."""
    parts: list[Any] = []
    above = _above(template, values, file)
    if above:
        parts.append({"type": "header", "parameters": above})
    if template.offer_ends:
        ends = {"expiration_time_ms": int(values[OFFER_ENDS])}
        parts.append(
            {
                "type": "limited_time_offer",
                "parameters": [{"type": "limited_time_offer", "limited_time_offer": ends}],
            }
        )
    inside = _texts(template, template.body, values, "")
    if inside:
        parts.append({"type": "body", "parameters": inside})
    return parts + _button_parts(template, values, opt_out_buttons)


def _above(template: TemplateText, values: Mapping[str, str], file: HeaderFile | None) -> list[Any]:
    if template.header_kind in HEADER_TYPES and file is not None:
        kind = template.header_kind.lower()
        part = {"id": file.wa_media_id}
        if kind == "document":
            part["filename"] = file.file_name or "document.pdf"  # without one it would be called "Untitled"
        return [{"type": kind, kind: part}]
    if template.header_kind == LOCATION_HEADER:
        name, address, latitude, longitude = (values[item] for item in PLACE)
        place = {"latitude": latitude, "longitude": longitude, "name": name, "address": address}
        return [{"type": "location", "location": place}]
    return _texts(template, template.header, values, HEADER)


def _texts(template: TemplateText, text: str, values: Mapping[str, str], prefix: str) -> list[Any]:
    return [_parameter(name, values[prefix + name], named=template.named) for name in variables_of(text)]


def _parameter(name: str, value: str, *, named: bool) -> dict[str, str]:
    plain = {"type": "text", "text": value}
    return {**plain, "parameter_name": name} if named else plain


def _button_parts(template: TemplateText, values: Mapping[str, str], opt_out_buttons: Mapping[int, str]) -> list[Any]:
    parts: list[Any] = []
    for index, button in enumerate(template.buttons):
        value = values.get(f"{BUTTON}{index}", "")
        if button.kind == COPY_CODE:
            parts.append(_button("copy_code", index, {"type": "coupon_code", "coupon_code": value}))
        elif button.varies:
            parts.append(_button("url", index, {"type": "text", "text": _encoded(value)}))
        elif index in opt_out_buttons and button.kind == QUICK_REPLY:
            payload = OPT_OUT_PAYLOAD + opt_out_buttons[index]
            parts.append(_button("quick_reply", index, {"type": "payload", "payload": payload}))
    return parts


def _button(kind: str, index: int, parameter: dict[str, str]) -> dict[str, Any]:
    return {"type": "button", "sub_type": kind, "index": str(index), "parameters": [parameter]}


def _encoded(value: str) -> str:
    """As part of an address (2.4); what is percent-encoded already stays as it is."""
    return quote(_STRAY_PERCENT.sub("%25", value), safe=_URL_SIGNS)
