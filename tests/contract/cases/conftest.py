"""A shop whose clock moves, with a lead beside ana."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
import msgspec
import pytest

from server_stub.contract.cases import Case, CaseEvent
from server_stub.contract.queues import Queue, ServicePolicy
from server_stub.contract.requests import Snapshot
from tests.helpers.shop import Shop, eventually, open_shop

_T = TypeVar("_T")
CARLA = "carla"


@dataclass(slots=True)
class Service:
    """What tests of cases do and look at. `agent` is ana, `lead` a lead, `boss` an administrator."""

    shop: Shop
    agent: httpx.AsyncClient
    lead: httpx.AsyncClient
    boss: httpx.AsyncClient

    async def ask(self, path: str, kind: type[_T], *, by: httpx.AsyncClient | None = None, **params: Any) -> _T:
        answer = await (by or self.agent).get(path, params=params)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=kind)

    async def do(
        self, verb: str, path: str, body: Any = None, *, by: httpx.AsyncClient | None = None
    ) -> httpx.Response:
        return await (by or self.agent).request(verb, path, json=body)

    async def moved(
        self, case_id: str, move: str, body: Any = None, *, by: httpx.AsyncClient | None = None, verb: str = "POST"
    ) -> Case:
        answer = await self.do(verb, f"/v1/cases/{case_id}/{move}", body, by=by)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=Case)

    async def case(self, case_id: str) -> Case:
        return await self.ask(f"/v1/cases/{case_id}", Case, by=self.boss)

    async def until_open(self, case_id: str) -> Case:
        return await eventually(lambda: self.case(case_id), lambda case: case.brief.closed_at is None)

    async def log(self, case_id: str) -> list[tuple[str, str]]:
        """(kind, detail) of each row, oldest first."""
        events = await self.ask(f"/v1/cases/{case_id}/events", list[CaseEvent], by=self.boss)
        return [(it.kind, it.detail) for it in events]

    async def case_of(self, key: str = CARLA, text: str = "Oi") -> Case:
        """The customer writes; the case that is open then."""
        talk = await self.shop.conversation(key, text)
        return (await self.ask(f"/v1/conversations/{talk.id}/cases", list[Case], by=self.boss))[0]

    async def says(self, case: Case, text: str, key: str = CARLA) -> None:
        """The customer goes on; returns once it is stored."""
        before = len(await self.shop.rows("SELECT id FROM message WHERE direction = 'in'"))
        self.shop.customer_says(key, text)
        await eventually(
            lambda: self.shop.rows("SELECT id FROM message WHERE direction = 'in'"), lambda rows: len(rows) > before
        )

    async def told(self, conversation_id: str) -> list[str]:
        """What the company said to the customer, oldest first."""
        messages = await self.shop.messages(conversation_id)
        return [
            it.content.text for it in messages if it.direction == "out" and it.content.kind not in ("note", "system")
        ]

    async def set_queue(self, **changes: Any) -> None:
        """Of the queue that everybody serves."""
        core = self.shop.running.gateway.core

        def work(tx: Any) -> None:
            queue = core.queues.get(tx, "general") or Queue("general", "Atendimento", everyone=True)
            core.queue_rows.save(tx, msgspec.structs.replace(queue, **changes), "test", self.shop.clock())

        await core.database.write(work)

    async def set_policy(self, **changes: Any) -> None:
        core = self.shop.running.gateway.core
        policy = ServicePolicy(**changes)
        await core.database.write(lambda tx: core.queue_rows.save_policy(tx, policy))

    async def snapshot(self, by: httpx.AsyncClient) -> Snapshot:
        return await self.ask("/v1/snapshot", Snapshot, by=by)


@asynccontextmanager
async def opened(folder: Path, **values: Any) -> AsyncIterator[Service]:
    """`values`: settings of the gateway."""
    async with (
        open_shop(folder, **values) as shop,
        shop.running.client("lead") as lead,
        shop.running.client("admin") as boss,
    ):
        await shop.agent.put("/v1/me/available", json={"available": True})
        yield Service(shop, shop.agent, lead, boss)


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    async with opened(tmp_path) as service:
        yield service
