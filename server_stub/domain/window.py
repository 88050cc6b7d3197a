"""The customer service window: free replies are possible for 24 hours after the customer's last message."""

from __future__ import annotations

from typing import Final

from server_stub.contract.content import Kind

WINDOW_MS: Final = 24 * 3_600_000

_NOT_SPEECH: Final = frozenset({Kind.SYSTEM})


def opens_window(kind: str) -> bool:
    """Whether an inbound message of this kind counts (reference 4.1).

    System lines do not; edits, deletions and reactions are not messages of their own and never get here. Whether
    Meta counts a reaction is not documented, so we assume that it does not: the wrong guess costs a template only.
    """
    return kind not in _NOT_SPEECH


def closes_at(last_inbound_at: int | None) -> int | None:
    """Moment (ms) until which free replies are possible, counted from WhatsApp's time of the message."""
    return None if last_inbound_at is None else last_inbound_at + WINDOW_MS
