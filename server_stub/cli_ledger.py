"""balcao-gateway ledger …: is the record of permissions whole?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Final

import click
from rich.console import Console
from rich.progress import Progress

from server_stub.cli_common import run_in_core, with_config
from server_stub.config import Config
from server_stub.contract.ledger import LedgerState
from server_stub.core import Core
from server_stub.services.ledger_watch import ledger_state
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
            f"The ledger is broken at entry {findings[0].seq}:\n{told}\nNothing business-initiated is sent while it is: restore the store from a"
            " backup made before the damage, and keep the damaged one as evidence."
        )
    click.echo(f"The ledger is whole: {state.size} entries.")
    if state.checkpoint_at is not None:
        click.echo(f"Last checkpoint: {state.checkpoint_size} entries, root {state.root}")
        click.echo(f"Signing key: {state.key_fingerprint}")


def _look(core: Core, tx: Tx) -> tuple[list[Finding], LedgerState]:
    with progress_bar("Verifying", core.ledger.last_seq(tx)) as advance:
        found = list(islice(core.ledger_check.begin(tx).findings(advance), _MOST_TOLD))
    return found, ledger_state(tx, core.ledger, core.checkpoint_rows)


def _sentence(finding: Finding) -> str:
    detail = f" ({finding.detail})" if finding.detail else ""
    return _WHAT[finding.what].format(seq=finding.seq, detail=detail)


@contextmanager
def progress_bar(title: str, total: int) -> Iterator[Callable[[int], object]]:
    """A bar on the terminal's error stream; nothing where there is no terminal. Yields what is told how far it is."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=total)
        yield lambda done: progress.update(task, completed=done)
