"""Rules of a message entering the local store, whoever brings it: event, page, answer, or the agent's keys."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desktop.application.applied import Applied
from desktop.application.store_ports import Coverage, StoreTx
from desktop.domain.delivery import merged, ticks_alone
from server_stub.contract.content import Content, Kind
from server_stub.contract.model import Conversation, Message, Preview
from server_stub.contract.requests import MessagePage

_PREVIEW_CHARACTERS = 200
_LINES_IN_A_ROW = 20
_UNSEEN = frozenset({Kind.SYSTEM, Kind.NOTE})
"""What the customer never sees does not stand for the conversation in the list."""
"""More changes of hands than this after the last word are not looked through."""


def put_told(tx: StoreTx, message: Message, applied: Applied, *, as_of: int) -> None:
    """Store what the gateway tells, in the place of a queued message with the same client id: no second bubble."""
    message = _without_what_was_deleted(message)
    was_queued = message.client_id is not None and _settle(tx, message, applied)
    known = tx.messages.get(message.id)
    if was_queued and message.id == message.client_id:
        known = None
    told = message if known is None else merged(known, message)
    if known == told or not tx.messages.put(told, as_of=as_of):
        return
    if known is not None and ticks_alone(known, told):
        applied.statuses[message.conversation_id].add(message.id)
    else:
        applied.message(message.conversation_id, message.id)
    if known is None and message.direction == "in":
        applied.inbound.add(message.conversation_id)


def _without_what_was_deleted(message: Message) -> Message:
    """What its author took back for everyone is not kept on this computer either."""
    if message.deleted_at is None:
        return message
    return msgspec.structs.replace(message, content=Content(message.content.kind), quote=None, reactions=[])


def _settle(tx: StoreTx, message: Message, applied: Applied) -> bool:
    """Remove the queued message and its outbox row; False where this desktop has no such row."""
    client_id = message.client_id or ""
    queued = tx.messages.by_client_id(client_id)
    if queued is not None and queued.id != message.id:
        tx.messages.remove(queued.id)
        applied.message(message.conversation_id, queued.id)
    item = tx.outbox.remove(client_id)
    if item is None:
        return False
    applied.settled.append((item, message))
    _keep_behind(tx, message, applied)
    return True


def _keep_behind(tx: StoreTx, accepted: Message, applied: Applied) -> None:
    """What is still queued was written later and stays below what was accepted, whatever time the gateway gave."""
    place = accepted.sent_at
    for item in tx.outbox.waiting():
        queued = tx.messages.get(item.client_id) if item.conversation_id == accepted.conversation_id else None
        if queued is None:
            continue
        place = max(place + 1, queued.sent_at)
        if place != queued.sent_at:
            tx.messages.put(msgspec.structs.replace(queued, sent_at=place), as_of=None)
            applied.message(queued.conversation_id, queued.id)


def put_page(tx: StoreTx, conversation_id: str, page: MessagePage, asked_before: str | None, *, as_of: int) -> Applied:
    """Store a page that was asked for with the cursor `asked_before`, and widen what is known without a gap."""
    applied = Applied()
    for message in page.messages:
        put_told(tx, message, applied, as_of=as_of)
    applied.inbound.clear()
    known = tx.messages.coverage(conversation_id)
    if asked_before is not None and (known is None or known.before != asked_before):
        return applied
    if page.messages:
        oldest = min(page.messages, key=place_of)
        tx.messages.set_coverage(conversation_id, Coverage(oldest.sent_at, oldest.id, page.before))
    else:
        place = (known.sent_at, known.message_id) if known else (0, "")
        tx.messages.set_coverage(conversation_id, Coverage(*place, None))
    return applied


def put_own(tx: StoreTx, message: Message, applied: Applied) -> Message:
    """Store a message that only this desktop knows, below everything shown, and name it in the conversation list."""
    newest = tx.messages.newest(message.conversation_id)
    if newest is not None and newest.sent_at >= message.sent_at:
        message = msgspec.structs.replace(message, sent_at=newest.sent_at + 1)
    tx.messages.put(message, as_of=None)
    applied.message(message.conversation_id, message.id)
    show_last(tx, message.conversation_id, applied)
    return message


def show_last(tx: StoreTx, conversation_id: str, applied: Applied) -> None:
    """Let the conversation's preview tell the newest message of the local copy; lines about it are none."""
    conversation = tx.inbox.conversation(conversation_id)
    latest = tx.messages.page(conversation_id, before=None, since=None, limit=_LINES_IN_A_ROW)
    newest = next((message for message in reversed(latest) if message.content.kind not in _UNSEEN), None)
    if conversation is None or newest is None:
        return
    put_conversation(tx, msgspec.structs.replace(conversation, last=preview_of(newest)), applied, as_of=None)


def put_conversation(tx: StoreTx, conversation: Conversation, applied: Applied, *, as_of: int | None) -> bool:
    known = tx.inbox.conversation(conversation.id)
    if not tx.inbox.put_conversation(conversation, as_of=as_of):
        return False
    if known != conversation:
        applied.conversations[conversation.id] = conversation
    if known is None or (known.window_until, known.assignee_id) != (
        conversation.window_until,
        conversation.assignee_id,
    ):
        applied.outlooks_doubtful.add(conversation.id)
    return True


def remove_conversations(tx: StoreTx, conversation_ids: Sequence[str], applied: Applied) -> None:
    """Forget what may no longer be seen. What this agent typed and is not sent yet, and drafts, are kept (law 9)."""
    for conversation_id in conversation_ids:
        applied.media_gone += tx.messages.remove_conversation(conversation_id)
        contact_id = tx.inbox.remove_conversation(conversation_id)
        applied.conversations[conversation_id] = None
        if contact_id is not None:
            applied.contacts[contact_id] = None


def remove_messages(tx: StoreTx, conversation_id: str, message_ids: Sequence[str], applied: Applied) -> None:
    """Forget what the gateway has kept long enough, with its file."""
    for known in tx.messages.get_many(message_ids):
        tx.messages.remove(known.id)
        applied.message(conversation_id, known.id)
        if known.content.media is not None:
            applied.media_gone.append(known.content.media.id)


def preview_of(message: Message) -> Preview:
    return Preview(
        message_id=message.id,
        kind=message.content.kind,
        text=message.content.text[:_PREVIEW_CHARACTERS],
        direction=message.direction,
        status=message.status.value,
        sent_at=message.sent_at,
        author_id=message.author_id,
    )


def place_of(message: Message) -> tuple[int, str]:
    """The order of a timeline."""
    return message.sent_at, message.id
