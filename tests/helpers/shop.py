"""A gateway and Meta's stand-in in one process, with an agent at the counter: what tests of sending work on."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import httpx
import msgspec

from server_stub.cloud_sim.config import INSTANT, Profile, SimulatorConfig
from server_stub.cloud_sim.core import Sent
from server_stub.cloud_sim.simulator import Simulator
from server_stub.contract.content import Line
from server_stub.contract.gate import Outlook
from server_stub.contract.model import Contact, Conversation, Message, Template
from server_stub.contract.requests import Accepted, MessagePage, Snapshot
from server_stub.core import now_ms
from server_stub.domain.consent_events import EventType
from server_stub.domain.policy import STRICT, week
from server_stub.gateway import Gateway
from server_stub.services.consent import Subject
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger import Evidence
from server_stub.storage.repositories.registers import POLICY
from tests.helpers.gateway import ACCESS_TOKEN, APP_SECRET, VERIFY_TOKEN, RunningGateway, run_gateway

_T = TypeVar("_T")

OWN_LINES = frozenset({Line.CASE_OPENED, Line.CONSENT_GIVEN, Line.CONSENT_REVOKED})


@dataclass(slots=True)
class MovableClock:
    """The machine's clock and what a test adds to it, in ms."""

    ahead: int = 0

    def __call__(self) -> int:
        return now_ms() + self.ahead


async def eventually(look: Callable[[], Awaitable[_T]], good: Callable[[_T], object], seconds: float = 30.0) -> _T:
    """What `look` finds once it is good; fails with the last thing that was found."""
    found: Any = None
    try:
        async with asyncio.timeout(seconds):
            while True:
                found = await look()
                if good(found):
                    return found
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(f"never became true, last seen: {found!r}") from None


