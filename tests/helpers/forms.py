"""A gateway whose clock can be moved, with people and systems that bring consents from elsewhere."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import msgspec

from server_stub.contract.registers import ApiKey
from server_stub.domain.consent_events import ConsentEvent
from tests.helpers.gateway import RunningGateway, run_gateway
from tests.helpers.shop import MovableClock

NOTICE = "txn.order-v1-pt-BR"
MARKETING_NOTICE = "mkt.promotions-v1-pt-BR"
PHONE = "+5511987654321"


@dataclass(slots=True)
class FormsOffice:
    running: RunningGateway
    clock: MovableClock
    admin: httpx.AsyncClient
    _keys: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def key(self, *scopes: str, name: str = "Site") -> ApiKey:
        answer = await self.admin.post("/v1/api-keys", json={"name": name, "scopes": list(scopes)})
        assert answer.status_code == 201, answer.text
        return msgspec.json.decode(answer.content, type=ApiKey)

    @asynccontextmanager
    async def system(self, *scopes: str) -> AsyncIterator[httpx.AsyncClient]:
        secret = (await self.key(*scopes)).secret
        headers = {"authorization": f"Bearer {secret}"}
        async with httpx.AsyncClient(base_url=self.running.url, headers=headers, timeout=150, verify=False) as client:
            yield client

    def form(self, *, granted: bool = True, purpose: str = "txn.order", **more: Any) -> dict[str, Any]:
        """What an app hands in, chosen a second ago."""
        answer = {"purpose": purpose, "granted": granted, "notice_version": f"{purpose}-v1-pt-BR"}
        return {"phone": PHONE, "answers": [answer], "captured_at": self.clock() - 1000, **more}

    async def submit(self, app: httpx.AsyncClient, form: dict[str, Any], key: str = "") -> httpx.Response:
        headers = {"idempotency-key": key or f"k{next(self._keys)}"}
        return await app.post("/v1/consents", json=form, headers=headers)

    async def rows(self, sql: str, *parameters: object) -> list[Any]:
        return await self.running.gateway.core.database.read(lambda tx: tx.driver.execute(sql, parameters).fetchall())

    async def events(self) -> list[ConsentEvent]:
        """The ledger as far as persons are concerned, in its order."""
        ledger = self.running.gateway.core.ledger
        contacts = await self.rows("SELECT DISTINCT contact_id FROM consent_event WHERE contact_id <> ''")
        found = []
        for (contact_id,) in contacts:
            of_one = await self.running.gateway.core.database.read(lambda tx, it=contact_id: ledger.of_contact(tx, it))
            assert of_one[1]
            found += [event for event in of_one[0] if event.type != "NOTICE_PUBLISHED"]
        return sorted(found, key=lambda event: event.seq)

    async def proves(self) -> bool:
        """Chain, payloads and evidence all hold."""
        core = self.running.gateway.core
        return await core.database.read(core.ledger_check.first) is None


@asynccontextmanager
async def open_forms(folder: Path) -> AsyncIterator[FormsOffice]:
    clock = MovableClock()
    async with run_gateway(folder, clock=clock) as running, running.client("admin") as admin:
        admin.timeout = httpx.Timeout(150)
        yield FormsOffice(running, clock, admin)
