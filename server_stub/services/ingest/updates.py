"""Reports about messages: applied where the message is here, kept until it comes where it is not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Final, TypeVar

import msgspec

from server_stub.services.ingest.changes import MessageChanges
from server_stub.services.ingest.delivery import Deliveries
from server_stub.services.ingest.received import Received
from server_stub.storage.database import Tx
from server_stub.storage.repositories import statuses
from server_stub.storage.repositories.statuses import Target
from server_stub.storage.setup import team_key
from server_stub.storage.vault import Vault
from server_stub.whatsapp.webhook_types import Correction, ReactionReport, StatusReport

CONTEXT: Final = "waiting_update.data"
STATUS: Final = "status"
_Change = Correction | ReactionReport
_Update = StatusReport | _Change
_UpdateT = TypeVar("_UpdateT", bound=StatusReport | Correction | ReactionReport)
_encode = msgspec.msgpack.Encoder().encode
_KINDS: Final[dict[str, type[_Update]]] = {
    STATUS: StatusReport,
    "edit": Correction,
    "revoke": Correction,
    "reaction": ReactionReport,
}


class Updates:
    """The order in which updates come does not matter: each is compared by WhatsApp's time with what is stored."""

    def __init__(self, vault: Vault, deliveries: Deliveries, changes: MessageChanges) -> None:
        self._vault = vault
        self._deliveries = deliveries
        self._changes = changes

    def status(self, tx: Tx, one: Received[StatusReport], now: int) -> None:
        report = _dated(one.item, one.received_at)
        target = self._deliveries.find(tx, report)
        if target is None:
            self._keep(tx, report, f"{STATUS}:{report.status}", report.wamid, None)
            return
        if self._erased(tx, target):
            return
        self._deliveries.apply(tx, report, target, now)
        if target.wamid is None:
            self.settle(tx, [(report.channel.number_id, report.wamid)], now)

    def change(self, tx: Tx, one: Received[_Change], now: int) -> None:
        """Every edit, deletion and reaction is kept, applied or not: that is also how a repeat is known."""
        update = _dated(one.item, one.received_at)
        target = statuses.by_wamid(tx, update.channel.number_id, update.target_wamid)
        if target is not None and self._erased(tx, target):
            return
        applicable = target is not None and self._changes.may(update, target)
        is_new = self._keep(tx, update, update.wa_type, update.target_wamid, now if applicable else None)
        if is_new and target is not None and applicable:
            self._changes.apply(tx, update, target, now)

    def settle(self, tx: Tx, wamids: Iterable[tuple[str, str]], now: int) -> None:
        """Apply what waited for these messages (number id, WhatsApp's id), which are here now."""
        by_number: dict[str, list[str]] = {}
        for number_id, wamid in wamids:
            by_number.setdefault(number_id, []).append(wamid)
        for number_id, ids in by_number.items():
            for row in statuses.waiting_for(tx, number_id, json.dumps(ids)):
                kind = row.kind.partition(":")[0]
                opened = self._vault.open(tx, row.key_id, row.data_enc, CONTEXT)
                update = msgspec.msgpack.decode(opened, type=_KINDS[kind])
                if not self._apply_late(tx, update, now):
                    continue
                if kind == STATUS:  # the message has it now, under a key of its own
                    statuses.drop_waiting(tx, row.id)
                else:
                    statuses.mark_applied(tx, row.id, now)

    def _erased(self, tx: Tx, target: Target) -> bool:
        """What is said of a message whose person was erased is kept nowhere."""
        return self._vault.is_destroyed(tx, target.key_id)

    def _apply_late(self, tx: Tx, update: _Update, now: int) -> bool:
        wamid = update.wamid if isinstance(update, StatusReport) else update.target_wamid
        target = statuses.by_wamid(tx, update.channel.number_id, wamid)
        if target is None:
            return False
        if self._erased(tx, target):
            return True
        if isinstance(update, StatusReport):
            if target.direction == "out":
                self._deliveries.apply(tx, update, target, now)
            return target.direction == "out"
        if not self._changes.may(update, target):
            return False
        self._changes.apply(tx, update, target, now)
        return True

    def _keep(self, tx: Tx, update: _Update, kind: str, target_wamid: str, applied_at: int | None) -> bool:
        """False when this very update is kept already."""
        key_id = team_key(tx)
        own_key = f"{kind}:{update.channel.number_id}:{update.wamid}:{hashlib.sha256(update.raw).hexdigest()[:32]}"
        callback = update.callback or None if isinstance(update, StatusReport) else None
        sealed = self._vault.seal(tx, key_id, _encode(update), CONTEXT)
        where = (update.channel.number_id, target_wamid, own_key, kind, callback)
        return statuses.add_update(tx, (*where, key_id, sealed, update.at, applied_at))


def _dated(update: _UpdateT, received_at: int) -> _UpdateT:
    """With the time of arrival where WhatsApp told none."""
    return update if update.at is not None else msgspec.structs.replace(update, at=received_at)
