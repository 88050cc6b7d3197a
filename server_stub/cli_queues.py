"""balcao-gateway queues: which queues there are, who serves them, and how many wait and are served."""

from __future__ import annotations

from collections.abc import Callable

import click

from server_stub.cli_common import run_in_core, with_config
from server_stub.config import Config
from server_stub.contract.queues import Queue
from server_stub.core import Core
from server_stub.storage.database import Tx


@click.command()
@with_config
def queues(load: Callable[..., Config]) -> None:
    """List the queues, also those that are switched off. They are changed in the desktop."""

    def look(core: Core, tx: Tx) -> list[str]:
        usual = core.queues.usual(tx).id
        return [
            _line(it, core.case_moves.held.count_in(tx, it.id), is_usual=it.id == usual) for it in core.queues.all(tx)
        ]

    for line in run_in_core(load(), lambda core: core.database.read(lambda tx: look(core, tx))):
        click.echo(line)


def _line(queue: Queue, cases: int, *, is_usual: bool) -> str:
    state = "usual" if is_usual else "on" if queue.enabled else "off"
    members = "everyone" if queue.everyone else f"{len(queue.members)} members"
    return f"{queue.id}\t{state}\t{members}\t{cases} open\t{queue.name}"
