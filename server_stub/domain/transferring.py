"""Who can be given a conversation, and who may write to a customer whom a colleague serves: pure rules."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from server_stub.contract.model import Conversation
from server_stub.contract.team import AgentState
from server_stub.contract.transfers import OfferKind, Presence


class Obstacle(StrEnum):
    """Why a conversation cannot go somewhere: codes of contract.transfers."""

    NONE = ""
    NOT_MEMBER = "not_member"
    OFFLINE = "offline"
    PAUSE = "pause"
    FULL = "full"
    SAME = "same"
    NO_MEMBERS = "no_members"
    CLOSED = "closed"
    SAME_QUEUE = "same_queue"
    TOO_MANY_TRANSFERS = "too_many_transfers"
    GONE = "gone"


class Receiver(msgspec.Struct, frozen=True, gc=False):
    """An agent at this moment. `load` of `capacity` and `active` of `most_active` as routing counts them."""

    state: AgentState
    is_member: bool
    load: int = 0
    capacity: int = 100
    active: int = 0
    most_active: int = 5


def agent_obstacle(one: Receiver, weight: int, kind: OfferKind = OfferKind.TRANSFER) -> Obstacle:
    """Of giving this agent a case that weighs `weight`. Whoever is only asked for advice need not have room for it."""
    if one.state is AgentState.OFFLINE:
        return Obstacle.OFFLINE
    takes = kind is not OfferKind.CONSULT
    if takes and not one.is_member:
        return Obstacle.NOT_MEMBER
    if one.state is AgentState.PAUSE:
        return Obstacle.PAUSE
    if takes and (one.load + weight > one.capacity or one.active >= one.most_active):
        return Obstacle.FULL
    return Obstacle.NONE


def queue_obstacle(*, is_same: bool, has_members: bool, is_open: bool) -> Obstacle:
    """Of putting a case into a queue."""
    if is_same:
        return Obstacle.SAME_QUEUE
    if not has_members:
        return Obstacle.NO_MEMBERS
    return Obstacle.NONE if is_open else Obstacle.CLOSED


def stands_in_the_way(obstacle: Obstacle, *, is_lead: bool) -> bool:
    """Leads may ask somebody who pauses or is full, and move what was moved often; they cannot call back who left."""
    overruled = is_lead and obstacle in (Obstacle.PAUSE, Obstacle.FULL, Obstacle.TOO_MANY_TRANSFERS)
    return obstacle is not Obstacle.NONE and not overruled


def too_many(transfers: int, most: int, *, is_lead: bool) -> bool:
    """Nobody is handed from one to the next for ever."""
    return transfers >= most and not is_lead


def in_the_way(seen: Conversation, caller_id: str, holder: str | None, *, sees_all: bool) -> str:
    """The account because of which `caller_id` may not write to the customer now; "" for none.

    `holder` of the claim. Who came in to help writes only notes; a lead who came in and the agent both write.
    """
    beside = {one.account_id for one in seen.participants if one.why is Presence.BARGE}
    if caller_id in beside and sees_all:
        return ""
    if seen.assignee_id not in (None, caller_id) and not sees_all:
        return seen.assignee_id or ""
    free = holder in (None, caller_id) or (seen.assignee_id == caller_id and holder in beside)
    return "" if free else holder or ""


def keeps_claim(seen: Conversation, caller_id: str, *, sees_all: bool) -> str:
    """The account whose place in a conversation `caller_id` may not take by a claim; "" for none.

    A visitor beside the agent holds nothing, else the agent could not write any more.
    """
    is_visitor = any(one.account_id == caller_id for one in seen.participants)
    if seen.assignee_id in (None, caller_id) or (sees_all and not is_visitor):
        return ""
    return seen.assignee_id or ""
