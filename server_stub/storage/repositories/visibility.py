"""Who may see what, as SQL: the permission filter is part of the query (law 11), never a step after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.contract.model import Account, Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose eyes a query looks with. Leads and admins see all conversations. Agents see their own; nobody's in the
    queues that they serve; those in which they take part; and those that they are asked to take or to join.
    """

    account_id: str
    role: Role

    @classmethod
    def of(cls, account: Account) -> Viewer:
        return cls(account.id, Role(account.role))

    @property
    def sees_all(self) -> bool:
        return self.role in (Role.LEAD, Role.ADMIN)


_PRESENT: Final = "conversation.contact_id NOT IN (SELECT id FROM contact WHERE erased_at IS NOT NULL)"
"""What is left of the conversations of somebody erased is shown to nobody."""
_SERVED: Final = """conversation.queue_id = ''
  OR conversation.queue_id IN (SELECT queue_member.queue_id FROM queue_member WHERE queue_member.account_id = ?)
  OR conversation.queue_id IN (SELECT queue.id FROM queue WHERE queue.everyone = 1)"""
_OWN: Final = f"""(conversation.assignee_id = ? OR (conversation.assignee_id IS NULL AND ({_SERVED}))
  OR conversation.id IN (SELECT participant.conversation_id FROM participant WHERE participant.account_id = ?)
  OR conversation.id IN (SELECT offer.conversation_id FROM offer WHERE offer.to_account = ?)) AND {_PRESENT}"""  # noqa: S608 - as all here, constants of ours


def visible_conversation(viewer: Viewer) -> tuple[str, tuple[str, ...]]:
    """A condition on a table named or aliased `conversation`, and its parameters."""
    if viewer.sees_all:
        return _PRESENT, ()
    return _OWN, (viewer.account_id,) * _OWN.count("?")


def visible_contact(viewer: Viewer) -> tuple[str, tuple[str, ...]]:
    """A condition on `contact`, and its parameters: leads and admins see everybody, agents those whose conversations
    they may see, also where the conversation is of a contact that is shown as this one. Never somebody erased.
    """
    if viewer.sees_all:
        return "contact.erased_at IS NULL", ()
    allowed, parameters = visible_conversation(viewer)
    own = "own.id = contact.id OR (own.merged_into != '' AND own.merged_into = contact.id)"
    sight = f"SELECT 1 FROM contact AS own JOIN conversation ON conversation.contact_id = own.id WHERE ({own})"  # noqa: S608
    return f"contact.erased_at IS NULL AND EXISTS ({sight} AND {allowed})", parameters


def visible_alarm(viewer: Viewer) -> str:
    """A condition that is true for those who can have an alarm mended; the rest know what the send gate tells them."""
    return "1 = 1" if viewer.sees_all else "1 = 0"


_CHANNELS: Final = """event.account_id = 'team'
  OR event.account_id IN (SELECT 'queue:' || queue_member.queue_id FROM queue_member WHERE queue_member.account_id = ?)
  OR event.account_id IN (SELECT 'queue:' || queue.id FROM queue WHERE queue.everyone = 1)"""
"""Talk among colleagues is addressed to a channel (domain/channels.py); one between two to each of them."""
_ANY_CHANNEL: Final = "event.account_id = 'team' OR event.account_id LIKE 'queue:%'"


def visible_event(viewer: Viewer) -> tuple[str, tuple[str, ...]]:
    """A condition on `event` and its parameters.

    Events of a conversation follow who may see that conversation now. Without a conversation and an addressee only the
    kinds that concern the whole team are shown to agents: what was written with too little in it reaches nobody. "It
    left" without an addressee is for everybody who may not see the conversation now; for leads only what was erased
    ever leaves.
    """
    allowed, parameters = visible_conversation(viewer)
    sight = f"EXISTS (SELECT 1 FROM conversation WHERE conversation.id = event.conversation_id AND {allowed})"  # noqa: S608
    if viewer.sees_all:
        addressed = f"(event.account_id = ? OR event.account_id IS NULL OR {_ANY_CHANNEL})"
        return f"({addressed} AND (event.kind <> 'conversation_left' OR NOT {sight}))", (viewer.account_id,)
    team_kinds = (
        "'account', 'template', 'catalogue', 'phrase', 'sticker', 'queue', 'queue_removed', 'agent', 'dispositions'"
    )
    of_team = f"event.conversation_id IS NULL AND event.kind IN ({team_kinds})"
    shown = f"CASE event.kind WHEN 'conversation_left' THEN NOT {sight} ELSE (({of_team}) OR {sight}) END"
    return (
        f"(event.account_id = ? OR {_CHANNELS} OR (event.account_id IS NULL AND {shown}))",
        (viewer.account_id, viewer.account_id, *parameters, *parameters),
    )
