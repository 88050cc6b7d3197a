"""Delivery reports: the status climbs its ladder, and a send whose answer was lost is found by our own id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from server_stub.contract.delivery import Status, advance
from server_stub.contract.events import EventKind, StatusChanged
from server_stub.contract.model import Failure, Preview
from server_stub.services.hooks import FailureHook, LeftHook
from server_stub.services.ingest.conversation_state import PREVIEW_CONTEXT
from server_stub.services.ingest.repeats import RAW_CONTEXT
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories import statuses
from server_stub.storage.repositories.statuses import Target
from server_stub.storage.vault import UnreadableError, Vault
from server_stub.whatsapp.webhook_types import StatusReport

_REPORTED: Final = {
    "sent": Status.SENT,
    "delivered": Status.DELIVERED,
    "read": Status.READ,
    "played": Status.PLAYED,
    "failed": Status.FAILED,
}
"""What WhatsApp reports of messages; any other word is kept with its time and changes nothing."""
_UNSETTLED: Final = frozenset({Status.PENDING, Status.ACCEPTED, Status.IN_DOUBT, Status.HELD})
_UNCERTAIN: Final = _UNSETTLED | {Status.FAILED}
"""A doubt that nobody settled in time is shown as failed."""
_encode = msgspec.json.Encoder().encode


class Deliveries:
    def __init__(
        self,
        vault: Vault,
        events: EventLog,
        failure_hooks: Sequence[FailureHook] = (),
        left_hooks: Sequence[LeftHook] = (),
    ) -> None:
        self._vault = vault
        self._events = events
        self._failure_hooks = tuple(failure_hooks)
        self._left_hooks = tuple(left_hooks)

    def find(self, tx: Tx, report: StatusReport) -> Target | None:
        """Ours only: by WhatsApp's id, else by our own, which the report carries back; then WhatsApp's id is kept.

        A target whose `wamid` is None has got it just now.
        """
        number_id = report.channel.number_id
        target = statuses.by_wamid(tx, number_id, report.wamid) if report.wamid else None
        if target is not None and target.direction != "out":
            return None
        if target is None and report.callback:
            target = statuses.by_own_id(tx, number_id, report.callback)
            if target is not None and report.wamid:
                statuses.set_wamid(tx, target.id, report.wamid)
        return target

    def apply(self, tx: Tx, report: StatusReport, target: Target, now: int) -> None:
        at = report.at or now
        raw = self._vault.seal(tx, target.key_id, report.raw, RAW_CONTEXT)
        if not statuses.add_status(tx, target.id, report.status, report.participant, at, raw):
            return
        reported = _REPORTED.get(report.status)
        if reported is None:
            return
        current = Status(target.status)
        if current in _UNSETTLED:
            statuses.finish_job(tx, target.id)
        status = advance(current, reported)
        failure = _failure(report) if status is Status.FAILED and reported is Status.FAILED else None
        if status is not current or failure is not None:
            sealed = (
                None if failure is None else self._vault.seal(tx, target.key_id, _encode(failure), "message.failure")
            )
            statuses.set_status(tx, target.id, status.value, sealed)
            self._show(tx, target, status)
        if failure is not None:
            for hook in self._failure_hooks:
                hook(tx, target.id, failure.code, now)
        if reported is not Status.FAILED and current in _UNCERTAIN:
            for told in self._left_hooks:
                told(tx, target.id, now)
        changed = StatusChanged(target.id, reported.value, at, failure, target.client_id)
        self._events.append(
            tx, EventKind.STATUS, changed, key_id=target.key_id, now=now, conversation_id=target.conversation_id
        )

    def _show(self, tx: Tx, target: Target, status: Status) -> None:
        """The ticks in the conversation list are those of the last message."""
        if target.last_message_id != target.id:
            return
        sealed = statuses.preview_of(tx, target.conversation_id)
        try:
            opened = self._vault.open(tx, target.key_id, sealed or b"", PREVIEW_CONTEXT)
        except UnreadableError:
            return
        preview = msgspec.structs.replace(msgspec.json.decode(opened, type=Preview), status=status.value)
        sealed = self._vault.seal(tx, target.key_id, _encode(preview), PREVIEW_CONTEXT)
        statuses.set_preview(tx, target.conversation_id, sealed)


def _failure(report: StatusReport) -> Failure:
    return Failure(report.failure_code or "unknown", report.failure_details)