@dataclass(slots=True)
class Shop:
    """`agent` is ana's HTTP client, `clock` the gateway's."""

    sim: Simulator
    running: RunningGateway
    agent: httpx.AsyncClient
    clock: MovableClock
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def customer_says(self, key: str, text: str, **more: Any) -> str:
        return self.sim.customers.send(key, {"type": "text", "text": text, **more})

    async def conversation(self, key: str, text: str = "Oi") -> Conversation:
        """The customer writes; their conversation once the message is in it."""
        self.customer_says(key, text)
        return await self.conversation_of(key)

    async def conversation_of(self, key: str) -> Conversation:
        name = self.sim.core.world.users[key].name

        def known(snapshot: Snapshot) -> bool:
            return any(contact.name == name for contact in snapshot.contacts)

        snapshot = await eventually(self.snapshot, known)
        contact = next(contact for contact in snapshot.contacts if contact.name == name)
        return next(it for it in snapshot.conversations if it.contact_id == contact.id)

    async def snapshot(self) -> Snapshot:
        return await self.get("/v1/snapshot", Snapshot)

    async def contact(self, contact_id: str) -> Contact:
        snapshot = await self.snapshot()
        return next(contact for contact in snapshot.contacts if contact.id == contact_id)

    async def get(self, path: str, kind: type[_T]) -> _T:
        answer = await self.agent.get(path)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=kind)

    async def outlook(self, conversation_id: str) -> Outlook:
        return await self.get(f"/v1/conversations/{conversation_id}/outlook", Outlook)

    async def messages(self, conversation_id: str) -> list[Message]:
        """What people said, and what WhatsApp told; the gateway's own lines about cases and permissions are `lines`."""
        return [it for it in await self.everything(conversation_id) if it.content.original_kind not in OWN_LINES]

    async def lines(self, conversation_id: str) -> list[tuple[str, dict[str, str]]]:
        """(what happened, its parameters), oldest first."""
        told = [it.content for it in await self.everything(conversation_id)]
        return [(it.original_kind, it.params) for it in told if it.original_kind in OWN_LINES]

    async def everything(self, conversation_id: str) -> list[Message]:
        return (await self.get(f"/v1/conversations/{conversation_id}/messages", MessagePage)).messages

    async def message(self, conversation_id: str, message_id: str) -> Message:
        return next(it for it in await self.messages(conversation_id) if it.id == message_id)

    async def post(self, conversation_id: str, **fields: Any) -> httpx.Response:
        body = {"client_id": f"c{next(self._numbers)}", "conversation_id": conversation_id, **fields}
        return await self.agent.post("/v1/messages", json=body)

    async def send(self, conversation_id: str, **fields: Any) -> Accepted:
        answer = await self.post(conversation_id, **fields)
        assert answer.status_code == 202, answer.text
        return msgspec.json.decode(answer.content, type=Accepted)

    async def refused(self, conversation_id: str, **fields: Any) -> str:
        """The reason of the gate's refusal."""
        answer = await self.post(conversation_id, **fields)
        assert answer.status_code == 403, answer.text
        return str(answer.json()["params"]["reason"])

    async def templates(self) -> list[Template]:
        """Once the gateway has fetched them: now, and not when it looks again."""
        self.running.gateway.outgoing.template_sync.wake()
        return await eventually(lambda: self.get("/v1/templates", list[Template]), bool)

    async def template(self, name: str) -> Template:
        return next(it for it in await self.templates() if it.name == name)

    async def ask_and_tap(self, conversation_id: str, key: str, title: str, purpose: str = "mkt.promotions") -> str:
        """Ask for permission and let the customer tap an answer; the id of the question."""
        asked = await self.send(conversation_id, consent_purpose=purpose)
        await self.until_status(conversation_id, asked.message.id, "read")
        (sent,) = self.sent_for(asked.message.id)
        self.sim.customers.tap(key, sent.wamid, [choice.title for choice in sent.choices].index(title))
        return asked.message.id

    async def own_act(
        self,
        contact_id: str,
        purpose: str = "mkt.promotions",
        *,
        ago: int = 60_000,
        evidence: Evidence | None = None,
    ) -> None:
        """A grant as if the person had tapped "yes" `ago` ms ago, without the conversation around it."""
        consents, now = self.running.gateway.outgoing.consents, self.clock()
        at = now - ago

        def work(tx: Tx) -> None:
            row = tx.driver.execute("SELECT key_id FROM contact WHERE id = ?", (contact_id,)).fetchone()
            event = consents.new_event(
                Subject(contact_id, row[0]),
                EventType.GRANTED,
                purpose,
                source="button",
                actor="person",
                captured_at=at,
                now=now,
            )
            event = replace(event, proof_level=4, notice_version_id=f"{purpose}-v1-pt-BR")
            consents.add(tx, event, evidence or Evidence("application/json", b'{"text":"Sim"}', at))

        await self.running.gateway.core.database.write(work)

    async def state_of(self, contact_id: str, purpose: str = "mkt.promotions") -> str:
        consents = (await self.contact(contact_id)).consents
        return next((it.state for it in consents if it.purpose == purpose), "NONE")

    async def until_state(self, contact_id: str, wanted: str, purpose: str = "mkt.promotions") -> None:
        await eventually(lambda: self.state_of(contact_id, purpose), lambda state: state == wanted)

    async def until_status(self, conversation_id: str, message_id: str, *wanted: str) -> Message:
        return await eventually(
            lambda: self.message(conversation_id, message_id), lambda message: message.status in wanted
        )

    def sent_for(self, message_id: str) -> list[Sent]:
        """What WhatsApp accepted for one message of ours."""
        return [it for it in self.sim.core.sent.values() if it.body.get("biz_opaque_callback_data") == message_id]

    def requests_for(self, message_id: str) -> int:
        """How often the message was offered to WhatsApp, accepted or not."""
        offered = (it.body for it in self.sim.core.requests if isinstance(it.body, dict))
        return sum(body.get("biz_opaque_callback_data") == message_id for body in offered)

    async def rows(self, sql: str, *parameters: object) -> list[Any]:
        return await self.running.gateway.core.database.read(lambda tx: tx.driver.execute(sql, parameters).fetchall())


async def always_open(running: RunningGateway, now: int) -> None:
    """Nothing waits for office hours or for a day with fewer messages: tests pass at any hour of any day."""
    hours = dict.fromkeys(STRICT.profiles, week("00:00-24:00", "00:00-24:00", "00:00-24:00", on_holidays=True))
    caps = {"cap_day": None, "cap_week": None, "cap_month": None}
    policy = msgspec.structs.replace(STRICT, profiles=hours, state_profiles={}, **caps)
    core = running.gateway.core
    await core.database.write(lambda tx: core.registers.add_version(tx, POLICY, policy, "test", now))


@asynccontextmanager
async def open_shop(
    folder: Path, profile: Profile = INSTANT, *, prepare: Callable[[Gateway], object] | None = None, **values: Any
) -> AsyncIterator[Shop]:
    config = SimulatorConfig(
        app_secret=APP_SECRET, verify_token=VERIFY_TOKEN, access_token=ACCESS_TOKEN, profile=profile
    )
    clock = MovableClock()
    async with AsyncExitStack() as stack:
        sim = await stack.enter_async_context(Simulator(config))
        gateway = run_gateway(folder, clock=clock, graph_url=sim.base_url, prepare=prepare, **values)
        running = await stack.enter_async_context(gateway)
        sim.set_webhook(f"{running.url}/webhook")
        await always_open(running, clock())
        async with running.client("ana") as agent:
            yield Shop(sim, running, agent, clock)
