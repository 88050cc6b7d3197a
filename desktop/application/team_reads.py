"""The part of the desk that answers at once about the team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.application.team_state import TeamState
from server_stub.contract.cases import Disposition
from server_stub.contract.queues import Queue
from server_stub.contract.team import AgentStatus, ChatChannel, PresenceChanged


class TeamReads:
    """Forwards to what is in memory; `application.desk.Desk` says what each means."""

    def __init__(self, state: TeamState) -> None:
        self._team_state = state

    def queues(self) -> Mapping[str, Queue]:
        return self._team_state.queues

    def statuses(self) -> Mapping[str, AgentStatus]:
        return self._team_state.statuses

    def own_status(self) -> AgentStatus:
        return self._team_state.own_status

    def dispositions(self) -> Sequence[Disposition]:
        return self._team_state.dispositions

    def presences(self, conversation_id: str) -> Sequence[PresenceChanged]:
        return self._team_state.presences(conversation_id)

    def chats(self) -> Sequence[ChatChannel]:
        return self._team_state.chats
