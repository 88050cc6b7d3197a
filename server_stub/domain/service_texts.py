"""Texts that the gateway says in a queue's name: which placeholders each may hold, and filling them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

LONGEST: Final = 1000
_ALWAYS: Final = frozenset({"protocol", "name", "queue"})
PLACEHOLDERS: Final[dict[str, frozenset[str]]] = {
    "closed_text": _ALWAYS | {"opens"},
    "opening_text": _ALWAYS,
    "place_text": _ALWAYS | {"place", "minutes"},
    "accepted_text": _ALWAYS | {"agent"},
    "closing_text": _ALWAYS | {"agent"},
    "rescue_text": _ALWAYS | {"agent"},
    "survey_text": _ALWAYS | {"agent"},
    "protocol_text": _ALWAYS,
    "history_text": _ALWAYS,
}
"""By the field of contract Queue or ServicePolicy."""
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def unknown_placeholders(field: str, text: str) -> list[str]:
    """Names in braces that this text is not filled with."""
    return [name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS[field]]


def filled(text: str, values: Mapping[str, str | int]) -> str:
    """In one pass, so that braces in a person's name stay as they are. What is not known becomes nothing."""
    known = {name for names in PLACEHOLDERS.values() for name in names}

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        return str(values.get(name, "")) if name in known else found.group(0)

    return _PLACEHOLDER.sub(value, text)
