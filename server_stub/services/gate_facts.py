"""Reads from the store what the send gate wants to know of a person, of our number and of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server_stub.contract.events import AlarmCode
from server_stub.domain.caps import DAY_MS
from server_stub.domain.consent_events import ConsentEvent
from server_stub.domain.gate_input import Listing, Number, Person, Rules
from server_stub.domain.identity import match_key
from server_stub.domain.regions import HOME, Place, place_of
from server_stub.domain.window import WINDOW_MS
from server_stub.storage.database import Tx
from server_stub.storage.repositories import suppressions
from server_stub.storage.repositories.block_lists import LOADING
from server_stub.storage.repositories.counters import Counters
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.vault import UnreadableError, Vault

MINOR: Final = "minor"
ADULT: Final = "adult"
_WHO: Final = "contact.id, key_id, erased_at, identity_changed_at, zone, minor, legal_block_at"
_CONTACT: Final = f"SELECT {_WHO} FROM contact WHERE id = ?"  # noqa: S608 - column names from above
_CONVERSATION: Final = f"""
SELECT {_WHO}, conversation.id, conversation.channel_number_id, conversation.last_inbound_at,
       channel_number.quality, channel_number.status, channel_number.messaging_limit
FROM conversation
JOIN contact ON contact.id = conversation.contact_id
JOIN channel_number ON channel_number.id = conversation.channel_number_id
WHERE conversation.id = ?
"""  # noqa: S608 - as above
_WHO_WIDTH: Final = 7
_FAMILY: Final = """
WITH one AS (
  SELECT contact.id FROM contact JOIN (
    SELECT CASE merged_into WHEN '' THEN id ELSE merged_into END AS id FROM contact WHERE id = :contact
  ) AS shown ON contact.id = shown.id OR (contact.merged_into != '' AND contact.merged_into = shown.id)
), namesake AS (
  SELECT other.contact_id AS id FROM one
  JOIN identity AS own ON own.contact_id = one.id AND own.valid_to IS NULL
  JOIN identity AS other ON other.match_hash = own.match_hash AND other.valid_to IS NULL
  WHERE 'dialled' IN (own.kind, other.kind)
)
SELECT id FROM (SELECT id FROM one UNION SELECT id FROM namesake) ORDER BY id <> :contact
"""
_OPEN_QUESTIONS: Final = """
SELECT consent_prompt.purpose FROM consent_prompt JOIN send_job ON send_job.message_id = consent_prompt.message_id
WHERE consent_prompt.contact_id = ? AND consent_prompt.answered_at IS NULL AND consent_prompt.expires_at > ?
  AND send_job.state IN ('sending', 'in_doubt', 'done')
