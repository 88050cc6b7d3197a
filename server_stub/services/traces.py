"""Reads the flight recorder of one message out of what the gateway keeps anyway."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from server_stub.contract.content import Kind
from server_stub.contract.delivery import Status
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account, Message
from server_stub.contract.trace import Step, StepKind, Trace
from server_stub.storage.database import Tx
from server_stub.storage.repositories import statuses
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.repositories.visibility import Viewer

_MESSAGE: Final = "SELECT received_at, wamid, edited_at, deleted_at FROM message WHERE id = ?"
_STATUSES: Final = "SELECT status, min(at) FROM message_status WHERE message_id = ? GROUP BY status"
_DECISIONS: Final = """
SELECT decided_at, stage, verdict, reason, policy_version FROM send_decision WHERE message_id = ? ORDER BY id
"""
_JOB: Final = "SELECT state, attempts, next_attempt_at, hold_reason FROM send_job WHERE message_id = ?"
_OWN_STATUSES: Final = frozenset({Status.PENDING.value, Status.ACCEPTED.value})
"""Told by other steps."""
_LADDER: Final = (Status.SENT.value, Status.DELIVERED.value, Status.READ.value, Status.PLAYED.value)
_ORDER: Final = {kind: place for place, kind in enumerate(StepKind)}


class _Row(NamedTuple):
    received_at: int
    wamid: str | None
    edited_at: int | None
    deleted_at: int | None


class Traces:
    def __init__(self, reading: Reading, registers: Registers) -> None:
        self._reading = reading
        self._registers = registers

    def of(self, tx: Tx, caller: Account, message_id: str) -> Trace:
        """Oldest first. Raises NOT_FOUND where the caller may not look."""
        message = self._reading.message(tx, message_id)
        where = "" if message is None else message.conversation_id
        if message is None or self._reading.conversation_for(tx, Viewer.of(caller), where) is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        row = _Row(*tx.driver.execute(_MESSAGE, (message_id,)).fetchone())
        found = [*_began(message, row), *_decided(tx, message_id), *_changed(tx, message, row)]
        found += _reported(tx, message) if message.direction == "out" else ()
        timed = sorted((step for step in found if step.at), key=_place)
        return Trace(message_id, [*timed, *_queued(tx, message_id)], row.wamid or "", self._registers.company(tx).zone)


def _place(step: Step) -> tuple[int, int, int]:
    """WhatsApp tells whole seconds: what it reports of a second came after what we did in it."""
    reported = step.kind in (StepKind.STATUS, StepKind.FAILED) and step.at % 1000 == 0
    status = step.params.get("status")
    rung = _LADDER.index(status) if status in _LADDER else len(_LADDER)
    return step.at + 999 * reported, _ORDER[StepKind(step.kind)], rung


def _began(message: Message, row: _Row) -> Iterator[Step]:
    named: dict[str, str | int] = {"author": message.author_name} if message.author_name else {}
    if message.direction == "in":
        yield Step(StepKind.SAID, message.sent_at)
        yield Step(StepKind.RECEIVED, row.received_at)
    elif message.content.kind == Kind.NOTE:
        yield Step(StepKind.NOTED, row.received_at, named)
    elif message.content.kind != Kind.SYSTEM:
        if Status.PENDING in message.status_times:
            yield Step(StepKind.COMPOSED, message.status_times[Status.PENDING])
        yield Step(StepKind.ACCEPTED, row.received_at, named)


def _decided(tx: Tx, message_id: str) -> Iterator[Step]:
    for at, stage, verdict, reason, policy in tx.driver.execute(_DECISIONS, (message_id,)).fetchall():
        told: dict[str, str | int] = {"stage": stage, "verdict": verdict, "reason": reason, "policy": policy}
        yield Step(StepKind.JUDGED, int(at), told)


def _reported(tx: Tx, message: Message) -> Iterator[Step]:
    for status, at in tx.driver.execute(_STATUSES, (message.id,)).fetchall():
        if status == Status.FAILED:
            code = message.failure.code if message.failure is not None else ""
            yield Step(StepKind.FAILED, int(at), {"code": code} if code else {})
        elif status not in _OWN_STATUSES:
            yield Step(StepKind.STATUS, int(at), {"status": status})


def _changed(tx: Tx, message: Message, row: _Row) -> Iterator[Step]:
    for _, at in statuses.versions(tx, message.id):
        if at != statuses.ORIGINAL:
            yield Step(StepKind.EDITED, at)
    if row.deleted_at is not None:
        yield Step(StepKind.DELETED, row.deleted_at)
        return
    for reaction in message.reactions:
        by = "customer" if reaction.by_customer else "us"
        yield Step(StepKind.REACTED, reaction.at, {"by": by, "emoji": reaction.emoji})


def _queued(tx: Tx, message_id: str) -> Iterator[Step]:
    """How often it was offered, and what it waits for; last, because no time is kept."""
    job = tx.driver.execute(_JOB, (message_id,)).fetchone()
    if job is None:
        return
    state, attempts, next_at, hold = job
    if attempts:
        yield Step(StepKind.OFFERED, params={"attempts": int(attempts)})
    if state == "queued":
        yield Step(StepKind.WAITS, int(next_at), {"hold": hold} if hold else {})
