"""`balcao-bench ledger`: appending and verifying beside plain SHA-256 chaining over the same bytes, in the same run.

Verifying means everything that the gateway does by the hour: the chain, the commitments of opened payloads, digests of
opened evidence, notices, the Merkle root and signatures of checkpoints. One thread; rates by the wall and by CPU.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from server_stub.contract.ids import new_id
from server_stub.services.checkpoints import Checkpoints
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.ledger import Evidence, Ledger, NewEvent
from server_stub.storage.repositories.ledger_check import LedgerCheck
from server_stub.storage.repositories.ledger_checkpoints import CheckpointRows
from server_stub.storage.repositories.ledger_rows import COLUMNS, FIELDS, GENESIS, canonical
from server_stub.storage.setup import open_store
from server_stub.storage.vault import Vault

NOW = 1_795_300_000_000
_BATCH = 1_000
_NOTICE = "mkt.promotions-v1-pt-BR"
_TEXT = "Posso enviar promoções da Loja por aqui? No máximo três por mês, e você sai quando quiser."


@dataclass(frozen=True, slots=True)
class Report:
    """Events per second of the medians; `seconds` for verifying all of them.

    The ratio of verifying compares CPU time, which other programs on the machine disturb less than the wall's.
    """

    events: int
    people: int
    append: float
    append_plain: float
    verify: float
    verify_cpu: float
    verify_plain: float
    verify_plain_cpu: float
    seconds: float

    @property
    def append_ratio(self) -> float:
        return self.append_plain / self.append

    @property
    def verify_ratio(self) -> float:
        return self.verify_plain_cpu / self.verify_cpu


@click.command()
@click.option("--events", default=50_000, show_default=True, help="Events in the ledger.")
@click.option("--people", default=10_000, show_default=True, help="Contacts they are about, each with a key.")
@click.option("--evidence", default=0.5, show_default=True, help="Share of the events that have evidence.")
@click.option("--rounds", default=3, show_default=True, help="Verifications; medians are shown.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def ledger(events: int, people: int, evidence: float, rounds: int, *, as_json: bool) -> None:
    """Append and verify rates of the consent ledger for the size that was asked for."""
    with tempfile.TemporaryDirectory(prefix="balcao-bench-") as folder:
        report = asyncio.run(measure(Path(folder), events, people, evidence, rounds))
    ratios = {"append_ratio": report.append_ratio, "verify_ratio": report.verify_ratio}
    click.echo(json.dumps(asdict(report) | ratios, indent=2) if as_json else table(report))


async def measure(folder: Path, events: int, people: int, share: float, rounds: int) -> Report:
    database, vault = open_store(folder, bytes(range(32)))
    database.start()
    try:
        book = _Book(database, vault)
        await book.open(people)
        append = await book.fill(events, share)
        verified = [await database.read(book.verify) for _ in range(rounds)]
        plain = [await database.read(_plain_chain) for _ in range(rounds)]
    finally:
        await database.close()
    wall, cpu = (statistics.median(times) for times in zip(*verified, strict=True))
    plain_wall, plain_cpu = (statistics.median(times) for times in zip(*plain, strict=True))
    plain_append = _plain_append(events)
    return Report(
        events,
        people,
        append,
        plain_append,
        verify=events / wall,
        verify_cpu=events / cpu,
        verify_plain=events / plain_wall,
        verify_plain_cpu=events / plain_cpu,
        seconds=wall,
    )


class _Book:
    def __init__(self, database: Database, vault: Vault) -> None:
        self._database, self._vault = database, vault
        self._ledger, self._rows = Ledger(vault), CheckpointRows(vault)
        self._check = LedgerCheck(vault, self._ledger, self._rows)
        self._checkpoints = Checkpoints(database, self._rows, self._ledger, lambda: NOW)
        self._keys: list[str] = []

    async def open(self, people: int) -> None:
        def work(tx: Tx) -> None:
            self._keys = [self._vault.create_key(tx, "contact", NOW) for _ in range(people)]
            sql = (
                "INSERT INTO notice_version (id, notice_key, version, language, purpose, body, sha256, published_at)"
                " VALUES (?, 'mkt.promotions', 1, 'pt-BR', 'mkt.promotions', ?, ?, 1)"
            )
            tx.driver.execute(sql, (_NOTICE, _TEXT, hashlib.sha256(_TEXT.encode()).hexdigest()))

        await self._database.write(work)

    async def fill(self, events: int, share: float) -> float:
        """Events per second appended and durable, in transactions of a thousand; a checkpoint after each."""
        chance, began = random.Random(1), 0.0
        for start in range(0, events, _BATCH):
            made = list(self._made(chance, start, min(_BATCH, events - start), share))
            at = time.perf_counter()
            await self._database.write(lambda tx, made=made: self._append(tx, made))
            began += time.perf_counter() - at
            await self._checkpoints.sign()
        return events / began

    def _made(
        self, chance: random.Random, start: int, count: int, share: float
    ) -> Iterator[tuple[NewEvent, Evidence | None]]:
        for number in range(start, start + count):
            person = chance.randrange(len(self._keys))
            body = json.dumps({"kind": "text", "text": f"Sim, quero receber {number}"}).encode()
            evidence = Evidence("application/json", body, NOW) if chance.random() < share else None
            yield _event(number, person, self._keys[person]), evidence

    def _append(self, tx: Tx, made: list[tuple[NewEvent, Evidence | None]]) -> None:
        for event, evidence in made:
            self._ledger.append(tx, event, evidence)

    def verify(self, tx: Tx) -> tuple[float, float]:
        """Wall and CPU seconds of this thread. Fails where the ledger does not hold."""
        return _timed(lambda: self._sound(tx))

    def _sound(self, tx: Tx) -> None:
        found = list(self._check.begin(tx).findings())
        if found:
            raise click.ClickException(f"the ledger of the benchmark is broken: {found[:3]}")


def _event(number: int, person: int, key_id: str) -> NewEvent:
    return NewEvent(
        event_id=new_id(NOW + number),
        contact_id=f"{person:032x}",
        key_id=key_id,
        type="GRANTED" if number % 3 else "REVOKED",
        purpose="mkt.promotions",
        brand="Loja Exemplo",
        channel="whatsapp",
        source="button",
        actor="person",
        captured_at=NOW + number,
        recorded_at=NOW + number,
        proof_level=4,
        notice_version_id=_NOTICE if number % 3 else None,
        source_key=f"button:wamid.{number:032x}",
        payload={"rule": "tap", "prompt_message_id": f"{number:032x}", "note": ""},
    )


def _plain_chain(tx: Tx) -> tuple[float, float]:
    """Wall and CPU seconds of reading the same rows and chaining their canonical bytes: nobody can do without."""

    def work() -> None:
        previous = b""
        for values in tx.driver.execute(f"SELECT {COLUMNS} FROM consent_event ORDER BY seq"):
            line = canonical(dict(zip(FIELDS, values, strict=True)))
            previous = hashlib.sha256(previous + line).digest()

    return _timed(work)


def _plain_append(events: int) -> float:
    """Events per second of chaining alone, in memory, with nothing stored or sealed."""
    rows = [asdict(_event(number, number % 97, "k")) for number in range(min(events, 20_000))]

    def work() -> None:
        previous = GENESIS
        for row in rows:
            previous = hashlib.sha256(previous.encode() + canonical(row)).hexdigest()

    return len(rows) / _timed(work)[0]


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.thread_time()
    work()
    return time.perf_counter() - wall, time.thread_time() - cpu


def table(report: Report) -> str:
    rows = [
        ("append, durable, events/s", report.append, report.append_plain, report.append_ratio),
        ("verify everything, events/s", report.verify, report.verify_plain, report.verify_ratio),
    ]
    size = f"{report.events:,} events of {report.people:,} people"
    head = f"{size:42}{'ledger':>12}{'plain chain':>14}{'plain ÷ ours':>14}"
    lines = [f"{name:42}{ours:12,.0f}{plain:14,.0f}{ratio:14.2f}" for name, ours, plain, ratio in rows]
    rest = (
        f"verified in {report.seconds:.2f} s; per second of CPU {report.verify_cpu:,.0f} events,"
        f" plain {report.verify_plain_cpu:,.0f}"
    )
    return "\n".join([head, *lines, rest])
