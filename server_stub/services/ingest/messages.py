"""New messages of a batch: people, conversations, rows, cases, routing and events, with few statements for many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.delivery import Status
from server_stub.contract.events import EventKind, MessageChanged
from server_stub.contract.model import Message, Preview
from server_stub.domain.window import counted_from, opens_window
from server_stub.services.hooks import Inbound, InboundHook
from server_stub.services.ingest.conversation_state import PREVIEW_LENGTH, ConversationState, ConversationStates
from server_stub.services.ingest.directory import Directory, Place
from server_stub.services.ingest.intake_desk import IntakeDesk
from server_stub.services.ingest.received import OrderedIds, Received
from server_stub.services.ingest.repeats import RAW_CONTEXT, Repeats
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories import inbound
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.vault import Vault
from server_stub.whatsapp.webhook_types import Incoming

CONTENT_CONTEXT: Final = "message.content"
_HISTORY: Final = "history"
_PHONE_APP: Final = "phone_app"
_HISTORY_STATUS: Final = {
    "delivered": Status.DELIVERED,
    "read": Status.READ,
    "played": Status.PLAYED,
    "error": Status.FAILED,
}
_encode = msgspec.json.Encoder().encode


class Draft(msgspec.Struct, gc=False):
    """A message that is about to be stored. Times in ms.

    `is_speech`: the customer says something now: it is unread and needs an agent. The answer to a survey is none.
    """

    item: Incoming
    id: str
    wamid: str
    place: Place
    content: Content
    sent_at: int
    received_at: int
    status: Status
    is_speech: bool


class NewMessages:
    def __init__(
        self,
        vault: Vault,
        directory: Directory,
        states: ConversationStates,
        desk: IntakeDesk,
        reading: Reading,
        events: EventLog,
        hooks: Sequence[InboundHook],
    ) -> None:
        self._vault = vault
        self._directory = directory
        self._states = states
        self._desk = desk
        self._reading = reading
        self._events = events
        self._hooks = tuple(hooks)
        self._repeats = Repeats(vault)
        self._ids = OrderedIds()

    def add(self, tx: Tx, received: Sequence[Received[Incoming]], now: int) -> list[tuple[str, str]]:
        """Store what is new; returns (number id, WhatsApp's id) of each, in order."""
        drafts = [self._draft(tx, wamid, one, now) for wamid, one in self._repeats.new_ones(tx, received)]
        if not drafts:
            return []
        states = self._states.load(tx, {d.place.conversation_id: d.place.owner.key_id for d in drafts})
        shift = self._desk.open_shift(tx, now)
        for draft in drafts:
            state = states[draft.place.conversation_id]
            if _may_be_score(draft, state) and shift.is_score(state, _inbound(draft)):
                draft.is_speech = False
            self._take(tx, draft, state, now)
            if draft.is_speech:
                shift.note(state)
            elif draft.item.origin == _PHONE_APP:
                shift.note_answer(state, draft.sent_at)
        shift.serve()
        self._store(tx, drafts, now)
        self._states.store(tx, states.values())
        self._tell(tx, drafts, states, now)
        shift.announce()
        self._call_hooks(tx, drafts)
        return [(draft.item.channel.number_id, draft.wamid) for draft in drafts]

    def _draft(self, tx: Tx, wamid: str, one: Received[Incoming], now: int) -> Draft:
        item = one.item
        sent_at = one.received_at if item.sent_at is None else item.sent_at
        place = self._directory.place(tx, item.channel, item.person, wamid, sent_at, now)
        status = Status.RECEIVED
        if item.outbound:
            status = _HISTORY_STATUS.get(item.history_status, Status.SENT)
        content = item.content
        if item.media is not None:
            state = "pending" if item.media.media_id else "failed"
            media = Media(
                id=self._ids.next(now),
                mime_type=item.media.mime_type,
                state=state,
                file_name=item.media.file_name,
                animated=item.media.animated,
            )
            content = msgspec.structs.replace(content, media=media)
        is_speech = not item.outbound and item.origin != _HISTORY and opens_window(content.kind)
        return Draft(item, self._ids.next(now), wamid, place, content, sent_at, one.received_at, status, is_speech)

    def _take(self, tx: Tx, draft: Draft, state: ConversationState, now: int) -> None:
        item, content = draft.item, draft.content
        direction = "out" if item.outbound else "in"
        text = "" if content.kind == Kind.SYSTEM else content.text[:PREVIEW_LENGTH]
        state.show(Preview(draft.id, content.kind, text, direction, draft.status.value, draft.sent_at))
        if not item.outbound and not item.person.group_id and opens_window(content.kind, item.wa_type):
            state.speak(counted_from(draft.sent_at, draft.received_at))
        if draft.is_speech:
            state.unread += 1
        if item.person.name or item.person.username:
            self._compare_name(tx, draft, state, now)
        if item.identity_change is not None:
            key = f"{item.channel.number_id}:{draft.wamid}"
            self._directory.note_change(tx, draft.place, item.identity_change, key, draft.sent_at, now)

    def _compare_name(self, tx: Tx, draft: Draft, state: ConversationState, now: int) -> None:
        """The name of the newest message is shown, in whatever order the messages come."""
        person, face, at = draft.item.person, draft.place.face, draft.sent_at
        told_at = state.named_at
        if person.name != face.name or person.username != face.username:
            elsewhere = inbound.name_told_at(tx, draft.place.owner.contact_id)
            told_at = max(told_at or 0, elsewhere or 0)
            if (at, person.name, person.username) > (told_at, face.name, face.username):
                self._directory.tell_name(tx, draft.place, person, at, now)
        state.named_at = at if state.named_at is None else max(state.named_at, at)

    def _store(self, tx: Tx, drafts: Sequence[Draft], now: int) -> None:
        inbound.add_messages(tx, [self._message_row(tx, draft) for draft in drafts])
        files = [self._media_row(tx, draft, now) for draft in drafts if draft.content.media is not None]
        if files:
            inbound.add_media(tx, files)

    def _message_row(self, tx: Tx, draft: Draft) -> tuple[Any, ...]:
        item, seal, key_id = draft.item, self._vault.seal, draft.place.owner.key_id
        return (
            draft.id,
            draft.place.conversation_id,
            item.channel.number_id,
            "out" if item.outbound else "in",
            draft.content.kind,
            item.wa_type,
            item.origin,
            draft.status.value,
            draft.sent_at,
            draft.received_at,
            draft.wamid,
            item.quoted_wamid or None,
            seal(tx, key_id, _encode(draft.content), CONTENT_CONTEXT),
            seal(tx, key_id, item.raw, RAW_CONTEXT),
        )

    def _media_row(self, tx: Tx, draft: Draft, now: int) -> tuple[Any, ...]:
        media, reference, owner = draft.content.media, draft.item.media, draft.place.owner
        if media is None or reference is None:
            raise ValueError("a message without a file has no media row")
        detail = {"file_name": reference.file_name, "sha256": reference.sha256, "animated": reference.animated}
        sealed = self._vault.seal(tx, owner.key_id, _encode(detail), "media.detail")
        what = (media.id, owner.contact_id, draft.id, "out" if draft.item.outbound else "in", owner.key_id)
        due = now if reference.media_id else None
        return (*what, media.mime_type, media.state, reference.media_id or None, sealed, due, now, media.id)

    def _tell(self, tx: Tx, drafts: Sequence[Draft], states: dict[str, ConversationState], now: int) -> None:
        """One event per message; the conversation travels with the last message of it."""
        last = {draft.place.conversation_id: draft.id for draft in drafts}
        told = []
        for draft in drafts:
            conversation_id = draft.place.conversation_id
            conversation = states[conversation_id].to_wire() if last[conversation_id] == draft.id else None
            data = MessageChanged(self._to_wire(tx, draft), conversation)
            told.append((conversation_id, draft.place.owner.key_id, data))
        self._events.append_many(tx, EventKind.MESSAGE, told, now=now)

    def _to_wire(self, tx: Tx, draft: Draft) -> Message:
        if draft.item.quoted_wamid:
            stored = self._reading.message(tx, draft.id)
            if stored is not None:
                return stored
        return Message(
            id=draft.id,
            conversation_id=draft.place.conversation_id,
            direction="out" if draft.item.outbound else "in",
            content=draft.content,
            sent_at=draft.sent_at,
            status=draft.status,
        )

    def _call_hooks(self, tx: Tx, drafts: Sequence[Draft]) -> None:
        """What one person says in a group is not what the group agrees to; who calls has written nothing."""
        for draft in drafts:
            if draft.is_speech and not draft.item.person.group_id and draft.content.kind != Kind.CALL:
                said = _inbound(draft)
                for hook in self._hooks:
                    hook(tx, said)


def _may_be_score(draft: Draft, state: ConversationState) -> bool:
    """Of one person alone, and after a case."""
    return draft.is_speech and state.open_case is None and state.case is not None and not draft.item.person.group_id


def _inbound(draft: Draft) -> Inbound:
    item, owner = draft.item, draft.place.owner
    return Inbound(
        message_id=draft.id,
        conversation_id=draft.place.conversation_id,
        contact_id=owner.contact_id,
        key_id=owner.key_id,
        channel_number_id=item.channel.number_id,
        wamid=draft.wamid,
        sent_at=draft.sent_at,
        received_at=draft.received_at,
        content=draft.content,
        quoted_wamid=item.quoted_wamid or None,
    )
