"""Which text somebody can have agreed to at a given time: nobody agrees to words that were not there yet (I3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from server_stub.contract.registers import NoticeVersion

TOLD_TO_MS: Final = 60_000
"""People tell the minute of what they heard; WhatsApp tells the second of what was written."""


def began_at(notice: NoticeVersion) -> int:
    """When it was first shown to anybody, in ms: here, or elsewhere before it was registered."""
    return notice.published_at if notice.in_use_from is None else notice.in_use_from


def ended_at(notice: NoticeVersion) -> int | None:
    """From when on nobody can agree to it any more, in ms; None while that has no end."""
    return notice.retired_at if notice.in_use_until is None else notice.in_use_until


def was_in_force(notice: NoticeVersion, at: int) -> bool:
    end = ended_at(notice)
    return began_at(notice) < at + TOLD_TO_MS and (end is None or at < end)


def in_force_at(notices: Iterable[NoticeVersion], language: str, at: int) -> NoticeVersion | None:
    """The text of that time: in this language if there is one, and the newest of several."""
    found = [it for it in notices if was_in_force(it, at)]
    return max(found, key=lambda it: (it.language == language, began_at(it), it.version), default=None)
