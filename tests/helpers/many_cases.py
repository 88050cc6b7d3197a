"""A store with many open cases, as ingest and routing would leave them: what the wall is measured and tested on."""

from __future__ import annotations

import msgspec

from server_stub.contract.content import Content
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRows
from tests.helpers.world import World

MINUTE = 60_000


def add_case(
    world: World,
    tx: Tx,
    name: str,
    *,
    queue: str = "general",
    agent: str | None = None,
    opened_at: int,
    waiting_since: int | None = None,
    said: tuple[str, ...] = ("Oi",),
    **columns: object,
) -> str:
    """A conversation `name` with one open case, its log and messages; the case's id. Without an agent it waits."""
    world.add_conversation(tx, name, agent, opened_at)
    tx.driver.execute("DELETE FROM case_file WHERE conversation_id = ?", (name,))
    rows = CaseRows()
    protocol = f"{len(world.keys):018d}"
    case_id = rows.add(tx, name, protocol, queue, opened_at, detail="customer")
    for at, text in enumerate(said):
        world.add_message(tx, name, Content("text", text), (waiting_since or opened_at) + at)
    due = None if waiting_since is None else waiting_since + 5 * MINUTE
    waiting = {"waiting_since": waiting_since, "unanswered": len(said) if due else 0, "answer_due_at": due}
    rows.change(tx, case_id, **{**waiting, "last_customer_at": waiting_since or opened_at, **columns})
    if agent is not None:
        rows.change(tx, case_id, state="assigned", agent_id=agent, queued_at=None, assigned_at=opened_at)
        row = rows.get(tx, case_id)
        assert row is not None
        rows.log(tx, row, "assigned", opened_at + 1000, account_id=agent, detail="routed")
    return case_id


def rename(world: World, tx: Tx, conversation: str, name: str) -> None:
    """Whoever this conversation is with is called otherwise from now on."""
    profile = msgspec.json.encode({"name": name, "phone": None, "username": None})
    sealed = world.vault.seal(tx, world.keys[conversation], profile, "contact.profile")
    sql = "UPDATE contact SET profile_enc = ?, revision = revision + 1 WHERE id = ?"
    tx.driver.execute(sql, (sealed, f"p-{conversation}"))
