"""`balcao-bench import`: the whole way of a long list through the gateway, and what customers notice of it meanwhile.

The gateway is a process of its own, spoken to by HTTP. Beside each step customers write "SAIR", one after the other:
told are the times until the webhook was answered and until the opt-out stood in the ledger.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

import click
import httpx

from tests.bench.ingest import SECRET, Child
from tests.helpers.webhook_posts import Text, customer, signature, text_webhook

PASSWORD = "correto cavalo bateria"
NUMBER_ID = "106123456789012"
HEADER = "Nome;Telefone;Finalidade;Consentimento;Data do consentimento;Origem;Texto;Comprovante\n"
_ROWS_OF_A_CHUNK = 5_000
_PAUSE_SECONDS = 0.5
_LOOK_SECONDS = 0.1


@dataclass(slots=True)
class Step:
    """Times in seconds; `answered` and `recorded`: of each opt-out in ms; `peak`: bytes of the gateway until then."""

    name: str
    seconds: float = 0.0
    peak: int = 0
    answered: list[float] = field(default_factory=list)
    recorded: list[float] = field(default_factory=list)


@click.command(name="import")
@click.option("--rows", default=20_000, show_default=True, help="Rows of the list; a million is what is taken.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def imports(rows: int, *, as_json: bool) -> None:
    """Upload, dry run, apply and undo of a list: time, memory, and how long an opt-out takes beside it."""
    with Child("tests.bench.imports_server", SECRET, PASSWORD, core=None) as gateway:
        steps = asyncio.run(measure(gateway, rows))
    report = {"rows": rows, "steps": [asdict(step) | {"rows_a_second": rows / step.seconds} for step in steps]}
    click.echo(json.dumps(report, indent=2) if as_json else table(rows, steps))


async def measure(gateway: Child, rows: int) -> list[Step]:
    url = f"http://127.0.0.1:{gateway.read()['port']}"
    async with _signed_in(url, "bench.uploader") as one, _signed_in(url, "bench.approver") as other:
        return await _Run(gateway, url, rows, one, other).all()


def _signed_in(url: str, login: str) -> httpx.AsyncClient:
    answer = httpx.post(f"{url}/v1/login", json={"login": login, "password": PASSWORD}, timeout=60)
    headers = {"authorization": f"Bearer {answer.raise_for_status().json()['token']}"}
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=None)


class _Run:
    def __init__(self, gateway: Child, url: str, rows: int, one: httpx.AsyncClient, other: httpx.AsyncClient) -> None:
        self._gateway, self._url, self._rows = gateway, url, rows
        self._one, self._other = one, other
        self._customers = 0
        self._id = ""

    async def all(self) -> list[Step]:
        await asyncio.sleep(2)  # a consent is told to the second, and must be later than the text it names
        steps = [
            await self._step("upload", self._upload()),
            await self._step("dry run", self._check()),
            await self._step("apply", self._work(self._other, "apply", "applied")),
            await self._step("undo", self._work(self._one, "undo", "undone")),
        ]
        counts = (await self._batch())["counts"]
        told = await asyncio.to_thread(self._gateway.ask, "opt-outs")
        if sum(counts.values()) != self._rows or counts.get("error") or told["opt_outs"] != self._customers:
            raise click.ClickException(f"not everything was taken: {counts}, {told} of {self._customers}")
        return steps

    async def _step(self, name: str, work: Any) -> Step:
        step, began = Step(name), time.monotonic()
        doing = asyncio.create_task(work, name=name)
        while not doing.done():
            await self._leave(step)
            await asyncio.wait([doing], timeout=_PAUSE_SECONDS)
        step.seconds = await doing - began
        step.peak = (await asyncio.to_thread(self._gateway.ask, "memory"))["peak"]
        return step

    async def _upload(self) -> float:
        answer = await self._one.post("/v1/imports", params={"file_name": "lista.csv"}, content=lines(self._rows))
        self._id = answer.raise_for_status().json()["id"]
        return time.monotonic()

    async def _check(self) -> float:
        mapping = (await self._batch())["mapping"]
        (await self._one.put(f"/v1/imports/{self._id}/mapping", json=mapping)).raise_for_status()
        return await self._until("checked")

    async def _work(self, who: httpx.AsyncClient, verb: str, state: str) -> float:
        (await who.post(f"/v1/imports/{self._id}/{verb}")).raise_for_status()
        return await self._until(state)

    async def _until(self, state: str) -> float:
        while True:
            if (await self._batch())["state"] == state:
                return time.monotonic()
            await asyncio.sleep(_LOOK_SECONDS)

    async def _batch(self) -> dict[str, Any]:
        return dict((await self._one.get(f"/v1/imports/{self._id}")).raise_for_status().json())

    async def _leave(self, step: Step) -> None:
        """One more customer says so; the ingest worker answers when everything that came in is in the store."""
        self._customers += 1
        body = text_webhook(NUMBER_ID, [Text(customer(self._customers), "SAIR")])
        headers = {"X-Hub-Signature-256": signature(body, SECRET), "content-type": "application/json"}
        began = time.monotonic()
        (await self._one.post("/webhook", content=body, headers=headers)).raise_for_status()
        step.answered.append((time.monotonic() - began) * 1e3)
        finished = await asyncio.to_thread(self._gateway.ask, "finished")
        step.recorded.append((finished["at"] - began) * 1e3)


async def lines(rows: int) -> AsyncIterator[bytes]:
    """Different people, eight of ten with everything that proves a consent, one without evidence, one who left."""
    yield HEADER.encode()
    said_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for start in range(0, rows, _ROWS_OF_A_CHUNK):
        some = range(start, min(start + _ROWS_OF_A_CHUNK, rows))
        yield "".join(_line(number, said_at) for number in some).encode()


def _line(number: int, said_at: str) -> str:
    granted = "não" if number % 10 == 9 else "sim"
    evidence = "" if number % 10 == 8 else f"ficha {number}.pdf"
    who = f"Pessoa {number};+55 21 9{60_000_000 + number}"
    return f"{who};txn.order;{granted};{said_at};Cadastro na loja;txn.order-v1-pt-BR;{evidence}\n"


def table(rows: int, steps: list[Step]) -> str:
    """Of the opt-outs the median and the longest."""
    opt_outs = f"{'answered, ms':>20}{'in the ledger, ms':>20}"
    head = f"{f'{rows:,} rows':16}{'seconds':>10}{'rows/s':>10}{'peak MiB':>10}{opt_outs}"
    return "\n".join([head, *(_told(rows, step) for step in steps)])


def _told(rows: int, step: Step) -> str:
    both = (f"{statistics.median(times):,.0f} (≤ {max(times):,.0f})" for times in (step.answered, step.recorded))
    answered, recorded = both
    size = step.peak / 2**20
    return f"{step.name:16}{step.seconds:10,.1f}{rows / step.seconds:10,.0f}{size:10,.0f}{answered:>20}{recorded:>20}"
