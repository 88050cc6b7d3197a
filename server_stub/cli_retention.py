"""balcao-gateway retention …: what has been kept long enough goes."""

from __future__ import annotations

from collections.abc import Callable

import click

from server_stub.cli_common import run_in_core, with_config
from server_stub.config import Config
from server_stub.contract.rights import RetentionRun
from server_stub.core import Core
from server_stub.services.retention import build_retention


@click.group()
def retention() -> None:
    """Remove what has been kept long enough."""


@retention.command()
@click.option("--dry-run", is_flag=True, help="Only count.")
@with_config
def run(load: Callable[..., Config], *, dry_run: bool) -> None:
    """Remove, class by class, what is over its time. The gateway does the same every night."""

    async def work(core: Core) -> RetentionRun:
        retaining = build_retention(core.database, core.vault, core.registers, core.reading, core.events, core.clock)
        return await retaining.run("cli", dry=dry_run)

    told = run_in_core(load(), work)
    for name, count in told.removed.items():
        click.echo(f"{name}: {count}")
    if not told.removed:
        click.echo("Nothing is over its time.")
