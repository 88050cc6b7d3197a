"""The fields of a template while somebody fills them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from server_stub.contract.media_rules import HEADER_TYPES
from server_stub.contract.model import Template, TemplateButton
from server_stub.contract.template_fields import BUTTON

_PAIR: Final = re.compile(r"\s*([+-]?\d{1,3}\.\d+)\s*[,;]\s*([+-]?\d{1,3}\.\d+)\s*")


def needs_file(template: Template) -> bool:
    return template.header_kind in HEADER_TYPES


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
