"""The receiving half of the gateway, put together: webhook door, journal, worker, ingest."""

from __future__ import annotations

from collections.abc import Sequence

from server_stub.core import Core
from server_stub.http.webhook import Webhook
from server_stub.services.hooks import (
    AnsweredElsewhere,
    BeginCase,
    CustomersWrote,
    FailureHook,
    InboundHook,
    LeftHook,
    OtherHook,
    PreferenceHook,
    ReactionHook,
    TakeScore,
    TellBegun,
)
from server_stub.services.ingest.ingest import Hooks, Ingest
from server_stub.services.ingest.intake import Intake
from server_stub.services.ingest.processing import Processing
from server_stub.storage.database import Tx
from server_stub.storage.repositories.journal import Journal
from server_stub.storage.repositories.quarantine import Quarantine
from server_stub.workers.ingest import IngestWorker


class Receiving:
    """Parts are reachable for the composition root: `webhook` serves, `worker.run` is a loop to be kept alive."""

    def __init__(
        self,
        core: Core,
        *,
        begin_case: BeginCase,
        tell_begun: TellBegun,
        customers_wrote: CustomersWrote,
        answered_elsewhere: AnsweredElsewhere | None = None,
        take_score: TakeScore | None = None,
        inbound: Sequence[InboundHook] = (),
        preference: Sequence[PreferenceHook] = (),
        other: Sequence[OtherHook] = (),
        failure: Sequence[FailureHook] = (),
        left: Sequence[LeftHook] = (),
        reaction: Sequence[ReactionHook] = (),
        edited: Sequence[InboundHook] = (),
    ) -> None:
        hooks = Hooks(
            place=core.routing.place_many,
            announce_assignment=core.assignment.announce,
            begin_case=begin_case,
            tell_begun=tell_begun,
            customers_wrote=customers_wrote,
            answered_elsewhere=answered_elsewhere,
            take_score=take_score,
            inbound=inbound,
            preference=preference,
            other=other,
            failure=failure,
            left=left,
            reaction=reaction,
            edited=edited,
        )
        self._core = core
        self._quarantine = Quarantine(core.vault)
        self.journal = Journal(core.vault)
        self.ingest = Ingest(core.vault, core.reading, core.events, hooks)
        self.processing = Processing(core.database, self.journal, self.ingest, core.clock)
        self.worker = IngestWorker(
            core.database, self.journal, self.processing, core.clock, more_is_coming=lambda: self.intake.is_busy
        )
        self.intake = Intake(core.database, self.journal, self.worker.deliver, core.clock)

    def webhook(self, *, app_secret: str, verify_token: str) -> Webhook:
        return Webhook(self.intake.accept, app_secret=app_secret, verify_token=verify_token)

    async def retry_quarantined(self) -> int:
        """Take everything unresolved out of quarantine and through ingest again; returns how many bodies that were.

        What fails again comes back as new. Raises StorageUnavailable; then nothing was changed.
        """
        now = self._core.clock()

        def take_out(tx: Tx) -> int:
            found = list(self._quarantine.bodies(tx))
            for journal_id, body in found:
                self._quarantine.resolve(tx, journal_id, now)
                self.journal.append(tx, [body], now, source=f"quarantine:{journal_id}")
            if found:
                self._core.alarms.quarantine_holds(tx, self._quarantine.count(tx), now)
            return len(found)

        count = await self._core.database.write(take_out)
        self.worker.look_again()
        return count
