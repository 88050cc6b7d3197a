"""A desk of Ana at a gateway with the stand-in behind it, and a cable between them that can be pulled."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.application.desk_service import DeskService
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message
from tests.helpers.cable import Cable, cable_to
from tests.helpers.desks import Computer
from tests.helpers.gateway import PASSWORD
from tests.helpers.office import online
from tests.helpers.shop import Shop, eventually, open_shop
from tests.helpers.waiting import until

ARRIVED = frozenset({Status.SENT, Status.DELIVERED, Status.READ, Status.PLAYED})


@dataclass
class Counter:
    shop: Shop
    desk: DeskService
    cable: Cable
    talk: str

    async def shown(self, good: Callable[[Message], object]) -> Message:
        """The message of the desk that is so, once there is one."""

        async def look() -> list[Message]:
            return [message for message in (await self.desk.page(self.talk)).messages if good(message)]

        return (await eventually(look, bool))[-1]

    async def until_sent(self, message: Message) -> Message:
        return await self.shown(lambda it: it.client_id == message.client_id and it.status in ARRIVED)


@asynccontextmanager
async def open_counter(folder: Path) -> AsyncIterator[Counter]:
    """Ana has a customer's conversation open."""
    async with open_shop(folder / "shop") as shop, cable_to(shop.running.url) as cable:
        talk = (await shop.conversation("ana")).id
        async with Computer(folder / "desk").desk(cable.url, "ana", password=PASSWORD) as desk:
            await online(desk)
            await until(lambda: desk.conversation(talk))
            await desk.open_conversation(talk)
            yield Counter(shop, desk, cable, talk)
