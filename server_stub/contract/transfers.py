"""Handing a conversation on: offers that are accepted or declined, the hand-over card, and several in one chat."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class OfferKind(StrEnum):
    QUEUE = "queue"  # the queue gives it
    TRANSFER = "transfer"
    WARM = "warm"  # both in the chat, then the second takes over
    CONSULT = "consult"  # the second only advises


class DeclineReason(StrEnum):
    BUSY = "busy"
    NOT_MINE = "not_mine"  # wrong queue or subject
    LEAVING = "leaving"  # break or end of shift
    CONFLICT = "conflict"  # I know this person
    OTHER = "other"


class Presence(StrEnum):
    """Why somebody beside the agent in charge is in the chat."""

    WARM = "warm"
    CONSULT = "consult"
    BARGE = "barge"


class HandOver(msgspec.Struct, frozen=True, omit_defaults=True):
    """The card: what the customer wants, what was done, what was promised. Each at most 500 characters."""

    wants: str = ""
    done: str = ""
    promised: str = ""
    note: str = ""
    """To the colleague alone; like an internal note it never reaches WhatsApp."""


class Offer(msgspec.Struct, frozen=True, omit_defaults=True):
    """Open: `to_account` is asked until `expires_at` (ms; None: a warm or consulting invitation stays)."""

    id: str
    kind: OfferKind
    to_account: str
    from_account: str | None = None
    offered_at: int = 0
    expires_at: int | None = None
    card: HandOver = HandOver()


class Participant(msgspec.Struct, frozen=True, omit_defaults=True):
    """Sees the chat and may write notes; to the customer only after a barge, or after taking over."""

    account_id: str
    why: Presence
    invited_by: str = ""
    joined_at: int = 0


class Transfer(msgspec.Struct, frozen=True, omit_defaults=True):
    """To one of both. `kind` is TRANSFER, WARM or CONSULT; a queue takes only TRANSFER."""

    to_account: str = ""
    to_queue: str = ""
    kind: OfferKind = OfferKind.TRANSFER
    card: HandOver = HandOver()
    expected_agent: str | None = None
    """Who had it when this was decided, "" for nobody: two leads who move one case do not undo each other."""


class Decline(msgspec.Struct, frozen=True, omit_defaults=True):
    reason: DeclineReason = DeclineReason.BUSY
    note: str = ""


class TargetQueue(msgspec.Struct, frozen=True, omit_defaults=True):
    queue_id: str
    name: str
    waiting: int
    available: int
    """Of its members, now."""
    is_open: bool = True
    obstacle: str = ""
    """Why it cannot go there: no_members, closed, same_queue, too_many_transfers; "" where it can."""


class TargetAgent(msgspec.Struct, frozen=True, omit_defaults=True):
    account_id: str
    name: str
    state: str
    since: int
    load: int
    capacity: int
    open_cases: int
    obstacle: str = ""
    """not_member, offline, pause, full, too_many_transfers; "" where it can. Leads may still choose paused or full."""


class Targets(msgspec.Struct, frozen=True, omit_defaults=True):
    queues: list[TargetQueue]
    agents: list[TargetAgent]


class Bulk(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a lead does to many at once: transfer to one queue or agent, or close."""

    conversation_ids: list[str]
    to_queue: str = ""
    to_account: str = ""
    close: bool = False
    disposition_id: str = ""
    apply: bool = False
    """False: only tell what would happen."""


class BulkRow(msgspec.Struct, frozen=True, omit_defaults=True):
    conversation_id: str
    obstacle: str = ""
    """Why nothing happens to it: gone, closed, disposition_required, same, the obstacles above; of an undo touched, or
    gone."""


class BulkResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """`id` names it for the undo, within ten minutes; what somebody touched since stays as it is."""

    rows: list[BulkRow]
    id: str = ""
    undo_until: int = 0
