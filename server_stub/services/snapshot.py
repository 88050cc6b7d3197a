"""What a desktop needs to begin, on one consistent state with the `seq` to follow from; and the pages after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from server_stub.contract.cases import Disposition
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import Alarm
from server_stub.contract.model import Account, ConsentPurpose, Conversation, Message, Phrase, Template
from server_stub.contract.queues import Queue
from server_stub.contract.requests import ConversationPage, MessagePage, Snapshot
from server_stub.contract.stickers import Sticker
from server_stub.contract.team import AgentStatus, ChatChannel
from server_stub.storage.database import Tx
from server_stub.storage.repositories.accounts import AccountRepository
from server_stub.storage.repositories.event_rows import EventRepository
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer

FIRST_PAGE: Final = 100
LARGEST_PAGE: Final = 200
ReadPage = Callable[[Tx, Viewer, str, tuple[int, str] | None, int], list[Message]]
"""(transaction, viewer, conversation id, place of the newer page, how many) → messages, newest last."""


class Snapshots:
    """Answers for one viewer; every list holds only what that viewer may see."""

    def __init__(
        self,
        reading: Reading,
        accounts: AccountRepository,
        events: EventRepository,
        *,
        phrases_of: Callable[[Tx, Account], list[Phrase]],
        templates_of: Callable[[Tx], list[Template]],
        purposes_of: Callable[[Tx], list[ConsentPurpose]],
        promotional_words_of: Callable[[Tx], list[str]],
        alarms_of: Callable[[Tx, Viewer], list[Alarm]],
        stickers_of: Callable[[Tx], list[Sticker]],
        queues_of: Callable[[Tx], list[Queue]],
        team_of: Callable[[Tx, Account, int], list[AgentStatus]],
        chats_of: Callable[[Tx, Account], list[ChatChannel]],
        dispositions_of: Callable[[Tx], list[Disposition]],
        signs: Callable[[Tx], bool],
        brand: str,
    ) -> None:
        self._reading = reading
        self._accounts = accounts
        self._events = events
        self._phrases_of = phrases_of
        self._templates_of = templates_of
        self._purposes_of = purposes_of
        self._promotional_words_of = promotional_words_of
        self._alarms_of = alarms_of
        self._stickers_of = stickers_of
        self._queues_of = queues_of
        self._team_of = team_of
        self._chats_of = chats_of
        self._dispositions_of = dispositions_of
        self._signs = signs
        self._brand = brand

    def snapshot(self, tx: Tx, account: Account, now: int) -> Snapshot:
        page = self.conversations(tx, account, None, FIRST_PAGE, now)
        return Snapshot(
            seq=self._events.bounds(tx)[1],
            account=self._accounts.get(tx, account.id) or account,
            brand=self._brand,
            conversations=page.conversations,
            contacts=page.contacts,
            accounts=self._accounts.everyone(tx, with_disabled=False),
            templates=self._templates_of(tx),
            phrases=self._phrases_of(tx, account),
            purposes=self._purposes_of(tx),
            next_page=page.next_page,
            promotional_words=self._promotional_words_of(tx),
            alarms=self._alarms_of(tx, Viewer.of(account)),
            stickers=self._stickers_of(tx),
            dispositions=self._dispositions_of(tx),
            signs=self._signs(tx),
            queues=self._queues_of(tx),
            team=self._team_of(tx, account, now),
            chats=self._chats_of(tx, account),
        )

    def conversations(self, tx: Tx, account: Account, before: str | None, limit: int, now: int) -> ConversationPage:
        """Raises BAD_REQUEST for a cursor that is not one of ours or a limit out of 1–200."""
        start = _parse(before)
        found, following = self._reading.conversations(tx, Viewer.of(account), start, _limit(limit))
        next_page = None if following is None else _cursor(*following)
        return ConversationPage(found, self._reading.contacts_of(tx, found, now), next_page)

    def conversation(self, tx: Tx, account: Account, conversation_id: str) -> Conversation:
        """Raises NOT_FOUND, also where the viewer may not look."""
        found = self._reading.conversation_for(tx, Viewer.of(account), conversation_id)
        if found is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return found

    def messages(self, tx: Tx, account: Account, conversation_id: str, before: str | None, limit: int) -> MessagePage:
        """One page, newest last. Raises NOT_FOUND and BAD_REQUEST as above."""
        return self._page(self._reading.messages, tx, account, conversation_id, before, limit)

    def files(self, tx: Tx, account: Account, conversation_id: str, before: str | None, limit: int) -> MessagePage:
        """One page of pictures, films and documents, newest last. Raises NOT_FOUND and BAD_REQUEST as above."""
        return self._page(self._reading.files, tx, account, conversation_id, before, limit)

    def _page(
        self, read: ReadPage, tx: Tx, account: Account, conversation_id: str, before: str | None, limit: int
    ) -> MessagePage:
        self.conversation(tx, account, conversation_id)
        size, start = _limit(limit), _parse(before)
        found = read(tx, Viewer.of(account), conversation_id, start, size + 1)
        page = found[-size:]
        older = _cursor(page[0].sent_at, page[0].id) if len(found) > size else None
        return MessagePage(page, older)


def _cursor(at: int, identifier: str) -> str:
    return f"{at}.{identifier}"


def _parse(cursor: str | None) -> tuple[int, str] | None:
    if cursor is None:
        return None
    at, _, identifier = cursor.partition(".")
    if not (at.isascii() and at.isdecimal() and len(at) <= 18 and identifier):
        raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="before")
    return int(at), identifier


def _limit(limit: int) -> int:
    if not 1 <= limit <= LARGEST_PAGE:
        raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="limit")
    return limit
