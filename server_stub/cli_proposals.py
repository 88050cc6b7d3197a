"""balcao-gateway proposals …: who may be the same person, or may have changed number. Never names or numbers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

import click

from server_stub.cli_common import run_in_core, with_config
from server_stub.config import Config
from server_stub.core import Core
from server_stub.domain.merging import UNDO_MS
from server_stub.storage.repositories.merges import Merges, Proposal

_WHAT: Final = {
    "number_changed": "has another number now",
    "user_id_changed": "has another WhatsApp id now",
    "identity_changed": "has a new WhatsApp identity key",
    "same_match_key": "has the number of the other but for its ninth digit",
    "conflicting_ids": "came under ids of the other",
}


@click.group()
def proposals() -> None:
    """Look at questions about who is who; leads and administrators decide them in the application."""


@proposals.command("list")
@with_config
def list_proposals(load: Callable[..., Config]) -> None:
    """Open questions, and decisions that can still be undone, newest first."""

    def work(core: Core) -> Awaitable[list[Proposal]]:
        rows = Merges(core.vault)
        return core.database.read(lambda tx: rows.proposals(tx, core.clock() - UNDO_MS))

    found = run_in_core(load(), work)
    for it in found:
        click.echo(_line(it))
    if not found:
        click.echo("Nothing is to be decided.")


def _line(it: Proposal) -> str:
    at = datetime.fromtimestamp(it.created_at / 1000, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    said_by = "WhatsApp" if it.by_platform else "the gateway"
    other = f" (other: {it.other_id})" if it.other_id else ""
    return f"#{it.id} {at} {it.state}: contact {it.contact_id} {_WHAT.get(it.kind, it.kind)}, says {said_by}{other}"
