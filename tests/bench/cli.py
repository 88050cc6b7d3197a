"""`balcao-bench`: measurements beside a yardstick in the same run; each command is loaded only when asked for."""

from __future__ import annotations

from importlib import import_module

import click

_COMMANDS = {
    "ingest": ("tests.bench.ingest", "ingest"),
    "desktop": ("tests.bench.desktop", "desktop"),
}


class Lazy(click.Group):
    """Qt and the gateway need not be importable for the other's bench."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.command(cls=Lazy)
def main() -> None:
    """Measure Balcão; what counts are the ratios to the yardstick."""
