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

_VARIABLE: Final = re.compile(r"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")
_BLANKS: Final = re.compile(r"\s+")
_FIXED_BUTTONS: Final = frozenset({"QUICK_REPLY", "PHONE_NUMBER", "URL"})


@dataclass(frozen=True, slots=True)
class TemplateButton:
    kind: str
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class TemplateText:
    """What can be read of `components`. `fillable` is False when it needs something that cannot be given here."""

    body: str
    header: str
    footer: str
    buttons: tuple[TemplateButton, ...]
    named: bool
    fillable: bool

    @property
    def variables(self) -> list[str]:
        """In the order they appear: "header.x" in the header, "x" in the body, "button.0" in an address."""
        names = [HEADER + name for name in _names(self.header)] + _names(self.body)
        return names + [f"{BUTTON}{n}" for n, button in enumerate(self.buttons) if _VARIABLE.search(button.url)]


def read_components(components: Sequence[Mapping[str, Any]], parameter_format: str) -> TemplateText:
    """Lenient: parts that are not understood make the template not fillable, never an error."""
    parts = {str(part.get("type", "")).upper(): part for part in components}
    header = parts.get("HEADER", {})
    buttons = tuple(
        TemplateButton(str(item.get("type", "")).upper(), str(item.get("text", "")), str(item.get("url", "")))
        for item in parts.get("BUTTONS", {}).get("buttons", [])
    )
    known = parts.keys() <= {"HEADER", "BODY", "FOOTER", "BUTTONS"} and "BODY" in parts
    textual = str(header.get("format", "TEXT")).upper() == "TEXT"
    return TemplateText(
        body=str(parts.get("BODY", {}).get("text", "")),
        header=str(header.get("text", "")) if textual else "",
        footer=str(parts.get("FOOTER", {}).get("text", "")),
        buttons=buttons,
        named=parameter_format.upper() == NAMED,
        fillable=known and textual and all(button.kind in _FIXED_BUTTONS for button in buttons),
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


def _button(kind: str, index: int, parameter: dict[str, str]) -> dict[str, Any]:
    return {"type": "button", "sub_type": kind, "index": str(index), "parameters": [parameter]}


def _parameter(name: str, value: str, *, named: bool) -> dict[str, str]:
    plain = {"type": "text", "text": value}
    return {**plain, "parameter_name": name} if named else plain


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(_VARIABLE.findall(text)))
