"""Small things that the program learns about one person and keeps on this computer: what they used last and like."""

from __future__ import annotations

from desktop.application.ports import LocalStore

_PREFIX = "habit."
MOST_CHARACTERS = 20_000


class Habits:
    """Values are short texts by name, in the encrypted store of the account."""

    def __init__(self, store: LocalStore) -> None:
        self._store = store

    async def get(self, name: str) -> str:
        """Empty where nothing was kept yet."""
        return await self._store.read(lambda tx: tx.notes.value(_PREFIX + name)) or ""

    async def put(self, name: str, value: str) -> None:
        """Raises LocalProblem `disk_full`, `local_store_failed`."""
        await self._store.write(lambda tx: tx.notes.set_value(_PREFIX + name, value[:MOST_CHARACTERS] or None))
