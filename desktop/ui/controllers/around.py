"""What the conversation list says of queues, waiting, offers and colleagues (delegates.conversation_around)."""

from __future__ import annotations

from desktop.application.desk import Desk
from desktop.ui.delegates.conversation_around import Hint
from desktop.ui.models.conversation_entry import is_offered
from desktop.ui.texts import transfers
from server_stub.contract.cases import CaseBrief, CaseState
from server_stub.contract.model import Conversation
from server_stub.contract.team import Doing

_SOON_MS = 2 * 60_000
"""An answer that is due so soon is told in the colour of a warning; nothing ever blinks."""


class AroundConversations:
    """Reads what the desk has at hand."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def queue(self, conversation: Conversation) -> str:
        queues = self._desk.queues()
        if len(queues) < 2 or conversation.case is None:
            return ""
        queue = queues.get(conversation.queue_id)
        return queue.name if queue is not None else ""

    def hint(self, conversation: Conversation, now: int) -> Hint | None:
        case = conversation.case
        if case is None or case.state is CaseState.CLOSED or is_offered(conversation, self._desk.account.id):
            return None
        if case.state is CaseState.WRAPPING_UP:
            return Hint(transfers.wrapping(), "hourglass", "muted")
        return _waiting(case, now)

    def invitation(self, conversation: Conversation) -> str:
        offer = conversation.offer
        if offer is None or not is_offered(conversation, self._desk.account.id):
            return ""
        return transfers.invitation(offer.kind, self.first_name(offer.from_account))

    def typing(self, conversation_id: str) -> str:
        return transfers.typing(self._who(conversation_id, Doing.TYPING))

    def looking(self, conversation_id: str) -> str:
        return transfers.looking(self._who(conversation_id, Doing.VIEWING))

    def first_name(self, account_id: str | None) -> str:
        account = self._desk.accounts().get(account_id or "")
        return account.name.split(" ", 1)[0] if account is not None else ""

    def _who(self, conversation_id: str, doing: Doing) -> list[str]:
        here = self._desk.presences(conversation_id)
        return [name for each in here if each.doing is doing and (name := self.first_name(each.account_id))]


def _waiting(case: CaseBrief, now: int) -> Hint | None:
    """How long somebody waits in the queue; else until when our answer is due."""
    is_late = case.answer_due_at is not None and case.answer_due_at - now < _SOON_MS
    if case.state is CaseState.QUEUED and case.queued_at is not None:
        short, spoken = transfers.waited(now - case.queued_at)
        return Hint(short, "hourglass", "warn" if is_late else "muted", spoken)
    if case.answer_due_at is None:
        return None
    short, spoken = transfers.due(case.answer_due_at - now)
    return Hint(short, "clock", "warn" if is_late else "muted", spoken)
