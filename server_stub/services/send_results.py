"""Turns what became of a request into what becomes of the message: the error table at work (4.8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from server_stub.contract.errors import ErrorCode
from server_stub.contract.gate import Reason
from server_stub.contract.model import Failure
from server_stub.domain.pacing import Pacing
from server_stub.domain.wa_errors import Effect, Retry, Rule, rule_for, wait_before_next
from server_stub.services.channel_health import ChannelHealth
from server_stub.services.departures import Departures
from server_stub.services.dispatching import Dispatching
from server_stub.services.window_clock import WindowClock
from server_stub.storage.database import Tx
from server_stub.storage.repositories.jobs import Job, Jobs
from server_stub.whatsapp.outcomes import InDoubt, NotSent, Outcome, Refused, Sent

_LINE_RETRY_MS: Final = 1_000
_UNKNOWN_FAILURE: Final = 131000
BACK_OFF_MS: Final = 24 * 3_600_000
"""The least that WhatsApp's limit of marketing per person asks for; longer than what is left of any day (3.3)."""
_SHOWN_AS: Final = {
    130429: Reason.HOLD_PACING,
    131056: Reason.HOLD_PACING,
    131048: Reason.HOLD_NUMBER_QUALITY,
}
"""Refusals that ask for patience: people see a message that waits, and why."""


class SendResults:
    """`chance` gives numbers in [0, 1) for the spread of retries; `resync_templates` asks for Meta's list anew."""

    def __init__(
        self,
        jobs: Jobs,
        steps: Dispatching,
        departures: Departures,
        health: ChannelHealth,
        window: WindowClock,
        pacing: Pacing,
        *,
        chance: Callable[[], float],
        resync_templates: Callable[[], object],
    ) -> None:
        self._jobs = jobs
        self._steps = steps
        self._departures = departures
        self._health = health
        self._window = window
        self._pacing = pacing
        self._chance = chance
        self._resync_templates = resync_templates

    def start_over(self, tx: Tx, now: int, owner: str) -> None:
        """A new process: leases of others are those of the dead, and stopped numbers get another chance."""
        self._steps.recover(tx, now, alive=owner)
        self._health.reopen(tx, now)

    def anything_old(self, tx: Tx, now: int) -> bool:
        """Whether a doubt or a lease has run out."""
        return bool(self._jobs.doubtful(tx, now) or self._jobs.abandoned(tx, now, alive=None))

    def settle_old(self, tx: Tx, now: int) -> None:
        self._steps.settle_doubts(tx, now)
        self._steps.recover(tx, now, alive=None)

    def record(self, tx: Tx, job: Job, outcome: Outcome, now: int) -> None:
        """What the answer to a send, or the lack of one, means."""
        match outcome:
            case Sent():
                self._health.works(tx, job.channel_number_id, now)
                self._steps.sent(tx, job, outcome, now)
            case NotSent():
                self._steps.requeue(tx, job, now + _LINE_RETRY_MS, uncounted=True)
            case InDoubt():
                self._steps.doubt(tx, job, now)
            case Refused():
                self._refused(tx, job, outcome, now)

    def upload_failed(self, tx: Tx, job: Job, outcome: Refused | NotSent | InDoubt, now: int) -> None:
        """Like a refused send; a lost answer costs another upload, not a second message, but not for ever."""
        if isinstance(outcome, NotSent):
            self._steps.requeue(tx, job, now + _LINE_RETRY_MS)
            return
        refused = outcome if isinstance(outcome, Refused) else Refused(_UNKNOWN_FAILURE, outcome.reason)
        self._jobs.count_attempt(tx, job.message_id)
        self._refused(tx, replace(job, attempts=job.attempts + 1), refused, now)

    def broken(self, tx: Tx, job: Job, now: int) -> None:
        """A fault of ours stopped the dispatch; trying again would meet it again, and hold up what waits behind."""
        current = self._jobs.get(tx, job.message_id)
        if current is None:
            return
        if current.state == "sending":
            self._steps.doubt(tx, current, now)
        elif current.state in ("queued", "leased"):
            self._steps.fail(tx, current, Failure(ErrorCode.INTERNAL.value), now)

    def failed_by_status(self, tx: Tx, message_id: str, code: str, now: int) -> None:
        """A FailureHook: what the error table asks for beside failing the message, which has happened already."""
        job = self._jobs.get(tx, message_id)
        self._departures.reactions.given_up(tx, message_id, now)
        if job is not None and code.isdigit():
            refused = Refused(int(code))
            self._effect(tx, job, refused, rule_for(refused.code), now)

    def left_by_status(self, tx: Tx, message_id: str, now: int) -> None:
        """A LeftHook: what follows from having left follows also where the answer was lost."""
        job = self._jobs.get(tx, message_id)
        if job is not None:
            self._departures.left(tx, job, now)

    def file_lost(self, tx: Tx, job: Job, now: int) -> None:
        """The bytes of its file are gone or cannot be opened."""
        self._steps.fail(tx, job, Failure(ErrorCode.MEDIA_NOT_READY.value), now)

    def _refused(self, tx: Tx, job: Job, refused: Refused, now: int) -> None:
        rule = rule_for(refused.code, transient=refused.transient, http_status=refused.http_status)
        self._effect(tx, job, refused, rule, now)
        if rule.effect is Effect.STOP_NUMBER:
            self._steps.requeue(tx, job, now, uncounted=True)
            return
        self._health.works(tx, job.channel_number_id, now)
        wait = wait_before_next(rule, max(1, job.attempts), self._chance())
        reason = _SHOWN_AS.get(refused.code)
        if wait is not None and reason is not None:
            self._steps.wait(tx, job, now + wait, reason, now)
        elif wait is not None and rule.retry in (Retry.BACKOFF, Retry.WAIT):
            self._steps.requeue(tx, job, now + wait)
        else:
            self._steps.fail(tx, job, Failure(str(refused.code), refused.details), now)

    def _effect(self, tx: Tx, job: Job, refused: Refused, rule: Rule, now: int) -> None:
        match rule.effect:
            case Effect.STOP_NUMBER:
                self._health.stop(tx, job.channel_number_id, rule.shown, refused.code, now)
            case Effect.ALARM:
                self._health.warn(tx, job.channel_number_id, rule.shown, refused.code, now)
            case Effect.SLOW_NUMBER:
                self._pacing.slow_down(job.channel_number_id, now)
            case Effect.SUPPRESS_MARKETING:
                self._departures.stop_marketing(tx, job, now)
            case Effect.BACK_OFF:
                self._departures.back_off(tx, job, refused.code, now + BACK_OFF_MS)
            case Effect.CLOSE_WINDOW:
                self._window.close(tx, job, now)
            case Effect.RESYNC_TEMPLATES:
                tx.after_commit(self._resync_templates)
            case Effect.NONE:
                pass
