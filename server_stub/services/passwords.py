"""Password hashes: argon2id, computed in threads of their own so that logins never stall the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST: Final = 10
LONGEST: Final = 1024
MOST_WAITING: Final = 64
"""Guesses that wait for their turn, some two seconds of work; more are turned away."""
_AT_ONCE: Final = 2


class Passwords:
    """argon2id as RFC 9106 recommends where memory is scarce: 3 passes, 64 MiB, 4 lanes (some 50 ms of one core).

    At most two are computed at once: a flood of logins may use 128 MiB and two threads, no more.
    """

    def __init__(self, *, passes: int = 3, memory_kib: int = 65_536, lanes: int = 4) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=lanes)
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="argon2")
        self._nobody = self._hasher.hash("nobody has this password")
        self._waiting = 0

    @property
    def busy(self) -> bool:
        """No further guess should be taken on now."""
        return self._waiting >= MOST_WAITING

    async def hash(self, password: str) -> str:
        """Raises ValueError("password_too_short" or "password_too_long")."""
        if len(password) < SHORTEST:
            raise ValueError("password_too_short")
        if len(password) > LONGEST:
            raise ValueError("password_too_long")
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._hasher.hash, password)

    async def verify(self, stored: str | None, password: str) -> bool:
        """Whether the password fits. Without a stored hash the same work is done in vain: time tells nothing."""
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._verify, stored, password)
        finally:
            self._waiting -= 1

    def outdated(self, stored: str) -> bool:
        """Made with other parameters than today's: hash again while the password is known."""
        return self._hasher.check_needs_rehash(stored)

    def close(self) -> None:
        self._threads.shutdown(wait=True)

    def _verify(self, stored: str | None, password: str) -> bool:
        try:
            fits = self._hasher.verify(stored or self._nobody, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
        return fits and stored is not None and len(password) <= LONGEST
