"""balcao-gateway replay: stored webhook bodies through the very same journal and ingest as live ones."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from server_stub.config import Secrets, load_config, load_master_key
from server_stub.core import Core
from server_stub.gateway import Gateway
from server_stub.http.webhook import LARGEST_BODY
from server_stub.receiving import Receiving
from server_stub.storage.keys import new_master_key
from server_stub.storage.repositories.quarantine import Quarantine
from server_stub.storage.repositories.totals import totals
from server_stub.whatsapp.lenient import dumps, loads

_SOURCE: Final = "replay:"
_BATCH: Final = 200


class Refused(msgspec.Struct, frozen=True):
    """`reason` is a code, with the place inside the body where there is one."""

    file: str
    reason: str


class Summary(msgspec.Struct, frozen=True):
    """Counted from the store after the replay: `bodies` and `quarantined` of this replay, the rest of all it holds."""

    bodies: int
    updates: int
    messages: dict[str, int]
    statuses: dict[str, int]
    other: dict[str, int]
    quarantined: list[Refused]


@click.command()
@click.option("--data", "data_dir", type=click.Path(file_okay=False, path_type=Path), help="Store to add to.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("--quarantine", is_flag=True, help="Try again what is in quarantine in the store of --data.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def replay(data_dir: Path | None, paths: tuple[Path, ...], *, as_json: bool, quarantine: bool) -> None:
    """Feed stored webhook bodies (.json files, or folders of them) through the gateway's ingest.

    A file holds one body, a list of bodies, or an object of named bodies. Without --data a temporary store is used.
    Repeats change nothing. What cannot be read is listed, and kept in quarantine.
    """
    if not paths and not quarantine:
        raise click.UsageError("Name at least one file or folder.")
    if quarantine and data_dir is None:
        raise click.UsageError("--quarantine needs --data.")
    if data_dir is not None:
        config = load_config(os.environ, {"data_dir": str(data_dir)})
        summary = run(paths, data_dir, load_master_key(config, os.environ), again=quarantine)
    else:
        with tempfile.TemporaryDirectory(prefix="balcao-replay-") as folder:
            summary = run(paths, Path(folder), new_master_key())
    click.echo(msgspec.json.format(msgspec.json.encode(summary), indent=2) if as_json else _told(summary))
    if any(refused.reason == "file_missing" for refused in summary.quarantined):
        raise SystemExit(1)


def run(paths: Iterable[Path], data_dir: Path, master_key: bytes, *, again: bool = False) -> Summary:
    """Replay into the store of a directory, which is made if need be; `again`: also what is in its quarantine.

    Raises KeyProblem, StorageUnavailable.
    """
    # The whole gateway, so that an opt-out in a replayed message counts as in a live one; nothing of it is started.
    gateway = Gateway(load_config({}, {"data_dir": str(data_dir)}), Secrets(master_key, "", "", ""))

    async def work() -> Summary:
        gateway.core.start()
        try:
            return await _replay(gateway.core, gateway.receiving, paths, again=again)
        finally:
            await gateway.core.stop()

    return asyncio.run(work())


async def _replay(core: Core, receiving: Receiving, paths: Iterable[Path], *, again: bool) -> Summary:
    refused: list[Refused] = []
    first_id = await _try_again(core, receiving) if again else None
    for batch in _batches(_bodies(paths, refused)):
        begun = await _feed(core, receiving, batch)
        first_id = begun if first_id is None else first_id
    return await _summary(core, first_id, refused)


async def _try_again(core: Core, receiving: Receiving) -> int | None:
    """Process what was in quarantine; returns the first journal id under which it came back, if anything did."""
    await receiving.retry_quarantined()
    first_id: int | None = None
    while rows := await core.database.read(partial(receiving.journal.waiting, after_id=0, limit=_BATCH)):
        first_id = rows[0].id if first_id is None else first_id
        await receiving.processing.run(rows)
    return first_id


async def _feed(core: Core, receiving: Receiving, batch: list[tuple[str, bytes]]) -> int:
    """Journal and process; returns the journal id of the first body."""
    now, first_id = core.clock(), 0
    for source, body in batch:
        append = partial(receiving.journal.append, bodies=[body], now=now, source=_SOURCE + source)
        last = await core.database.write(append)
        first_id = first_id or last
    rows = await core.database.read(partial(receiving.journal.waiting, after_id=first_id - 1, limit=len(batch)))
    await receiving.processing.run(rows)
    return first_id


async def _summary(core: Core, first_id: int | None, refused: list[Refused]) -> Summary:
    quarantine = Quarantine(core.vault)
    counted = await core.database.read(totals)
    bodies = 0
    if first_id is not None:
        kept = await core.database.read(partial(quarantine.listed, since_journal_id=first_id))
        refused += [Refused(one.source.removeprefix(_SOURCE), _reason(one.reason, one.path)) for one in kept]
        sql = "SELECT count(*) FROM journal WHERE id >= ? AND source LIKE 'replay:%'"
        bodies = await core.database.read(lambda tx: int(tx.driver.execute(sql, (first_id,)).fetchone()[0]))
    parts = (counted.messages, counted.statuses, counted.other)
    return Summary(bodies, counted.updates, *parts, sorted(refused, key=lambda one: (one.file, one.reason)))


def _bodies(paths: Iterable[Path], refused: list[Refused]) -> Iterator[tuple[str, bytes]]:
    """(file, body) in the order of names; what cannot be read as a file is added to `refused`."""
    for path in _files(paths):
        try:
            if path.stat().st_size > LARGEST_BODY:
                refused.append(Refused(str(path), "too_large"))
                continue
            content = path.read_bytes()
        except FileNotFoundError:
            refused.append(Refused(str(path), "file_missing"))
        except OSError as error:
            refused.append(Refused(str(path), f"file_unreadable ({type(error).__name__})"))
        else:
            bodies = split(content)
            if not bodies:
                refused.append(Refused(str(path), "empty"))
            yield from ((str(path), body) for body in bodies)


def split(content: bytes) -> list[bytes]:
    """The bodies of a file, byte for byte where it holds a single one. What is no body is left for the quarantine."""
    try:
        document = loads(content)
    except ValueError:
        return [content]
    if isinstance(document, list):
        return [dumps(one) for one in document]
    named = list(document.values()) if isinstance(document, dict) and "entry" not in document else []
    if named and all(isinstance(one, dict) and "entry" in one for one in named):
        return [dumps(one) for one in named]
    return [content]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*.json") if found.is_file())
        else:
            yield path


def _batches(bodies: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    batch: list[tuple[str, bytes]] = []
    for one in bodies:
        batch.append(one)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _reason(code: str, path: str) -> str:
    return f"{code} ({path})" if path else code


def _told(summary: Summary) -> str:
    lines = [f"{summary.bodies} bodies, {summary.updates} updates in the store"]
    groups: dict[str, dict[str, Any]] = {
        "messages": summary.messages,
        "statuses": summary.statuses,
        "other": summary.other,
    }
    for title, group in groups.items():
        lines += [f"  {title}: " + ", ".join(f"{name} {number}" for name, number in group.items())] if group else []
    lines += [f"  quarantined: {one.file}: {one.reason}" for one in summary.quarantined]
    return "\n".join(lines)
