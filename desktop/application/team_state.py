"""What is always at hand of the team: queues, states, dispositions, chats, and for moments who looks at what."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from desktop.application.applied import Applied
from desktop.application.applying_team import channel_seen
from desktop.application.ports import Clock
from desktop.application.state import State
from desktop.application.team_notes import TeamContent, read_team
from desktop.domain.changes import ChangeSet
from server_stub.contract.cases import Disposition
from server_stub.contract.queues import Queue
from server_stub.contract.team import AgentState, AgentStatus, ChatChannel, Doing, PresenceChanged

_LEAST_SECONDS: Final = 0.05


class TeamState:
    """Kept by what each transaction says it changed. `run` notices when somebody has looked away."""

    def __init__(self, state: State, clock: Clock) -> None:
        self._state = state
        self._clock = clock
        self._queues: dict[str, Queue] = {}
        self._statuses: dict[str, AgentStatus] = {}
        self._content = TeamContent()
        self._present: dict[tuple[str, str], PresenceChanged] = {}
        self._newcomer = asyncio.Event()
        state.follow(self._take)

    async def load(self) -> None:
        self._replace(await self._state.store.read(read_team))

    @property
    def queues(self) -> Mapping[str, Queue]:
        return self._queues

    @property
    def statuses(self) -> Mapping[str, AgentStatus]:
        return self._statuses

    @property
    def own_status(self) -> AgentStatus:
        """A gateway that has not told of any yet knows only whether somebody takes conversations."""
        account = self._state.inbox.account
        supposed = AgentState.AVAILABLE if account.available else AgentState.BUSY
        return self._statuses.get(account.id) or AgentStatus(account.id, supposed)

    @property
    def dispositions(self) -> Sequence[Disposition]:
        return self._content.dispositions

    @property
    def chats(self) -> Sequence[ChatChannel]:
        return self._content.chats

    def presences(self, conversation_id: str) -> Sequence[PresenceChanged]:
        """Of colleagues, as long as each lasts."""
        now, own = self._clock(), self._state.inbox.account.id
        return tuple(
            each
            for (where, who), each in self._present.items()
            if where == conversation_id and who != own and each.until > now
        )

    def see(self, told: Sequence[PresenceChanged]) -> None:
        """Who is there already, as the gateway answers to whoever comes in."""
        news = [each for each in told if self._present.get((each.conversation_id, each.account_id)) != each]
        self._put(news)
        self._state.tell(ChangeSet(presence=frozenset(each.conversation_id for each in news)))

    async def channel_seen(self, channel: str) -> None:
        await self._state.change(partial(channel_seen, channel=channel))

    async def run(self) -> None:
        """Until cancelled: what has lapsed is told as a change."""
        while True:
            self._newcomer.clear()
            ends = min((each.until for each in self._present.values()), default=None)
            seconds = None if ends is None else max(_LEAST_SECONDS, (ends - self._clock()) / 1000)
            try:
                async with asyncio.timeout(seconds):
                    await self._newcomer.wait()
            except TimeoutError:
                self._lapse()

    def _lapse(self) -> None:
        now = self._clock()
        over = [key for key, each in self._present.items() if each.until <= now]
        for key in over:
            del self._present[key]
        self._state.tell(ChangeSet(presence=frozenset(where for where, _ in over)))

    def _take(self, applied: Applied) -> None:
        if applied.team is not None:
            self._replace(applied.team)
        self._put(applied.presences)

    def _put(self, presences: Sequence[PresenceChanged]) -> None:
        for told in presences:
            key = told.conversation_id, told.account_id
            if told.doing is Doing.GONE:
                self._present.pop(key, None)
            else:
                self._present[key] = told
            self._newcomer.set()

    def _replace(self, content: TeamContent) -> None:
        self._content = content
        self._queues = {each.id: each for each in content.queues}
        self._statuses = {each.account_id: each for each in content.statuses}
