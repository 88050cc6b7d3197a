"""The desk of one signed-in agent: the use cases behind the door that the interface knows (application.desk)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from desktop.application.applied import Applied
from desktop.application.applying import cursor
from desktop.application.backfill import Backfill
from desktop.application.claims import Claims
from desktop.application.composing import Composing
from desktop.application.connection import Line
from desktop.application.crew import Crew
from desktop.application.desk import Connection, GalleryPage, Page
from desktop.application.doing import Looking
from desktop.application.drafting import Drafts
from desktop.application.drafts import SharedDrafts
from desktop.application.finding import Finding
from desktop.application.gallery import Gallery
from desktop.application.habits import Habits
from desktop.application.media import MediaFiles
from desktop.application.mentions import Mentions
from desktop.application.office import Office
from desktop.application.outbox import Outbox
from desktop.application.outlooks import Outlooks
from desktop.application.phrases import PhraseBook
from desktop.application.ports import Clock, GatewayApi, MediaCache
from desktop.application.preparing import Preparing
from desktop.application.queueing import unqueue, unsend
from desktop.application.search import Search
from desktop.application.spelling import Spelling
from desktop.application.state import State
from desktop.application.stickers import StickerMaking, TeamStickers
from desktop.application.store_ports import StoreTx
from desktop.application.storing import put_told
from desktop.application.sync import SyncEngine
from desktop.application.team.whole import Team
from desktop.application.team_reads import TeamReads
from desktop.application.team_state import TeamState
from desktop.application.thread_work import ThreadWork
from desktop.application.timeline import Timeline
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError, LocalProblem
from server_stub.contract.content import Version
from server_stub.contract.delivery import Status
from server_stub.contract.events import Alarm
from server_stub.contract.gate import Outlook
from server_stub.contract.model import (
    Account,
    ConsentPurpose,
    Contact,
    Conversation,
    Message,
    Phrase,
    Template,
)
from server_stub.contract.phrases import effective

T = TypeVar("T")

TYPING_EVERY_MS: Final = 20_000
"""WhatsApp shows "typing…" for up to 25 s."""
GOODBYE_SECONDS: Final = 1.5


@dataclass(frozen=True, slots=True)
class Parts:
    """What `infra.factory` built for one account."""

    state: State
    gateway: GatewayApi
    media: MediaCache
    line: Line
    crew: Crew
    clock: Clock
    sync: SyncEngine
    backfill: Backfill
    outbox: Outbox
    drafts: SharedDrafts
    claims: Claims
    mentions: Mentions
    outlooks: Outlooks
    timeline: Timeline
    composing: Composing
    search: Search
    media_files: MediaFiles
    gallery: Gallery
    office: Office
    team: Team
    team_state: TeamState
    looking: Looking
    preparing: Preparing
    habits: Habits
    spelling: Spelling
    stickers: StickerMaking
    phrase_book: PhraseBook
    team_stickers: TeamStickers
    thread: ThreadWork
    forget: Callable[[], Awaitable[None]]
    """Remove the token from this computer."""


class DeskService(TeamReads):
    """`start` once, `stop` at the end; between them it satisfies `Desk`."""

    def __init__(self, parts: Parts, problems: tuple[LocalProblem, ...] = ()) -> None:
        super().__init__(parts.team_state)
        self._parts = parts
        self._state = parts.state
        self._inbox = parts.state.inbox
        self._typed_at: dict[str, int] = {}
        self.problems: Final = problems
        """What the person should know about this computer: `no_keyring`, `local_store_discarded` …"""

    async def start(self) -> None:
        """Begin the loops. Returns at once; the line comes up by itself."""
        await self._parts.outbox.load()
        await self._parts.outlooks.load()
        for name, work in (
            ("follow events", self._parts.sync.run()),
            ("send outbox", self._parts.outbox.run()),
            ("share drafts", self._parts.drafts.run()),
            ("renew claims", self._parts.claims.run()),
            ("watch outlooks", self._parts.outlooks.run()),
            ("watch presences", self._parts.team_state.run()),
            ("renew presence", self._parts.looking.run()),
            ("fetch the rest", self._parts.backfill.run()),
            ("renew the index", self._parts.search.run()),
        ):
            self._parts.crew(work, name=name)

    async def stop(self) -> None:
        """What was typed is on disk already; the claims are given up if the gateway answers quickly."""
        await self._goodbye(self._parts.outbox.finish())
        await self._goodbye(self._parts.drafts.tell())
        await self._parts.crew.stop()
        await self._goodbye(self._parts.claims.close_all())
        await self._parts.gateway.close()
        await self._parts.media.close()
        await self._parts.preparing.close()
        await self._parts.stickers.close()
        await self._parts.spelling.close()
        await self._state.store.close()

    @property
    def drafts(self) -> Drafts:
        return self._parts.drafts

    @property
    def office(self) -> Office:
        return self._parts.office

    @property
    def team(self) -> Team:
        return self._parts.team

    @property
    def preparing(self) -> Preparing:
        return self._parts.preparing

    @property
    def stickers(self) -> StickerMaking:
        return self._parts.stickers

    @property
    def phrase_book(self) -> PhraseBook:
        return self._parts.phrase_book

    @property
    def team_stickers(self) -> TeamStickers:
        return self._parts.team_stickers

    @property
    def habits(self) -> Habits:
        return self._parts.habits

    @property
    def spelling(self) -> Spelling:
        return self._parts.spelling

    @property
    def thread(self) -> ThreadWork:
        return self._parts.thread

    @property
    def finding(self) -> Finding:
        return self._parts.search

    @property
    def account(self) -> Account:
        return self._inbox.account

    @property
    def brand(self) -> str:
        return self._inbox.brand

    @property
    def connection(self) -> Connection:
        return self._parts.line.state

    def now(self) -> int:
        return self._parts.clock()

    def conversations(self) -> Sequence[Conversation]:
        return self._inbox.conversations()

    def conversation(self, conversation_id: str) -> Conversation | None:
        return self._inbox.conversation(conversation_id)

    def contact(self, contact_id: str) -> Contact | None:
        return self._inbox.contact(contact_id)

    def accounts(self) -> Mapping[str, Account]:
        return self._inbox.accounts()

    def templates(self) -> Sequence[Template]:
        return self._inbox.catalogue.templates

    def phrases(self, queue_id: str = "") -> Sequence[Phrase]:
        return effective(self._inbox.catalogue.phrases, queue_id)

    def purposes(self) -> Sequence[ConsentPurpose]:
        return self._inbox.catalogue.purposes

    def promotional_words(self) -> Sequence[str]:
        return self._inbox.promotional_words

    def signature(self) -> str:
        return self._inbox.signature

    def alarms(self) -> Sequence[Alarm]:
        return self._inbox.alarms

    def subscribe(self, listener: Callable[[ChangeSet], None]) -> Callable[[], None]:
        return self._state.hub.subscribe(listener)

    async def page(self, conversation_id: str, *, before: Message | None = None, limit: int = 60) -> Page:
        return await self._parts.timeline.page(conversation_id, before=before, limit=limit)

    async def messages(self, message_ids: Sequence[str]) -> Sequence[Message]:
        return await self._parts.timeline.messages(message_ids)

    async def versions(self, message_id: str) -> Sequence[Version]:
        return await self._noticing(self._parts.gateway.versions(message_id))

    async def gallery(self, conversation_id: str, *, before: Message | None = None, limit: int = 60) -> GalleryPage:
        return await self._parts.gallery.page(conversation_id, before, limit)

    async def outlook(self, conversation_id: str) -> Outlook | None:
        return await self._parts.outlooks.get(conversation_id)

    async def media_file(self, media_id: str) -> Path:
        return await self._parts.media_files.file(media_id)

    async def picture_file(self, media_id: str) -> Path:
        return await self._parts.media_files.picture(media_id)

    async def open_conversation(self, conversation_id: str) -> None:
        self._parts.mentions.look(conversation_id)
        self._parts.looking.opened(conversation_id)
        await self._noticing(self._parts.claims.open(conversation_id))

    async def close_conversation(self, conversation_id: str) -> None:
        self._parts.looking.closed(conversation_id)
        await self._parts.claims.close(conversation_id)

    async def take(self, conversation_id: str, expected_agent: str) -> None:
        await self._noticing(self._parts.gateway.assign(conversation_id, self.account.id, expected_agent))

    async def release(self, conversation_id: str, expected_agent: str) -> None:
        await self._noticing(self._parts.gateway.assign(conversation_id, None, expected_agent))

    async def send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        quote_id: str | None = None,
        promotional: bool | None = None,
        grace_ms: int = 0,
    ) -> Message:
        return await self._parts.composing.text(
            conversation_id, text, quote_id=quote_id, promotional=promotional, grace_ms=grace_ms
        )

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
        return await self._parts.composing.file(
            conversation_id,
            path,
            caption=caption,
            quote_id=quote_id,
            promotional=promotional,
            as_document=as_document,
        )

    async def send_template(
        self, conversation_id: str, template_id: str, variables: Mapping[str, str], file: Path | None = None
    ) -> Message:
        return await self._parts.composing.template(conversation_id, template_id, variables, file)

    async def ask_consent(self, conversation_id: str, purpose: str) -> Message:
        return await self._parts.composing.consent_question(conversation_id, purpose)

    async def retry(self, message_id: str, *, promotional: bool | None = None) -> None:
        failed, item = await self._state.store.read(lambda tx: (tx.messages.get(message_id), tx.outbox.get(message_id)))
        if failed is None or failed.status is not Status.FAILED:
            raise LocalProblem("cannot_retry")
        await self._parts.composing.again(failed, item, promotional=promotional)

    async def discard(self, message_id: str) -> None:
        known, item = await self._state.store.read(lambda tx: (tx.messages.get(message_id), tx.outbox.get(message_id)))
        if item is not None or known is None or known.hold is None:
            await self._state.change(partial(unqueue, client_id=message_id))
            return
        as_of = await self._state.store.read(cursor) or 0
        told = await self._noticing(self._parts.gateway.take_back(message_id))
        await self._state.change(partial(_put_message, message=told, as_of=as_of))

    async def unsend(self, message_id: str) -> str:
        drafts: list[str] = []

        def work(tx: StoreTx) -> Applied:
            applied, draft = unsend(tx, message_id)
            drafts.append(draft)
            return applied

        await self._parts.outbox.withdraw(message_id, work)
        return drafts[-1]

    async def typing(self, conversation_id: str) -> None:
        """At most once in 20 s per conversation; a failure concerns nobody."""
        self._parts.looking.typing(conversation_id)
        now = self.now()
        if not self._parts.line.online or now - self._typed_at.get(conversation_id, 0) < TYPING_EVERY_MS:
            return
        self._typed_at[conversation_id] = now
        try:
            await self._parts.gateway.typing(conversation_id)
        except AppError as error:
            self._parts.line.noticed(error)

    async def draft(self, conversation_id: str) -> str:
        return await self._state.store.read(lambda tx: tx.notes.draft(conversation_id))

    async def save_draft(self, conversation_id: str, text: str) -> None:
        await self._parts.drafts.save(conversation_id, text)

    async def sign_out(self) -> None:
        """The token goes from the gateway, if it answers, and from this computer. What is unsent stays, sealed."""
        await self._goodbye(self._parts.claims.close_all())
        await self._goodbye(self._parts.gateway.logout())
        await self._parts.forget()
        self._parts.line.signed_out()

    @staticmethod
    async def _goodbye(words: Awaitable[None]) -> None:
        """A gateway that does not answer keeps nobody: leases and tokens run out there by themselves."""
        with suppress(AppError, TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                await words

    async def _noticing(self, request: Awaitable[T]) -> T:
        try:
            return await request
        except AppError as error:
            self._parts.line.noticed(error)
            raise


def _put_message(tx: StoreTx, *, message: Message, as_of: int) -> Applied:
    applied = Applied()
    put_told(tx, message, applied, as_of=as_of)
    return applied
