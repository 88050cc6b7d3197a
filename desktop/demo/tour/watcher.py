"""Watches what comes and goes on the tour, and remembers which messages are to be in a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.application.desk import Desk
from desktop.demo.driver import Hands
from desktop.demo.scene import Scene
from desktop.demo.tour.cast import NAMES
from server_stub.contract.content import Kind, Line
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message

SETTLED: Final[frozenset[str]] = frozenset({Status.READ, Status.PLAYED, Status.FAILED})
_SECOND_MS: Final = 1000


@dataclass(frozen=True, slots=True)
class Spot:
    """What one picture shows: these messages of one customer. `until`: statuses in which ours are shown."""

    name: str
    customer: str
    ids: tuple[str, ...]
    until: frozenset[str] = SETTLED


class Watcher:
    """Looks at one agent's desk. Every wait raises StoryError when nothing happens in time."""

    def __init__(self, hands: Hands, desk: Desk, scene: Scene) -> None:
        self.hands, self.desk, self.scene = hands, desk, scene
        self.spots: list[Spot] = []
        self._seen: set[str] = set()

    async def received(self, name: str, key: str, count: int = 1) -> list[Message]:
        """So many new messages of the customer, as one picture."""
        found = await self._fresh(key, count, lambda it: it.direction == "in" and it.content.kind != Kind.SYSTEM)
        self.keep(name, key, found)
        return found

    async def sent(self, name: str, key: str, count: int = 1, *, until: frozenset[str] = SETTLED) -> list[Message]:
        """So many new messages of ours or of colleagues, as one picture; an empty `name` takes none."""
        found = await self._fresh(key, count, _is_ours)
        self.keep(name, key, found, until=until)
        await self.next_second()
        return found

    async def line(self, name: str, key: str, line: Line) -> list[Message]:
        """A line between the bubbles."""
        found = await self._fresh(key, 1, lambda it: it.content.original_kind == line)
        self.keep(name, key, found)
        return found

    async def changed(self, key: str, message: Message, is_so: Callable[[Message], bool], what: str) -> None:
        """Until a message that is here has become something else."""

        async def became() -> bool:
            return any(it.id == message.id and is_so(it) for it in await self.messages(key))

        await self.hands.until_async(became, what)

    def keep(self, name: str, key: str, found: Sequence[Message], *, until: frozenset[str] = SETTLED) -> None:
        """Remember these messages for a picture."""
        if name:
            self.spots.append(Spot(name, key, tuple(it.id for it in found), until))

    async def messages(self, key: str) -> list[Message]:
        conversation = self.scene.find(NAMES[key][0])
        if conversation is None:
            return []
        return list((await self.desk.page(conversation.id, limit=200)).messages)

    async def _fresh(self, key: str, count: int, fits: Callable[[Message], bool]) -> list[Message]:
        found: list[Message] = []

        async def came() -> bool:
            found[:] = [it for it in await self.messages(key) if it.id not in self._seen and fits(it)]
            return len(found) >= count

        await self.hands.until_async(came, f"{count} more of {key} are here")
        self._seen.update(it.id for it in found)
        return found[:count]

    async def next_second(self) -> None:
        """WhatsApp tells whole seconds: what is said in the same one would stand before what it answers."""
        last = self.desk.now() // _SECOND_MS
        await self.hands.until(lambda: self.desk.now() // _SECOND_MS > last, "a second has passed")


def _is_ours(message: Message) -> bool:
    """And known to the gateway, from which it has its lasting id."""
    ours = message.direction != "in" and message.content.kind != Kind.SYSTEM
    return ours and message.status is not Status.PENDING
