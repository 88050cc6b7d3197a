"""Queues, profiles, policy and dispositions over HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from desktop.infra.gateway.calling import Caller
from desktop.infra.gateway.codec import answer
from server_stub.contract.cases import Disposition
from server_stub.contract.queues import AgentProfile, Queue, RemoveQueue, ServicePolicy


class HttpQueues(Caller):
    """Implements application.team.queues.Queues."""

    async def all_queues(self) -> Sequence[Queue]:
        return await self.get("/v1/queues", list[Queue])

    async def save_queue(self, queue: Queue) -> Queue:
        if not queue.id:
            return answer(await self.write("POST", "/v1/queues", queue), Queue)
        return answer(await self.write("PUT", _queue(queue.id), queue), Queue)

    async def remove_queue(self, queue_id: str, *, move_to: str = "") -> None:
        await self.write("DELETE", _queue(queue_id), RemoveQueue(move_to))

    async def service_policy(self) -> ServicePolicy:
        return await self.get("/v1/service-policy", ServicePolicy)

    async def save_service_policy(self, policy: ServicePolicy) -> ServicePolicy:
        return answer(await self.write("PUT", "/v1/service-policy", policy), ServicePolicy)

    async def profiles(self) -> Sequence[AgentProfile]:
        return await self.get("/v1/team", list[AgentProfile])

    async def save_profile(self, profile: AgentProfile) -> AgentProfile:
        return answer(await self.write("PUT", f"/v1/team/{quote(profile.account_id, safe='')}", profile), AgentProfile)

    async def all_dispositions(self) -> Sequence[Disposition]:
        return await self.get("/v1/dispositions", list[Disposition])

    async def save_dispositions(self, nodes: Sequence[Disposition], *, seen: str = "") -> Sequence[Disposition]:
        path = f"/v1/dispositions?seen={quote(seen, safe='')}"
        return answer(await self.write("PUT", path, nodes), list[Disposition])


def _queue(queue_id: str) -> str:
    return f"/v1/queues/{quote(queue_id, safe='')}"
