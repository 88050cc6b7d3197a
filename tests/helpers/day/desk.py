"""One agent of the day: signs in, takes what is offered, answers whoever waits longest, closes, pauses, goes home."""

from __future__ import annotations

import random
from typing import Any, Final, NamedTuple

import httpx

from tests.helpers.day.script import MINUTE, SECOND, Shift
from tests.helpers.day.stage import Stage

_BEAT: Final = 50 * SECOND
_DECLINES: Final = 0.06
_TRANSFERS: Final = 0.06


class OpenCase(NamedTuple):
    """As the store has it now."""

    id: str
    conversation_id: str
    state: str
    assignee_id: str
    waiting_since: int | None
    queue_id: str
    transfers: int


class AgentDesk:
    """Acts over HTTP alone, and does nothing while its line is cut. `ends_talk`: conversation id → nothing is left to
    say there.
    """

    def __init__(self, stage: Stage, shift: Shift, seed: int) -> None:
        self._stage = stage
        self._shift = shift
        self._chance = random.Random(f"{seed} {shift.login}")
        self._client: httpx.AsyncClient | None = None
        self._beat_at = 0
        self._free_at = 0
        self._task: tuple[int, str, OpenCase] | None = None
        self._pause_until = 0
        self._breaks = list(shift.breaks)
        self._sent = 0
        self.id = stage.running.ids[shift.login]
        self.login = shift.login
        self.told: list[str] = []
        """Conversations answered since somebody looked."""
        self.refusals: list[str] = []
        self.counts = {"answered": 0, "closed": 0, "transferred": 0, "declined": 0}

    async def hang_up(self) -> None:
        """The program ends, or the gateway does: the session lives on."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def work(self, now: int, mine: list[OpenCase], offered: list[str], done: set[str], queues: list[str]) -> None:
        """One look at the desk. `mine` are its open cases, `offered` conversations it is asked to take."""
        if now >= self._shift.ends_at:
            await self._leave()
            return
        if now < self._shift.begins_at or any(begin <= now < end for begin, end in self._shift.cuts):
            await self.hang_up()
            return
        await self._sign_in(now)
        if not await self._at_desk(now):
            return
        for conversation_id in offered:
            await self._consider(conversation_id)
        await self._serve(now, mine, done, queues)

    async def _sign_in(self, now: int) -> None:
        if self._client is None:
            self._client = await self._stage.client(self._shift.login)
            if now >= self._pause_until:
                await self._say("PUT", "/v1/session/state", {"state": "available"})
        if now - self._beat_at >= _BEAT:
            self._beat_at = now
            await self._client.get("/v1/service-policy")

    async def _at_desk(self, now: int) -> bool:
        """False in a break. One that is due begins when the answer at hand is given."""
        if self._pause_until:
            if now < self._pause_until:
                return False
            self._pause_until = 0
            await self._say("PUT", "/v1/session/state", {"state": "available"})
        if self._breaks and now >= self._breaks[0].at and self._task is None:
            wanted = self._breaks.pop(0)
            if await self._say("PUT", "/v1/session/state", {"state": "pause", "reason": wanted.reason}):
                self._pause_until = now + (wanted.minutes + 1) * MINUTE
                return False
        return True

    async def _consider(self, conversation_id: str) -> None:
        path = f"/v1/conversations/{conversation_id}/offer"
        if self._chance.random() < _DECLINES:
            if await self._say("POST", f"{path}/decline", {"reason": "busy"}):
                self.counts["declined"] += 1
        else:
            await self._say("POST", f"{path}/accept", None)

    async def _serve(self, now: int, mine: list[OpenCase], done: set[str], queues: list[str]) -> None:
        if self._task is not None:
            at, what, case = self._task
            if now < at:
                return
            self._task = None
            if any(it.id == case.id for it in mine):
                await self._do(what, case, queues)
                return  # what it knows of its cases is older than what it just did
        waiting = sorted((it for it in mine if it.waiting_since is not None), key=lambda it: it.waiting_since or 0)
        ended = [it for it in mine if it.waiting_since is None and it.conversation_id in done]
        if waiting:
            move = not waiting[0].transfers and self._chance.random() < _TRANSFERS
            took = self._chance.randrange(10 * SECOND, 45 * SECOND)
            self._task = (now + took, "transfer" if move else "answer", waiting[0])
        elif ended:
            self._task = (now + self._chance.randrange(5 * SECOND, 20 * SECOND), "close", ended[0])

    async def _do(self, what: str, case: OpenCase, queues: list[str]) -> None:
        if what == "answer":
            self._sent += 1
            body = {"client_id": f"{self.id}-{self._sent}", "conversation_id": case.conversation_id, "text": "Certo!"}
            if await self._say("POST", "/v1/messages", body):
                self.counts["answered"] += 1
                self.told.append(case.conversation_id)
        elif what == "close":
            body = {"resolved": True, "say_goodbye": False}
            self.counts["closed"] += await self._say("POST", f"/v1/cases/{case.id}/close", body)
        else:
            target = self._chance.choice([it for it in queues if it != case.queue_id])
            body = {"to_queue": target, "card": {"wants": "trocar"}, "expected_agent": self.id}
            path = f"/v1/conversations/{case.conversation_id}/transfer"
            self.counts["transferred"] += await self._say("POST", path, body)

    async def _leave(self) -> None:
        if self._client is not None:
            await self._say("POST", "/v1/logout", None)
            await self.hang_up()

    async def _say(self, method: str, path: str, body: Any) -> bool:
        """Whether it was taken; what was refused is remembered by its code."""
        if self._client is None:
            return False
        answer = await self._client.request(method, path, json=body)
        if answer.is_success:
            return True
        self.refusals.append(f"{path.rsplit('/', 1)[-1]}: {answer.json().get('code', answer.status_code)}")
        return False
