"""Opens a case and finds an agent for whoever writes without having one."""

from __future__ import annotations

from typing import Final

from server_stub.services.hooks import AnnounceAssignment, CaseOpened, ChooseAgent, NextProtocol
from server_stub.services.ingest.conversation_state import ConversationState
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRows

GENERAL: Final = "general"
"""The queue that every company begins with."""


class IntakeDesk:
    def __init__(
        self, choose: ChooseAgent, announce: AnnounceAssignment, next_protocol: NextProtocol, case_opened: CaseOpened
    ) -> None:
        self.choose = choose
        self.announce = announce
        self.next_protocol = next_protocol
        self.case_opened = case_opened
        self.cases = CaseRows()

    def open_shift(self, tx: Tx, now: int) -> Shift:
        return Shift(self, tx, now)


class Shift:
    """The desk during one transaction: once nobody was available, nobody becomes available before it ends."""

    def __init__(self, desk: IntakeDesk, tx: Tx, now: int) -> None:
        self._desk = desk
        self._tx = tx
        self._now = now
        self._nobody = False
        self._given: list[ConversationState] = []
        self._opened: list[ConversationState] = []

    def serve(self, state: ConversationState) -> None:
        """The customer of this conversation has just said something."""
        if state.open_case is None:
            protocol = self._desk.next_protocol(self._tx, self._now)
            cases, conversation_id = self._desk.cases, state.row.id
            cases.add(self._tx, conversation_id, protocol, GENERAL, self._now, detail="customer")
            state.case, state.queue_id = cases.open_of(self._tx, conversation_id), GENERAL
            self._opened.append(state)
        if state.assignee_id is None and not self._nobody:
            state.assignee_id = self._desk.choose(self._tx, self._now)
            self._nobody = state.assignee_id is None
            if state.assignee_id is not None and state.row.last_at is not None:
                self._given.append(state)

    def announce(self) -> None:
        """Tell of conversations that others could see until now, a new one was nobody's before; and of new cases."""
        for state in self._given:
            self._desk.announce(self._tx, state.row.id, None, self._now)
        for state in self._opened:
            protocol = state.case.protocol if state.case is not None else ""
            self._desk.case_opened(self._tx, state.row.id, protocol, self._now)
