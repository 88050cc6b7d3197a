"""Identifiers that look like Meta's and are the same for the same seed."""

from __future__ import annotations

import base64
import hashlib
import random


class Ids:
    """Makes message, object and trace ids; every call gives a new one."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._count = 0

    def _digest(self, purpose: str) -> bytes:
        self._count += 1
        return hashlib.sha256(f"{self._seed}/{purpose}/{self._count}".encode()).digest()

    def wamid(self, address: str) -> str:
        """A message id: `wamid.` and base64 of a small record, 40–90 characters, unique."""
        tail = self._digest("wamid").hex()[:18].upper().encode()
        owner = address.encode()[-16:]
        record = b"\x1c\x18" + bytes([len(owner)]) + owner + b"\x15\x02\x00\x11\x18\x12" + tail + b"\x00"
        return "wamid." + base64.b64encode(record).decode()

    def call(self) -> str:
        """The id of a call."""
        return "wacid." + self._digest("call").hex()[:40].upper()

    def number(self) -> str:
        """A numeric object id of 16 digits (media, templates)."""
        return "1" + str(int.from_bytes(self._digest("number")[:8], "big"))[:15].rjust(15, "7")

    def trace(self) -> str:
        """An `fbtrace_id`."""
        return "A" + base64.urlsafe_b64encode(self._digest("trace")).decode()[:22]

    def token(self) -> str:
        """An opaque part of an address."""
        return self._digest("token").hex()[:40]

    def code(self) -> str:
        """The 14 characters of a short link."""
        return base64.b32encode(self._digest("code")).decode()[:14]


def bsuid(seed: int, subject: str) -> str:
    """The business-scoped user id of `subject`: country, dot, digits; the same for the same seed."""
    digest = hashlib.sha256(f"{seed}/bsuid/{subject}".encode()).digest()
    return "BR." + str(int.from_bytes(digest[:9], "big")).rjust(20, "1")[:20]


def stream(seed: int, purpose: str) -> random.Random:
    """A random source of its own for one purpose, so that purposes do not disturb each other."""
    return random.Random(f"{seed}/{purpose}")  # noqa: S311 - repeatable play, no secret depends on it
