"""Three agents and a lead at work in one shop, whose clock moves."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from server_stub.contract.content import Kind
from server_stub.contract.model import Conversation, Role
from server_stub.contract.queues import Member, Queue, ServicePolicy
from server_stub.contract.requests import Snapshot
from server_stub.contract.transfers import Offer, Targets
from server_stub.storage.database import Tx
from server_stub.storage.repositories.visibility import Viewer
from tests.helpers.gateway import PASSWORD
from tests.helpers.shop import Shop, eventually, open_shop

SUPPORT = "support"
CARD = {"wants": "Trocar o plano", "done": "Conferi o cadastro", "promised": "Retorno hoje", "note": "Tem pressa"}


@dataclass
class Counter:
    """`clients` and `ids` by login: ana, bruno and carla are agents of both queues but carla of the second."""

    shop: Shop
    clients: Mapping[str, httpx.AsyncClient]
    ids: dict[str, str]
    conversations: dict[str, str] = field(default_factory=dict)

    async def taken(self, who: str = "ana", customer: str = "carla", text: str = "Oi") -> str:
        """The customer wrote, and `who` has taken it; id of the conversation."""
        talk = await self.shop.conversation(customer, text)
        answer = await self.put(who, talk.id, "assignee", {"account_id": self.ids[who]})
        assert answer.status_code == 200, answer.text
        return talk.id

    async def put(self, who: str, conversation_id: str, what: str, body: Any) -> httpx.Response:
        return await self.clients[who].put(f"/v1/conversations/{conversation_id}/{what}", json=body)

    async def post(self, who: str, conversation_id: str, what: str, body: Any = None) -> httpx.Response:
        return await self.clients[who].post(f"/v1/conversations/{conversation_id}/{what}", json=body)

    async def does(self, who: str, conversation_id: str, what: str, body: Any = None) -> Conversation:
        answer = await self.post(who, conversation_id, what, body)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=Conversation)

    async def ask(self, who: str, conversation_id: str, to: str, **more: Any) -> Offer:
        """`who` asks `to` to take it; the open offer."""
        told = await self.does(who, conversation_id, "transfer", {"to_account": self.ids[to], **more})
        assert told.offer is not None
        return told.offer

    async def refused(self, who: str, conversation_id: str, what: str, body: Any = None) -> tuple[str, dict[str, Any]]:
        answer = await self.post(who, conversation_id, what, body)
        assert answer.status_code >= 400, answer.text
        found = answer.json()
        return found["code"], found.get("params", {})

    async def says(self, who: str, conversation_id: str, text: str) -> httpx.Response:
        body = {"client_id": f"{who}-{text}", "conversation_id": conversation_id, "text": text}
        return await self.clients[who].post("/v1/messages", json=body)

    async def seen(self, who: str, conversation_id: str) -> Conversation | None:
        """None where this person may not look."""
        answer = await self.clients[who].get(f"/v1/conversations/{conversation_id}")
        return None if answer.status_code == 404 else msgspec.json.decode(answer.content, type=Conversation)

    async def who_sees(self, conversation_id: str) -> set[str]:
        return {who for who in self.clients if await self.seen(who, conversation_id) is not None}

    async def truth(self, conversation_id: str) -> Conversation:
        found = await self.seen("lead", conversation_id)
        assert found is not None
        return found

    async def targets(self, who: str, conversation_id: str, **params: str) -> Targets:
        answer = await self.clients[who].get(f"/v1/conversations/{conversation_id}/targets", params=params)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=Targets)

    async def obstacles(self, who: str, conversation_id: str, **params: str) -> dict[str, str]:
        """Of the agents, by login."""
        names = {identifier: login for login, identifier in self.ids.items()}
        found = (await self.targets(who, conversation_id, **params)).agents
        return {names[it.account_id]: it.obstacle for it in found}

    async def until(self, conversation_id: str, **wanted: Any) -> Conversation:
        """Once these fields are so."""
        return await eventually(
            lambda: self.truth(conversation_id), lambda it: all(getattr(it, key) == wanted[key] for key in wanted)
        )

    async def shop_offer(self, conversation_id: str, of: set[str]) -> str:
        """Once one of these is asked to take it: who."""
        by_id = {self.ids[who]: who for who in of}
        asked = await eventually(
            lambda: self.truth(conversation_id), lambda it: it.offer is not None and it.offer.to_account in by_id
        )
        return by_id[asked.offer.to_account] if asked.offer else ""

    async def lines(self, conversation_id: str) -> list[tuple[str, dict[str, str]]]:
        """What the thread tells of it, but the opening of the case and who took it first."""
        answer = await self.clients["lead"].get(f"/v1/conversations/{conversation_id}/messages")
        told = [it["content"] for it in answer.json()["messages"] if it["content"]["kind"] == Kind.SYSTEM]
        return [(it["original_kind"], it.get("params", {})) for it in told][2:]

    async def log(self, conversation_id: str) -> list[tuple[str, str, str]]:
        """(kind, who it is about by login, detail), but what opened the case and the first who took it."""
        sql = "SELECT kind, account_id, detail FROM case_event WHERE conversation_id = ? ORDER BY id"
        names = {identifier: login for login, identifier in self.ids.items()}
        left_out = ("opened", "customer_wrote", "answered", "first_response")
        rows = [row for row in await self.shop.rows(sql, conversation_id) if row[0] not in left_out]
        return [(kind, names.get(who, ""), why) for kind, who, why in rows][2:]

    async def told(self, conversation_id: str) -> list[str]:
        """What the company said to the customer."""
        core, everybody = self.shop.running.gateway.core, Viewer("", Role.ADMIN)
        told = await core.database.read(lambda tx: core.reading.messages(tx, everybody, conversation_id, None, 99))
        return [it.content.text for it in told if it.direction == "out" and it.content.kind == Kind.TEXT]

    async def set_queue(self, queue_id: str, **changes: Any) -> None:
        core = self.shop.running.gateway.core

        def work(tx: Tx) -> None:
            known = next(it for it in core.queue_rows.all(tx) if it.id == queue_id)
            core.queue_rows.save(tx, msgspec.structs.replace(known, **changes), "test", core.clock())

        await core.database.write(work)

    async def set_policy(self, **changes: Any) -> None:
        core = self.shop.running.gateway.core
        await core.database.write(lambda tx: core.queue_rows.save_policy(tx, ServicePolicy(**changes)))

    async def snapshot(self, who: str) -> Snapshot:
        return msgspec.json.decode((await self.clients[who].get("/v1/snapshot")).content, type=Snapshot)


@pytest.fixture
async def counter(tmp_path: Path) -> AsyncIterator[Counter]:
    async with AsyncExitStack() as stack:
        shop = await stack.enter_async_context(open_shop(tmp_path))
        core = shop.running.gateway.core
        shop.running.ids["carla"] = (await core.accounts.add("carla", "Carla Dias", Role.AGENT, PASSWORD)).id
        ids = shop.running.ids
        queue = Queue(SUPPORT, "Suporte", 1, members=[Member(ids["ana"]), Member(ids["bruno"])])
        await core.database.write(lambda tx: core.queue_rows.save(tx, queue, "test", core.clock()))
        clients = {"ana": shop.agent}
        for who in ("bruno", "carla", "lead"):
            clients[who] = await stack.enter_async_context(shop.running.client(who))
        yield Counter(shop, clients, ids)
