"""What becomes of each e-mail and SMS: taken from the queue, sent, tried again later, given up, reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from server_stub.channels.outcomes import Permanent, Temporary
from server_stub.channels.sms import Report
from server_stub.contract.events import Alarm, AlarmCode
from server_stub.domain.consent_events import EventType
from server_stub.domain.purposes import PROMOTIONAL
from server_stub.services.alarms import Alarms
from server_stub.services.consent import Consents, Subject
from server_stub.services.outside.invitations import SMS_LIFE_MS
from server_stub.services.outside.permission import Permission
from server_stub.storage.database import Tx
from server_stub.storage.repositories.outside import (
    BOUNCED,
    EMAIL,
    FAILED,
    QUEUED,
    SENDING,
    SMS,
    Body,
    OutsideRow,
    OutsideRows,
)
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.vault import UnreadableError

FIRST_PAUSE_MS: Final = 30_000
LONGEST_PAUSE_MS: Final = 3_600_000
NO_PAUSE_MS: Final = 2 * LONGEST_PAUSE_MS
"""Nothing waits as long as this, unless the clock went back."""
IN_DOUBT: Final = "in_doubt"
_DOUBTS: Final = {EMAIL: 3, SMS: 1}
"""How often something is sent again although it may have arrived: e-mails of one Message-ID count once, SMS do not."""


@dataclass(frozen=True, slots=True)
class Work:
    """One message that is to be handed over now."""

    row: OutsideRow
    address: str
    body: Body


class Deliveries:
    """Everything here is for the writer's transaction. `chance()` in 0…1 spreads what was delayed at the same time."""

    def __init__(
        self,
        rows: OutsideRows,
        permission: Permission,
        registers: Registers,
        consents: Consents,
        alarms: Alarms,
        chance: Callable[[], float],
    ) -> None:
        self._rows = rows
        self._permission = permission
        self._registers = registers
        self._consents = consents
        self._alarms = alarms
        self._chance = chance

    def take(self, tx: Tx, channel: str, now: int) -> Work | None:
        """The next one that is due and may still be sent; what may not is ended on the way.

        None, too, while the ledger that says whether they may be asked is not verified: all of it waits.
        """
        if self._permission.waits:
            return None
        while (row := self._rows.next_due(tx, channel, now, now + NO_PAUSE_MS)) is not None:
            reason = self._obstacle(tx, row, now)
            decision = self._permission.dispatch(tx, row, self._rows.address(tx, row), now) if reason is None else None
            if decision is not None and decision.not_before is not None:
                # Looked at again within the hour: whatever is due later than any pause is taken for a clock gone back.
                self._rows.postpone(tx, row.id, decision.reason.value, min(decision.not_before, now + LONGEST_PAUSE_MS))
                continue
            reason = decision.reason.value if decision is not None else reason
            if reason is None and self._rows.begin(tx, row.id):
                begun = replace(row, state=SENDING, attempts=row.attempts + 1)
                return Work(begun, self._rows.address(tx, row), self._rows.body(tx, row))
            self._rows.ended(tx, row.id, FAILED, reason or "state_conflict")
        return None

    def sent(self, tx: Tx, row: OutsideRow, provider_id: str | None, now: int) -> None:
        """It left: from now on the person counts as asked."""
        expires_at = now + SMS_LIFE_MS if row.channel == SMS else row.expires_at
        self._rows.sent(tx, row.id, provider_id, expires_at, now)
        notices = self._rows.body(tx, row).notices if row.purposes else {}
        for purpose in row.asked:
            asked = self._consents.new_event(
                Subject(row.contact_id, row.key_id),
                EventType.REQUESTED,
                purpose,
                source="agent",
                actor=row.asked_by or "gateway",
                captured_at=now,
                now=now,
            )
            asked = replace(asked, valid_until=expires_at, notice_version_id=notices.get(purpose))
            cause = f"outside:{row.id}:{purpose}:asked"
            self._consents.add(tx, replace(asked, source_key=cause, payload={"channel": row.channel, "id": row.id}))

    def not_sent(self, tx: Tx, row: OutsideRow, error: Temporary, now: int) -> None:
        """Later again; what may have arrived only as often as `_DOUBTS` says."""
        doubts = _doubts(row.failure) + int(error.in_doubt)
        if doubts > _DOUBTS[row.channel]:
            self._rows.ended(tx, row.id, FAILED, _doubt(doubts))
        else:
            self._rows.requeue(tx, row.id, _doubt(doubts) if doubts else error.code, now + self.pause_ms(row.attempts))

    def refused(self, tx: Tx, row: OutsideRow, error: Permanent, now: int) -> None:
        """For good. A provider that keeps the person's own stop tells of an opt-out."""
        self._rows.ended(tx, row.id, BOUNCED if error.bounced else FAILED, error.code)
        if error.opted_out:
            subject = Subject(row.contact_id, row.key_id)
            left = self._consents.new_event(
                subject, EventType.REVOKED, PROMOTIONAL, source="sms", actor="provider", captured_at=now, now=now
            )
            payload = {"id": row.id, "rule": error.code}
            self._consents.add(tx, replace(left, source_key=f"outside:{row.id}:stopped", payload=payload))

    def recover(self, tx: Tx, channel: str, now: int) -> None:
        """After a start: what an earlier process was about to hand over may have left."""
        for row in self._rows.orphans(tx, channel):
            self.not_sent(tx, row, Temporary(IN_DOUBT, in_doubt=True), now)

    def reported(self, tx: Tx, message_id: str, report: Report, now: int) -> None:
        """What the provider tells of a message of ours; also that it left, where its answer was lost."""
        row = self._rows.get(tx, message_id)
        if row is None or not report.state:
            return
        if report.state == "failed":
            self._rows.ended(tx, row.id, FAILED, report.code)
            return
        if row.state in (QUEUED, SENDING):
            self.sent(tx, row, None, now)
        if report.state == "delivered":
            self._rows.delivered(tx, row.id)

    def line(self, tx: Tx, channel: str, now: int, *, down: bool) -> None:
        """Tell that nothing gets through, with how many wait, or that it works again."""
        params: dict[str, str | int] = {"channel": channel, "waiting": self._rows.waiting(tx, channel)}
        self._alarms.tell(tx, Alarm(AlarmCode.OUTSIDE_CHANNEL_DOWN, params, cleared=not down), now)

    def pause_ms(self, attempts: int) -> int:
        """30 s after the first attempt, twice as long after each, an hour at most; a fifth more or less."""
        pause = min(FIRST_PAUSE_MS * 2 ** min(max(attempts - 1, 0), 20), LONGEST_PAUSE_MS)
        return int(pause * (0.8 + 0.4 * self._chance()))

    def _obstacle(self, tx: Tx, row: OutsideRow, now: int) -> str | None:
        """Why it is of no use any more, whatever the gate says: the person may have answered meanwhile."""
        if now >= row.expires_at:
            return "expired"
        try:
            self._rows.address(tx, row)
        except UnreadableError:
            return "erased"
        if row.answered_at is not None:
            return "answered"
        catalogue = self._registers.catalogue(tx)
        for code in row.asked:
            purpose = catalogue.get(code)
            if purpose is None or not purpose.active:
                return "purpose_unknown"
        return None


def _doubts(failure: str) -> int:
    """How often it may have arrived already."""
    if not failure.startswith(IN_DOUBT):
        return 0
    number = failure.removeprefix(IN_DOUBT).lstrip("_")
    return int(number) if number.isdigit() else 1


def _doubt(number: int) -> str:
    return IN_DOUBT if number == 1 else f"{IN_DOUBT}_{number}"
