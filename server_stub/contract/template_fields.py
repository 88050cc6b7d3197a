"""A template with its fields filled: their names, how it reads, and which value WhatsApp would not take (2.4, 4.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from server_stub.contract.content import Button, Location

HEADER: Final = "header."
BUTTON: Final = "button."
PLACE_NAME: Final = "location.name"
PLACE_ADDRESS: Final = "location.address"
LATITUDE: Final = "location.latitude"
LONGITUDE: Final = "location.longitude"
PLACE: Final = (PLACE_NAME, PLACE_ADDRESS, LATITUDE, LONGITUDE)
"""The values of a header that is a place; WhatsApp wants all four."""
OFFER_ENDS: Final = "offer.ends_at"
"""When an offer ends, in ms UTC."""
COPY_CODE: Final = "COPY_CODE"
LOCATION_HEADER: Final = "LOCATION"
VARIABLE: Final = re.compile(r"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")

_COUPON: Final = re.compile(r"[A-Za-z0-9]{1,20}")
_DEGREES: Final = {LATITUDE: 90.0, LONGITUDE: 180.0}
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,3}([.,][0-9]{1,15})?")
_MOMENT: Final = re.compile(r"[0-9]{1,16}")


class FilledButton(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...


class Fillable(Protocol):
    """A template as either side has it: the gateway's reading of Meta's, or what it tells desktops."""

    @property
    def body(self) -> str: ...
    @property
    def header(self) -> str: ...
    @property
    def header_kind(self) -> str: ...
    @property
    def offer(self) -> str: ...
    @property
    def variables(self) -> Sequence[str]: ...
    @property
    def buttons(self) -> Sequence[FilledButton]: ...


def filled(text: str, values: Mapping[str, str], prefix: str = "") -> str:
    """Fields that are still empty stay as the template writes them; a value is never searched for fields itself."""
    return VARIABLE.sub(lambda found: values.get(prefix + found[1]) or found[0], text)


def bubble_text(template: Fillable, values: Mapping[str, str]) -> str:
    """What stands above in bold, then the text."""
    above = [filled(template.header, values, HEADER), template.offer]
    return "\n".join([*(f"*{line}*" for line in above if line), filled(template.body, values)])


def bubble_buttons(template: Fillable, values: Mapping[str, str]) -> list[Button]:
    """WhatsApp words the button of a coupon itself: in the bubble it shows which code was given."""
    return [
        Button(str(index), button.title or values.get(f"{BUTTON}{index}") or button.kind)
        for index, button in enumerate(template.buttons)
    ]


def place_of(template: Fillable, values: Mapping[str, str]) -> Location | None:
    """The place above the text, where there is one and its numbers can be read."""
    name, address, *written = (values.get(field, "").strip() for field in PLACE)
    if template.header_kind != LOCATION_HEADER:
        return None
    if not all(_is_degrees(field, value) for field, value in zip(_DEGREES, written, strict=True)):
        return None
    latitude, longitude = (float(with_point(value)) for value in written)
    return Location(latitude, longitude, name, address)


def first_wrong(template: Fillable, values: Mapping[str, str], now: int) -> str:
    """The name of the first filled field that WhatsApp would refuse, "" for none. `now`: ms UTC; offers end later."""
    coupons = {f"{BUTTON}{index}" for index, button in enumerate(template.buttons) if button.kind == COPY_CODE}
    for name in template.variables:
        value = values.get(name, "").strip()
        if value and not _is_right(name, value, now, is_coupon=name in coupons):
            return name
    return ""


def with_point(number: str) -> str:
    """A decimal comma, as people of Brazil write it, as the point that WhatsApp wants."""
    return number.replace(",", ".")


def _is_right(name: str, value: str, now: int, *, is_coupon: bool) -> bool:
    if name in _DEGREES:
        return _is_degrees(name, value)
    if name == OFFER_ENDS:
        return _MOMENT.fullmatch(value) is not None and int(value) > now
    return not is_coupon or _COUPON.fullmatch(value) is not None


def _is_degrees(name: str, value: str) -> bool:
    return _NUMBER.fullmatch(value) is not None and abs(float(with_point(value))) <= _DEGREES[name]
