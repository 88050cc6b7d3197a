"""Who is in charge of a conversation: given, taken, released, handed on, put back into its queue."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from server_stub.contract.cases import CaseMove, CaseState
from server_stub.contract.content import Line
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import ConversationLeft, EventKind
from server_stub.contract.model import Account, Conversation
from server_stub.contract.requests import Assign
from server_stub.domain.routing.permission import may_assign
from server_stub.services.claims import Claims
from server_stub.services.lines import Lines
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.accounts import AccountRepository
from server_stub.storage.repositories.cases import CaseRow, CaseRows
from server_stub.storage.repositories.claims import ClaimRepository
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.routing_rows import RoutingRows
from server_stub.storage.repositories.visibility import Viewer

ROUTED: Final = "routed"
"""Why a case is somebody's whom its queue chose."""
OwnerChanged = Callable[[Tx, str, int], object]
"""(transaction, conversation id, now): somebody else, or nobody, is in charge; called before it is told."""


class Assignment:
    """Records assignments, and tells those who gain or lose sight of the conversation.

    `changed` is called for each of them; `wake` after the commit of whatever lets somebody take more than before.
    """

    def __init__(
        self,
        accounts: AccountRepository,
        table: ClaimRepository,
        claims: Claims,
        reading: Reading,
        events: EventLog,
        lines: Lines,
        queues: QueueBook,
    ) -> None:
        self._accounts = accounts
        self._table = table
        self._claims = claims
        self._reading = reading
        self._events = events
        self._lines = lines
        self._queues = queues
        self._cases = CaseRows()
        self._rows = RoutingRows()
        self.changed: list[OwnerChanged] = []
        self.wake: Callable[[], object] = _nobody_listens

    def assign(self, tx: Tx, caller: Account, conversation_id: str, wish: Assign, now: int) -> Conversation:
        """Raises NOT_FOUND where the caller may not look, MOVED_MEANWHILE where somebody else was quicker, FORBIDDEN by
        the rules of routing, BAD_REQUEST for a target that does not exist or is disabled, CLAIMED_BY_OTHER where an
        agent would take what a colleague works on.
        """
        target_id = wish.account_id
        current = self._reading.conversation_for(tx, Viewer.of(caller), conversation_id)
        if current is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if current.assignee_id != target_id:
            refuse_moved(wish.expected_agent, current)
        if not may_assign(
            actor_id=caller.id, actor_role=caller.role, current_id=current.assignee_id, target_id=target_id
        ):
            raise GatewayRefusal(ErrorCode.FORBIDDEN)
        target = None if target_id is None else self._accounts.get(tx, target_id)
        if target_id is not None and (target is None or target.disabled):
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="account_id")
        if target_id == current.assignee_id:
            return current
        if target_id is None:
            self.requeue(tx, conversation_id, now, by=caller.id, why="released")
            self._lines.write(tx, conversation_id, Line.QUEUED, now, before=self.name(tx, current.assignee_id))
        else:
            self._claims.refuse_others(tx, caller, conversation_id, now, besides=target_id)
            self.give(tx, conversation_id, target_id, now, by=caller.id, why=_reason(caller, current, target_id))
        return self._reading.conversation(tx, conversation_id) or current

    def give(
        self, tx: Tx, conversation_id: str, account_id: str | None, now: int, *, by: str, why: str, line: bool = True
    ) -> None:
        """From now on this account is in charge, and has the open case; None: nobody, and the case stays as it is.

        `why` is a code of CaseMove.ASSIGNED. With `line` the conversation says who handed it to whom; `by` is who did
        it, "" for the gateway.
        """
        before = self._table.owner(tx, conversation_id)
        row = self._cases.open_of(tx, conversation_id)
        if row is not None and account_id is not None:
            self._cases.change(
                tx,
                row.id,
                state=CaseState.ASSIGNED.value,
                agent_id=account_id,
                assigned_at=now,
                queued_at=None,
                overflow_at=None,
                return_at=self._return_at(tx, row, now) if why == ROUTED else None,
                wrap_until=None,
            )
            self._cases.log(tx, row, CaseMove.ASSIGNED, now, account_id=account_id, detail=why)
            self._rows.served(tx, account_id, now)
        self._move(tx, conversation_id, before, account_id, now)
        if line:
            names = {"before": self.name(tx, before), "after": self.name(tx, account_id)}
            self._lines.write(tx, conversation_id, Line.TRANSFERRED, now, **names)

    def requeue(self, tx: Tx, conversation_id: str, now: int, *, by: str, why: str, queue_id: str = "") -> bool:
        """Back into its queue, or into `queue_id`, as nobody's; the wait goes on. False where no case is open.

        Writes no line: whoever calls knows what people should read. `why` is a code of CaseMove.QUEUED, whose row names
        who had it: who gave it away, or let it lie, is not given it again for a while. A queue that was removed or
        switched off is replaced by the usual one.
        """
        before = self._table.owner(tx, conversation_id)
        row = self._cases.open_of(tx, conversation_id)
        if row is not None:
            self._put_back(tx, row, before or "", now, why, queue_id)
        self._move(tx, conversation_id, before, None, now)
        self.wake_routing(tx)
        return row is not None

    def release_all(self, tx: Tx, account_id: str, now: int) -> None:
        """Put everything of an account that leaves back to where any agent may take it.

        What is being wrapped up stays: the talk is over, and its own timer ends it.
        """
        name = self.name(tx, account_id)
        for conversation_id in self._table.assigned_to(tx, account_id):
            row = self._cases.open_of(tx, conversation_id)
            if row is not None and row.state == CaseState.WRAPPING_UP:
                continue
            self.requeue(tx, conversation_id, now, by="", why="left")
            self._lines.write(tx, conversation_id, Line.QUEUED, now, before=name)

    def ended(self, tx: Tx, account_id: str, now: int) -> None:
        """A case of this account is over, or theirs no more: they may take another, and are idle since now."""
        self._rows.set_freed(tx, account_id, now)
        self.wake_routing(tx)

    def wake_routing(self, tx: Tx) -> None:
        """After the commit, whoever waits is looked at."""
        if self.wake not in tx.committed:
            tx.after_commit(self.wake)

    def name(self, tx: Tx, account_id: str | None) -> str:
        account = None if account_id is None else self._accounts.get(tx, account_id)
        return "" if account is None else account.name

    def announce(self, tx: Tx, conversation_id: str, previous_id: str | None, now: int) -> None:
        """Tell of an assignment that is already in the table, e.g. one made while a message came in.

        Those who gain the conversation get its contact and its state. Those who may not see it any more, whatever the
        reason (another agent, another queue, no longer asked or in the chat), are told to drop it.
        """
        conversation = self._reading.conversation(tx, conversation_id)
        key_id = self._reading.key_of(tx, conversation_id)
        if conversation is None or key_id is None:
            return
        tell = partial(self._events.append, tx, key_id=key_id, now=now, conversation_id=conversation_id)
        tell(EventKind.CONVERSATION_LEFT, ConversationLeft(conversation_id))
        contact = self._reading.contact(tx, conversation.contact_id, now)
        if contact is not None:
            tell(EventKind.CONTACT, contact)
        tell(EventKind.CONVERSATION, conversation)

    def _return_at(self, tx: Tx, row: CaseRow, now: int) -> int | None:
        """Until then what a queue gave, and its agent accepted, has to be answered."""
        queue = self._queues.get(tx, row.queue_id)
        return None if queue is None or not queue.return_seconds else now + queue.return_seconds * 1000

    def _put_back(self, tx: Tx, row: CaseRow, before: str, now: int, why: str, queue_id: str) -> None:
        queue = self._queues.get(tx, queue_id or row.queue_id)
        if queue is None or not queue.enabled:
            queue = self._queues.usual(tx)
        goes_over = queue.overflow_to and queue.overflow_seconds
        self._cases.change(
            tx,
            row.id,
            state=CaseState.QUEUED.value,
            queue_id=queue.id,
            queued_at=_waits_since(row, now),
            overflow_at=now + queue.overflow_seconds * 1000 if goes_over else None,
            return_at=None,
            wrap_until=None,
        )
        self._cases.log(tx, row, CaseMove.QUEUED, now, account_id=before, queue_id=queue.id, detail=why)

    def _move(self, tx: Tx, conversation_id: str, before: str | None, account_id: str | None, now: int) -> None:
        self._table.assign(tx, conversation_id, account_id)
        holder = self._claims.holder(tx, conversation_id, now)
        if holder is not None and account_id is not None and holder != account_id and not self._sees_all(tx, holder):
            self._claims.drop(tx, holder, conversation_id, now)
        for hook in self.changed:
            hook(tx, conversation_id, now)
        if before is not None and before != account_id:
            self.ended(tx, before, now)
        self.announce(tx, conversation_id, before, now)

    def _sees_all(self, tx: Tx, account_id: str) -> bool:
        account = self._accounts.get(tx, account_id)
        return account is not None and Viewer.of(account).sees_all


def refuse_moved(expected: str | None, current: Conversation) -> None:
    """Raises MOVED_MEANWHILE where `expected` ("" for nobody; None for whoever it is) is not in charge any more."""
    if expected is not None and expected != (current.assignee_id or ""):
        raise GatewayRefusal(ErrorCode.MOVED_MEANWHILE, account_id=current.assignee_id or "")


def _reason(caller: Account, current: Conversation, target_id: str) -> str:
    if target_id == caller.id:
        return "taken"
    return "transfer" if current.assignee_id == caller.id else "by_lead"


def _waits_since(row: CaseRow, now: int) -> int:
    """Never later than now, also where the clock was set back; a wait that goes on keeps its beginning."""
    if row.queued_at is not None:
        return min(row.queued_at, now)
    if row.waiting_since is not None:
        return min(row.waiting_since, now)
    return min(row.opened_at, now) if row.first_response_at is None else now


def _nobody_listens() -> None:
    """Before the worker is there."""
