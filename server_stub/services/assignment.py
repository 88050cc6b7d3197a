"""Who is in charge of a conversation: fair choice for new ones, taking, releasing and handing on by people."""

from __future__ import annotations

from functools import partial

from server_stub.contract.content import Line
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import ConversationLeft, EventKind
from server_stub.contract.model import Account, Conversation
from server_stub.domain.routing.fair import choose
from server_stub.domain.routing.permission import may_assign
from server_stub.services.claims import Claims
from server_stub.services.lines import Lines
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.accounts import AccountRepository
from server_stub.storage.repositories.claims import ClaimRepository
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer


class Assignment:
    """Decides and records assignments, and tells those who gain or lose sight of the conversation."""

    def __init__(
        self,
        accounts: AccountRepository,
        table: ClaimRepository,
        claims: Claims,
        reading: Reading,
        events: EventLog,
        lines: Lines,
    ) -> None:
        self._accounts = accounts
        self._table = table
        self._claims = claims
        self._reading = reading
        self._events = events
        self._lines = lines

    def choose_agent(self, tx: Tx, now: int) -> str | None:
        """For a conversation that nobody has: the least active available account, or None where nobody is available."""
        chosen = choose(self._accounts.candidates(tx))
        if chosen is not None:
            self._accounts.update(tx, chosen, last_assigned_at=now)
        return chosen

    def assign(self, tx: Tx, caller: Account, conversation_id: str, target_id: str | None, now: int) -> Conversation:
        """Raises NOT_FOUND where the caller may not look, FORBIDDEN by the rules of routing, BAD_REQUEST for a target
        that does not exist or is disabled, CLAIMED_BY_OTHER where an agent would take what a colleague works on.
        """
        current = self._reading.conversation_for(tx, Viewer.of(caller), conversation_id)
        if current is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if not may_assign(
            actor_id=caller.id, actor_role=caller.role, current_id=current.assignee_id, target_id=target_id
        ):
            raise GatewayRefusal(ErrorCode.FORBIDDEN)
        target = None if target_id is None else self._accounts.get(tx, target_id)
        if target_id is not None and (target is None or target.disabled):
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="account_id")
        if target_id == current.assignee_id:
            return current
        holder = self._claims.holder(tx, conversation_id, now)
        if target_id is not None and holder not in (None, caller.id, target_id) and not Viewer.of(caller).sees_all:
            raise GatewayRefusal(ErrorCode.CLAIMED_BY_OTHER, account_id=holder or "")
        if target is not None:
            self._accounts.update(tx, target.id, last_assigned_at=now)
        return self._move(tx, current, target_id, now)

    def release_all(self, tx: Tx, account_id: str, now: int) -> None:
        """Put everything of an account that leaves back to where any agent may take it."""
        for conversation_id in self._table.assigned_to(tx, account_id):
            current = self._reading.conversation(tx, conversation_id)
            if current is not None:
                self._move(tx, current, None, now)

    def announce(self, tx: Tx, conversation_id: str, previous_id: str | None, now: int) -> None:
        """Tell of an assignment that is already in the table, e.g. one made while a message came in.

        Those who gain the conversation get its contact and its state. Those who lose it are told to drop it: the
        previous assignee, or every other agent where it was nobody's and so seen by all.
        """
        conversation = self._reading.conversation(tx, conversation_id)
        key_id = self._reading.key_of(tx, conversation_id)
        if conversation is None or key_id is None:
            return
        tell = partial(self._events.append, tx, key_id=key_id, now=now, conversation_id=conversation_id)
        if conversation.assignee_id is not None:
            tell(EventKind.CONVERSATION_LEFT, ConversationLeft(conversation_id), account_id=previous_id)
        contact = self._reading.contact(tx, conversation.contact_id, now)
        if contact is not None:
            tell(EventKind.CONTACT, contact)
        tell(EventKind.CONVERSATION, conversation)

    def _move(self, tx: Tx, current: Conversation, target_id: str | None, now: int) -> Conversation:
        self._table.assign(tx, current.id, target_id)
        holder = self._claims.holder(tx, current.id, now)
        if holder is not None and target_id is not None and holder != target_id and not self._sees_all(tx, holder):
            self._claims.drop(tx, holder, current.id, now)
        self.announce(tx, current.id, current.assignee_id, now)
        self._tell(tx, current, target_id, now)
        return self._reading.conversation(tx, current.id) or current

    def _tell(self, tx: Tx, before: Conversation, target_id: str | None, now: int) -> None:
        """A line for those who read the conversation later."""
        line = Line.QUEUED if target_id is None else Line.TRANSFERRED
        names = {"before": self._name(tx, before.assignee_id), "after": self._name(tx, target_id)}
        self._lines.write(tx, before.id, line, now, **names)

    def _name(self, tx: Tx, account_id: str | None) -> str:
        account = None if account_id is None else self._accounts.get(tx, account_id)
        return "" if account is None else account.name

    def _sees_all(self, tx: Tx, account_id: str) -> bool:
        account = self._accounts.get(tx, account_id)
        return account is not None and Viewer.of(account).sees_all
