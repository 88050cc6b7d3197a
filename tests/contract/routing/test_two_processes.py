"""Two gateway processes over one store, ten thousand waiting: each case is given once, and nobody has too much."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import partial
from pathlib import Path

from server_stub.contract.cases import CaseMove
from server_stub.contract.model import Account, Role
from server_stub.core import Core
from server_stub.storage.database import Tx
from server_stub.workers.routing import RoutingWorker
from tests.helpers.blank_store import KEY, place_store
from tests.helpers.gateway import quick_passwords
from tests.helpers.world import World

NOW = 1_795_400_000_000
WAITING = 10_000
TEAM = 12
ROOM = 4
"""A hundred by twenty-five."""
_NUMBERS = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {WAITING})"
_CONVERSATIONS = f"""
INSERT INTO conversation (id, contact_id, channel_number_id, queue_id)
{_NUMBERS} SELECT printf('c%05d', i), printf('p%05d', i), (SELECT id FROM channel_number), 'general' FROM n
"""
_CONTACTS = f"""
INSERT INTO contact (id, key_id, profile_enc, created_at)
{_NUMBERS} SELECT printf('p%05d', i), key_id, profile_enc, {NOW} FROM n, contact WHERE contact.id = 'p-first'
"""
_CASES = f"""
INSERT INTO case_file (id, conversation_id, protocol, state, queue_id, opened_at, queued_at, waiting_since)
{_NUMBERS} SELECT printf('k%05d', i), printf('c%05d', i), printf('n%05d', i), 'queued', 'general', {NOW} - i,
           {NOW} - i, {NOW} - i FROM n
"""


def fill(tx: Tx, core: Core) -> None:
    World(core.database, core.vault, NOW).add_conversation(tx, "first", None, NOW)
    for statement in (_CONTACTS, _CONVERSATIONS, _CASES):
        tx.driver.execute(statement)
    for number in range(TEAM):
        core.account_rows.add(tx, Account(f"a{number:02}", f"a{number:02}", "Agente", Role.AGENT), "x", NOW)
        tx.driver.execute(
            "INSERT INTO agent_state (account_id, state, since) VALUES (?, 'available', ?)", (f"a{number:02}", NOW)
        )
        core.account_rows.update(tx, f"a{number:02}", available=1)


def given(tx: Tx) -> list[tuple[str, str]]:
    sql = "SELECT case_id, account_id FROM case_event WHERE kind = ? ORDER BY case_id DESC"
    return [tuple(row) for row in tx.driver.execute(sql, (CaseMove.ASSIGNED,)).fetchall()]


async def test_both_serve_at_the_same_time(tmp_path: Path) -> None:
    place_store(tmp_path)
    cores = [Core(tmp_path, KEY, clock=lambda: NOW, passwords=quick_passwords()) for _ in range(2)]
    for core in cores:
        core.start()
    try:
        await cores[0].database.write(partial(fill, core=cores[0]))
        await asyncio.gather(*(RoutingWorker(it.database, it.routing, it.clock).serve() for it in cores))
        served = await cores[0].database.read(given)
    finally:
        for core in cores:
            await core.stop()
    oldest = [f"k{number:05}" for number in range(WAITING, WAITING - TEAM * ROOM, -1)]
    assert [case for case, _ in served] == oldest
    assert set(Counter(who for _, who in served).values()) == {ROOM}
