"""How people stand now and stood before, and when their desktops were last heard of, in SQL."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from server_stub.contract.team import AgentState
from server_stub.domain.breaks import Stint
from server_stub.storage.database import Tx
from server_stub.storage.tables.team import agent_state

_ROW: Final = "SELECT account_id, state, reason, since, until, lost_since, grace_until, freed_at FROM agent_state"
_BEGIN: Final = "INSERT INTO agent_state_log (account_id, state, reason, began_at) VALUES (?, ?, ?, ?)"
_END: Final = "UPDATE agent_state_log SET ended_at = ? WHERE account_id = ? AND ended_at IS NULL"
_SET: Final = """
INSERT INTO agent_state (account_id, state, reason, since, until) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (account_id) DO UPDATE SET state = excluded.state, reason = excluded.reason, since = excluded.since,
  until = excluded.until, lost_since = NULL, grace_until = NULL, goes_soon = 0
"""
_HEARD: Final = """
SELECT agent_state.account_id, agent_state.state, agent_state.reason, agent_state.since, agent_state.until,
       agent_state.lost_since, agent_state.grace_until, agent_state.freed_at,
       (SELECT max(token.last_used_at) FROM token WHERE token.account_id = agent_state.account_id
        AND token.revoked_at IS NULL AND token.expires_at > ?)
FROM agent_state JOIN account ON account.id = agent_state.account_id WHERE account.disabled_at IS NULL
"""
# One state ends where the next begins, so nothing that began before the last one before `start` touches that time:
# of a log of years only that is read.
_TOUCHES: Final = """
began_at < :end AND coalesce(ended_at, :end) > :start
  AND began_at >= coalesce((SELECT max(earlier.began_at) FROM agent_state_log AS earlier
                            WHERE earlier.account_id = agent_state_log.account_id AND earlier.began_at <= :start), 0)
"""
_STINTS: Final = f"""
SELECT state, reason, began_at, ended_at FROM agent_state_log
WHERE account_id = :account AND {_TOUCHES} ORDER BY began_at, id
"""  # noqa: S608 - constants of ours
_KNOWN: Final = f"""
SELECT account.id FROM account WHERE EXISTS (
  SELECT 1 FROM agent_state_log WHERE account_id = account.id AND state <> 'offline' AND {_TOUCHES})
"""  # noqa: S608 - constants of ours


class StateRow(NamedTuple):
    """As stored; times in ms. `until`: when a break may end; `reason` "lost" of OFFLINE: its desktop vanished."""

    account_id: str
    state: str = AgentState.OFFLINE
    reason: str = ""
    since: int = 0
    until: int | None = None
    lost_since: int | None = None
    grace_until: int | None = None
    freed_at: int | None = None


class Heard(NamedTuple):
    """`at`: when a desktop of that account was last heard of (ms), None where none is signed in."""

    row: StateRow
    at: int | None


class AgentStateRows:
    """The tables `agent_state` and `agent_state_log`."""

    def get(self, tx: Tx, account_id: str) -> StateRow:
        """OFFLINE since ever for whoever never signed in."""
        row = tx.driver.execute(f"{_ROW} WHERE account_id = ?", (account_id,)).fetchone()
        return StateRow(account_id) if row is None else StateRow(*row)

    def all(self, tx: Tx) -> dict[str, StateRow]:
        return {row[0]: StateRow(*row) for row in tx.driver.execute(_ROW)}

    def heard(self, tx: Tx, now: int) -> list[Heard]:
        """Of everybody who may sign in and ever did."""
        return [Heard(StateRow(*row[:8]), row[8]) for row in tx.driver.execute(_HEARD, (now,)).fetchall()]

    def begin(self, tx: Tx, account_id: str, state: str, reason: str, now: int, *, until: int | None = None) -> None:
        """Another state, and the end of the one before in the log. Whoever is in a state is not lost."""
        tx.driver.execute(_END, (now, account_id))
        tx.driver.execute(_BEGIN, (account_id, state, reason, now))
        tx.driver.execute(_SET, (account_id, state, reason, now, until))

    def going(self, tx: Tx) -> dict[str, bool]:
        """Of those who are available: whether they are kept free for a break."""
        sql = "SELECT account_id, goes_soon FROM agent_state WHERE state = 'available'"
        return {row[0]: bool(row[1]) for row in tx.driver.execute(sql)}

    def change(self, tx: Tx, account_id: str, **values: Any) -> None:
        tx.execute(sa.update(agent_state).where(agent_state.c.account_id == account_id).values(**values))

    def stints(self, tx: Tx, account_id: str, start: int, end: int) -> list[Stint]:
        """What touches the time from `start` to `end` (ms), in its order."""
        return [Stint(*row) for row in tx.driver.execute(_STINTS, {"account": account_id, "start": start, "end": end})]

    def known(self, tx: Tx, start: int, end: int) -> list[str]:
        """Accounts that were in any state in that time."""
        return [str(row[0]) for row in tx.driver.execute(_KNOWN, {"start": start, "end": end})]
