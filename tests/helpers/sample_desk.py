"""A desk in memory with sample people and all kinds of messages: satisfies application.desk.Desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from desktop.application.chosen_files import look_at
from desktop.application.desk import Connection, GalleryPage, Link, Page
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError
from desktop.domain.gallery import is_in_gallery
from desktop.infra.media.preparer import Preparer
from desktop.infra.media.stickers import StickerMaker
from server_stub.contract.content import Button, Content, Kind, Media, Version
from server_stub.contract.delivery import Status, advance
from server_stub.contract.events import Alarm
from server_stub.contract.gate import Outlook
from server_stub.contract.model import (
    Account,
    Claim,
    Consent,
    Contact,
    Conversation,
    Message,
    Preview,
    Quote,
)
from server_stub.contract.people import SettleDoubt
from server_stub.contract.signing import called
from tests.helpers.sample_belongings import SampleTeam, drawn, filled
from tests.helpers.sample_conversations import conversations, outlook, timelines
from tests.helpers.sample_finding import SampleFinding
from tests.helpers.sample_habits import SampleHabits
from tests.helpers.sample_office import SampleOffice
from tests.helpers.sample_people import ANA, CONTACTS, MINUTE, NOW, PHRASES, PURPOSES
from tests.helpers.sample_phrases import SamplePhrases
from tests.helpers.sample_spelling import SampleSpelling
from tests.helpers.sample_stickers import SampleStickers
from tests.helpers.sample_team import SampleTeamWork
from tests.helpers.sample_team_base import refuse_moved
from tests.helpers.sample_thread import SampleThread
from tests.helpers.sample_writing import SampleWriting

LADDER = (Status.ACCEPTED, Status.SENT, Status.DELIVERED, Status.READ)


class SampleDesk(SampleWriting, SampleTeam):
    """`media_folder` is where pictures are written when asked for. All else lives in memory.

    `climb`, `receive`, `set_link`, `tell_alarm`, `refuse_next` and `advance` play the other side.
    `opened`, `typed_in` and `kept_drafts` tell what was done.
    """

    def __init__(self, media_folder: Path, *, account: Account = ANA, empty: bool = False) -> None:
        super().__init__()
        self._folder = media_folder
        self._account = account
        self._now = NOW
        self._contacts = {contact.id: contact for contact in CONTACTS}
        self._timelines: dict[str, list[Message]] = {} if empty else timelines()
        self._conversations = {} if empty else {item.id: item for item in conversations(self._timelines)}
        self._listeners: list[Callable[[ChangeSet], None]] = []
        self._connection = Connection(Link.ONLINE, 0, NOW)
        self._refusal: AppError | None = None
        self._made = 0
        self._alarms: dict[tuple[str, str], Alarm] = {}
        self.opened: str | None = None
        self.outlooks: dict[str, Outlook] = {}
        self.gallery_cut_short = False
        self.preparing = Preparer(media_folder)
        self.habits = SampleHabits()
        self.phrase_book = SamplePhrases(PHRASES, partial(self._tell, ChangeSet(catalogue=True)))
        self.spelling = SampleSpelling()
        self.signs = False
        self.stickers = StickerMaker(media_folder)
        self.team_stickers = SampleStickers(media_folder, account, self._send, self._tell)
        self.finding = SampleFinding(self._timelines)
        self.team = SampleTeamWork(self)
        self.thread = SampleThread(self._send, self._message, self._put_told)
        self.office = SampleOffice(
            media_folder,
            people=self._contacts,
            contact_changed=self._contact_changed,
            doubt_settled=self._doubt_settled,
        )

    @property
    def account(self) -> Account:
        return self._account

    @property
    def connection(self) -> Connection:
        return self._connection

    def now(self) -> int:
        return self._now

    def conversations(self) -> Sequence[Conversation]:
        def latest(item: Conversation) -> tuple[int, str]:
            return (item.last.sent_at if item.last else 0, item.id)

        return sorted(self._conversations.values(), key=latest, reverse=True)

    def conversation(self, conversation_id: str) -> Conversation | None:
        return self._conversations.get(conversation_id)

    def contact(self, contact_id: str) -> Contact | None:
        return self._contacts.get(contact_id)

    def signature(self) -> str:
        return called(self._account.name) if self.signs else ""

    def alarms(self) -> Sequence[Alarm]:
        return tuple(self._alarms.values())

    def subscribe(self, listener: Callable[[ChangeSet], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # Reading

    async def page(self, conversation_id: str, *, before: Message | None = None, limit: int = 60) -> Page:
        kept = self._timelines.get(conversation_id, [])
        if before is not None:
            kept = [item for item in kept if (item.sent_at, item.id) < (before.sent_at, before.id)]
        return Page(tuple(kept[-limit:]), older=len(kept) > limit)

    async def messages(self, message_ids: Sequence[str]) -> Sequence[Message]:
        wanted = set(message_ids)
        return [item for kept in self._timelines.values() for item in kept if item.id in wanted]

    async def versions(self, message_id: str) -> Sequence[Version]:
        (message,) = await self.messages([message_id])
        first = msgspec.structs.replace(message.content, text="O pedido chega hoje?")
        return [Version(first, message.sent_at), Version(message.content, message.edited_at or message.sent_at)]

    async def gallery(self, conversation_id: str, *, before: Message | None = None, limit: int = 60) -> GalleryPage:
        kept = [item for item in self._timelines.get(conversation_id, []) if is_in_gallery(item)]
        if before is not None:
            kept = [item for item in kept if (item.sent_at, item.id) < (before.sent_at, before.id)]
        return GalleryPage(kept[::-1][:limit], more=len(kept) > limit, cut_short=self.gallery_cut_short)

    async def outlook(self, conversation_id: str) -> Outlook | None:
        known, told = self._conversations.get(conversation_id), self.outlooks.get(conversation_id)
        return told or (outlook(known, self._now) if known else None)

    async def media_file(self, media_id: str) -> Path:
        if "pending" in media_id:
            raise AppError("media_not_ready")
        return drawn(self._folder / f"{media_id}.png")

    async def picture_file(self, media_id: str) -> Path:
        return await self.media_file(media_id)

    # Working

    async def open_conversation(self, conversation_id: str) -> None:
        self.opened = conversation_id
        claim = Claim(self._account.id, self._account.name, self._now + MINUTE)
        self._replace_conversation(conversation_id, unread=0, claim=claim)

    async def close_conversation(self, conversation_id: str) -> None:
        if self.opened == conversation_id:
            self.opened = None
        self._replace_conversation(conversation_id, claim=None)

    async def take(self, conversation_id: str, expected_agent: str) -> None:
        refuse_moved(self._conversations[conversation_id], expected_agent)
        self._replace_conversation(conversation_id, assignee_id=self._account.id)

    async def release(self, conversation_id: str, expected_agent: str) -> None:
        refuse_moved(self._conversations[conversation_id], expected_agent)
        self._replace_conversation(conversation_id, assignee_id=None, claim=None)

    async def send_file(
        self,
        conversation_id: str,
        path: Path,
        *,
        caption: str = "",
        quote_id: str | None = None,
        promotional: bool | None = None,
        as_document: bool = False,
    ) -> Message:
        self.promotional.append(promotional)
        chosen = await look_at(path)
        kind, mime_type = Kind.DOCUMENT if as_document else chosen.facts.kind, chosen.facts.mime_type
        size = path.stat().st_size
        media = Media(f"media-{self._made}", mime_type, "ready", path.name, size, 640, 380)
        return self._send(conversation_id, Content(kind, caption, media=media), quote_id)

    async def send_template(
        self, conversation_id: str, template_id: str, variables: Mapping[str, str], file: Path | None = None
    ) -> Message:
        return self._send(conversation_id, await filled(template_id, variables, file, f"media-{self._made}"))

    async def ask_consent(self, conversation_id: str, purpose: str) -> Message:
        notice = next(item for item in PURPOSES if item.code == purpose)
        buttons = [Button("grant", "Sim, quero receber"), Button("refuse", "Não, obrigado")]
        content = Content(Kind.CONSENT_PROMPT, notice.notice_text, buttons=buttons)
        made = self._send(conversation_id, content)
        self._set_consent(self._conversations[conversation_id].contact_id, purpose, "PENDING")
        return made

    async def retry(self, message_id: str, *, promotional: bool | None = None) -> None:
        self.promotional.append(promotional)
        old = self._message(message_id)
        await self.discard(message_id)
        self._send(old.conversation_id, old.content)

    async def discard(self, message_id: str) -> None:
        old = self._message(message_id)
        self._timelines[old.conversation_id].remove(old)
        self._tell(ChangeSet(messages={old.conversation_id: frozenset({message_id})}))

    async def sign_out(self) -> None:
        self.set_link(Link.SIGNED_OUT)

    # The other side

    def advance(self, milliseconds: int) -> None:
        self._now += milliseconds

    def set_link(self, link: Link) -> None:
        self._connection = Connection(link, self._connection.unsent, self._now)
        self._tell(ChangeSet(connection=True))

    def tell_alarm(self, alarm: Alarm) -> None:
        """It stands from now on, or no longer."""
        if alarm.cleared:
            self._alarms.pop(alarm.key, None)
        else:
            self._alarms[alarm.key] = alarm
        self._tell(ChangeSet(alarms=True))

    def refuse_next(self, error: AppError) -> None:
        """The next sending or recording raises this."""
        self._refusal = error

    def climb(self, message_id: str, status: Status) -> None:
        """Report a delivery status; it never goes down."""
        old = self._message(message_id)
        new = msgspec.structs.replace(old, status=advance(old.status, status))
        self._put(new)
        self._tell(ChangeSet(statuses={old.conversation_id: frozenset({message_id})}))

    def receive(self, conversation_id: str, content: Content) -> Message:
        """The customer writes now."""
        made = self._append(conversation_id, "in", content, Status.RECEIVED)
        known = self._conversations[conversation_id]
        unread = 0 if self.opened == conversation_id else known.unread + 1
        self._replace_conversation(
            conversation_id, unread=unread, last_inbound_at=self._now, window_until=self._now + 24 * 60 * MINUTE
        )
        return made

    def _send(self, conversation_id: str, content: Content, quote_id: str | None = None) -> Message:
        self._check()
        return self._append(conversation_id, "out", content, Status.PENDING, quote_id)

    def _append(
        self, conversation_id: str, direction: str, content: Content, status: Status, quote_id: str | None = None
    ) -> Message:
        self._made += 1
        number = f"z-{self._made:04d}"
        ours = direction == "out"
        made = Message(
            number,
            conversation_id,
            direction,
            content,
            self._now,
            status,
            self._account.id if ours else None,
            self._account.name if ours else "",
            f"client-{number}" if ours else None,
            self._quote(quote_id) if quote_id else None,
        )
        self._timelines.setdefault(conversation_id, []).append(made)
        preview = Preview(number, content.kind, content.text, direction, status, self._now, made.author_id)
        self._conversations[conversation_id] = msgspec.structs.replace(
            self._conversations[conversation_id], last=preview
        )
        touched = frozenset({conversation_id})
        self._tell(ChangeSet(messages={conversation_id: frozenset({number})}, conversations=touched))
        return made

    def _quote(self, message_id: str) -> Quote:
        quoted = self._message(message_id)
        return Quote(quoted.id, quoted.content.kind, quoted.content.text, quoted.direction)

    def _message(self, message_id: str) -> Message:
        return next(item for kept in self._timelines.values() for item in kept if item.id == message_id)

    def _put(self, message: Message) -> None:
        kept = self._timelines[message.conversation_id]
        kept[next(place for place, item in enumerate(kept) if item.id == message.id)] = message
        conversation = self._conversations[message.conversation_id]
        if conversation.last and conversation.last.message_id == message.id:
            last = msgspec.structs.replace(conversation.last, status=message.status)
            self._replace_conversation(conversation.id, last=last)

    def _put_told(self, message: Message) -> None:
        self._put(message)
        self._tell(ChangeSet(messages={message.conversation_id: frozenset({message.id})}))

    def _replace_conversation(self, conversation_id: str, **values: object) -> None:
        known = self._conversations[conversation_id]
        self._conversations[conversation_id] = msgspec.structs.replace(known, **values)
        self._tell(ChangeSet(conversations=frozenset({conversation_id})))

    def _set_consent(self, contact_id: str, purpose: str, state: str) -> None:
        contact = self._contacts[contact_id]
        kept = [item for item in contact.consents if item.purpose != purpose]
        consents = [*kept, Consent(purpose, state, since=self._now, source="agent")]
        self._contact_changed(msgspec.structs.replace(contact, consents=consents))

    def _contact_changed(self, contact: Contact) -> None:
        self._contacts[contact.id] = contact
        concerned = frozenset(item.id for item in self._conversations.values() if item.contact_id == contact.id)
        self._tell(ChangeSet(contacts=frozenset({contact.id}), outlooks=concerned))

    def _doubt_settled(self, conversation_id: str, given: SettleDoubt) -> Conversation:
        self._replace_conversation(conversation_id, doubt=None)
        conversation = self._conversations[conversation_id]
        if given.leaving and given.scope == "*":
            contact = self._contacts[conversation.contact_id]
            self._contact_changed(msgspec.structs.replace(contact, opted_out_at=self._now))
        elif given.leaving:
            self._set_consent(conversation.contact_id, "mkt.promotions", "REVOKED")
        return conversation

    def _check(self) -> None:
        refusal, self._refusal = self._refusal, None
        if refusal is not None:
            raise refusal

    def _tell(self, changes: ChangeSet) -> None:
        for listener in tuple(self._listeners):
            listener(changes)
