"""What people asked about their data, and what became of it. Details are sealed under the person's key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from server_stub.contract.rights import Right, RightsRequest
from server_stub.storage.database import Tx
from server_stub.storage.vault import UnreadableError, Vault

CONTEXT: Final = "rights_request.detail"
_COLUMNS: Final = (
    "protocol, contact_id, key_id, right, channel, received_at, target_at, due_at, state, answered_at, answered_by,"
    " detail_enc"
)
_INSERT: Final = f"""
INSERT INTO rights_request ({_COLUMNS}, source_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, '', ?, ?)
"""  # noqa: S608 - column names from above


class Detail(msgspec.Struct, frozen=True, omit_defaults=True):
    """`rights_request.detail_enc`. `before` and `after`: what a correction changed."""

    note: str = ""
    answer: str = ""
    before: str = ""
    after: str = ""


class RightsRows:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, tx: Tx, request: RightsRequest, key_id: str, source_key: str | None) -> None:
        what = (request.protocol, request.contact_id, key_id, request.right.value, request.channel)
        times = (request.received_at, request.target_at, request.due_at)
        sealed = self._vault.seal(tx, key_id, msgspec.json.encode(Detail(request.note)), CONTEXT)
        tx.driver.execute(_INSERT, (*what, *times, request.state, sealed, source_key))

    def by_cause(self, tx: Tx, source_key: str) -> RightsRequest | None:
        return self._one(tx, "source_key = ?", source_key)

    def open_of(self, tx: Tx, contact_id: str, right: Right) -> RightsRequest | None:
        return self._one(tx, "state = 'open' AND contact_id = ? AND right = ?", contact_id, right.value)

    def get(self, tx: Tx, protocol: str) -> RightsRequest | None:
        return self._one(tx, "protocol = ?", protocol)

    def listed(self, tx: Tx, state: str) -> list[RightsRequest]:
        """In the order in which they are due; all where `state` is ""."""
        return self._all(tx, "(? = '' OR state = ?)", state, state)

    def of_contact(self, tx: Tx, contact_id: str) -> list[RightsRequest]:
        return self._all(tx, "contact_id = ?", contact_id)

    def settle(self, tx: Tx, protocol: str, state: str, by: str, detail: Detail, now: int) -> None:
        """`state`: answered or refused."""
        (key_id,) = tx.driver.execute("SELECT key_id FROM rights_request WHERE protocol = ?", (protocol,)).fetchone()
        sealed = self._vault.seal(tx, key_id, msgspec.json.encode(detail), CONTEXT)
        sql = "UPDATE rights_request SET state = ?, answered_at = ?, answered_by = ?, detail_enc = ? WHERE protocol = ?"
        tx.driver.execute(sql, (state, now, by, sealed, protocol))

    def due(self, tx: Tx, before: int) -> tuple[int, int]:
        """How many open ones are due before this moment (ms), and when the first of them is (0: none)."""
        sql = "SELECT count(*), coalesce(min(due_at), 0) FROM rights_request WHERE state = 'open' AND due_at < ?"
        found: tuple[int, int] = tx.driver.execute(sql, (before,)).fetchone()
        return found

    def _one(self, tx: Tx, where: str, *parameters: str) -> RightsRequest | None:
        return next(iter(self._all(tx, where, *parameters)), None)

    def _all(self, tx: Tx, where: str, *parameters: str) -> list[RightsRequest]:
        sql = f"SELECT {_COLUMNS} FROM rights_request WHERE {where} ORDER BY due_at, protocol"  # noqa: S608
        return [self._request(tx, row) for row in tx.driver.execute(sql, parameters).fetchall()]

    def _request(self, tx: Tx, row: Sequence[Any]) -> RightsRequest:
        protocol, contact_id, key_id, right, channel, received, target, due, state, answered, by, sealed = row
        try:
            opened = self._vault.open(tx, key_id, sealed or b"", CONTEXT)
            detail = msgspec.json.decode(opened, type=Detail)
        except UnreadableError:  # erased: that it was asked and answered stays, the words do not
            detail = Detail()
        return RightsRequest(
            protocol=protocol,
            contact_id=contact_id,
            right=Right(right),
            received_at=received,
            target_at=target,
            due_at=due,
            state=state,
            channel=channel,
            answered_at=answered,
            answered_by=by,
            answer=detail.answer,
            note=detail.note,
        )
