"""What is around the three desktops: customers at their phones, the company's rules, what the gateway noted."""

from __future__ import annotations

import asyncio
import time
from types import TracebackType
from typing import Any, Final

import httpx

from desktop.demo.backstage import ADMIN, LEAD, Backstage

CUSTOMER: Final = "Marina Costa"
OTHER: Final = "Pedro Antunes"
ACCEPTED: Final = "{name}, aqui é {agent}. Já li a conversa e sigo com você a partir de agora."
_PHONES: Final = {CUSTOMER: ("marina", "+55 11 98234-5566"), OTHER: ("pedro", "+55 21 97711-2030")}


class Behind:
    """Over the interfaces of stand-in and gateway, as one connection each. Raises httpx.HTTPError."""

    def __init__(self, stage: Backstage) -> None:
        self._stage = stage
        self._phones = httpx.AsyncClient(base_url=f"{stage.sim_url}/sim/", timeout=30)

    async def __aenter__(self) -> Behind:
        for name, (key, phone) in _PHONES.items():
            user = {"key": key, "name": name, "phone": phone}
            (await self._phones.post("users", json=user)).raise_for_status()
        async with self._signed_in(ADMIN) as admin:
            queues = (await admin.get("/v1/queues")).raise_for_status().json()
            usual = next(it for it in queues if it["id"] == "general")
            changed = {**usual, "accepted_text": ACCEPTED}
            (await admin.put("/v1/queues/general", json=changed)).raise_for_status()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._phones.aclose()

    async def says(self, text: str, customer: str = CUSTOMER) -> None:
        """WhatsApp tells whole seconds: what is said in the same one would stand before what it answers."""
        await asyncio.sleep(1 - time.time() % 1)
        message = {"type": "text", "text": text}
        (await self._phones.post(f"users/{_PHONES[customer][0]}/messages", json=message)).raise_for_status()

    async def got(self) -> list[str]:
        """What is on her phone from us, oldest first."""
        answer = (await self._phones.get("sent", params={"user": _PHONES[CUSTOMER][0]})).raise_for_status()
        return [item["text"] for item in answer.json()["sent"]]

    async def noted(self) -> tuple[list[str], list[str]]:
        """Kinds of the case's raw log, and what its audit log says the lead did; each oldest first."""
        async with self._signed_in(LEAD.login) as lead:
            snapshot = (await lead.get("/v1/snapshot")).raise_for_status().json()
            people = {it["id"]: it["name"] for it in snapshot["contacts"]}
            talk = next(it for it in snapshot["conversations"] if people[it["contact_id"]] == CUSTOMER)
            log = (await lead.get(f"/v1/cases/{talk['case']['id']}/events")).raise_for_status().json()
            looked = (await lead.get("/v1/audit", params={"conversation": talk["id"]})).raise_for_status().json()
            return [it["kind"] for it in log], [it["action"] for it in reversed(_rows(looked))]

    def _signed_in(self, login: str) -> _Session:
        return _Session(self._stage, login)


class _Session:
    """A signed-in client that signs out again."""

    def __init__(self, stage: Backstage, login: str) -> None:
        self._stage, self._login = stage, login
        self._client = httpx.AsyncClient(base_url=stage.gateway_url, timeout=30)

    async def __aenter__(self) -> httpx.AsyncClient:
        told = {"login": self._login, "password": self._stage.password}
        answer = (await self._client.post("/v1/login", json=told)).raise_for_status()
        self._client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        return self._client

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.post("/v1/logout")
        await self._client.aclose()


def _rows(told: Any) -> list[dict[str, Any]]:
    return list(told["rows"])
