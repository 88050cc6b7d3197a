"""Finds what nobody would look at: cases of people who went home, and cases that wait where nobody serves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from server_stub.services.team.case_moves import CaseMoves
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Database, Tx

_AT_ONCE: Final = 50
"""Cases moved in one transaction: everybody else writes in between."""


class Sweep:
    """Whatever let a case lie there, a crash or a setting, it is back where people see it, with a note."""

    def __init__(self, database: Database, book: QueueBook, moves: CaseMoves, clock: Callable[[], int]) -> None:
        self._database = database
        self._book = book
        self._moves = moves
        self._clock = clock

    async def run(self) -> int:
        """How many cases were moved."""
        total = 0
        while await self._database.read(lambda tx: self._anything(tx, self._clock())):
            moved = await self._database.write(self.some)
            if not moved:
                break
            total += moved
        return total

    def some(self, tx: Tx) -> int:
        now = self._clock()
        forsaken = self._moves.held.forsaken(tx, self._book.policy(tx), now, _AT_ONCE)
        for holder, row in forsaken:
            self._moves.return_one(tx, row, holder, now, why="left")
        astray = self._moves.held.astray(tx, _AT_ONCE)
        for row in astray:
            self._moves.return_one(tx, row, "", now, why="queue_removed")
        return len(forsaken) + len(astray)

    def _anything(self, tx: Tx, now: int) -> bool:
        held = self._moves.held
        return bool(held.forsaken(tx, self._book.policy(tx), now, 1) or held.astray(tx, 1))
