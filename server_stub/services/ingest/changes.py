"""Edits, deletions for everyone and reactions, applied to a message that is here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from server_stub.contract.content import Content
from server_stub.contract.events import EventKind, MessageChanged
from server_stub.contract.model import Preview
from server_stub.services.hooks import Inbound, InboundHook, ReactionHook
from server_stub.services.ingest.conversation_state import PREVIEW_CONTEXT, PREVIEW_LENGTH
from server_stub.services.ingest.messages import CONTENT_CONTEXT
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories import statuses
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.statuses import Target
from server_stub.storage.vault import UnreadableError, Vault
from server_stub.whatsapp.webhook_types import Correction, ReactionReport

DELETED_PREVIEW: Final = "deleted"
"""Kind of the preview of a message that was deleted for everyone."""
_encode = msgspec.json.Encoder().encode


class MessageChanges:
    def __init__(
        self,
        vault: Vault,
        reading: Reading,
        events: EventLog,
        reaction: Sequence[ReactionHook] = (),
        edited: Sequence[InboundHook] = (),
    ) -> None:
        self._vault = vault
        self._reading = reading
        self._events = events
        self._reaction = tuple(reaction)
        self._edited = tuple(edited)

    def may(self, update: Correction | ReactionReport, target: Target) -> bool:
        """Anybody may react to anything; edit and delete only what they wrote."""
        if isinstance(update, ReactionReport):
            return True
        return update.outbound == (target.direction == "out")

    def apply(self, tx: Tx, update: Correction | ReactionReport, target: Target, now: int) -> None:
        at = update.at or now
        if isinstance(update, ReactionReport):
            changed = self._react(tx, update, target, at)
        elif update.content is None:
            statuses.set_deleted(tx, target.id, at)
            self._show(tx, target, DELETED_PREVIEW, "")
            changed = True
        else:
            changed = self._edit(tx, update.wamid, update.content, target, at)
        if not changed:
            return
        self._tell(tx, target, now)
        if isinstance(update, ReactionReport) and not update.outbound and target.direction == "out":
            for hook in self._reaction:
                hook(tx, target.id, update.emoji, now)
        elif isinstance(update, Correction) and not update.outbound and update.content is not None:
            self._tell_edited(tx, update, update.content, target, now)

    def _tell_edited(self, tx: Tx, update: Correction, content: Content, target: Target, now: int) -> None:
        """What the customer made of the message: said, also where another edit followed within the second."""
        before = self._open(tx, target, statuses.newest_version(tx, target.id)[0])
        sql = "SELECT contact_id, channel_number_id FROM conversation WHERE id = ?"
        contact_id, number_id = tx.driver.execute(sql, (target.conversation_id,)).fetchone()
        said = Inbound(
            message_id=target.id,
            conversation_id=target.conversation_id,
            contact_id=contact_id,
            key_id=target.key_id,
            channel_number_id=number_id,
            wamid=update.wamid,
            sent_at=update.at or now,
            received_at=now,
            content=msgspec.structs.replace(content, forwarded=before.forwarded),
            quoted_wamid=None,
        )
        for hook in self._edited:
            hook(tx, said)

    def _react(self, tx: Tx, update: ReactionReport, target: Target, at: int) -> bool:
        actor = "us" if update.outbound else "customer"
        emoji = self._vault.seal(tx, target.key_id, update.emoji.encode(), "reaction.emoji") if update.emoji else None
        return statuses.react(tx, target.id, actor, emoji, update.wamid, at)

    def _edit(self, tx: Tx, wamid: str, content: Content, target: Target, at: int) -> bool:
        """Every version is kept; the newest one by WhatsApp's time is the message. An edit never changes its file."""
        try:
            before = self._open(tx, target, statuses.content_of(tx, target.id) or b"")
        except UnreadableError:
            return False
        edited = msgspec.structs.replace(
            content,
            kind=before.kind if before.media is not None else content.kind,
            media=before.media,
            forwarded=before.forwarded,
            referral_url=before.referral_url,
            referral=before.referral,
            product_id=before.product_id,
            problem=before.problem,
        )
        if target.wamid is not None:
            first = self._vault.seal(tx, target.key_id, _encode(before), CONTENT_CONTEXT)
            statuses.add_version(tx, target.id, f"{target.wamid}:original", first, statuses.ORIGINAL)
        sealed = self._vault.seal(tx, target.key_id, _encode(edited), CONTENT_CONTEXT)
        statuses.add_version(tx, target.id, wamid, sealed, at)
        newest, edited_at = statuses.newest_version(tx, target.id)
        statuses.set_content(tx, target.id, newest, edited_at)
        shown = self._open(tx, target, newest)
        if target.deleted_at is None:
            self._show(tx, target, shown.kind, shown.text[:PREVIEW_LENGTH])
        return True

    def _open(self, tx: Tx, target: Target, sealed: bytes) -> Content:
        return msgspec.json.decode(self._vault.open(tx, target.key_id, sealed, CONTENT_CONTEXT), type=Content)

    def _show(self, tx: Tx, target: Target, kind: str, text: str) -> None:
        if target.last_message_id != target.id:
            return
        preview = Preview(target.id, kind, text, target.direction, target.status, target.sent_at)
        sealed = self._vault.seal(tx, target.key_id, _encode(preview), PREVIEW_CONTEXT)
        statuses.set_preview(tx, target.conversation_id, sealed)

    def _tell(self, tx: Tx, target: Target, now: int) -> None:
        message = self._reading.message(tx, target.id)
        if message is None:
            return
        is_last = target.last_message_id == target.id
        conversation = self._reading.conversation(tx, target.conversation_id) if is_last else None
        self._events.append(
            tx,
            EventKind.MESSAGE,
            MessageChanged(message, conversation),
            key_id=target.key_id,
            now=now,
            conversation_id=target.conversation_id,
        )
