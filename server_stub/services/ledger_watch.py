"""Keeps watch over the ledger: verifies all of it, and while it does not hold nothing that we initiate leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from server_stub.contract.events import Alarm, AlarmCode
from server_stub.contract.ledger import LedgerState
from server_stub.services.alarms import Alarms
from server_stub.services.checkpoints import Checkpoints
from server_stub.services.gatekeeper import BROKEN_AT
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.ledger import Ledger
from server_stub.storage.repositories.ledger_check import CheckRun, Finding, LedgerCheck
from server_stub.storage.repositories.ledger_checkpoints import CheckpointRows, fingerprint

_WHAT: Final = "ledger.broken_what"
_CHECKPOINT: Final = "checkpoint"


class LedgerWatch:
    """`check` verifies, `checkpoints` learn how far everything holds."""

    def __init__(
        self,
        database: Database,
        check: LedgerCheck,
        checkpoints: Checkpoints,
        alarms: Alarms,
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._check = check
        self._checkpoints = checkpoints
        self._alarms = alarms
        self._clock = clock
        self._lock = asyncio.Lock()

    async def look(self) -> Finding | None:
        """Verify it all, in a reader's time; the first thing that does not hold. Only news is written down."""
        async with self._lock:
            run, found, known = await self._database.read(self._verify)
            if found is None:
                await self._checkpoints.adopt(run.tree, run.head_hash)
            if found != known:
                await self._database.write(lambda tx: self._note(tx, found, self._clock()))
            return found

    def _verify(self, tx: Tx) -> tuple[CheckRun, Finding | None, Finding | None]:
        run = self._check.begin(tx)
        return run, next(run.findings(), None), known_finding(tx)

    def _note(self, tx: Tx, found: Finding | None, now: int) -> None:
        """Administrators are told what is broken, and when it is mended."""
        tx.driver.execute("DELETE FROM setting WHERE name IN (?, ?)", (BROKEN_AT, _WHAT))
        if found is not None:
            rows = ((BROKEN_AT, str(found.seq)), (_WHAT, f"{found.what}:{found.detail}"))
            tx.driver.executemany("INSERT INTO setting (name, value) VALUES (?, ?)", rows)
        checkpoint = found is not None and found.what == _CHECKPOINT
        at = 0 if found is None else found.seq
        chain = Alarm(AlarmCode.LEDGER_BROKEN, {"seq": at}, cleared=found is None or checkpoint)
        signed = Alarm(AlarmCode.CHECKPOINT_BROKEN, {"size": at}, cleared=not checkpoint)
        for alarm in (chain, signed):
            self._alarms.tell(tx, alarm, now)


def known_finding(tx: Tx) -> Finding | None:
    """What the last verification found."""
    sql = "SELECT value FROM setting WHERE name = ?"
    seq, what = (tx.driver.execute(sql, (name,)).fetchone() for name in (BROKEN_AT, _WHAT))
    if seq is None:
        return None
    kind, _, detail = ("event:" if what is None else str(what[0])).partition(":")
    return Finding(kind, int(seq[0]), detail)


def ledger_state(tx: Tx, ledger: Ledger, checkpoints: CheckpointRows) -> LedgerState:
    """How large it is, what was signed last, and whether it is whole."""
    newest, found = checkpoints.newest(tx), known_finding(tx)
    public = None if newest is None else checkpoints.public_keys(tx).get(newest.key_id)
    return LedgerState(
        size=ledger.last_seq(tx),
        checkpoint_size=0 if newest is None else newest.size,
        checkpoint_at=None if newest is None else newest.signed_at,
        broken_at=None if found is None else found.seq,
        broken_what="" if found is None else found.what,
        root="" if newest is None else newest.root,
        key_fingerprint="" if public is None else fingerprint(public),
    )
