"""kill -9 of the gateway with a timer of every kind pending: each happens after the next start, and once."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx
import msgspec
import pytest

from server_stub.contract.cases import Case, CaseEvent
from server_stub.contract.content import Kind, Line
from server_stub.contract.model import Account
from server_stub.contract.queues import Member, Queue, ServicePolicy, Strategy
from server_stub.contract.team import AgentStatus
from tests.helpers.deployment import Deployment
from tests.helpers.inbox import Inbox, eventually
from tests.helpers.moved_gateway import FileClock

_T = TypeVar("_T")
SECOND = 1000
LONG = 600
"""Seconds of every timer: none of them is over before the kill, however slow the machine is."""
SILENCE = 95 * SECOND
"""After which a desktop counts as vanished."""
AWAY = 3600 * SECOND
"""For which the gateway is down, by its own clock: more than all timers, less than any window."""
PATIENCE = 60.0
PEOPLE = ("ana", "bruno", "lia", "admin")
"""Lia is the one whose desktop vanishes."""


@dataclass(frozen=True, slots=True)
class Pending:
    """One customer with one timer. `log` and `lines` are what it must leave behind, once."""

    name: str
    text: str
    log: tuple[str, str]
    lines: tuple[Line, ...] = ()


TRANSFER = Pending("Tânia Rocha", "quero trocar", ("expired", ""), (Line.RETURNED,))
BY_QUEUE = Pending("Otto Farias", "quero comprar", ("expired", ""))
WRAP_UP = Pending("Wanda Reis", "obrigada", ("closed", "timer"), (Line.CASE_CLOSED,))
OVERFLOW = Pending("Olívia Sá", "demora muito?", ("queued", "overflow"), (Line.MOVED_TO_QUEUE,))
UNANSWERED = Pending("Raul Prado", "alguém aí?", ("queued", "returned"), (Line.RETURNED,))
GRACE = Pending("Gina Melo", "e agora?", ("queued", "disconnected"), (Line.RETURNED,))
SILENT = Pending("Saulo Dias", "vou ver", ("closed", "silence"), (Line.CASE_CLOSED,))
HISTORY = Pending("Helena Luz", "quero meu histórico", ("", ""))
"""Not in the raw log: a document that the customer gets once."""
TIMED = (TRANSFER, BY_QUEUE, WRAP_UP, OVERFLOW, UNANSWERED, GRACE, SILENT)
ALL = (*TIMED, HISTORY)


@dataclass
class Floor:
    """Everybody signed in, for one life of the gateway."""

    office: Deployment
    clients: dict[str, httpx.AsyncClient]
    ids: dict[str, str]
    talks: dict[str, str] = field(default_factory=dict)

    async def ask(self, path: str, kind: type[_T], by: str = "admin") -> _T:
        answer = await self.clients[by].get(path)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=kind)

    async def do(self, verb: str, path: str, body: Any, by: str = "admin") -> bytes:
        answer = await self.clients[by].request(verb, path, content=msgspec.json.encode(body))
        assert answer.is_success, answer.text
        return answer.content

    def path(self, pending: Pending, rest: str) -> str:
        return f"/v1/conversations/{self.talks[pending.name]}/{rest}"

    async def case(self, pending: Pending) -> Case:
        return (await self.ask(self.path(pending, "cases"), list[Case]))[0]

    async def until_case(self, pending: Pending, good: Callable[[Case], object]) -> None:
        async def is_so() -> bool:
            return bool(good(await self.case(pending)))

        await eventually(is_so, PATIENCE)

    async def log(self, pending: Pending) -> list[tuple[str, str]]:
        found = await self.ask(f"/v1/cases/{(await self.case(pending)).brief.id}/events", list[CaseEvent])
        return [(it.kind, it.detail) for it in found]

    async def lines(self, pending: Pending) -> Counter[str | None]:
        inbox = Inbox(self.clients["admin"])
        found = await inbox.messages(self.talks[pending.name])
        return Counter(it.content.original_kind for it in found if it.content.kind == Kind.SYSTEM)

    async def left(self, pending: Pending) -> tuple[int, list[int]]:
        """How often it has happened: in the raw log, and in each of its lines."""
        lines = await self.lines(pending)
        return (await self.log(pending)).count(pending.log), [lines[line] for line in pending.lines]

    async def documents(self) -> int:
        """How many files the customers of this installation were sent."""
        async with self.office.simulator() as simulator:
            return len((await simulator.get("/sent", params={"type": "document"})).json()["sent"])

    async def lost(self) -> set[str]:
        """Whose desktop is silent; whoever asks for this is heard."""
        told: list[AgentStatus] = []
        for login in ("ana", "bruno"):
            told = await self.ask("/v1/team/states", list[AgentStatus], login)
        names = {account_id: login for login, account_id in self.ids.items()}
        return {names[it.account_id] for it in told if it.lost_since is not None} - {"admin"}


@pytest.fixture
def clock(tmp_path: Path) -> FileClock:
    return FileClock(tmp_path / "ahead")


@pytest.fixture
def alone(tmp_path: Path, clock: FileClock) -> Iterator[Deployment]:
    """An installation of its own: its clock moves."""
    deployment = Deployment(tmp_path, program=("tests.helpers.moved_gateway", str(tmp_path / "ahead")))
    try:
        deployment.start()
        yield deployment
    finally:
        deployment.stop()
    assert "Traceback" not in deployment.gateway.output, deployment.gateway.output


@asynccontextmanager
async def signed_in(office: Deployment) -> AsyncIterator[Floor]:
    async with AsyncExitStack() as stack:
        clients = {login: await stack.enter_async_context(office.client(login)) for login in PEOPLE}
        for client in clients.values():
            client.timeout = httpx.Timeout(60)
            client.headers["content-type"] = "application/json"
        accounts = msgspec.json.decode((await clients["admin"].get("/v1/accounts")).content, type=list[Account])
        yield Floor(office, clients, {it.login: it.id for it in accounts})


async def set_up(floor: Floor) -> dict[str, str]:
    """Queues with timers of every kind; in the usual one nothing moves but by hand. Their ids by name."""
    policy = await floor.ask("/v1/service-policy", ServicePolicy)
    weights = {"active_weight": 5, "waiting_weight": 5, "wrap_up_weight": 5}
    await floor.do("PUT", "/v1/service-policy", msgspec.structs.replace(policy, grace_seconds=LONG, **weights))
    usual = next(it for it in await floor.ask("/v1/queues", list[Queue]) if it.id == "general")
    times = {"wrap_up_seconds": LONG, "transfer_seconds": LONG, "silence_minutes": LONG // 60}
    await floor.do("PUT", "/v1/queues/general", msgspec.structs.replace(usual, strategy=Strategy.PULL, **times))
    ana, bruno = Member(floor.ids["ana"]), Member(floor.ids["bruno"])
    ids = {}
    for queue in (
        Queue("", "Vendas", members=[bruno], offer_seconds=LONG),
        Queue("", "Dúvidas", members=[ana], return_seconds=LONG),
        Queue("", "Pedidos", members=[bruno], strategy=Strategy.PULL, overflow_to="general", overflow_seconds=LONG),
    ):
        made = msgspec.json.decode(await floor.do("POST", "/v1/queues", queue), type=Queue)
        ids[queue.name] = made.id
    for login in ("ana", "bruno", "lia"):
        await floor.do("PUT", "/v1/session/state", {"state": "available"}, login)
    return ids


async def everybody_writes(floor: Floor) -> None:
    async with floor.office.simulator() as simulator:
        for number, pending in enumerate(ALL):
            person = {"key": f"timer{number}", "name": pending.name, "phone": f"+55 11 98877-30{number:02}"}
            (await simulator.post("/users", json=person)).raise_for_status()
            message = {"type": "text", "text": pending.text}
            (await simulator.post(f"/users/timer{number}/messages", json=message)).raise_for_status()
    inbox = Inbox(floor.clients["admin"])
    for pending in ALL:
        await eventually(lambda name=pending.name: inbox.of(name), PATIENCE)
        floor.talks[pending.name] = (await inbox.of(pending.name))[0].id


async def begin_timers(floor: Floor, queues: dict[str, str], clock: FileClock) -> None:
    """One of each kind is pending afterwards, and none is over."""
    for pending in (TRANSFER, WRAP_UP, SILENT, HISTORY):
        await floor.do("PUT", floor.path(pending, "assignee"), {"account_id": floor.ids["ana"]})
    await floor.do("PUT", floor.path(GRACE, "assignee"), {"account_id": floor.ids["lia"]})
    for pending, name in ((BY_QUEUE, "Vendas"), (UNANSWERED, "Dúvidas"), (OVERFLOW, "Pedidos")):
        await floor.do("POST", floor.path(pending, "transfer"), {"to_queue": queues[name]})
    await floor.do("POST", floor.path(TRANSFER, "transfer"), {"to_account": floor.ids["bruno"]}, "ana")
    await floor.do("POST", f"/v1/cases/{(await floor.case(WRAP_UP)).brief.id}/wrap-up", {}, "ana")
    answer = {"client_id": "silent", "conversation_id": floor.talks[SILENT.name], "text": "À disposição!"}
    await floor.do("POST", "/v1/messages", answer, "ana")
    await floor.until_case(UNANSWERED, lambda case: case.agent_id == floor.ids["ana"])
    await eventually(lambda: _has(floor, BY_QUEUE, ("offered", "queue")), PATIENCE)
    clock.move(SILENCE)
    await eventually(lambda: _is(floor.lost, {"lia"}), PATIENCE)
    await floor.do("POST", f"/v1/cases/{(await floor.case(HISTORY)).brief.id}/history", {"way": "whatsapp"}, "ana")


async def _has(floor: Floor, pending: Pending, row: tuple[str, str]) -> bool:
    return row in await floor.log(pending)


async def _is(look: Callable[[], Any], wanted: object) -> bool:
    return bool(await look() == wanted)


async def all_happened(floor: Floor, before: dict[str, tuple[int, list[int]]]) -> None:
    """Every timer, once more than `before`; the history is at the customer."""
    for pending in TIMED:
        count, lines = before[pending.name]
        once = (count + 1, [it + 1 for it in lines])
        await eventually(lambda it=pending, once=once: _at_least(floor, it, once), PATIENCE)
        assert await floor.left(pending) == once, pending.name
    await eventually(lambda: _is(floor.documents, 1), PATIENCE)


async def _at_least(floor: Floor, pending: Pending, wanted: tuple[int, list[int]]) -> bool:
    count, lines = await floor.left(pending)
    return count >= wanted[0] and all(it >= least for it, least in zip(lines, wanted[1], strict=True))


async def logs(floor: Floor) -> dict[str, list[tuple[str, str]]]:
    return {pending.name: await floor.log(pending) for pending in TIMED}


async def another_wrap_up(floor: Floor) -> None:
    """A new timer is over: those of this life run."""
    usual = next(it for it in await floor.ask("/v1/queues", list[Queue]) if it.id == "general")
    await floor.do("PUT", "/v1/queues/general", msgspec.structs.replace(usual, wrap_up_seconds=1))
    await floor.do("POST", f"/v1/cases/{(await floor.case(HISTORY)).brief.id}/wrap-up", {}, "ana")
    await floor.until_case(HISTORY, lambda case: case.close_way == "timer")


async def test_every_timer_survives_a_kill(alone: Deployment, clock: FileClock) -> None:
    async with signed_in(alone) as floor:
        queues = await set_up(floor)
        await everybody_writes(floor)
        await begin_timers(floor, queues, clock)
        before = {pending.name: await floor.left(pending) for pending in TIMED}
        assert {count for count, _ in before.values()} == {0}
        alone.gateway.kill()
        clock.move(AWAY)
        alone.start_gateway()
        await all_happened(floor, before)
        await floor.until_case(HISTORY, lambda case: case.history[0].state in ("sending", "sent"))
        await eventually(lambda: _is(floor.lost, set()), PATIENCE)
        done = await logs(floor)
        alone.gateway.kill()
        alone.start_gateway()
        await another_wrap_up(floor)
        assert await logs(floor) == done
        assert await floor.documents() == 1
