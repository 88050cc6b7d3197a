"""A shop whose clock moves, with ana, bruno, a lead and an administrator at work."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
import msgspec
import pytest

from server_stub.contract.content import Line
from server_stub.contract.queues import Queue, ServicePolicy
from server_stub.contract.requests import MessagePage
from server_stub.contract.team import AgentStatus
from tests.helpers.shop import Shop, eventually, open_shop

_T = TypeVar("_T")


@dataclass
class Floor:
    shop: Shop
    clients: Mapping[str, httpx.AsyncClient]
    ids: Mapping[str, str]

    async def tick(self) -> None:
        """What the gateway's loops look for every few seconds, looked for now."""
        team = self.shop.running.gateway.team
        await team.desktops.look()
        await team.sweep.run()
        await team.words.tell_places()

    async def ask(self, who: str, path: str, kind: type[_T], **params: str) -> _T:
        answer = await self.clients[who].get(path, params=params)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=kind)

    async def does(self, who: str, verb: str, path: str, body: Any) -> httpx.Response:
        return await self.clients[who].request(verb, path, json=body)

    async def refused(self, who: str, verb: str, path: str, body: Any) -> tuple[int, str, dict[str, Any]]:
        """(status, code, parameters) of a refusal."""
        answer = await self.does(who, verb, path, body)
        assert answer.status_code >= 400, answer.text
        return answer.status_code, answer.json()["code"], answer.json().get("params", {})

    async def add(self, **fields: Any) -> Queue:
        answer = await self.does("admin", "POST", "/v1/queues", {"id": "", **fields})
        assert answer.status_code == 201, answer.text
        return msgspec.json.decode(answer.content, type=Queue)

    async def change(self, queue: Queue, who: str = "admin", **changes: Any) -> Queue:
        body = msgspec.to_builtins(msgspec.structs.replace(queue, **changes))
        answer = await self.does(who, "PUT", f"/v1/queues/{queue.id}", body)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=Queue)

    async def queue(self, queue_id: str) -> Queue:
        return next(it for it in await self.ask("ana", "/v1/queues", list[Queue]) if it.id == queue_id)

    async def set_policy(self, **fields: Any) -> None:
        before = await self.ask("admin", "/v1/service-policy", ServicePolicy)
        answer = await self.does("admin", "PUT", "/v1/service-policy", {**fields, "revision": before.revision})
        assert answer.status_code == 200, answer.text

    async def state(self, who: str, state: str, reason: str = "") -> AgentStatus:
        answer = await self.does(who, "PUT", "/v1/session/state", {"state": state, "reason": reason})
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=AgentStatus)

    async def standing(self, of: str, by: str = "lead") -> AgentStatus:
        found = await self.ask(by, "/v1/team/states", list[AgentStatus])
        return next(it for it in found if it.account_id == self.ids[of])

    async def taken(self, who: str, customer: str = "carla") -> str:
        """The customer wrote and `who` has taken it; id of the conversation."""
        talk = await self.shop.conversation(customer)
        answer = await self.does(who, "PUT", f"/v1/conversations/{talk.id}/assignee", {"account_id": self.ids[who]})
        assert answer.status_code == 200, answer.text
        return talk.id

    async def owner(self, conversation_id: str) -> str | None:
        """Login of whoever has it."""
        (row,) = await self.shop.rows("SELECT assignee_id FROM conversation WHERE id = ?", conversation_id)
        return next((login for login, it in self.ids.items() if it == row[0]), None)

    async def until_owned(self, conversation_id: str, who: str | None) -> None:
        await eventually(lambda: self.owner(conversation_id), lambda found: found == who)

    async def notes(self, conversation_id: str) -> list[dict[str, str]]:
        """Parameters of the lines that say who let it lie."""
        page = await self.ask("lead", f"/v1/conversations/{conversation_id}/messages", MessagePage)
        told = [it.content for it in page.messages if it.content.original_kind == Line.RETURNED]
        return [it.params for it in told]

    async def told(self, conversation_id: str) -> list[str]:
        """What the company said to the customer, oldest first."""
        messages = await self.shop.messages(conversation_id)
        return [it.content.text for it in messages if it.direction == "out" and it.content.kind == "text"]


@pytest.fixture
async def floor(tmp_path: Path) -> AsyncIterator[Floor]:
    async with AsyncExitStack() as stack:
        shop = await stack.enter_async_context(open_shop(tmp_path))
        clients = {"ana": shop.agent}
        for who in ("bruno", "lead", "admin"):
            clients[who] = await stack.enter_async_context(shop.running.client(who))
        yield Floor(shop, clients, shop.running.ids)
