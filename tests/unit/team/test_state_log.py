"""Which states touch a time, out of a log that goes on for years."""

from __future__ import annotations

from itertools import pairwise, product

from server_stub.contract.model import Role
from server_stub.contract.team import AgentState
from server_stub.core import Core
from server_stub.storage.database import Tx

STATES = (AgentState.AVAILABLE, AgentState.PAUSE, AgentState.OFFLINE, AgentState.BUSY, AgentState.OFFLINE)
BEGAN = (10, 20, 20, 40, 70)


async def test_what_touches_a_time_is_found_and_nothing_else(core: Core) -> None:
    """Also what goes on over all of it, what has no length, and what has not ended."""
    ana = await core.accounts.add("ana", "Ana", Role.AGENT, "correto cavalo bateria")
    rows = core.states.rows

    def write(tx: Tx) -> None:
        tx.driver.execute("DELETE FROM agent_state_log")
        for state, at in zip(STATES, BEGAN, strict=True):
            rows.begin(tx, ana.id, state, "", at)

    await core.database.write(write)
    spans = [*zip(STATES, pairwise((*BEGAN, 10**9)), strict=True)]
    for start, end in product(range(0, 90, 5), repeat=2):
        wanted = [(state, began) for state, (began, ended) in spans if began < end and ended > start]
        found = await core.database.read(lambda tx, it=(start, end): rows.stints(tx, ana.id, *it))
        known = await core.database.read(lambda tx, it=(start, end): rows.known(tx, *it))
        if start < end:
            assert [(it.state, it.began_at) for it in found] == wanted
            assert known == [ana.id][: any(state != AgentState.OFFLINE for state, _ in wanted)]
