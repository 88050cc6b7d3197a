"""What an opt-out does to the questions of before it: none of them may be answered with "yes" any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from server_stub.domain.consent_events import ConsentEvent, EventType


def left_since(events: Iterable[ConsentEvent], scopes: Collection[str], asked_at: int) -> int | None:
    """When the person last left one of `scopes`, where that was at or after `asked_at` (ms); None where it was not.

    To come back takes a new, later, affirmative act (4.4): a link from before was asked of somebody who had not left.
    What counts is the recording, and never as earlier than anything recorded before it: a clock that goes back, or an
    opt-out that arrives late, makes an old question no newer.
    """
    newest, left = 0, None
    for event in sorted(events, key=lambda it: it.seq):
        newest = max(newest, event.recorded_at)
        if event.type == EventType.REVOKED and event.purpose in scopes and newest >= asked_at:
            left = event.applies_at
    return left
