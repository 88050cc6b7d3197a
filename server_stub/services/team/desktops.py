"""Desktops that fall silent and come back: noticed by when their tokens were last used, so it holds over restarts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from server_stub.contract.team import AgentState
from server_stub.domain.silence import Heard, Turn, turn
from server_stub.services.team.agent_states import LOST, AgentStates
from server_stub.storage.database import Database, Tx

SILENT_AFTER_MS: Final = 90_000
"""A desktop that is well uses its token every 15 seconds, of which one a minute is written down."""


class Desktops:
    def __init__(self, database: Database, states: AgentStates, clock: Callable[[], int]) -> None:
        self._database = database
        self._states = states
        self._clock = clock

    async def look(self) -> int:
        """How many people were lost, found, gone or back. Called every few seconds."""
        if not await self._database.read(lambda tx: bool(self._turns(tx, self._clock()))):
            return 0
        return await self._database.write(self._take)

    async def keep_free(self) -> None:
        """Nothing new for those whose break is about to begin. Called a few times a minute."""
        states = self._states
        if await self._database.read(lambda tx: bool(states.goers(tx, self._clock()))):
            await self._database.write(lambda tx: states.keep_free(tx, self._clock()))

    def _take(self, tx: Tx) -> int:
        now = self._clock()
        turns = self._turns(tx, now)
        states = self._states
        for account_id, what, heard in turns:
            if what is Turn.VANISHED:
                states.vanished(tx, account_id, heard, now)
            elif what is Turn.FOUND:
                states.found(tx, account_id, now)
            elif what is Turn.LOST:
                states.lost(tx, account_id, now)
            else:
                states.arrived(tx, account_id, now)
        return len(turns)

    def _turns(self, tx: Tx, now: int) -> list[tuple[str, Turn, int]]:
        found = []
        for row, at in self._states.rows.heard(tx, now):
            heard = Heard(
                is_offline=row.state == AgentState.OFFLINE,
                was_lost=row.reason == LOST,
                since=row.since,
                lost_since=row.lost_since,
                grace_until=row.grace_until,
                at=at,
            )
            what = turn(heard, now, SILENT_AFTER_MS)
            if what is not None:
                found.append((row.account_id, what, max(at or 0, row.since)))
        return found
