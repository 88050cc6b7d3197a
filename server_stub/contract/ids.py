"""Opaque ids that sort by the time they were made."""

from __future__ import annotations

import os
import time


def new_id(now_ms: int | None = None) -> str:
    """A 32-digit hexadecimal id: 48 bits of time in ms, then 80 random bits (UUIDv7 without its version bits)."""
    moment = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    return f"{moment:012x}{os.urandom(10).hex()}"
