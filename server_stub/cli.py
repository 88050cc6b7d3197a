"""balcao-gateway: set up, serve, and look after the gateway."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import click
import msgspec

from server_stub.cli_common import ProblemGroup, ask_password, password_stdin, run_in_core, with_config
from server_stub.cli_ledger import ledger
from server_stub.cli_proposals import proposals
from server_stub.cli_protocols import protocols
from server_stub.cli_quarantine import quarantine
from server_stub.cli_queues import queues
from server_stub.cli_retention import retention
from server_stub.cli_users import user
from server_stub.config import Config, ConfigProblem, Secrets, load_config, load_master_key, load_secrets
from server_stub.contract.model import Role
from server_stub.core import Core
from server_stub.gateway import Gateway
from server_stub.http.openapi import describe
from server_stub.replay import replay
from server_stub.server import HttpServer, settle_memory
from server_stub.services.phrases import FILE_NAME, default_phrases
from server_stub.storage import keys
from server_stub.storage.setup import DATABASE_FILE

Load = Callable[..., Config]


@click.group(cls=ProblemGroup)
def main() -> None:
    """The Balcão gateway: receives from WhatsApp, serves the desktops."""


main.add_command(user)
main.add_command(ledger)
main.add_command(retention)
main.add_command(quarantine)
main.add_command(proposals)
main.add_command(protocols)
main.add_command(queues)
main.add_command(replay)


@main.command()
@click.option("--admin", default="admin", show_default=True, help="Login of the first administrator.")
@click.option("--name", default="Administrador", show_default=True, help="Name of the first administrator.")
@click.option("--keyring", "in_keyring", is_flag=True, help="Keep a new master key in the system's keyring.")
@password_stdin
@with_config
def init(load: Load, admin: str, name: str, *, in_keyring: bool, password_stdin: bool) -> None:
    """Make the data directory, the master key, the database and the first administrator. Harmless when repeated."""
    config = load()
    click.echo(_ensure_master_key(config, in_keyring=in_keyring))
    existing = run_in_core(config, _administrators)
    click.echo(f"Data directory: {config.data_path.resolve()}")
    phrases = config.data_path / FILE_NAME
    if not phrases.exists():
        phrases.write_bytes(default_phrases())
    if existing:
        click.echo(f"Already set up. Administrators: {', '.join(existing)}")
        return
    password = ask_password(from_stdin=password_stdin)
    account = run_in_core(config, lambda core: core.accounts.add(admin, name, Role.ADMIN, password))
    click.echo(f"First administrator: {account.login}")


@main.command()
@click.option("--host", help="Address to listen on; 127.0.0.1 unless set.")
@click.option("--port", type=int, help="Port to listen on; 8780 unless set, 0 for any free one.")
@with_config
def serve(load: Load, host: str | None, port: int | None) -> None:
    """Run the gateway until it is told to stop (Ctrl+C, SIGTERM)."""
    config = load(host=host, port=port)
    secrets = load_secrets(config, os.environ)
    if not (config.data_path / DATABASE_FILE).exists():
        raise click.ClickException(f"{config.data_path} is not set up. Run “balcao-gateway init” first.")
    logging.basicConfig(level=config.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    _run(_serve(config, secrets))


@main.command()
def openapi() -> None:
    """Print the description of the HTTP API (OpenAPI, JSON)."""
    with tempfile.TemporaryDirectory() as folder:
        gateway = Gateway(load_config({}, {"data_dir": folder}), Secrets(keys.new_master_key(), "", "", ""))
        document = msgspec.json.encode(describe(gateway.api), order="sorted")
    click.echo(msgspec.json.format(document, indent=2))


async def _administrators(core: Core) -> list[str]:
    return [account.login for account in await core.accounts.everyone() if account.role is Role.ADMIN]


def _ensure_master_key(config: Config, *, in_keyring: bool) -> str:
    """Find or make the master key; the sentence says where it is. Raises KeyProblem or ConfigProblem."""
    target = Path(os.environ.get(keys.FILE_VARIABLE) or config.master_key_file)
    if os.environ.get(keys.KEY_VARIABLE) or target.exists():
        load_master_key(config, os.environ)
        return f"Master key: {'environment' if os.environ.get(keys.KEY_VARIABLE) else target}"
    try:
        keys.read_keyring()
    except keys.KeyProblem as problem:
        if problem.code not in ("master_key_missing", "keyring_unavailable"):
            raise
    else:
        return "Master key: in the system's keyring"
    if (config.data_path / DATABASE_FILE).exists():
        raise ConfigProblem("master_key_lost", path=str(config.data_path), key_file=str(target))
    if in_keyring:
        keys.write_keyring(keys.new_master_key())
        return "Master key: new, in the system's keyring. Back it up: without it nothing can be read."
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys.write_key_file(target, keys.new_master_key())
    return f"Master key: new, in {target}. Back it up apart from the data: without it nothing can be read."


async def _serve(config: Config, secrets: Secrets) -> None:
    stopping = asyncio.Event()
    _on_signal(stopping)
    gateway = Gateway(config, secrets)
    await gateway.start()
    settle_memory()
    server = HttpServer(gateway)
    try:
        port = await server.start()
        click.echo(f"Listening on http://{config.host}:{port}")
        await stopping.wait()
    except OSError as error:
        raise click.ClickException(f"Cannot listen on {config.host}:{config.port}: {error.strerror or error}") from None
    finally:
        await server.stop()
        await gateway.stop()


def _on_signal(stopping: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stopping.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stopping.set))


def _run(work: Coroutine[Any, Any, None]) -> None:
    if sys.platform == "win32":
        asyncio.run(work)
        return
    import uvloop

    uvloop.run(work)


if __name__ == "__main__":
    main()
