"""balcao-gateway user …: the people who may sign in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import click

from server_stub.cli_common import ask_password, password_stdin, run_in_core, with_config
from server_stub.config import Config
from server_stub.contract.model import Account, Role
from server_stub.core import Core

Load = Callable[..., Config]
_ROLES = click.Choice([role.value for role in Role])


@click.group()
def user() -> None:
    """Add, list and change the people who may sign in."""


@user.command()
@click.argument("login")
@click.option("--name", required=True, help="Shown to colleagues.")
@click.option("--role", type=_ROLES, default=Role.AGENT.value, show_default=True)
@password_stdin
@with_config
def add(load: Load, login: str, name: str, role: str, *, password_stdin: bool) -> None:
    """Add a person. The password is asked for, or read from standard input."""
    config = load()
    password = ask_password(from_stdin=password_stdin)
    account = run_in_core(config, lambda core: core.accounts.add(login, name, Role(role), password))
    click.echo(f"Added {_line(account)}")


@user.command("list")
@with_config
def list_users(load: Load) -> None:
    """Show everybody, also those who are disabled."""
    for account in run_in_core(load(), lambda core: core.accounts.everyone()):
        click.echo(_line(account))


@user.command()
@click.argument("login")
@with_config
def disable(load: Load, login: str) -> None:
    """Refuse sign-in, end every session, give back the person's conversations."""
    _change(load, lambda core: core.accounts.disable(login), "Disabled")


@user.command()
@click.argument("login")
@with_config
def enable(load: Load, login: str) -> None:
    """Allow sign-in again."""
    _change(load, lambda core: core.accounts.enable(login), "Enabled")


@user.command()
@click.argument("login")
@password_stdin
@with_config
def password(load: Load, login: str, *, password_stdin: bool) -> None:
    """Set a new password and end every session."""
    config = load()
    chosen = ask_password(from_stdin=password_stdin)
    account = run_in_core(config, lambda core: core.accounts.set_password(login, chosen))
    click.echo(f"New password for {_line(account)}")


@user.command()
@click.argument("login")
@click.argument("role", type=_ROLES)
@with_config
def role(load: Load, login: str, role: str) -> None:
    """Change the role and end every session."""
    _change(load, lambda core: core.accounts.set_role(login, Role(role)), "Changed")


@user.command()
@click.argument("login")
@with_config
def logout(load: Load, login: str) -> None:
    """End every session of a person, on all machines, at once."""
    _change(load, lambda core: core.accounts.sign_out(login), "Signed out")


def _change(load: Load, work: Callable[[Core], Awaitable[Account]], done: str) -> None:
    click.echo(f"{done} {_line(run_in_core(load(), work))}")


def _line(account: Account) -> str:
    state = "disabled" if account.disabled else "active"
    return f"{account.login}\t{account.role.value}\t{state}\t{account.name}"
