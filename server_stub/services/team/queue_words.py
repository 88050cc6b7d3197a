"""What a queue tells those who wait: that it is closed and when it opens, and which place they have. Nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from server_stub.contract.cases import CaseState
from server_stub.contract.queues import Queue
from server_stub.domain.protocol_number import grouped
from server_stub.domain.service_texts import filled
from server_stub.domain.waiting_place import minutes_left, places
from server_stub.domain.window import closes_at
from server_stub.services.hooks import Inbound
from server_stub.services.own_words import OwnWords
from server_stub.services.team.queue_book import QueueBook
from server_stub.services.team.service_hours import ServiceHours
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.cases import CaseRows
from server_stub.storage.repositories.place_rows import PlaceRows, WaitingCase

_FIRST_MS: Final = 30_000
"""Nobody is told a place who is going to be served in a moment."""
_WAITS_MS: Final = 4 * 3_600_000
_MOST_WAITS: Final = 20
_MINUTES: Final = "{minutes}"
_AT_ONCE: Final = 25
_MOST_TOLD: Final = 200
"""Of one look: thousands who wait are told one after the other, and agents go on writing in between."""
_WEEKDAYS: Final = {
    "pt": ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_NEAR: Final = {"pt": ("hoje", "amanhã"), "en": ("today", "tomorrow")}
NameOf = Callable[[Tx, str], str]
"""(transaction, conversation id) → the customer's name."""


class Due(NamedTuple):
    """Somebody whose place is another than they know."""

    case: WaitingCase
    queue: Queue
    place: int


class QueueWords:
    """All of it goes through the send gate, inside the window only."""

    def __init__(
        self,
        database: Database,
        book: QueueBook,
        hours: ServiceHours,
        words: OwnWords,
        name_of: NameOf,
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._book = book
        self._hours = hours
        self._words = words
        self._name_of = name_of
        self._clock = clock
        self._cases = CaseRows()
        self._rows = PlaceRows()

    def closed(self, tx: Tx, inbound: Inbound) -> None:
        """An InboundHook: whoever writes while the queue is closed and nobody has their case is told when it opens.

        Once for each time that it is closed.
        """
        if not any(it.closed_text for it in self._book.all(tx)):
            return
        row = self._cases.open_of(tx, inbound.conversation_id)
        queue = None if row is None else self._book.get(tx, row.queue_id)
        if row is None or queue is None or row.state != CaseState.QUEUED or not queue.closed_text.strip():
            return
        now = inbound.received_at
        opening = self._hours.opening(tx, queue, now)
        if opening.open or (opening.until is None and "{opens}" in queue.closed_text):
            return
        zone = self._hours.calendar(tx).zone
        opens = "" if opening.until is None else said_moment(opening.until, now, zone, queue.language)
        key = f"closed:{inbound.conversation_id}:{opening.until or 0}"
        self._say(tx, queue, inbound.conversation_id, row.protocol, queue.closed_text, key, now, opens=opens)

    async def tell_places(self) -> int:
        """How many were told. Called every few seconds; what was told and when is in the case's row."""
        due = (await self._database.read(lambda tx: self._due(tx, self._clock())))[:_MOST_TOLD]
        for start in range(0, len(due), _AT_ONCE):
            await self._database.write(partial(self._tell, due=due[start : start + _AT_ONCE]))
        return len(due)

    def _tell(self, tx: Tx, due: Sequence[Due]) -> None:
        """Whoever was served, or told, since is told nothing."""
        now = self._clock()
        waits: dict[str, list[int]] = {}
        for case, queue, place in due:
            if not self._rows.told(tx, case, place, now):
                continue
            if queue.id not in waits:
                waits[queue.id] = self._waits(tx, queue, now)
            left = minutes_left(waits[queue.id], now - case.queued_at)
            if left is None and _MINUTES in queue.place_text:
                continue
            key = f"place:{case.id}:{now}"
            said = {"place": place, "minutes": left or 0}
            self._say(tx, queue, case.conversation_id, case.protocol, queue.place_text, key, now, **said)

    def _due(self, tx: Tx, now: int) -> list[Due]:
        speaking = {it.id: it for it in self._book.all(tx) if it.enabled and it.place_text.strip()}
        waiting = self._rows.waiting(tx, speaking) if speaking else []
        found: list[Due] = []
        for queue_id, queue in speaking.items():
            mine = [it for it in waiting if it.queue_id == queue_id]
            if not mine or not self._hours.is_open(tx, queue, now):
                continue
            by_id = places([(it.id, it.priority, it.queued_at) for it in mine], queue.ageing_per_minute)
            found += [Due(it, queue, by_id[it.id]) for it in mine if _is_due(it, queue, by_id[it.id], now)]
        return found

    def _waits(self, tx: Tx, queue: Queue, now: int) -> list[int]:
        """Read from hours of the log, so only where it is told, and once for many."""
        return self._rows.waits(tx, queue.id, now - _WAITS_MS, _MOST_WAITS) if _MINUTES in queue.place_text else []

    def _say(
        self,
        tx: Tx,
        queue: Queue,
        conversation_id: str,
        protocol: str,
        text: str,
        once_key: str,
        now: int,
        **more: str | int,
    ) -> None:
        values: dict[str, str | int] = {"protocol": grouped(protocol), "queue": queue.name, **more}
        if "{name}" in text:
            values["name"] = self._name_of(tx, conversation_id)
        self._words.reply(tx, conversation_id, filled(text, values).strip(), once_key=once_key, now=now)


def said_moment(moment: int, now: int, zone: str, language: str) -> str:
    """As people say it: "hoje às 14:00", "segunda-feira, 30/11, às 09:00"."""
    known = ZoneInfo(zone)
    then, today = (datetime.fromtimestamp(it / 1000, UTC).astimezone(known) for it in (moment, now))
    spoken = "en" if language.startswith("en") else "pt"
    ahead = (then.date() - today.date()).days
    named = _WEEKDAYS[spoken][then.weekday()] + then.strftime(", %d/%m," if spoken == "pt" else ", %d %b,")
    day = _NEAR[spoken][ahead] if ahead < len(_NEAR[spoken]) else named
    return f"{day} {'às' if spoken == 'pt' else 'at'} {then.strftime('%H:%M')}"


def _is_due(case: WaitingCase, queue: Queue, place: int, now: int) -> bool:
    """At most every `place_minutes`, only another place than was told, and only while the window is open."""
    until = closes_at(case.last_inbound_at)
    if place == case.told_place or until is None or until <= now or now - case.queued_at < _FIRST_MS:
        return False
    return case.told_place_at is None or now - case.told_place_at >= queue.place_minutes * 60_000
