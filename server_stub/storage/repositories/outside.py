"""E-mails and SMS that ask for permission, or confirm an answer: sealed under the key of the person they go to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from server_stub.storage.database import Tx
from server_stub.storage.vault import Vault

EMAIL: Final = "email"
SMS: Final = "sms"
QUEUED: Final = "queued"
SENDING: Final = "sending"
SENT: Final = "sent"
DELIVERED: Final = "delivered"
FAILED: Final = "failed"
BOUNCED: Final = "bounced"
STATES: Final = frozenset({QUEUED, SENDING, SENT, DELIVERED, FAILED, BOUNCED})
_BODY: Final = "outside_message.body"
_ADDRESS: Final = "outside_message.address"
_COLUMNS: Final = (
    "id, channel, contact_id, key_id, address_enc, body_enc, state, attempts, next_attempt_at, provider_id, failure,"
    " created_at, sent_at, purposes, asked_by, expires_at, answered_at, capture_request_id"
)
_SELECT: Final = f"SELECT {_COLUMNS} FROM outside_message"  # noqa: S608 - column names from above
_ADD: Final = """
INSERT INTO outside_message (id, channel, contact_id, key_id, address_enc, address_hash, body_enc, next_attempt_at,
                             created_at, purposes, asked_by, expires_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_LISTED: Final = f"{_SELECT} WHERE ? IN ('', contact_id) AND ? IN ('', state) ORDER BY created_at DESC, id DESC LIMIT ?"
_QUESTIONS: Final = f"{_SELECT} WHERE channel = ? AND address_hash = ? AND purposes <> '' AND answered_at IS NULL"
_ASKED: Final = f"""{_QUESTIONS} AND expires_at > ? AND (sent_at IS NOT NULL OR failure LIKE 'in_doubt%')
 ORDER BY created_at DESC, id DESC LIMIT 1"""
_WAITING: Final = f"""{_QUESTIONS} AND expires_at > ? AND state NOT IN ('failed', 'bounced')
 ORDER BY created_at DESC, id DESC LIMIT 1"""
_FOLLOWED: Final = """
WITH RECURSIVE followed (id, step) AS (
    SELECT ?, 0 UNION ALL
    SELECT contact.merged_into, step + 1 FROM contact JOIN followed ON contact.id = followed.id
    WHERE contact.merged_into <> '' AND step < 20
)
SELECT contact.id, contact.key_id FROM followed JOIN contact ON contact.id = followed.id ORDER BY step DESC LIMIT 1
"""


class Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is sent. `notices`: which version of which text each purpose was asked under; e-mails have a `subject`."""

    text: str
    language: str
    subject: str = ""
    html: str = ""
    leave_url: str = ""
    notices: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class NewOutside:
    id: str
    channel: str
    contact_id: str
    key_id: str
    address: str
    body: Body
    purposes: tuple[str, ...]
    asked_by: str
    created_at: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """`purposes`: "" for what asks for nothing. Moments in ms; from `expires_at` on it is neither sent nor answered."""

    id: str
    channel: str
    contact_id: str
    key_id: str
    address_enc: bytes
    body_enc: bytes
    state: str
    attempts: int
    next_attempt_at: int
    provider_id: str | None
    failure: str
    created_at: int
    sent_at: int | None
    purposes: str
    asked_by: str
    expires_at: int
    answered_at: int | None
    capture_request_id: str

    @property
    def asked(self) -> list[str]:
        return self.purposes.split()


class OutsideRows:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, tx: Tx, new: NewOutside) -> None:
        address = self._vault.seal(tx, new.key_id, new.address.encode(), _ADDRESS)
        body = self._vault.seal(tx, new.key_id, msgspec.json.encode(new.body), _BODY)
        where = (new.id, new.channel, new.contact_id, new.key_id, address, self.hash_of(new.channel, new.address))
        asked = " ".join(new.purposes)
        times = (new.created_at, new.created_at, asked, new.asked_by, new.expires_at)
        tx.driver.execute(_ADD, (*where, body, *times))

    def get(self, tx: Tx, message_id: str) -> OutsideRow | None:
        return _one(tx.driver.execute(f"{_SELECT} WHERE id = ?", (message_id,)).fetchone())

    def owner_now(self, tx: Tx, row: OutsideRow) -> tuple[str, str]:
        """(contact id, key id) of the person asked: another contact where somebody decided that the two are one."""
        found = tx.driver.execute(_FOLLOWED, (row.contact_id,)).fetchone()
        return (row.contact_id, row.key_id) if found is None else (found[0], found[1])

    def address(self, tx: Tx, row: OutsideRow) -> str:
        """Raises UnreadableError once the person was erased."""
        return self._vault.open(tx, row.key_id, row.address_enc, _ADDRESS).decode()

    def body(self, tx: Tx, row: OutsideRow) -> Body:
        """Raises UnreadableError once the person was erased."""
        return msgspec.json.decode(self._vault.open(tx, row.key_id, row.body_enc, _BODY), type=Body)

    def same_question(self, tx: Tx, contact_id: str, channel: str, purposes: str, since: int) -> OutsideRow | None:
        """The newest since then (ms) that was not refused by the other side."""
        sql = (
            f"{_SELECT} WHERE contact_id = ? AND channel = ? AND purposes = ? AND created_at > ?"
            " AND state NOT IN ('failed', 'bounced') ORDER BY created_at DESC, id DESC LIMIT 1"
        )
        return _one(tx.driver.execute(sql, (contact_id, channel, purposes, since)).fetchone())

    def open_question(self, tx: Tx, channel: str, address: str, now: int) -> OutsideRow | None:
        """What somebody at this address was asked last, may still answer, and has not answered.

        Whoever answers was asked, whatever became of the report or of the provider's answer.
        """
        return _one(tx.driver.execute(_ASKED, (channel, self.hash_of(channel, address), now)).fetchone())

    def waiting_question(self, tx: Tx, channel: str, address: str, now: int) -> OutsideRow | None:
        """As `open_question`, or one that is still to be sent; not what failed."""
        return _one(tx.driver.execute(_WAITING, (channel, self.hash_of(channel, address), now)).fetchone())

    def asked_since(self, tx: Tx, contact_id: str, channel: str, since: int) -> int:
        """How many questions somebody was to get since then (ms), whatever they asked for."""
        sql = (
            "SELECT count(*) FROM outside_message"
            " WHERE contact_id = ? AND channel = ? AND purposes <> '' AND created_at > ?"
        )
        return int(tx.driver.execute(sql, (contact_id, channel, since)).fetchone()[0])

    def contacts_at(self, tx: Tx, channel: str, address: str) -> list[tuple[str, str]]:
        """(contact id, key id) of everybody that this gateway ever wrote to at this address."""
        sql = (
            "SELECT DISTINCT contact.id, contact.key_id FROM outside_message JOIN contact"
            " ON contact.id = outside_message.contact_id"
            " WHERE channel = ? AND address_hash = ? AND contact.erased_at IS NULL ORDER BY contact.id"
        )
        return [(row[0], row[1]) for row in tx.driver.execute(sql, (channel, self.hash_of(channel, address)))]

    def listed(self, tx: Tx, contact_id: str, state: str, limit: int) -> list[OutsideRow]:
        """Newest first; "" stands for all."""
        return [OutsideRow(*row) for row in tx.driver.execute(_LISTED, (contact_id, state, limit))]

    def next_due(self, tx: Tx, channel: str, now: int, latest: int) -> OutsideRow | None:
        """What is due at `now`, or due later than any pause ends (`latest`): then the clock went back."""
        sql = (
            f"{_SELECT} WHERE channel = ? AND state = ? AND (next_attempt_at <= ? OR next_attempt_at > ?)"
            " ORDER BY next_attempt_at, id LIMIT 1"
        )
        return _one(tx.driver.execute(sql, (channel, QUEUED, now, latest)).fetchone())

    def orphans(self, tx: Tx, channel: str) -> list[OutsideRow]:
        """Those that an earlier process was about to send: nobody knows whether it did."""
        sql = f"{_SELECT} WHERE channel = ? AND state = ? ORDER BY id"
        return [OutsideRow(*row) for row in tx.driver.execute(sql, (channel, SENDING))]

    def waiting(self, tx: Tx, channel: str) -> int:
        sql = "SELECT count(*) FROM outside_message WHERE channel = ? AND state = ?"
        return int(tx.driver.execute(sql, (channel, QUEUED)).fetchone()[0])

    def begin(self, tx: Tx, message_id: str) -> bool:
        """Compare and set: False when it is no longer waiting."""
        sql = "UPDATE outside_message SET state = ?, attempts = attempts + 1 WHERE id = ? AND state = ?"
        return int(tx.driver.execute(sql, (SENDING, message_id, QUEUED)).rowcount) == 1

    def requeue(self, tx: Tx, message_id: str, failure: str, at: int) -> None:
        sql = "UPDATE outside_message SET state = ?, failure = ?, next_attempt_at = ? WHERE id = ? AND state = ?"
        tx.driver.execute(sql, (QUEUED, failure, at, message_id, SENDING))

    def postpone(self, tx: Tx, message_id: str, failure: str, at: int) -> None:
        """What waits goes on waiting; `failure` says what for, unless it counts how often it may have left."""
        sql = (
            "UPDATE outside_message SET failure = CASE WHEN failure LIKE 'in_doubt%' THEN failure ELSE ? END,"
            " next_attempt_at = ? WHERE id = ? AND state = ?"
        )
        tx.driver.execute(sql, (failure, at, message_id, QUEUED))

    def sent(self, tx: Tx, message_id: str, provider_id: str | None, expires_at: int, now: int) -> None:
        """A report may have told so before: then only the provider's id is added."""
        sql = "UPDATE outside_message SET provider_id = ? WHERE id = ? AND provider_id IS NULL"
        tx.driver.execute(sql, (provider_id, message_id))
        sql = (
            "UPDATE outside_message SET state = ?, failure = '', sent_at = ?, expires_at = ?"
            " WHERE id = ? AND state IN ('queued', 'sending')"
        )
        tx.driver.execute(sql, (SENT, now, expires_at, message_id))

    def delivered(self, tx: Tx, message_id: str) -> None:
        sql = "UPDATE outside_message SET state = ?, failure = '' WHERE id = ? AND state = ?"
        tx.driver.execute(sql, (DELIVERED, message_id, SENT))

    def ended(self, tx: Tx, message_id: str, state: str, failure: str) -> None:
        """Failed or bounced for good; what was delivered stays so."""
        sql = "UPDATE outside_message SET state = ?, failure = ? WHERE id = ? AND state <> ?"
        tx.driver.execute(sql, (state, failure, message_id, DELIVERED))

    def answered(self, tx: Tx, message_id: str, capture_request_id: str, now: int) -> None:
        sql = "UPDATE outside_message SET answered_at = ?, capture_request_id = ? WHERE id = ? AND answered_at IS NULL"
        tx.driver.execute(sql, (now, capture_request_id, message_id))

    def hash_of(self, channel: str, address: str) -> bytes:
        return self._vault.blind(address, f"outside.{channel}")


def _one(row: Sequence[Any] | None) -> OutsideRow | None:
    return None if row is None else OutsideRow(*row)
