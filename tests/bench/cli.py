"""balcao-bench: measures the gateway (receiving, imports, ledger, send gate, routing), lists of the desktop, search."""

from __future__ import annotations

import click

from tests.bench.day import day
from tests.bench.desktop import desktop
from tests.bench.gate import gate
from tests.bench.imports import imports
from tests.bench.ingest import ingest
from tests.bench.ledger import ledger
from tests.bench.routing import routing
from tests.bench.search import search


@click.group()
def main() -> None:
    """Each benchmark measures its yardstick in the same run: trust the ratios more than the absolute numbers."""


main.add_command(day)
main.add_command(ingest)
main.add_command(imports)
main.add_command(desktop)
main.add_command(ledger)
main.add_command(gate)
main.add_command(search)
main.add_command(routing)
