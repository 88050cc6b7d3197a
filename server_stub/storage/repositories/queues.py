"""Queues, their members, what people can carry, and the service policy, in SQL."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from server_stub.contract.ids import new_id
from server_stub.contract.phrases import queue_scope
from server_stub.contract.queues import AgentProfile, Member, Queue, ServicePolicy
from server_stub.storage.database import Tx
from server_stub.storage.kept_json import read_kept

_MARK: Final = "service.mark"
_POLICY: Final = "service.policy"
_SET: Final = "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
_GET: Final = "SELECT value FROM setting WHERE name = ?"
_ALL: Final = """
SELECT id, name, position, enabled, everyone, settings, revision FROM queue WHERE removed_at IS NULL
ORDER BY position, name, id
"""
_SAVE: Final = """
INSERT INTO queue (id, name, position, enabled, everyone, settings, revision, changed_by, changed_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, position = excluded.position, enabled = excluded.enabled, everyone = excluded.everyone,
  settings = excluded.settings, revision = excluded.revision, changed_by = excluded.changed_by,
  changed_at = excluded.changed_at
"""
_COLUMNS: Final = frozenset({"id", "name", "position", "enabled", "everyone", "members", "revision"})
"""What stands in columns and rows of its own, not in the JSON."""


class QueueRows:
    """The tables `queue`, `queue_member` and `agent_profile`, and two rows of `setting`.

    Every change gives `mark` a new value, so that who keeps what was read knows in one look whether it still holds.
    It is a random one: a counter would come again after a change that was rolled back.
    """

    def mark(self, tx: Tx) -> str:
        row = tx.driver.execute(_GET, (_MARK,)).fetchone()
        return "" if row is None else str(row[0])

    def all(self, tx: Tx) -> list[Queue]:
        """Those that were not removed, also switched-off ones, by position and name."""
        members: dict[str, list[Member]] = {}
        sql = "SELECT queue_id, account_id, place FROM queue_member ORDER BY queue_id, place, account_id"
        for queue_id, account_id, place in tx.driver.execute(sql):
            members.setdefault(queue_id, []).append(Member(account_id, place))
        return [_queue(row, members.get(row[0], [])) for row in tx.driver.execute(_ALL).fetchall()]

    def name_of(self, tx: Tx, queue_id: str) -> str:
        """Also of one that was removed; "" for one that never was."""
        row = tx.driver.execute("SELECT name FROM queue WHERE id = ?", (queue_id,)).fetchone()
        return "" if row is None else str(row[0])

    def save(self, tx: Tx, queue: Queue, actor: str, now: int) -> None:
        """New or changed, with its members."""
        rest = {name: it for name, it in msgspec.to_builtins(queue).items() if name not in _COLUMNS}
        place = (queue.position, int(queue.enabled), int(queue.everyone))
        settings = msgspec.json.encode(rest).decode()
        tx.driver.execute(_SAVE, (queue.id, queue.name, *place, settings, queue.revision, actor, now))
        tx.driver.execute("DELETE FROM queue_member WHERE queue_id = ?", (queue.id,))
        rows = [(queue.id, it.account_id, it.place) for it in queue.members]
        tx.driver.executemany("INSERT INTO queue_member (queue_id, account_id, place) VALUES (?, ?, ?)", rows)
        self._changed(tx)

    def remove(self, tx: Tx, queue_id: str, actor: str, now: int) -> None:
        """Its name stays for what happened in it; its phrases go."""
        tx.driver.execute("DELETE FROM queue_member WHERE queue_id = ?", (queue_id,))
        tx.driver.execute("DELETE FROM phrase WHERE owner_id = ?", (queue_scope(queue_id),))
        sql = "UPDATE queue SET removed_at = ?, changed_by = ?, changed_at = ? WHERE id = ?"
        tx.driver.execute(sql, (now, actor, now, queue_id))
        self._changed(tx)

    def policy(self, tx: Tx) -> ServicePolicy:
        row = tx.driver.execute(_GET, (_POLICY,)).fetchone()
        return ServicePolicy() if row is None else read_kept(row[0], ServicePolicy)

    def save_policy(self, tx: Tx, policy: ServicePolicy) -> None:
        tx.driver.execute(_SET, (_POLICY, msgspec.json.encode(policy).decode()))
        self._changed(tx)

    def profiles(self, tx: Tx) -> dict[str, AgentProfile]:
        """By account; whoever has none here has the usual one."""
        rows = tx.driver.execute("SELECT account_id, settings FROM agent_profile").fetchall()
        return {row[0]: read_kept(row[1], AgentProfile, {"account_id": row[0]}) for row in rows}

    def save_profile(self, tx: Tx, profile: AgentProfile) -> None:
        sql = (
            "INSERT INTO agent_profile (account_id, settings) VALUES (?, ?)"
            " ON CONFLICT (account_id) DO UPDATE SET settings = excluded.settings"
        )
        tx.driver.execute(sql, (profile.account_id, msgspec.json.encode(profile).decode()))
        self._changed(tx)

    @staticmethod
    def everybody(tx: Tx) -> list[str]:
        """Ids of those who may sign in."""
        rows = tx.driver.execute("SELECT id FROM account WHERE disabled_at IS NULL ORDER BY id").fetchall()
        return [str(row[0]) for row in rows]

    @staticmethod
    def _changed(tx: Tx) -> None:
        tx.driver.execute(_SET, (_MARK, new_id()))


def _queue(row: tuple[Any, ...], members: list[Member]) -> Queue:
    identifier, name, position, enabled, everyone, settings, revision = row
    columns = {
        "id": identifier,
        "name": name,
        "position": position,
        "enabled": bool(enabled),
        "everyone": bool(everyone),
        "revision": revision,
    }
    return msgspec.structs.replace(read_kept(settings, Queue, columns), members=members)
