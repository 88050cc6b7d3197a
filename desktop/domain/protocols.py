"""Protocol numbers as people type them: grouped, dictated, copied with a word before them (consent rules 2.3)."""

from __future__ import annotations

import re
from typing import Final

LENGTH: Final = 18
_TYPED: Final = re.compile(r"(?:protocol[oe]?)?[\s:#nNº°.\-]*((?:\d[\s.\-/\u00a0]*){18})", re.IGNORECASE | re.ASCII)


def typed_protocol(text: str) -> str:
    """Its 18 digits, whatever parts them; "" for anything else, also for a part of one."""
    found = _TYPED.fullmatch(text.strip())
    return "".join(sign for sign in found[1] if sign.isdigit()) if found is not None else ""
