"""Messages that wait: asked about again when something changed for the person, and taken back by people."""

from __future__ import annotations

from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.gate import Reason, Verdict
from server_stub.contract.model import Account, Failure, Message
from server_stub.services.job_states import JobStates
from server_stub.services.judging import Judge
from server_stub.storage.database import Tx
from server_stub.storage.repositories.jobs import Jobs
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer

CANCELLED: Final = "cancelled"
"""Failure code of a message that somebody took back before it left."""


class Waiting:
    def __init__(self, jobs: Jobs, judge: Judge, states: JobStates, reading: Reading) -> None:
        self._jobs = jobs
        self._judge = judge
        self._states = states
        self._reading = reading

    def recheck(self, tx: Tx, conversation_id: str, now: int) -> None:
        """What we began and has not left: an opt-out ends it here and now, an all-clear lets it go."""
        for job in self._jobs.waiting(tx, conversation_id):
            judged = self._judge.judge(tx, job, now)
            if judged is None:
                continue
            if judged.decision.verdict is Verdict.DENY:
                self._judge.keep(tx, job, judged)
                self._states.fail(tx, job, Failure(judged.decision.reason.value), now)
            elif judged.decision.verdict is Verdict.ALLOW and job.hold_reason is not None:
                self._states.release(tx, job, now)

    def recheck_all(self, tx: Tx, now: int) -> None:
        """Under a new policy, everything that is held is asked about again by the dispatcher."""
        self._jobs.release_all(tx, now)

    def recheck_held_for(self, tx: Tx, reason: Reason, now: int) -> None:
        """As `recheck_all`, of what is held for this one reason."""
        self._jobs.release_held_for(tx, reason.value, now)

    def take_back(self, tx: Tx, caller: Account, message_id: str, now: int) -> Message:
        """Discard a message that has not left. Raises NOT_FOUND where the caller may not look, NOT_CANCELLABLE."""
        message = self._reading.message(tx, message_id)
        where = "" if message is None else message.conversation_id
        if self._reading.conversation_for(tx, Viewer.of(caller), where) is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        job = self._jobs.get(tx, message_id)
        if job is None or not self._jobs.take_back(tx, message_id):
            raise GatewayRefusal(ErrorCode.NOT_CANCELLABLE)
        self._states.fail(tx, job, Failure(CANCELLED), now)
        after = self._reading.message(tx, message_id)
        if after is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return after
