"""Alarms of the service: targets about to break, queues without people, silence of WhatsApp, poor numbers.

What should stand is worked out anew at each look and compared with what stands in the table: nothing is remembered
between looks but that, so a restart neither loses an alarm nor tells one twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from server_stub.contract.events import Alarm, AlarmCode
from server_stub.contract.queues import Queue
from server_stub.contract.team import AgentState
from server_stub.services.alarms import Alarms
from server_stub.services.team.queue_book import QueueBook
from server_stub.services.team.service_hours import ServiceHours
from server_stub.storage.database import Tx
from server_stub.storage.repositories.alarms import AlarmRows
from server_stub.storage.repositories.wall import WallRows

CODES: Final = (
    AlarmCode.SLA_AT_RISK,
    AlarmCode.QUEUE_UNATTENDED,
    AlarmCode.WEBHOOK_SILENCE,
    AlarmCode.NUMBER_QUALITY,
)
UNATTENDED_AFTER_MS: Final = 30_000
"""So long somebody must have waited: colleagues relieve each other in less."""
AT_WORK: Final = frozenset({AgentState.AVAILABLE, AgentState.BUSY, AgentState.WRAP_UP})
_MINUTE: Final = 60_000
Standing = dict[tuple[str, str], Alarm]


class ServiceWatch:
    """`began_at`: when this gateway started (ms): what was told while it was down could not be heard."""

    def __init__(
        self, rows: WallRows, queues: QueueBook, hours: ServiceHours, table: AlarmRows, alarms: Alarms, began_at: int
    ) -> None:
        self._rows = rows
        self._queues = queues
        self._hours = hours
        self._table = table
        self._alarms = alarms
        self._began_at = began_at

    def is_stale(self, tx: Tx, now: int) -> bool:
        """Whether anything is to be raised, told otherwise or cleared."""
        standing = self._table.of_codes(tx, CODES)
        return self._due(tx, standing, now) != standing

    def look(self, tx: Tx, now: int) -> None:
        """Raise, tell otherwise and clear; nothing is told of what stays as it is."""
        standing = self._table.of_codes(tx, CODES)
        due = self._due(tx, standing, now)
        for key, alarm in standing.items():
            if key not in due:
                self._alarms.tell(tx, msgspec.structs.replace(alarm, cleared=True), now)
        for key, alarm in due.items():
            if standing.get(key) != alarm:
                self._alarms.tell(tx, alarm, now)

    def _due(self, tx: Tx, standing: Standing, now: int) -> Standing:
        open_now = [it for it in self._queues.all(tx) if it.enabled and self._hours.is_open(tx, it, now)]
        found = [
            *self._at_risk(tx, open_now, now),
            *self._unattended(tx, open_now, now),
            *self._silence(tx, standing, open_now, now),
            *self._quality(tx),
        ]
        return {it.key: it for it in found}

    def _at_risk(self, tx: Tx, open_now: list[Queue], now: int) -> Iterator[Alarm]:
        counts = self._rows.at_risk(tx, self._queues.policy(tx).risk_percent, now)
        for queue in open_now:
            if counts.get(queue.id):
                yield _of_queue(AlarmCode.SLA_AT_RISK, queue, "count", counts[queue.id])

    def _unattended(self, tx: Tx, open_now: list[Queue], now: int) -> Iterator[Alarm]:
        states = self._rows.states(tx)
        at_work = {account_id for account_id, state in states.items() if state in AT_WORK}
        counts = {it.queue_id: it for it in self._rows.counts(tx)}
        for queue in open_now:
            count = counts.get(queue.id)
            if count is None or count.longest_since is None or now - count.longest_since < UNATTENDED_AFTER_MS:
                continue
            served = bool(at_work) if queue.everyone else any(it.account_id in at_work for it in queue.members)
            if not served:
                yield _of_queue(AlarmCode.QUEUE_UNATTENDED, queue, "waiting", count.waiting)

    def _silence(self, tx: Tx, standing: Standing, open_now: list[Queue], now: int) -> Iterator[Alarm]:
        """Counted within hours: a queue must have been open for as long. Once raised it stands until WhatsApp tells
        something or the hours are over, also over a restart.
        """
        minutes = self._queues.policy(tx).silence_alarm_minutes
        if minutes <= 0 or not open_now:
            return
        alarm = Alarm(AlarmCode.WEBHOOK_SILENCE, {"minutes": minutes})
        since = now - minutes * _MINUTE
        heard = self._rows.last_webhook_at(tx) or 0
        stands = alarm.key in standing
        was_open = any(self._hours.is_open(tx, it, since) for it in open_now)
        if heard <= since and (stands or (was_open and self._began_at <= since)):
            yield alarm

    def _quality(self, tx: Tx) -> Iterator[Alarm]:
        for number_id, quality, status in self._rows.poor_numbers(tx):
            yield Alarm(AlarmCode.NUMBER_QUALITY, {"number": number_id, "quality": quality, "status": status})


def about(count: int) -> int:
    """Exact for few; of many only the beginning counts, so that not every message is an alarm told otherwise."""
    step = next((step for bound, step in ((10, 1), (50, 5), (200, 25)) if count < bound), 100)
    return count - count % step


def _of_queue(code: AlarmCode, queue: Queue, name: str, count: int) -> Alarm:
    return Alarm(code, {"queue": queue.id, "name": queue.name, name: about(count)})
