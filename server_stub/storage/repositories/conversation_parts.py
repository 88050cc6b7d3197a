"""What a conversation tells beside itself: its case, who is asked to take it, who else is in it, who is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from server_stub.contract.cases import CaseBrief, CaseState
from server_stub.contract.transfers import HandOver, Offer, OfferKind, Participant, Presence
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRow, columns_of
from server_stub.storage.sealed_values import opened
from server_stub.storage.vault import Vault

CARD_CONTEXT: Final = "offer.card"
_CASE_WIDTH: Final = len(CaseRow._fields)

# The open case is found by a unique index of its own, whose rowid spares a second look; only where none is open the
# closed ones are looked at.
PARTS_FROM: Final = """
LEFT JOIN case_file ON case_file.rowid = coalesce(
  (SELECT latest.rowid FROM case_file AS latest
   WHERE latest.conversation_id = conversation.id AND latest.closed_at IS NULL),
  (SELECT latest.rowid FROM case_file AS latest
   WHERE latest.conversation_id = conversation.id ORDER BY latest.closed_at DESC, latest.protocol DESC LIMIT 1))
LEFT JOIN offer ON offer.conversation_id = conversation.id
"""
PARTS: Final = f"""
       conversation.queue_id, offer.id, offer.kind, offer.to_account, offer.from_account, offer.offered_at,
       offer.expires_at, offer.card_enc,
       (SELECT group_concat(mention.account_id, ' ') FROM mention WHERE mention.conversation_id = conversation.id),
       (SELECT group_concat(account_id || ' ' || why || ' ' || joined_at || ' ' || invited_by, char(10))
        FROM participant WHERE participant.conversation_id = conversation.id),
       {columns_of("case_file")}
"""  # noqa: S608 - constants of ours
"""Columns as `Parts.of` reads them. No code or id of ours holds a blank."""


class Parts(NamedTuple):
    """As stored. `case`: the open one, else the one that was closed last."""

    queue_id: str
    case: CaseRow | None
    offer: Offer | None
    mentioned: list[str]
    participants: list[Participant]

    @classmethod
    def of(cls, vault: Vault, tx: Tx, key_id: str, row: Sequence[Any]) -> Parts:
        """From the columns of `PARTS`; the hand-over card is opened with the key of the contact."""
        queue_id, offer_id, *_, mentioned, participants = row[:10]
        return cls(
            queue_id,
            None if row[10] is None else CaseRow(*row[10 : 10 + _CASE_WIDTH]),
            None if offer_id is None else _offer(vault, tx, key_id, row[1:8]),
            sorted(mentioned.split()) if mentioned else [],
            _participants(participants) if participants else [],
        )


def brief_of(row: CaseRow | None) -> CaseBrief | None:
    """A case as its conversation tells it."""
    if row is None:
        return None
    return CaseBrief(
        id=row.id,
        protocol=row.protocol,
        state=CaseState(row.state),
        queue_id=row.queue_id,
        priority=row.priority,
        opened_at=row.opened_at,
        queued_at=row.queued_at,
        first_response_at=row.first_response_at,
        answer_due_at=row.answer_due_at,
        wrap_until=row.wrap_until,
        closed_at=row.closed_at,
        reopened=row.reopened,
    )


def protocol_of(row: CaseRow | None) -> str:
    """Of the case while it is open, else ""."""
    return row.protocol if row is not None and row.closed_at is None else ""


def _offer(vault: Vault, tx: Tx, key_id: str, row: Sequence[Any]) -> Offer:
    identifier, kind, to_account, from_account, offered_at, expires_at, card_enc = row
    card = opened(vault, tx, key_id, card_enc, CARD_CONTEXT, HandOver) or HandOver()
    return Offer(identifier, OfferKind(kind), to_account, from_account or None, offered_at, expires_at, card)


def _participants(told: str) -> list[Participant]:
    rows = (line.split(" ") for line in told.split("\n"))
    there = [Participant(who, Presence(why), invited_by, int(at)) for who, why, at, invited_by in rows]
    return sorted(there, key=lambda one: (one.joined_at, one.account_id))
