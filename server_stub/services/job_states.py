"""What becomes of a job is written down and told to every desktop that sees its conversation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from server_stub.contract.content import Kind
from server_stub.contract.delivery import Status
from server_stub.contract.events import EventKind, MessageChanged, StatusChanged
from server_stub.contract.gate import Decision
from server_stub.contract.model import Failure
from server_stub.services.own_reactions import OwnReactions
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.jobs import Job, Jobs
from server_stub.storage.repositories.outbound import Outbound
from server_stub.storage.repositories.reading import Reading

HELD_WITHOUT_END_MS: Final = 15 * 60_000
"""A hold that names no end is asked about again this often."""


class JobStates:
    """`changed` is called after commit where something else may be due now."""

    def __init__(
        self,
        jobs: Jobs,
        outbound: Outbound,
        reading: Reading,
        events: EventLog,
        reactions: OwnReactions,
        changed: Callable[[], object],
    ) -> None:
        self._jobs = jobs
        self._outbound = outbound
        self._reading = reading
        self._events = events
        self._reactions = reactions
        self._changed = changed

    def report(self, tx: Tx, job: Job, status: Status, now: int, failure: Failure | None = None) -> None:
        if self._outbound.report(tx, job.message_id, status, now, failure) is not status:
            return
        sql = "SELECT client_id FROM message WHERE id = ?"
        client_id = tx.driver.execute(sql, (job.message_id,)).fetchone()[0]
        changed = StatusChanged(job.message_id, status.value, now, failure, client_id)
        self._tell(tx, job, EventKind.STATUS, changed, now)

    def fail(self, tx: Tx, job: Job, failure: Failure, now: int) -> None:
        self._jobs.finish(tx, job.message_id, "failed")
        self.report(tx, job, Status.FAILED, now, failure)
        self._reactions.given_up(tx, job.message_id, now)
        tx.after_commit(self._changed)

    def hold(self, tx: Tx, job: Job, decision: Decision, now: int) -> None:
        """The gate says not yet: the message waits, and people see until when."""
        not_before = now + HELD_WITHOUT_END_MS if decision.not_before is None else decision.not_before
        self.wait(tx, job, not_before, decision.reason.value, now)

    def wait(self, tx: Tx, job: Job, until: int, reason: str, now: int, *, uncounted: bool = False) -> None:
        """`reason`: of the send gate."""
        self._jobs.requeue(tx, job.message_id, until, uncounted=uncounted, hold_reason=reason)
        self.tell_message(tx, job, now)

    def release(self, tx: Tx, job: Job, now: int) -> None:
        """Nothing holds it any more."""
        self._jobs.requeue(tx, job.message_id, now)
        self.tell_message(tx, job, now)
        tx.after_commit(self._changed)

    def tell_message(self, tx: Tx, job: Job, now: int) -> None:
        message = self._reading.message(tx, job.message_id)
        if message is not None and message.content.kind != Kind.REACTION:
            self._tell(tx, job, EventKind.MESSAGE, MessageChanged(message), now)

    def _tell(self, tx: Tx, job: Job, kind: EventKind, data: StatusChanged | MessageChanged, now: int) -> None:
        key_id = self._reading.key_of(tx, job.conversation_id)
        if key_id is not None:
            self._events.append(tx, kind, data, key_id=key_id, now=now, conversation_id=job.conversation_id)
