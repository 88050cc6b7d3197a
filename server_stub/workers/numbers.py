"""Asks Meta how our numbers are: at the start, every few minutes, and when a webhook says that something changed."""

from __future__ import annotations

import logging
from functools import partial
from typing import Final

from server_stub.services.number_facts import NumberFacts
from server_stub.storage.database import Database, Tx
from server_stub.whatsapp.client import GraphClient
from server_stub.whatsapp.outcomes import GraphRefusal
from server_stub.workers.rounds import Rounds

PERIOD_SECONDS: Final = 15 * 60.0
_UNKNOWN_SECONDS: Final = 5.0
"""Before the first webhook no account may be known; to look for one costs a read of the own store only."""
_FIELDS: Final = ("phone_number_quality_update", "account_update", "business_capability_update")
_log = logging.getLogger(__name__)


class NumberSync:
    """The quality colour is in no webhook: it has to be asked for (reference 4.6)."""

    def __init__(self, database: Database, facts: NumberFacts, client: GraphClient) -> None:
        self._database = database
        self._facts = facts
        self._client = client
        self._rounds = Rounds()

    def wake(self) -> None:
        """Look now. Called on the event loop."""
        self._rounds.wake()

    def hook(self, tx: Tx, field: str, _value: bytes, _now: int) -> None:
        """An OtherHook."""
        if field in _FIELDS:
            tx.after_commit(self.wake)

    async def run(self) -> None:
        await self._rounds.repeat(self.look)

    async def look(self) -> float:
        """Ask once about every account's numbers; returns after how many seconds to do so again."""
        accounts = await self._database.read(self._facts.accounts)
        for waba_id in accounts:
            try:
                listed = await self._client.numbers(waba_id)
            except GraphRefusal as refusal:
                # The list of templates is asked for over the same line, and says it louder.
                _log.info("the state of our numbers could not be read: %s", refusal)
                continue
            await self._database.write(partial(self._facts.keep, listed=listed))
        return PERIOD_SECONDS if accounts else _UNKNOWN_SECONDS
