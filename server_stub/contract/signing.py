"""Who writes, said to the customer in the first line of a message, as WhatsApp teams do."""

from __future__ import annotations

from typing import Final

from server_stub.contract.content import Content, Kind

_SIGNED_KINDS: Final = frozenset({Kind.TEXT, Kind.IMAGE, Kind.VIDEO, Kind.DOCUMENT})
"""Words of an agent; templates and questions speak for the company, a voice speaks for itself."""
_LONGEST: Final = 40
_FORMATTING: Final = str.maketrans("", "", "*_~`")
"""Signs that WhatsApp reads as formatting: they would end the bold name too early."""


def called(name: str) -> str:
    """How a colleague is called to customers: the first name."""
    return next(iter(name.translate(_FORMATTING).split()), "")[:_LONGEST]


def head(signed_as: str) -> str:
    """What stands before the words, its line break included."""
    return f"*{signed_as}:*\n" if signed_as else ""


def is_signed(content: Content) -> bool:
    """Whether a name belongs above it where the company wants it so."""
    return content.kind in _SIGNED_KINDS and bool(content.text.strip())


def as_sent(content: Content) -> str:
    """The words as the customer reads them."""
    return head(content.signed_as) + content.text
