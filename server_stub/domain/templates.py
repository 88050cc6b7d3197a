"""Templates as Meta describes them: which variables they hold, what they say once filled, what must be sent along."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

HEADER: Final = "header."
BUTTON: Final = "button."
BODY_LIMIT: Final = 1024
NAMED: Final = "NAMED"
OPT_OUT_PAYLOAD: Final = "optout:"
TEXT_HEADER: Final = "TEXT"
UNSENDABLE: Final = "UNSENDABLE"
"""In place of the status of a template that holds what cannot be given here."""

_VARIABLE: Final = re.compile(r"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")
_BLANKS: Final = re.compile(r"\s+")
_FIXED_BUTTONS: Final = frozenset({"QUICK_REPLY", "PHONE_NUMBER", "URL"})


@dataclass(frozen=True, slots=True)
class TemplateButton:
    kind: str
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class CardText:
    """One card of a carousel."""

    body: str
    header_kind: str
    buttons: tuple[TemplateButton, ...]


@dataclass(frozen=True, slots=True)
class TemplateText:
    """What can be read of `components`. `fillable` is False when it needs something that cannot be given here.

    `header_kind`: TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION or what else Meta calls it; "" without a header.
    """

    body: str
    header: str
    footer: str
    buttons: tuple[TemplateButton, ...]
    named: bool
    fillable: bool
    header_kind: str = ""
    cards: tuple[CardText, ...] = ()

    @property
    def variables(self) -> list[str]:
        """In the order they appear: "header.x" in the header, "x" in the body, "button.0" in an address."""
        names = [HEADER + name for name in _names(self.header)] + _names(self.body)
        return names + [f"{BUTTON}{n}" for n, button in enumerate(self.buttons) if _VARIABLE.search(button.url)]


def read_components(components: Sequence[Mapping[str, Any]], parameter_format: str) -> TemplateText:
    """Lenient: parts that are not understood make the template not fillable, never an error."""
    parts = _by_type(components)
    header_kind, header = _header(parts)
    buttons = _buttons(parts)
    known = parts.keys() <= {"HEADER", "BODY", "FOOTER", "BUTTONS"} and "BODY" in parts
    return TemplateText(
        body=str(parts.get("BODY", {}).get("text", "")),
        header=header,
        footer=str(parts.get("FOOTER", {}).get("text", "")),
        buttons=buttons,
        named=parameter_format.upper() == NAMED,
        fillable=known and header_kind in ("", TEXT_HEADER) and all(it.kind in _FIXED_BUTTONS for it in buttons),
        header_kind=header_kind,
        cards=tuple(_card(card) for card in _listed(parts.get("CAROUSEL", {}), "cards")),
    )


def clean_values(template: TemplateText, given: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The values by variable, and the names of those that are missing.

    Meta refuses line ends, tabs and more than four blanks in a row (2.4): every run of white space becomes one blank.
    """
    values = {name: _BLANKS.sub(" ", given.get(name, "")).strip() for name in template.variables}
    return values, [name for name, value in values.items() if not value]


def filled(text: str, values: Mapping[str, str], prefix: str = "") -> str:
    """The text with its variables replaced; a value is never searched for variables itself."""
    return _VARIABLE.sub(lambda found: values.get(prefix + found.group(1), found.group()), text)


def parameters(template: TemplateText, values: Mapping[str, str], opt_out_buttons: Mapping[int, str]) -> list[Any]:
    """The `components` of a send request; `opt_out_buttons`: purpose by index of the quick replies that stop it."""
    parts: list[Any] = []
    for kind, text, prefix in (("header", template.header, HEADER), ("body", template.body, "")):
        names = _names(text)
        if names:
            items = [_parameter(name, values[prefix + name], named=template.named) for name in names]
            parts.append({"type": kind, "parameters": items})
    for index, button in enumerate(template.buttons):
        address = values.get(f"{BUTTON}{index}")
        if address is not None:
            parts.append(_button("url", index, {"type": "text", "text": address}))
        elif index in opt_out_buttons and button.kind == "QUICK_REPLY":
            payload = OPT_OUT_PAYLOAD + opt_out_buttons[index]
            parts.append(_button("quick_reply", index, {"type": "payload", "payload": payload}))
    return parts


def _by_type(components: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {str(part.get("type", "")).upper(): part for part in components}


def _header(parts: Mapping[str, Mapping[str, Any]]) -> tuple[str, str]:
    """Kind and text; an offer that ends at a time begins with its own line."""
    header = parts.get("HEADER")
    if header is None:
        offer = parts.get("LIMITED_TIME_OFFER", {}).get("limited_time_offer")
        text = str(offer.get("text", "")) if isinstance(offer, Mapping) else ""
        return (TEXT_HEADER if text else ""), text
    kind = str(header.get("format", TEXT_HEADER)).upper()
    return kind, str(header.get("text", "")) if kind == TEXT_HEADER else ""


def _buttons(parts: Mapping[str, Mapping[str, Any]]) -> tuple[TemplateButton, ...]:
    """A button without words of its own is shown under the name of its kind."""
    found = []
    for item in _listed(parts.get("BUTTONS", {}), "buttons"):
        kind = str(item.get("type", "")).upper()
        found.append(TemplateButton(kind, str(item.get("text") or kind), str(item.get("url", ""))))
    return tuple(found)


def _card(card: Mapping[str, Any]) -> CardText:
    parts = _by_type(_listed(card, "components"))
    return CardText(str(parts.get("BODY", {}).get("text", "")), _header(parts)[0], _buttons(parts))


def _listed(part: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = part.get(name)
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def _button(kind: str, index: int, parameter: dict[str, str]) -> dict[str, Any]:
    return {"type": "button", "sub_type": kind, "index": str(index), "parameters": [parameter]}


def _parameter(name: str, value: str, *, named: bool) -> dict[str, str]:
    plain = {"type": "text", "text": value}
    return {**plain, "parameter_name": name} if named else plain


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(_VARIABLE.findall(text)))
