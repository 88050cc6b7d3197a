"""balcao-gateway ledger …: is the record of permissions whole?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import click

from server_stub.cli_common import run_in_core, with_config
from server_stub.config import Config
from server_stub.core import Core


@click.group()
def ledger() -> None:
    """Look after the ledger of permissions."""


@ledger.command()
@with_config
def verify(load: Callable[..., Config]) -> None:
    """Follow the whole chain; exit status 1 where an entry is missing or was changed."""

    def check(core: Core) -> Awaitable[tuple[int | None, int]]:
        return core.database.read(lambda tx: (core.ledger.verify(tx), core.ledger.last_seq(tx)))

    broken_at, entries = run_in_core(load(), check)
    if broken_at is not None:
        raise click.ClickException(
            f"The ledger is broken at entry {broken_at}. Nothing business-initiated is sent while it is: restore the"
            " store from a backup made before the damage, and keep the damaged one as evidence."
        )
    click.echo(f"The ledger is whole: {entries} entries.")
