"""balcao-gateway quarantine …: what came from WhatsApp and could not be understood. Never its content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import click

from server_stub.cli_common import run_in_core, with_config
from server_stub.config import Config
from server_stub.core import Core
from server_stub.storage.repositories.quarantine import Quarantine, Quarantined


@click.group()
def quarantine() -> None:
    """Look at what could not be understood; “balcao-gateway replay --quarantine” tries it again."""


@quarantine.command("list")
@with_config
def list_quarantined(load: Callable[..., Config]) -> None:
    """How much for which reason, and each with its number, time, place and what kind of fault it was."""

    def work(core: Core) -> Awaitable[list[Quarantined]]:
        return core.database.read(Quarantine(core.vault).listed)

    found = run_in_core(load(), work)
    for reason, count in sorted(Counter(it.reason for it in found).items()):
        click.echo(f"{reason}: {count}")
    for it in found:
        at = datetime.fromtimestamp(it.created_at / 1000, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
        click.echo(f"#{it.id} {at} {it.reason} {it.path or 'whole body'} ({it.detail or 'no detail'})")
    if not found:
        click.echo("Nothing is in quarantine.")
