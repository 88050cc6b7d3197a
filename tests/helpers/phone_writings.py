"""One mobile number of São Paulo as people write it."""

from __future__ import annotations

from typing import Final

WRITINGS: Final = (
    "+55 11 98765-4321",
    "5511987654321",
    "(11) 98765-4321",
    "11 8765-4321",
    "011987654321",
    "98765-4321",
    "8765 4321",
    "551187654321",
    "+55 (11) 8765.4321",
)
