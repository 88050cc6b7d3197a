"""What the gateway will say to a customer, as it will be read: the names in braces of a queue's texts filled in."""

from __future__ import annotations

from collections.abc import Mapping


def filled(text: str, values: Mapping[str, str]) -> str:
    """Names that are not known stay as they are written; a text that holds braces of another kind too."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text
