"""balcao-gateway ledger …: is the record of permissions whole, and packs that prove it to others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Final, Protocol

import click
from rich.console import Console
from rich.progress import Progress

from server_stub.areas.proof import build_packs
from server_stub.cli_common import run_in_core, with_config
from server_stub.config import Config
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ledger import LedgerState
from server_stub.core import Core
from server_stub.services.ledger_watch import ledger_state
from server_stub.services.proof_pack import USUAL_GROUND, Made, Wish
from server_stub.storage.database import Tx
from server_stub.storage.repositories.ledger_check import Finding

_MOST_TOLD: Final = 20
_WHAT: Final = {
    "missing": "entry {seq} is missing, or entries after it were cut off",
    "event": "entry {seq} was changed, or does not follow the one before it",
    "payload": "entry {seq}: its sealed content was changed",
    "evidence": "entry {seq}: its evidence is missing or was changed",
    "notice": "entry {seq}: the text that was shown was changed{detail}",
    "checkpoint": "the checkpoint over {seq} entries is missing, was changed, or does not fit the entries",
}


_REFUSALS: Final = {
    ErrorCode.NOT_FOUND: "There is no contact of this id.",
    ErrorCode.TEXT_TOO_LONG: "The ground may have {limit} characters, not {length}.",
    ErrorCode.GATE_REFUSED: "The ledger does not hold at entry {seq}, a pack of it would prove nothing."
    " See “balcao-gateway ledger verify”.",
}


class Advance(Protocol):
    def __call__(self, done: int, of: int = ..., /) -> object: ...


@click.group()
def ledger() -> None:
    """Look after the ledger of permissions."""


@ledger.command()
@with_config
def verify(load: Callable[..., Config]) -> None:
    """Follow the whole chain; exit status 1 where something is missing or was changed."""

    async def check(core: Core) -> tuple[list[Finding], LedgerState]:
        return await core.database.read(partial(_look, core))

    findings, state = run_in_core(load(), check)
    if findings:
        told = "\n".join(f"  - {_sentence(finding)}" for finding in findings)
        raise click.ClickException(
            f"The ledger is broken at entry {findings[0].seq}:\n{told}\n"
            "Nothing business-initiated is sent while it is: restore the store from a backup made before the damage,"
            " and keep the damaged one as evidence."
        )
    click.echo(f"The ledger is whole: {state.size} entries.")
    if state.checkpoint_at is not None:
        click.echo(f"Last checkpoint: {state.checkpoint_size} entries, root {state.root}")
        click.echo(f"Signing key: {state.key_fingerprint}")


@ledger.command()
@click.argument("contact", required=False)
@click.option("--all", "everybody", is_flag=True, help="The whole ledger instead of one contact.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="New zip file to write.")
@click.option("--ground", default=USUAL_GROUND, show_default=True, help="Why it is made: stands in the pack.")
@with_config
def export(load: Callable[..., Config], contact: str | None, out: Path, ground: str, *, everybody: bool) -> None:
    """Write the proof pack of CONTACT (its id), or of everybody."""
    if (contact is None) != everybody:
        raise click.UsageError("Name one contact by its id, or say --all.")
    config = load()
    try:
        descriptor = os.open(out, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        raise click.ClickException(f"{out} exists already; it is not overwritten.") from None
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}.") from None
    try:
        with os.fdopen(descriptor, "w+b") as file:
            made = _write_pack(config, Wish(contact, "console", ground=ground), file)
    except BaseException:
        out.unlink(missing_ok=True)
        raise
    click.echo(f"{out}: {made.events} events, checkpoint over {made.ledger_size}.")
    click.echo(f"Signing key: {made.key_fingerprint}")
    click.echo(f"To verify: unpack it and run “python verify.py”, or “python verify.py {out.name}”.")


def _write_pack(config: Config, wish: Wish, file: IO[bytes]) -> Made:
    """Raises ClickException with what can be done about it."""

    async def work(core: Core) -> Made:
        with progress_bar("Writing", 0) as advance:
            return await build_packs(core).make(wish, file, advance)

    try:
        return run_in_core(config, work)
    except GatewayRefusal as refusal:
        raise click.ClickException(_REFUSALS[refusal.code].format(**refusal.params)) from None
    except OSError as error:
        raise click.ClickException(f"The pack cannot be written: {error.strerror}.") from None


def _look(core: Core, tx: Tx) -> tuple[list[Finding], LedgerState]:
    with progress_bar("Verifying", core.ledger.last_seq(tx)) as advance:
        found = list(islice(core.ledger_check.begin(tx).findings(advance), _MOST_TOLD))
    return found, ledger_state(tx, core.ledger, core.checkpoint_rows)


def _sentence(finding: Finding) -> str:
    detail = f" ({finding.detail})" if finding.detail else ""
    return _WHAT[finding.what].format(seq=finding.seq, detail=detail)


@contextmanager
def progress_bar(title: str, total: int) -> Iterator[Advance]:
    """A bar on the terminal's error stream; nothing where there is no terminal. Yields what is told how far it is."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=total)

        def advance(done: int, of: int = total) -> None:
            progress.update(task, completed=done, total=of)

        yield advance
