"""Queued messages: into the outbox, out of it, marked when refused; each is one transaction of the local store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from desktop.application.applied import Applied
from desktop.application.store_ports import LocalFile, OutboxItem, StoreTx
from desktop.application.storing import put_own, put_told, show_last
from desktop.domain.errors import AppError, LocalProblem
from desktop.domain.failures import failure_of
from server_stub.contract.content import Content, Kind, Media, TemplateUse
from server_stub.contract.delivery import Status
from server_stub.contract.errors import ErrorCode
from server_stub.contract.model import Account, Message, Quote, Template
from server_stub.contract.requests import SendMessage, WriteNote
from server_stub.contract.template_fields import bubble_buttons, bubble_text, place_of

_QUOTE_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class QueuedDraft:
    """A message about to be queued: what is asked of the gateway and what the bubble shows."""

    request: SendMessage
    content: Content
    file: LocalFile | None = None
    replaces: str | None = None
    """A failed message that this one is sent instead of."""
    clears_draft: bool = True
    grace_ms: int = 0
    """For so long it stays on this computer, so that the agent may think again."""
    note: WriteNote | None = None
    """An internal note; None for everything that is sent."""


def queue(tx: StoreTx, draft: QueuedDraft, author: Account) -> tuple[Applied, Message]:
    """Message, outbox row and draft in one transaction (law 9)."""
    applied = Applied()
    request = draft.request
    if draft.replaces is not None:
        tx.messages.remove(draft.replaces)
        tx.outbox.remove(draft.replaces)
        applied.message(request.conversation_id, draft.replaces)
    message = Message(
        id=request.client_id,
        conversation_id=request.conversation_id,
        direction="out",
        content=draft.content,
        sent_at=request.composed_at,
        status=Status.PENDING,
        author_id=author.id,
        author_name=author.name,
        client_id=request.client_id,
        quote=_quote(tx, request.quote_id),
    )
    message = put_own(tx, message, applied)
    if message.quote is not None and tx.outbox.get(message.quote.message_id) is not None:
        # The gateway does not know what it has not accepted: the answer goes without the quote rather than not at all.
        request = msgspec.structs.replace(request, quote_id=None)
    not_before = request.composed_at + draft.grace_ms if draft.grace_ms else 0
    item = OutboxItem(request, draft.file, not_before=not_before, note=draft.note)
    tx.outbox.add(item)
    applied.queued.append(item)
    if draft.clears_draft:
        tx.notes.set_draft(request.conversation_id, "")
    return applied, message


def unqueue(tx: StoreTx, client_id: str) -> Applied:
    """Give up what was never accepted; its file goes too."""
    applied = Applied()
    item = tx.outbox.remove(client_id)
    if item is None:
        raise LocalProblem(ErrorCode.NOT_CANCELLABLE.value)
    tx.messages.remove(client_id)
    applied.message(item.conversation_id, client_id)
    applied.given_up.append(item)
    if item.file is not None:
        applied.media_gone.append(item.file.media_id)
    show_last(tx, item.conversation_id, applied)
    return applied


def unsend(tx: StoreTx, client_id: str) -> tuple[Applied, str]:
    """A queued text becomes the draft again, before what was written since; both in one transaction (law 9)."""
    item = tx.outbox.get(client_id)
    if item is None or item.failed or item.file is not None or not item.request.text:
        raise LocalProblem(ErrorCode.NOT_CANCELLABLE.value)
    draft = "\n".join(filter(None, (item.request.text, tx.notes.draft(item.conversation_id))))
    applied = unqueue(tx, client_id)
    tx.notes.set_draft(item.conversation_id, draft)
    return applied, draft


def template_content(template: Template, variables: Mapping[str, str], media: Media | None) -> Content:
    """The bubble of a template with its variables in place; `media` stands above the text."""
    return Content(
        kind=Kind.TEMPLATE,
        text=bubble_text(template, variables),
        media=media,
        location=place_of(template, variables),
        footer=template.footer,
        buttons=bubble_buttons(template, variables),
        template=TemplateUse(template.id, template.name, template.language, dict(variables)),
    )


def _quote(tx: StoreTx, quote_id: str | None) -> Quote | None:
    quoted = None if quote_id is None else tx.messages.get(quote_id)
    if quoted is None:
        return None
    return Quote(quoted.id, quoted.content.kind, quoted.content.text[:_QUOTE_CHARACTERS], quoted.direction)


def accept(tx: StoreTx, client_id: str, accepted: Message, *, as_of: int) -> Applied:
    """The gateway's message takes the place of the queued one, unless an event has told more of it already."""
    applied = Applied()
    put_told(tx, msgspec.structs.replace(accepted, client_id=client_id), applied, as_of=as_of)
    if tx.inbox.conversation(accepted.conversation_id) is None:
        tx.messages.remove(accepted.id)
    return applied


def refuse(tx: StoreTx, client_id: str, error: AppError) -> Applied:
    """The queued message stays, failed, with its reason, until somebody retries or discards it."""
    applied = Applied()
    item, message = tx.outbox.get(client_id), tx.messages.get(client_id)
    if item is None:
        return applied
    tx.outbox.update(msgspec.structs.replace(item, failed=True))
    applied.given_up.append(item)
    if message is not None:
        failed = msgspec.structs.replace(message, status=Status.FAILED, failure=failure_of(error))
        tx.messages.put(failed, as_of=None)
        applied.message(message.conversation_id, message.id)
        show_last(tx, message.conversation_id, applied)
    return applied
