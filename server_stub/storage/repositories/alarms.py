"""Which alarms stand: those that were raised, and the quarantine while something is in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from server_stub.contract.events import Alarm, AlarmCode
from server_stub.storage.database import Tx
from server_stub.storage.repositories.visibility import Viewer, visible_alarm

_PUT: Final = """
INSERT INTO alarm (code, subject, params, raised_at, lapses_at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (code, subject) DO UPDATE SET params = excluded.params, lapses_at = excluded.lapses_at
"""


class AlarmRows:
    """An alarm is found by its `key`. Times in ms."""

    def put(self, tx: Tx, alarm: Alarm, now: int, lapses_at: int | None) -> bool:
        """Whether it is new or says something else than before; when it lapses is noted in any case."""
        sql = "SELECT params FROM alarm WHERE code = ? AND subject = ?"
        known = tx.driver.execute(sql, alarm.key).fetchone()
        params = msgspec.json.encode(alarm.params, order="sorted").decode()
        tx.driver.execute(_PUT, (*alarm.key, params, now, lapses_at))
        return known is None or known[0] != params

    def remove(self, tx: Tx, alarm: Alarm) -> bool:
        """Whether it stood."""
        return bool(tx.driver.execute("DELETE FROM alarm WHERE code = ? AND subject = ?", alarm.key).rowcount)

    def standing(self, tx: Tx, viewer: Viewer) -> list[Alarm]:
        """Oldest first, the quarantine last."""
        allowed = visible_alarm(viewer)
        sql = f"SELECT code, params FROM alarm WHERE {allowed} ORDER BY raised_at, code, subject"  # noqa: S608
        found = [_alarm(*row) for row in tx.driver.execute(sql).fetchall()]
        sql = f"SELECT count(*) FROM quarantine WHERE resolved_at IS NULL AND {allowed}"  # noqa: S608
        quarantined = int(tx.driver.execute(sql).fetchone()[0])
        return [*found, Alarm(AlarmCode.QUARANTINE, {"count": quarantined})] if quarantined else found

    def params(self, tx: Tx, code: str) -> dict[str, str | int]:
        """Of an alarm that is about no number; nothing where it does not stand."""
        row = tx.driver.execute("SELECT code, params FROM alarm WHERE code = ? AND subject = ''", (code,)).fetchone()
        return {} if row is None else _alarm(*row).params

    def of_codes(self, tx: Tx, codes: Iterable[str]) -> dict[tuple[str, str], Alarm]:
        """Those of these codes that stand, by their key."""
        sql = "SELECT code, params FROM alarm WHERE code IN (SELECT value FROM json_each(?)) ORDER BY code, subject"
        rows = tx.driver.execute(sql, (msgspec.json.encode(list(codes)).decode(),)).fetchall()
        return {it.key: it for it in (_alarm(*row) for row in rows)}

    def lapsed(self, tx: Tx, now: int) -> list[Alarm]:
        sql = "SELECT code, params FROM alarm WHERE lapses_at <= ?"
        return [_alarm(*row) for row in tx.driver.execute(sql, (now,)).fetchall()]


def _alarm(code: str, params: str) -> Alarm:
    return Alarm(code, msgspec.json.decode(params, type=dict[str, str | int]))
