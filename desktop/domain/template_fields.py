"""A template with its fields filled: how it reads, and which value WhatsApp would not take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from server_stub.contract.content import Button, Location
from server_stub.contract.media_rules import HEADER_TYPES
from server_stub.contract.model import Template, TemplateButton

HEADER: Final = "header."
BUTTON: Final = "button."
PLACE_NAME: Final = "location.name"
PLACE_ADDRESS: Final = "location.address"
LATITUDE: Final = "location.latitude"
LONGITUDE: Final = "location.longitude"
OFFER_ENDS: Final = "offer.ends_at"
COPY_CODE: Final = "COPY_CODE"
LOCATION_HEADER: Final = "LOCATION"

_VARIABLE: Final = re.compile(r"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")
_COUPON: Final = re.compile(r"[A-Za-z0-9]{1,20}")
_DEGREES: Final = {LATITUDE: 90.0, LONGITUDE: 180.0}
_NUMBER: Final = re.compile(r"[+-]?\d{1,3}([.,]\d{1,15})?")
_PAIR: Final = re.compile(r"\s*([+-]?\d{1,3}\.\d+)\s*[,;]\s*([+-]?\d{1,3}\.\d+)\s*")


def filled(text: str, values: Mapping[str, str], prefix: str = "") -> str:
    """Fields that are still empty stay visible as they are written in the template."""
    return _VARIABLE.sub(lambda found: values.get(prefix + found[1]) or found[0], text)


def bubble_text(template: Template, values: Mapping[str, str]) -> str:
    """As the gateway words it: what stands above in bold, then the text."""
    above = [filled(template.header, values, HEADER), template.offer]
    return "\n".join([*(f"*{line}*" for line in above if line), filled(template.body, values)])


def bubble_buttons(template: Template, values: Mapping[str, str]) -> list[Button]:
    """WhatsApp words the button of a coupon itself: in the bubble it shows which code was given."""
    return [
        Button(str(index), button.title or values.get(f"{BUTTON}{index}") or button.kind)
        for index, button in enumerate(template.buttons)
    ]


def needs_file(template: Template) -> bool:
    return template.header_kind in HEADER_TYPES


def place_of(template: Template, values: Mapping[str, str]) -> Location | None:
    """The place above the text, where there is one and its numbers can be read."""
    latitude, longitude = (values.get(name, "").strip() for name in (LATITUDE, LONGITUDE))
    if template.header_kind != LOCATION_HEADER or not (_is_degrees(LATITUDE, latitude)):
        return None
    if not _is_degrees(LONGITUDE, longitude):
        return None
    at = (float(latitude.replace(",", ".")), float(longitude.replace(",", ".")))
    return Location(*at, values.get(PLACE_NAME, ""), values.get(PLACE_ADDRESS, ""))


def coordinates(text: str) -> tuple[str, str] | None:
    """Latitude and longitude where both were pasted at once, as maps copy them: "-23.5505, -46.6333"."""
    found = _PAIR.fullmatch(text)
    return None if found is None else (found[1], found[2])


def button_of(template: Template, name: str) -> TemplateButton | None:
    """The button that the field "button.0" belongs to."""
    index = name.removeprefix(BUTTON)
    known = name.startswith(BUTTON) and index.isdigit() and int(index) < len(template.buttons)
    return template.buttons[int(index)] if known else None


def first_missing(template: Template, values: Mapping[str, str]) -> str:
    """The name of the first field that is empty, "" where all are filled."""
    return next((name for name in template.variables if not values.get(name, "").strip()), "")


def first_wrong(template: Template, values: Mapping[str, str], now: int) -> str:
    """The name of the first filled field that WhatsApp would refuse. `now`: ms UTC; an offer ends after it."""
    for name in template.variables:
        value = values.get(name, "").strip()
        if value and not _is_right(template, name, value, now):
            return name
    return ""


def _is_right(template: Template, name: str, value: str, now: int) -> bool:
    if name in _DEGREES:
        return _is_degrees(name, value)
    if name == OFFER_ENDS:
        return value.isdecimal() and int(value) > now
    button = button_of(template, name)
    return button is None or button.kind != COPY_CODE or _COUPON.fullmatch(value) is not None


def _is_degrees(name: str, value: str) -> bool:
    return _NUMBER.fullmatch(value) is not None and abs(float(value.replace(",", "."))) <= _DEGREES[name]
