"""Queues, who serves them, and the rules and classifications that the company keeps for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from server_stub.contract.cases import Disposition
from server_stub.contract.queues import AgentProfile, Queue, ServicePolicy


class Queues(Protocol):
    """Reading is for everybody, changing for administrators; what an agent needs is at hand in `Desk.queues`."""

    async def all_queues(self) -> Sequence[Queue]:
        """With their members and settings as they stand now."""

    async def save_queue(self, queue: Queue) -> Queue:
        """A new one where `id` is empty. Raises Refused `value_invalid` (field), `state_conflict` where somebody else
        saved it since `revision`.
        """

    async def remove_queue(self, queue_id: str, *, move_to: str = "") -> None:
        """Raises Refused `queue_in_use` (count) while it holds cases and nobody says where they go."""

    async def service_policy(self) -> ServicePolicy: ...
    async def save_service_policy(self, policy: ServicePolicy) -> ServicePolicy:
        """Raises Refused as `save_queue`."""

    async def profiles(self) -> Sequence[AgentProfile]: ...
    async def save_profile(self, profile: AgentProfile) -> AgentProfile:
        """Raises Refused as `save_queue`."""

    async def all_dispositions(self) -> Sequence[Disposition]:
        """The whole tree, with what is switched off."""

    async def save_dispositions(self, nodes: Sequence[Disposition], *, seen: str = "") -> Sequence[Disposition]:
        """In place of the whole tree before. `seen`: its mark, "" for any. Raises Refused `state_conflict` where there
        is another by now.
        """