"""
_PHONES: Final = """
SELECT value_enc, match_hash FROM identity
WHERE contact_id = ? AND valid_to IS NULL AND kind IN ('wa_id', 'dialled') ORDER BY last_seen_at DESC, id DESC
"""
_LISTINGS: Final = """
SELECT block_list.state, block_list_entry.listed_at, block_list_entry.effective_at
FROM block_list_entry JOIN block_list ON block_list.id = block_list_entry.list_id
WHERE block_list_entry.match_hash = ? ORDER BY block_list_entry.listed_at DESC
"""


_LOADING: Final = "SELECT value FROM setting WHERE name = ?"


@dataclass(frozen=True, slots=True)
class Who:
    """One row of `_CONTACT`."""

    contact_id: str
    key_id: str
    erased_at: int | None
    identity_changed_at: int | None
    zone: str
    minor: str
    legal_block_at: int | None


@dataclass(frozen=True, slots=True)
class Talk:
    """One row of `_CONVERSATION`."""

    who: Who
    id: str
    number_id: str
    last_inbound_at: int | None
    quality: str
    status: str
    messaging_limit: int | None


class GateFacts:
    """Every method reads only."""

    def __init__(self, vault: Vault, registers: Registers, counters: Counters) -> None:
        self._vault = vault
        self._registers = registers
        self.counters = counters

    def rules(self, tx: Tx) -> Rules:
        return Rules(self._registers.catalogue(tx), self._registers.policy(tx))

    def talk(self, tx: Tx, conversation_id: str) -> Talk | None:
        row = tx.driver.execute(_CONVERSATION, (conversation_id,)).fetchone()
        return None if row is None else Talk(Who(*row[:_WHO_WIDTH]), *row[_WHO_WIDTH:])

    def who(self, tx: Tx, contact_id: str) -> Who | None:
        row = tx.driver.execute(_CONTACT, (contact_id,)).fetchone()
        return None if row is None else Who(*row)

    def family(self, tx: Tx, contact_id: str) -> list[str]:
        """The contact first, then all that are shown as one with it, and those known by the same number where somebody
        only stated it: a "no" that came in for a number binds whoever turns out to have it.
        """
        return [str(row[0]) for row in tx.driver.execute(_FAMILY, {"contact": contact_id})]

    def person(self, tx: Tx, who: Who, family: Sequence[str], now: int, *, digits: str = "") -> Person:
        """`digits`: the number that something goes to, where it may be another than the person is known by."""
        phone, listings = self._phone_and_listings(tx, who.contact_id, who.key_id)
        if digits:
            phone, listings = digits, [*listings, *self._listings(tx, self._vault.blind(match_key(digits), "match"))]
        place = place_of(phone, who.zone, self._registers.company(tx).zone)
        return Person(
            erased=who.erased_at is not None,
            identity_changed=who.identity_changed_at is not None,
            minor=who.minor == MINOR,
            adult=who.minor == ADULT,
            legal_block_at=who.legal_block_at,
            place=place,
            listings=tuple(it for it in listings if _binds(it.state, place)),
            lists_loading=self._lists_loading(tx, place),
            doubt_until=self._doubt_until(tx, family),
            sends=self.counters.sends(tx, family, now),
            backoff_until=self.counters.backoff_until(tx, family, now),
        )

    def suppressed(self, tx: Tx, digits: str) -> list[ConsentEvent]:
        """A number may speak for somebody who was erased, whoever it is now."""
        return suppressions.of_number(tx, self._vault, digits)

    def zone_of(self, tx: Tx, contact_id: str) -> str:
        """Where the person's months and days begin."""
        row = tx.driver.execute("SELECT key_id, zone FROM contact WHERE id = ?", (contact_id,)).fetchone()
        if row is None:
            return self._registers.company(tx).zone
        phone, _ = self._phone_and_listings(tx, contact_id, row[0])
        return place_of(phone, row[1], self._registers.company(tx).zone).zone

    def number(self, tx: Tx, talk: Talk, now: int, paced_until: int | None) -> Number:
        restricted = "SELECT 1 FROM alarm WHERE code = ? AND subject = ? AND coalesce(lapses_at, ?) > ?"
        found = tx.driver.execute(restricted, (AlarmCode.QUALITY_LIMIT, talk.number_id, now + 1, now)).fetchone()
        limit, full = talk.messaging_limit, None
        if limit is not None:
            full = self.counters.portfolio_full_until(tx, limit, talk.who.contact_id, now)
        return Number(talk.quality, talk.status, found is not None, full, paced_until)

    def open_questions(self, tx: Tx, contact_id: str, now: int) -> frozenset[str]:
        return frozenset(str(row[0]) for row in tx.driver.execute(_OPEN_QUESTIONS, (contact_id, now)))

    def survey_due(self, tx: Tx, talk: Talk, family: Sequence[str], rules: Rules, now: int) -> bool:
        """The case was closed in this window, and no survey was sent for a while (row 39)."""
        sql = "SELECT max(closed_at) FROM case_file WHERE conversation_id = ?"
        closed_at = tx.driver.execute(sql, (talk.id,)).fetchone()[0]
        if closed_at is None or talk.last_inbound_at is None:
            return False
        if not talk.last_inbound_at <= closed_at <= now < closed_at + WINDOW_MS:
            return False
        surveyed_at = self.counters.surveyed_at(tx, family)
        return surveyed_at is None or now - surveyed_at >= rules.policy.survey_rest_days * DAY_MS

    def is_answer(self, tx: Tx, conversation_id: str, quote_id: str, now: int) -> bool:
        """The quoted message is the customer's own, of this conversation and of the window that is open (row 33)."""
        sql = "SELECT sent_at FROM message WHERE id = ? AND conversation_id = ? AND direction = 'in'"
        row = tx.driver.execute(sql, (quote_id, conversation_id)).fetchone()
        return row is not None and now - WINDOW_MS < int(row[0])

    def _doubt_until(self, tx: Tx, family: Sequence[str]) -> int | None:
        marks = ",".join("?" * len(family))
        sql = f"SELECT min(expires_at) FROM optout_doubt WHERE settled_at IS NULL AND contact_id IN ({marks})"  # noqa: S608
        found = tx.driver.execute(sql, tuple(family)).fetchone()[0]
        return None if found is None else int(found)

    def _phone_and_listings(self, tx: Tx, contact_id: str, key_id: str) -> tuple[str | None, list[Listing]]:
        """The number last seen, and every list that names any of the person's numbers."""
        phone: str | None = None
        listings: list[Listing] = []
        for sealed, match_hash in tx.driver.execute(_PHONES, (contact_id,)).fetchall():
            if match_hash is not None:
                listings += self._listings(tx, match_hash)
            if phone is None:
                phone = self._opened(tx, key_id, sealed)
        return phone, listings

    @staticmethod
    def _listings(tx: Tx, match_hash: bytes) -> list[Listing]:
        """Of lists that stand; one that is still being read in names nobody yet, see `Person.lists_loading`."""
        return [Listing(*row) for row in tx.driver.execute(_LISTINGS, (match_hash,))]

    @staticmethod
    def _lists_loading(tx: Tx, place: Place) -> bool:
        row = tx.driver.execute(_LOADING, (LOADING,)).fetchone()
        return row is not None and _binds(str(row[0]), place)

    def _opened(self, tx: Tx, key_id: str, sealed: bytes) -> str | None:
        try:
            return self._vault.open(tx, key_id, sealed, "identity.value").decode()
        except UnreadableError:
            return None


def _binds(state: str, place: Place) -> bool:
    """A list of this state ("" for the whole country) is about somebody who is at home there."""
    return not state or (place.country == HOME and state == place.state)
