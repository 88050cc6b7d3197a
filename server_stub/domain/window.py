"""The customer service window: free replies are possible for 24 hours after the customer's last message."""

from __future__ import annotations

from typing import Final

from server_stub.contract.content import Kind

WINDOW_MS: Final = 24 * 3_600_000

_NOT_SPEECH: Final = frozenset({Kind.SYSTEM})
_CHANGES: Final = frozenset({"edit", "revoke", "reaction"})


def opens_window(kind: str, wa_type: str = "") -> bool:
    """Whether an inbound message of this kind counts (reference 4.1).

    System lines do not, nor do edits, deletions and reactions; one that names no message is shown as a message of its
    own, told by WhatsApp's `wa_type`. Whether Meta counts a reaction is not documented, so we assume that it does not:
    the wrong guess costs a template only.
    """
    return kind not in _NOT_SPEECH and wa_type not in _CHANGES


def counted_from(sent_at: int, received_at: int) -> int:
    """WhatsApp's time of a message, but never later than it was here: a date in the future opens nothing for longer."""
    return min(sent_at, received_at)


def closes_at(last_inbound_at: int | None) -> int | None:
    """Moment (ms) until which free replies are possible, counted from WhatsApp's time of the message."""
    return None if last_inbound_at is None else last_inbound_at + WINDOW_MS
