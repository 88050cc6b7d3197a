"""Texts that the gateway says in a queue's name: the placeholders that each may hold, and how they read when filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_ALWAYS: Final = ("name", "queue", "protocol")
PLACEHOLDERS: Final[dict[str, tuple[str, ...]]] = {
    "closed_text": (*_ALWAYS, "opens"),
    "opening_text": _ALWAYS,
    "place_text": (*_ALWAYS, "place", "minutes"),
    "accepted_text": (*_ALWAYS, "agent"),
    "closing_text": (*_ALWAYS, "agent"),
    "rescue_text": (*_ALWAYS, "agent"),
    "survey_text": (*_ALWAYS, "agent"),
    "protocol_text": _ALWAYS,
    "history_text": _ALWAYS,
}
"""By the field of contract Queue or ServicePolicy, as the gateway has them: a test compares both."""
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def unknown(field: str, text: str) -> list[str]:
    """Names in braces that this text is not filled with."""
    return [name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS[field]]


def filled(text: str, values: Mapping[str, str]) -> str:
    """In one pass, so that braces in a value stay as they are; what is not known stays as it is written."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
