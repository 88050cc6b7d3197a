"""`balcao-bench search`: finding the newest 50 on the desktop and at the gateway, and what the blind index costs.

Texts are made of a vocabulary whose frequencies fall as 1/rank, as those of a language do (Zipf). Medians of many
different queries; each query is prepared, found, read and decrypted or decoded as for a person.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import click

from desktop.infra.store.local_store import SqlStore
from desktop.infra.store.opening import new_key
from server_stub.contract.content import Content
from server_stub.contract.delivery import Status
from server_stub.contract.model import Account, Message, Role
from server_stub.contract.words import Sought
from server_stub.core import Core
from server_stub.services.search import Search
from server_stub.services.search_index import BlindWords, SearchIndex
from server_stub.storage.database import Tx
from server_stub.storage.repositories.event_rows import EventRepository
from server_stub.storage.repositories.search_rows import SearchRows
from tests.helpers.world import World

NOW = 1_795_300_000_000
NEWEST = 50
_VOCABULARY = 40_000
_WORDS = 12
_BATCH = 2_000
_QUERIES = 40
_CONVERSATIONS = 100
_SYLLABLES = [first + second for first in "bcdfglmnprstvz" for second in ("a", "e", "i", "o", "u", "ão", "ei", "ça")]


def vocabulary(chance: random.Random) -> list[str]:
    """Most frequent first."""
    found: dict[str, None] = {}
    while len(found) < _VOCABULARY:
        found["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3, 3, 4))))] = None
    return list(found)


def texts(words: list[str], chance: random.Random) -> Iterator[str]:
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    while True:
        yield " ".join(chance.choices(words, cum_weights=weights, k=_WORDS))


def queries(words: list[str]) -> dict[str, list[str]]:
    """By kind; ranks stand for how often a word occurs."""
    frequent, middle, rare = words[:_QUERIES], words[1_000 : 1_000 + _QUERIES], words[-_QUERIES:]
    return {
        "frequent": frequent,
        "mid": middle,
        "rare": rare,
        "prefix of 3": [word[:3] for word in middle],
        "two words": [f"{one} {other}" for one, other in zip(frequent, middle, strict=True)],
    }


async def timed(ask: Callable[[str], Awaitable[int]], asked: list[str]) -> tuple[float, float]:
    """Median milliseconds and median number of hits."""
    spent, hits = [], []
    for query in asked:
        begin = time.perf_counter()
        hits.append(await ask(query))
        spent.append((time.perf_counter() - begin) * 1000)
    return statistics.median(spent), statistics.median(hits)


async def fill(store: SqlStore, count: int, words: list[str], chance: random.Random, places: list[str]) -> None:
    """`count` messages, spread over the conversations `places`."""
    made = texts(words, chance)
    for start in range(0, count, _BATCH):
        numbers = range(start, min(start + _BATCH, count))
        batch = [_message(number, next(made), places[number % len(places)]) for number in numbers]
        await store.write(lambda tx, batch=batch: [tx.messages.put(each, as_of=1) for each in batch])


async def local_medians(store: SqlStore, words: list[str]) -> dict[str, tuple[float, float]]:
    """For each kind of query the milliseconds in the store, and how many are shown."""

    def inside(query: str) -> Callable[..., tuple[float, int]]:
        def work(tx: object) -> tuple[float, int]:
            begun = time.perf_counter()
            found = tx.messages.search(Sought.of(query), NEWEST)  # type: ignore[attr-defined]
            return (time.perf_counter() - begun) * 1000, len(found)

        return work

    medians = {}
    for kind, asked in queries(words).items():
        told = [await store.read(inside(query)) for query in asked]
        spent, hits = (statistics.median(column) for column in zip(*told, strict=True))
        medians[kind] = spent, hits
    return medians


async def measure_local(folder: Path, count: int, words: list[str], chance: random.Random) -> None:
    store = SqlStore(folder / "local.db", new_key())
    begin = time.perf_counter()
    await fill(store, count, words, chance, [f"c{number}" for number in range(1000)])
    click.echo(f"desktop, {count:,} encrypted messages: {count / (time.perf_counter() - begin):,.0f} written/s")
    for kind, (spent, hits) in (await local_medians(store, words)).items():
        click.echo(f"  {kind:12} {spent:7.2f} ms in the store, {hits:.0f} shown")
    await store.close()


async def measure_gateway(folder: Path, count: int, words: list[str], chance: random.Random) -> None:
    core = Core(folder, random.Random(1).randbytes(32), clock=lambda: NOW)
    core.start()
    world = World(core.database, core.vault, NOW)
    for number in range(_CONVERSATIONS):
        await world.conversation(f"c{number}", None)
    made = texts(words, chance)
    for start in range(0, count, _BATCH):
        await core.database.write(lambda tx, start=start: _add(tx, world, made, start, min(start + _BATCH, count)))
    rows, blind = SearchRows(core.vault), BlindWords(core.vault)
    index = SearchIndex(core.database, rows, EventRepository(core.vault), blind, core.wakeups, core.clock)
    begin = time.process_time()
    more = True
    while more:
        more = await index.step()
    spent = (time.process_time() - begin) / count * 1e6
    click.echo(f"gateway, {count:,} sealed messages: {spent:.0f} µs of CPU a message to open, hash and put in")
    lead, search = Account("lead", "lead", "Lead", Role.LEAD), Search(rows, core.reading, blind)

    async def ask(query: str) -> int:
        page = await core.database.read(lambda tx: search.page(tx, lead, query, None, NEWEST, NOW))
        return len(page.messages)

    for kind, asked in queries(words).items():
        spent, hits = await timed(ask, asked)
        click.echo(f"  {kind:12} {spent:7.2f} ms with opening and checking, {hits:.0f} shown")
    await core.stop()


def _message(number: int, text: str, place: str) -> Message:
    content = Content("text", text)
    return Message(f"m{number}", place, "in", content, NOW + number * 1000, Status.RECEIVED)


def _add(tx: Tx, world: World, made: Iterator[str], start: int, end: int) -> None:
    for number in range(start, end):
        world.add_message(tx, f"c{number % _CONVERSATIONS}", Content("text", next(made)), NOW + number * 1000)


@click.command()
@click.option("--messages", default=100_000, show_default=True, help="In the desktop's store.")
@click.option("--gateway-messages", default=20_000, show_default=True, help="In the gateway's store.")
def search(messages: int, gateway_messages: int) -> None:
    """Newest 50 of frequent, mid and rare words, a prefix and two words; and the cost of the blind index."""
    chance = random.Random(20_261_123)
    words = vocabulary(chance)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure_local(Path(folder), messages, words, chance))
        asyncio.run(measure_gateway(Path(folder) / "gateway", gateway_messages, words, chance))
