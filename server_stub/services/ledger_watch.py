"""Keeps watch over the ledger: verifies all of it, and while it does not hold nothing that we initiate leaves.

A small ledger is verified before the gateway listens. A large one takes a minute for each few million entries, in which
webhooks must be answered and people who write must be served: only its end is looked at first, the rest is verified
beside the work, and until that has passed what we initiate waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from server_stub.contract.events import Alarm, AlarmCode
from server_stub.contract.ledger import LedgerState, Verifying
from server_stub.services.alarms import Alarms
from server_stub.services.checkpoints import Checkpoints
from server_stub.services.gatekeeper import BROKEN_AT
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.ledger import Ledger
from server_stub.storage.repositories.ledger_check import CheckRun, Finding, LedgerCheck
from server_stub.storage.repositories.ledger_checkpoints import CheckpointRows, fingerprint

SMALL_EVENTS: Final = 20_000
SMALL_BYTES: Final = 64 * 1024 * 1024
"""Of evidence. Less than half a second's work, both together: not worth a hold."""
_EVERY_SECONDS: Final = 3600
_WHAT: Final = "ledger.broken_what"
_CHECKPOINT: Final = "checkpoint"

Settled = Callable[[Tx, int], object]


@dataclass(slots=True)
class _Pass:
    """One verification that is under way, as other threads see it."""

    of: int = 0
    read: int = 0
    abandoned: bool = False


class _Abandoned(Exception):
    """Nobody waits for the result any more."""


class LedgerWatch:
    """`check` verifies, `end` looks at the newest entries only, `checkpoints` learn how far everything holds.

    `settled` is called in a transaction (with the time, ms) when a verification brought news, or ended the waiting.
    `noticed` is told in the verifying thread how many of how many entries were read; it may take its time.
    """

    def __init__(
        self,
        database: Database,
        check: LedgerCheck,
        end: Callable[[Tx], Finding | None],
        checkpoints: Checkpoints,
        alarms: Alarms,
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._check = check
        self._end = end
        self._checkpoints = checkpoints
        self._alarms = alarms
        self._clock = clock
        self._lock = asyncio.Lock()
        self._pass: _Pass | None = None
        self._due = True
        self.unverified = False
        """The gateway started and has not read all of its ledger yet: what leans on it waits."""
        self.small_events = SMALL_EVENTS
        self.settled: Settled | None = None
        self.noticed: Callable[[int, int], object] | None = None

    async def begin(self) -> None:
        """At the start, before anything is served or sent."""
        if await self._database.read(self._is_small):
            await self.look()
            return
        self.unverified = True
        found, known = await self._database.read(lambda tx: (self._end(tx), known_finding(tx)))
        if found is not None and known is None:
            await self._database.write(lambda tx: self._note(tx, found, self._clock()))

    async def run(self) -> None:
        """For a worker: what the start left to do, then all of it again by the hour."""
        while True:
            if not self._due:
                await asyncio.sleep(_EVERY_SECONDS)
                self._due = True
            await self.look()

    async def look(self) -> Finding | None:
        """Verify it all, in a thread of its own; the first thing that does not hold. Only news is written down."""
        async with self._lock:
            self._pass = current = _Pass()
            try:
                run, found, known = await self._database.read_apart(lambda tx: self._verify(tx, current))
            finally:
                current.abandoned, self._pass = True, None
            await self._conclude(run, found, known)
            self._due = False
            return found

    @property
    def verifying(self) -> Verifying | None:
        """How far a verification has come that is under way."""
        current = self._pass
        return None if current is None else Verifying(current.read, current.of)

    async def _conclude(self, run: CheckRun, found: Finding | None, known: Finding | None) -> None:
        """In this order: what was found stops everything before the waiting ends, and what waits is asked about after
        it has ended.
        """
        if found is None:
            await self._checkpoints.adopt(run.tree, run.head_hash)
        if found != known:
            await self._database.write(lambda tx: self._note(tx, found, self._clock()))
        waited, self.unverified = self.unverified, False
        settled = self.settled
        if settled is not None and (waited or found != known):
            await self._database.write(lambda tx: settled(tx, self._clock()))

    def _is_small(self, tx: Tx) -> bool:
        if self._check.size(tx) > self.small_events:
            return False
        return bool(tx.driver.execute("SELECT coalesce(sum(size), 0) <= ? FROM evidence", (SMALL_BYTES,)).fetchone()[0])

    def _verify(self, tx: Tx, current: _Pass) -> tuple[CheckRun, Finding | None, Finding | None]:
        current.of = self._check.size(tx)

        def progress(read: int) -> None:
            current.read = read
            if self.noticed is not None:
                self.noticed(read, current.of)
            if current.abandoned:
                raise _Abandoned

        progress(0)
        run = self._check.begin(tx)
        return run, next(run.findings(progress), None), known_finding(tx)

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


def ledger_state(tx: Tx, ledger: Ledger, checkpoints: CheckpointRows, watch: LedgerWatch | None = None) -> LedgerState:
    """How large it is, what was signed last, whether it is whole, and what `watch` is doing in this process."""
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
        verifying=None if watch is None else watch.verifying,
        holds=watch is not None and watch.unverified,
    )
