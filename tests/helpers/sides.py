"""One suite, fake and real: the fake gateway and the real one behind the few things that tests do to a gateway."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

import httpx
import msgspec

from desktop.infra.gateway.client import HttpGateway, http_client, login
from server_stub.contract.requests import Snapshot
from tests.helpers.fake_gateway import PASSWORD
from tests.helpers.gateway import RunningGateway, run_gateway
from tests.helpers.inbox import eventually
from tests.helpers.office import Office, open_office

CUSTOMER = "bruno"
"""A customer of the stand-in."""


class Side(Protocol):
    """`talk` is a conversation of the agent ana; its customer has said "olá"."""

    url: str
    talk: str
    ids: dict[str, str]

    async def says(self, text: str) -> None:
        """The customer writes."""


class FakeSide:
    def __init__(self, office: Office) -> None:
        self._office = office
        self.url = office.gateway.url
        self.talk = office.talk
        self.ids = {account.login: account.id for account in office.world.accounts.values()}

    async def says(self, text: str) -> None:
        self._office.world.receive(self.talk, text)


class RealSide:
    def __init__(self, running: RunningGateway) -> None:
        self._running = running
        self.url = running.url
        self.talk = ""
        self.ids = running.ids

    async def says(self, text: str) -> None:
        self._running.simulator.customers.send(CUSTOMER, {"type": "text", "text": text})

    async def set_up(self) -> None:
        await self.says("olá")
        async with self._running.client("lead") as client:

            async def arrived() -> bool:
                snapshot = msgspec.json.decode((await client.get("/v1/snapshot")).content, type=Snapshot)
                self.talk = snapshot.conversations[0].id if snapshot.conversations else ""
                return bool(self.talk)

            await eventually(arrived)
            answer = await client.put(f"/v1/conversations/{self.talk}/assignee", json={"account_id": self.ids["ana"]})
            answer.raise_for_status()


@asynccontextmanager
async def fake_side(folder: Path) -> AsyncIterator[Side]:
    async with open_office(folder) as office:
        yield FakeSide(office)


@asynccontextmanager
async def real_side(folder: Path) -> AsyncIterator[Side]:
    async with run_gateway(folder / "gateway", simulated=True) as running:
        side = RealSide(running)
        await side.set_up()
        yield side


SIDES = {"fake": fake_side, "real": real_side}


@asynccontextmanager
async def signed_in(side: Side, name: str) -> AsyncIterator[tuple[HttpGateway, httpx.AsyncClient]]:
    """The desktop's own client, as this person."""
    async with http_client(side.url, None) as door:
        session = await login(door, name, PASSWORD, "tests")
    async with http_client(side.url, session.token) as http:
        yield HttpGateway(http), http
