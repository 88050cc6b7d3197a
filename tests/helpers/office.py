"""A fake gateway, a cable to it, and the computers of two agents: where desks are tried."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.application.desk import Link
from desktop.application.desk_service import DeskService
from server_stub.contract.model import Account, Role
from tests.helpers.cable import Cable, cable_to
from tests.helpers.desks import Computer
from tests.helpers.fake_gateway import FakeGateway, serve
from tests.helpers.fake_world import FakeWorld
from tests.helpers.waiting import until


@dataclass
class Office:
    """Ana has a conversation with Maria, `talk`. `cable` is hers; everybody else's is never broken."""

    world: FakeWorld
    gateway: FakeGateway
    cable: Cable
    computer: Computer
    folder: Path
    ana: Account
    bruno: Account
    talk: str

    @asynccontextmanager
    async def desk(self, login: str = "ana") -> AsyncIterator[DeskService]:
        """Signed in with a password and online; Ana on her computer, others on new ones."""
        computer = self.computer if login == "ana" else Computer(self.folder / login)
        url = self.cable.url if login == "ana" else self.gateway.url
        async with computer.desk(url, login) as desk:
            await online(desk)
            yield desk

    @asynccontextmanager
    async def second_desk(self) -> AsyncIterator[DeskService]:
        """Ana's account on another computer."""
        async with Computer(self.folder / "second").desk(self.gateway.url, "ana") as desk:
            await online(desk)
            yield desk

    def asked(self, what: str) -> int:
        """How often this method and path was asked."""
        return self.gateway.requests.count(what)


async def online(desk: DeskService) -> None:
    await until(lambda: desk.connection.link is Link.ONLINE)


async def offline(desk: DeskService) -> None:
    await until(lambda: desk.connection.link is Link.OFFLINE)


@asynccontextmanager
async def open_office(folder: Path, *, page_size: int = 100) -> AsyncIterator[Office]:
    world = FakeWorld()
    ana, bruno = world.add_account("ana", "Ana Souza"), world.add_account("bruno", "Bruno Lima")
    world.add_account("lead", "Lia Líder", Role.LEAD)
    talk = world.add_conversation("Maria", ana.id).id
    world.receive(talk, "olá")
    async with AsyncExitStack() as stack:
        gateway = await stack.enter_async_context(serve(FakeGateway(world, page_size=page_size, heartbeat=0.05)))
        cable = await stack.enter_async_context(cable_to(gateway.url))
        yield Office(world, gateway, cable, Computer(folder / "first"), folder, ana, bruno, talk)
