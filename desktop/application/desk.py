"""The one door between the interface and everything below it: what a window may ask for and do.

Implemented by `application.desk_service` over ports; by a fake with sample people in the interface's own tests. Reads
of what is already in memory are plain methods and instant; everything that may touch disk or network is a coroutine.
Coroutines raise `domain.errors.AppError` only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from desktop.application.drafting import Drafts
from desktop.application.finding import Finding
from desktop.application.habits import Habits
from desktop.application.office import Office
from desktop.application.phrases import PhraseBook
from desktop.application.preparing import Preparing
from desktop.application.spelling import Spelling
from desktop.application.stickers import StickerMaking, TeamStickers
from desktop.application.team.whole import Team
from desktop.application.thread import Thread
from desktop.domain.changes import ChangeSet
from server_stub.contract.cases import Disposition
from server_stub.contract.content import Version
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
from server_stub.contract.queues import Queue
from server_stub.contract.team import AgentStatus, ChatChannel, PresenceChanged


class Link(StrEnum):
    """State of the line to the gateway."""

    CONNECTING = "connecting"
    ONLINE = "online"
    OFFLINE = "offline"
    SIGNED_OUT = "signed_out"
    """The token was revoked or has run out: sign in again; nothing typed is lost."""


@dataclass(frozen=True, slots=True)
class Connection:
    link: Link
    unsent: int
    """Messages in the outbox that the gateway has not accepted yet."""
    since: int
    """When this state began, ms."""


@dataclass(frozen=True, slots=True)
class Page:
    """Messages oldest first, by (sent_at, id). `older`: there are more before these; without a line, more at hand.

    What was asked for without a line is fetched when it is back, and told as changed messages.
    """

    messages: tuple[Message, ...]
    older: bool


@dataclass(frozen=True, slots=True)
class GalleryPage:
    """Messages newest first. `more`: older ones may follow; `cut_short`: only what is kept here, for want of a line."""

    messages: Sequence[Message]
    more: bool = False
    cut_short: bool = False


class Desk(Protocol):
    """What one signed-in agent sees and does."""

    @property
    def drafts(self) -> Drafts:
        """Texts that others left unfinished, or oneself at another computer."""

    @property
    def office(self) -> Office:
        """Everything that needs the line: people found and proven, rights, registers, administration."""

    @property
    def team(self) -> Team:
        """Queues, cases, transfers, shifts, the leads' view and talk between colleagues: what needs the line."""

    @property
    def preparing(self) -> Preparing:
        """Makes files ready on this computer, before `send_file`."""

    @property
    def stickers(self) -> StickerMaking:
        """Makes stickers out of pictures, before `send_file`."""

    @property
    def phrase_book(self) -> PhraseBook:
        """Canned phrases in all their layers, to be changed."""

    @property
    def team_stickers(self) -> TeamStickers:
        """Stickers that everybody here may send, in packs."""

    @property
    def habits(self) -> Habits:
        """What this person used last and likes, kept on this computer."""

    @property
    def spelling(self) -> Spelling:
        """Judges words by dictionaries on this computer."""

    @property
    def thread(self) -> Thread:
        """Places, cards, voice, stickers, reactions, internal notes, and the way of a message."""

    @property
    def finding(self) -> Finding:
        """Messages by their words: kept here, in one conversation, and in the whole history."""

    # Always there, instantly
    @property
    def account(self) -> Account: ...
    @property
    def brand(self) -> str: ...
    @property
    def connection(self) -> Connection: ...
    def now(self) -> int:
        """Milliseconds UTC, corrected by the gateway's clock where known."""

    def conversations(self) -> Sequence[Conversation]:
        """All known ones, most recent first."""

    def conversation(self, conversation_id: str) -> Conversation | None: ...
    def contact(self, contact_id: str) -> Contact | None: ...
    def accounts(self) -> Mapping[str, Account]: ...
    def templates(self) -> Sequence[Template]: ...
    def phrases(self, queue_id: str = "") -> Sequence[Phrase]:
        """What this person is offered while writing in a conversation of this queue, in the order of the team."""

    def purposes(self) -> Sequence[ConsentPurpose]: ...
    def promotional_words(self) -> Sequence[str]:
        """What makes a free text look like an offer (contract.promotional); empty when nobody is to be asked."""

    def signature(self) -> str:
        """The name that customers read above this person's texts (contract.signing); empty where nobody signs."""

    def alarms(self) -> Sequence[Alarm]:
        """What stands, oldest first; leads and admins are told, agents have none."""

    def queues(self) -> Mapping[str, Queue]:
        """By id, in the company's order."""

    def statuses(self) -> Mapping[str, AgentStatus]:
        """How colleagues and oneself stand, by account, as far as the gateway told."""

    def own_status(self) -> AgentStatus: ...
    def dispositions(self) -> Sequence[Disposition]:
        """The tree of classifications, with those that are switched off."""

    def presences(self, conversation_id: str) -> Sequence[PresenceChanged]:
        """Colleagues who look at it or type in it now."""

    def chats(self) -> Sequence[ChatChannel]:
        """Channels of talk between colleagues, with what is unread here."""

    def subscribe(self, listener: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Call `listener` in the loop's thread after each change; returns how to stop."""

    # Reading
    async def page(self, conversation_id: str, *, before: Message | None = None, limit: int = 60) -> Page:
        """From the local store, completed from the gateway where the store has a gap and the line is up."""

    async def messages(self, message_ids: Sequence[str]) -> Sequence[Message]:
        """Those that exist. One that is missing is gone: discarded, no longer visible, or a queued message (its id is
        its `client_id`) whose place the gateway's with that `client_id` has taken; both ids are told as changed.
        """

    async def versions(self, message_id: str) -> Sequence[Version]:
        """What an edited message said, oldest first; asks the gateway. Raises AppError."""

    async def gallery(self, conversation_id: str, *, before: Message | None = None, limit: int = 60) -> GalleryPage:
        """Pictures, films and documents, newest first; asks the gateway for those that are not here. Raises AppError,
        but not for want of a line.
        """

    async def outlook(self, conversation_id: str) -> Outlook | None:
        """The send gate's view; None when offline and nothing is known. The last known one is answered when offline."""

    async def media_file(self, media_id: str) -> Path:
        """A file with the media's bytes, fetched if needed."""

    async def picture_file(self, media_id: str) -> Path:
        """A picture of it for a row: the gateway's small one where there is one, and the whole is not here anyway.

        Of a film without one nothing is fetched: `not_found`.
        """

    # Working
    async def open_conversation(self, conversation_id: str) -> None:
        """Claim it, renew the claim while it stays open, mark it read. One is open at a time per window.

        Without a line it is claimed as soon as there is one. Raises Refused `claimed_by_other` (account_id): then it
        may be read, is not marked read, and is claimed when the other gives it up.
        """

    async def close_conversation(self, conversation_id: str) -> None: ...
    async def take(self, conversation_id: str, expected_agent: str) -> None:
        """Make it mine. Raises Refused `moved_meanwhile` where not `expected_agent` ("" for nobody) has it."""

    async def release(self, conversation_id: str, expected_agent: str) -> None:
        """Put it back into its queue. Raises as `take`."""

    async def send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        quote_id: str | None = None,
        promotional: bool | None = None,
        grace_ms: int = 0,
    ) -> Message:
        """Durable in the outbox when this returns; the bubble is shown at once. Clears the draft in the same step.

        `promotional`: what the agent said where the text looks like an offer; None where nobody was asked.
        `grace_ms`: it leaves only after so long, or when the program ends.
        """

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
        """The file is copied before this returns. `as_document`: shown as a file, although it is a picture or film."""

    async def send_template(
        self, conversation_id: str, template_id: str, variables: Mapping[str, str], file: Path | None = None
    ) -> Message:
        """`file`: the picture, film or document above the text, for a template that has one."""

    async def ask_consent(self, conversation_id: str, purpose: str) -> Message:
        """Send the current notice of the purpose with its two buttons."""

    async def retry(self, message_id: str, *, promotional: bool | None = None) -> None:
        """Send a failed message again, as a new one; `promotional` where the gateway asked whether it is an offer."""

    async def discard(self, message_id: str) -> None:
        """Give up a message that has not left: unsent here, or held by the send gate.

        The gateway keeps what it held, as failed. Raises Refused `not_cancellable` when it has left meanwhile.
        """

    async def unsend(self, message_id: str) -> str:
        """A text that nobody has posted yet becomes the draft again, before what was kept as draft since.

        Answers that draft. Raises LocalProblem `not_cancellable` where it is on its way, or was never a text.
        """

    async def typing(self, conversation_id: str) -> None: ...
    async def draft(self, conversation_id: str) -> str: ...
    async def save_draft(self, conversation_id: str, text: str) -> None: ...
    async def sign_out(self) -> None: ...
