"""Begins a case for whoever writes without having one, lets its clocks run, and finds an agent who is free."""

from __future__ import annotations

from server_stub.services.hooks import (
    AnnounceAssignment,
    AnsweredElsewhere,
    BeginCase,
    Begun,
    CustomersWrote,
    Inbound,
    PlaceCases,
    TakeScore,
    TellBegun,
)
from server_stub.services.ingest.conversation_state import ConversationState
from server_stub.storage.database import Tx


class IntakeDesk:
    def __init__(
        self,
        place: PlaceCases,
        announce: AnnounceAssignment,
        begin: BeginCase,
        tell_begun: TellBegun,
        customers_wrote: CustomersWrote,
        answered_elsewhere: AnsweredElsewhere | None = None,
        take_score: TakeScore | None = None,
    ) -> None:
        self.place = place
        self.announce = announce
        self.begin = begin
        self.tell_begun = tell_begun
        self.customers_wrote = customers_wrote
        self.answered_elsewhere = answered_elsewhere
        self.take_score = take_score

    def open_shift(self, tx: Tx, now: int) -> Shift:
        return Shift(self, tx, now)


class Shift:
    """The desk during one transaction: all who wrote are served together, with few statements for many."""

    def __init__(self, desk: IntakeDesk, tx: Tx, now: int) -> None:
        self._desk = desk
        self._tx = tx
        self._now = now
        self._wrote: dict[str, tuple[ConversationState, int]] = {}
        self._answered: list[tuple[ConversationState, int]] = []
        self._given: list[ConversationState] = []
        self._begun: list[Begun] = []

    def is_score(self, state: ConversationState, said: Inbound) -> bool:
        """It answers the survey after the last case, and nothing else was said since. Asked before `said` is shown."""
        row, take = state.case, self._desk.take_score
        if take is None or row is None or row.closed_at is None:
            return False
        return take(self._tx, row, state.last_id, said)

    def note(self, state: ConversationState) -> None:
        """The customer of this conversation has just said something."""
        self._wrote[state.row.id] = (state, self._wrote.get(state.row.id, (state, 0))[1] + 1)

    def note_answer(self, state: ConversationState, sent_at: int) -> None:
        """Somebody answered from the company's telephone at this moment (ms)."""
        self._answered.append((state, sent_at))

    def serve(self) -> None:
        """Everybody who said something. Afterwards the states are as the conversations are going to be told."""
        if self._wrote:
            self._serve_customers()
        for state, sent_at in self._answered:
            is_last = state.window is None or sent_at >= state.window
            if is_last and state.open_case is not None and self._desk.answered_elsewhere is not None:
                state.case = self._desk.answered_elsewhere(self._tx, state.open_case, self._now)

    def _serve_customers(self) -> None:
        unplaced = []
        for state, _ in self._wrote.values():
            if state.open_case is None:
                self._begin(state)
                unplaced.append(state.row.id)
            elif state.assignee_id is None:
                unplaced.append(state.row.id)
        wrote = [(state.case, count) for state, count in self._wrote.values() if state.case is not None]
        for row in self._desk.customers_wrote(self._tx, wrote, self._now):
            self._wrote[row.conversation_id][0].case = row
        if unplaced:
            self._place(unplaced)

    def announce(self) -> None:
        """Tell of conversations that others could see until now, a new one was nobody's before; and of new cases."""
        for state in self._given:
            self._desk.announce(self._tx, state.row.id, None, self._now)
        for begun in self._begun:
            self._desk.tell_begun(self._tx, begun, self._now)

    def _begin(self, state: ConversationState) -> None:
        begun = self._desk.begin(self._tx, state.row.id, state.row.channel_number_id, self._now)
        state.case, state.queue_id = begun.case, begun.case.queue_id
        self._begun.append(begun)

    def _place(self, conversation_ids: list[str]) -> None:
        for conversation_id, row in self._desk.place(self._tx, conversation_ids, self._now).items():
            state = self._wrote[conversation_id][0]
            state.case = row
            if state.assignee_id is None and state.row.last_at is not None:
                self._given.append(state)
            state.assignee_id = row.agent_id
