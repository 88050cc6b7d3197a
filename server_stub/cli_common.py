"""What every command shares: where the store is, how problems are told, how a password is asked for."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from server_stub.cli_texts import sentence
from server_stub.config import Config, ConfigProblem, load_config, load_master_key
from server_stub.core import Core
from server_stub.services.accounts import AccountProblem
from server_stub.storage.database import StorageUnavailable
from server_stub.storage.keys import KeyProblem

T = TypeVar("T")


class ProblemGroup(click.Group):
    """Tells problems of the administrator in one sentence, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (ConfigProblem, KeyProblem, AccountProblem) as problem:
            raise click.ClickException(sentence(problem)) from None
        except StorageUnavailable:
            raise click.ClickException(
                "The store cannot be used now: locked by something, full disk, or damaged. Nothing was changed."
            ) from None
        except PermissionError as error:
            raise click.ClickException(f"Not allowed: {error.filename}. Check owner and permissions.") from None


def with_config(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --data and --config and hands the command a `Config` as its first argument."""

    @click.option("--data", "data_dir", type=click.Path(file_okay=False, path_type=Path), help="Data directory.")
    @click.option("--config", "file", type=click.Path(dir_okay=False, path_type=Path), help="Settings file (TOML).")
    @wraps(command)
    def wrapped(data_dir: Path | None, file: Path | None, **options: Any) -> Any:
        chosen = {"data_dir": None if data_dir is None else str(data_dir)}
        return command(lambda **more: load_config(os.environ, {**chosen, **more}, file), **options)

    return wrapped


def run_in_core(config: Config, work: Callable[[Core], Awaitable[T]]) -> T:
    """Open the store, do the work, close it. The gateway may run at the same time."""
    core = Core(config.data_path, load_master_key(config, os.environ))

    async def run() -> T:
        core.start()
        try:
            return await work(core)
        finally:
            await core.stop()

    return asyncio.run(run())


def ask_password(*, from_stdin: bool) -> str:
    """One line of standard input, or a prompt asked twice. Never an argument: the whole machine sees those."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    answer: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return answer


password_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
