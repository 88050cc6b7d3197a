"""Unfinished texts: kept for each person who writes, and shown to the colleague who takes the conversation over."""

from __future__ import annotations

import msgspec

LONGEST_DRAFT = 65_536
"""Characters; the gateway refuses longer ones with `text_too_long`, the desktop keeps them to itself."""


class Draft(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one person left unfinished in one conversation."""

    conversation_id: str
    account_id: str
    account_name: str
    text: str
    changed_at: int


class SaveDraft(msgspec.Struct, frozen=True):
    """One's own; empty text removes it. `changed_at`: when it was typed, by the desktop's clock.

    An older one than is kept changes nothing: it comes from another computer of the same person.
    """

    text: str
    changed_at: int
