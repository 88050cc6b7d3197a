"""How long texts may be (Cloud API, text and media messages)."""

from __future__ import annotations

from typing import Final

from desktop.domain.errors import LocalProblem
from server_stub.contract.errors import ErrorCode

TEXT_CHARACTERS: Final = 4096
CAPTION_CHARACTERS: Final = 1024


def check_text(text: str) -> None:
    """Raises LocalProblem `text_empty` or `text_too_long` (limit, length)."""
    if not text.strip():
        raise LocalProblem(ErrorCode.TEXT_EMPTY.value)
    _check_length(text, TEXT_CHARACTERS)


def check_caption(text: str) -> None:
    """Raises LocalProblem `text_too_long`; no caption is fine."""
    _check_length(text, CAPTION_CHARACTERS)


def _check_length(text: str, limit: int) -> None:
    if len(text) > limit:
        raise LocalProblem(ErrorCode.TEXT_TOO_LONG.value, limit=limit, length=len(text))
