"""What everything about transfers works on: a conversation with its open case, and how a change of it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server_stub.contract.content import Line
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account, Conversation
from server_stub.contract.sendable import check_length
from server_stub.contract.transfers import HandOver
from server_stub.services.assignment import Assignment
from server_stub.services.lines import Lines
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.repositories.accounts import AccountRepository
from server_stub.storage.repositories.cases import CaseRow, CaseRows
from server_stub.storage.repositories.offers import OfferRows
from server_stub.storage.repositories.participants import ParticipantRows
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer

FIELD_LIMIT: Final = 500
"""Characters of each field of a hand-over card, and of the words to a refusal."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation as the caller sees it. `case` is open."""

    conversation: Conversation
    case: CaseRow
    key_id: str

    @property
    def agent_id(self) -> str:
        """Who is in charge, "" for nobody."""
        return self.conversation.assignee_id or ""


@dataclass(frozen=True, slots=True)
class Floor:
    """Shared by the services of this package; they write in the transaction of their caller."""

    accounts: AccountRepository
    reading: Reading
    cases: CaseRows
    queues: QueueBook
    assignment: Assignment
    lines: Lines
    offers: OfferRows
    participants: ParticipantRows

    def seen(self, tx: Tx, caller: Account, conversation_id: str) -> Conversation:
        """Raises NOT_FOUND, also where the caller may not look."""
        found = self.reading.conversation_for(tx, Viewer.of(caller), conversation_id)
        if found is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        return found

    def chat(self, tx: Tx, caller: Account, conversation_id: str) -> Chat:
        """Raises NOT_FOUND, also where the caller may not look, and CASE_CLOSED where nothing is open."""
        conversation = self.seen(tx, caller, conversation_id)
        case, key_id = self.cases.open_of(tx, conversation_id), self.reading.key_of(tx, conversation_id)
        if case is None or key_id is None:
            raise GatewayRefusal(ErrorCode.CASE_CLOSED)
        return Chat(conversation, case, key_id)

    def after(self, tx: Tx, before: Conversation) -> Conversation:
        """As it stands now, also where the caller no longer sees it."""
        return self.reading.conversation(tx, before.id) or before

    def owner(self, tx: Tx, conversation_id: str) -> str | None:
        found = self.reading.conversation(tx, conversation_id)
        return None if found is None else found.assignee_id

    def announce(self, tx: Tx, conversation_id: str, now: int) -> None:
        """Who is asked, or who is in the chat, has changed: so has who sees it."""
        self.assignment.announce(tx, conversation_id, None, now)

    def count_transfer(self, tx: Tx, conversation_id: str) -> None:
        """The open case went from one to another once more."""
        case = self.cases.open_of(tx, conversation_id)
        if case is not None:
            self.cases.change(tx, case.id, transfers=case.transfers + 1)

    def name(self, tx: Tx, account_id: str | None) -> str:
        return self.assignment.name(tx, account_id or None)

    def write_line(
        self,
        tx: Tx,
        conversation_id: str,
        line: Line,
        now: int,
        names: Mapping[str, str],
        card: HandOver | None = None,
    ) -> None:
        """With what the card says, so that whoever reads the thread later finds it there."""
        said = {} if card is None else {name: getattr(card, name) for name in card.__struct_fields__}
        self.lines.write_at(tx, conversation_id, line, now, now, {**names, **said})


def is_lead(account: Account) -> bool:
    return Viewer.of(account).sees_all


def check_card(card: HandOver) -> None:
    """Raises TEXT_TOO_LONG."""
    for name in card.__struct_fields__:
        check_length(getattr(card, name), FIELD_LIMIT)
