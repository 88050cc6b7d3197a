"""balcao-gateway protocols: which numbers were given on a day, and whether any of them is missing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import click

from server_stub.cli_common import run_in_core, with_config
from server_stub.config import Config
from server_stub.contract.cases import ProtocolDay
from server_stub.contract.errors import GatewayRefusal
from server_stub.core import Core
from server_stub.domain.protocol_number import day_of
from server_stub.services.cases.issued import issued_on


@click.command()
@click.option("--day", help="AAAAMMDD in São Paulo; today unless set.")
@with_config
def protocols(load: Callable[..., Config], *, day: str | None) -> None:
    """Report the protocol numbers of one day: how many each unit gave, and any that nothing bears."""

    def work(core: Core) -> Awaitable[list[ProtocolDay]]:
        wanted = day or day_of(core.clock())
        return core.database.read(lambda tx: issued_on(tx, wanted))

    try:
        found = run_in_core(load(), work)
    except GatewayRefusal:
        raise click.ClickException(f"{day} is no day: write it as AAAAMMDD, such as 20261122.") from None
    for it in found:
        missing = f"missing: {', '.join(map(str, it.missing))}" if it.missing else "none missing"
        click.echo(f"{it.day} unit {it.unit}: {it.issued} given, last {it.last:06d}, {missing}")
    if not found:
        click.echo("No number was given on that day.")
    if any(it.missing for it in found):
        raise SystemExit(1)
