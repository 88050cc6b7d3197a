"""How long texts may be, said before anything is sent."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import LocalProblem
from server_stub.contract.errors import ErrorCode
from server_stub.contract.sendable import CAPTION_LIMIT, TEXT_LIMIT

TEXT_CHARACTERS: Final = TEXT_LIMIT
CAPTION_CHARACTERS: Final = CAPTION_LIMIT


def check_text(text: str, *, before: str = "") -> None:
    """`before`: what leaves above it. Raises LocalProblem `text_empty` or `text_too_long` (limit, length)."""
    if not text.strip():
        raise LocalProblem(ErrorCode.TEXT_EMPTY.value)
    _check_length(text, TEXT_CHARACTERS - len(before))


def check_caption(text: str) -> None:
    """Raises LocalProblem `text_too_long`; no caption is fine."""
    _check_length(text, CAPTION_CHARACTERS)


def _check_length(text: str, limit: int) -> None:
    if len(text) > limit:
        raise LocalProblem(ErrorCode.TEXT_TOO_LONG.value, limit=limit, length=len(text))
