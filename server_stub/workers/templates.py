"""Fetches the list of templates at the start, every few minutes, and whenever Meta says that one changed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Final

from server_stub.services.templates import TemplateRegistry
from server_stub.storage.database import Database, Tx
from server_stub.whatsapp.client import GraphClient
from server_stub.whatsapp.outcomes import GraphRefusal
from server_stub.workers.rounds import Rounds

PERIOD_SECONDS: Final = 15 * 60.0
_UNKNOWN_SECONDS: Final = 1.0
"""Before the first webhook no account may be known; to look for one costs a read of the own store only."""
_FAILED_SECONDS: Final = 30.0
_FIELDS: Final = ("message_template", "template_category")
_log = logging.getLogger(__name__)


class TemplateSync:
    """Reads the lists of the accounts that our numbers belong to."""

    def __init__(
        self, database: Database, registry: TemplateRegistry, client: GraphClient, clock: Callable[[], int]
    ) -> None:
        self._database = database
        self._registry = registry
        self._client = client
        self._clock = clock
        self._rounds = Rounds()

    def wake(self) -> None:
        """Look now. Called on the event loop."""
        self._rounds.wake()

    def hook(self, tx: Tx, field: str, _value: bytes, _now: int) -> None:
        """An OtherHook: the webhooks about templates tell only parts, so the whole list is read again."""
        if field.startswith(_FIELDS):
            tx.after_commit(self.wake)

    async def run(self) -> None:
        await self._rounds.repeat(self.look)

    async def look(self) -> float:
        """Read every account's list once; returns after how many seconds to do so again."""
        accounts = await self._database.read(self._registry.accounts)
        pause = PERIOD_SECONDS if accounts else _UNKNOWN_SECONDS
        for waba_id in accounts:
            try:
                listed = await self._client.templates(waba_id)
            except GraphRefusal as refusal:
                _log.warning("the list of templates could not be read: %s", refusal)
                pause = _FAILED_SECONDS
                continue
            keep = partial(self._registry.synchronise, waba_id=waba_id, listed=listed, now=self._clock())
            await self._database.write(keep)
        return pause
