"""The public places where people agree, by the slug in their address."""

from __future__ import annotations

import msgspec

from server_stub.contract.registers import CapturePoint
from server_stub.storage.database import Tx


class CapturePoints:
    def find(self, tx: Tx, slug: str) -> CapturePoint | None:
        """Also where it is switched off."""
        return self._one(tx, "SELECT settings FROM capture_point WHERE slug = ?", slug)

    def get(self, tx: Tx, point_id: str) -> CapturePoint | None:
        return self._one(tx, "SELECT settings FROM capture_point WHERE id = ?", point_id)

    def all(self, tx: Tx) -> list[CapturePoint]:
        """Oldest first."""
        rows = tx.driver.execute("SELECT settings FROM capture_point ORDER BY created_at, id").fetchall()
        return [msgspec.json.decode(row[0], type=CapturePoint) for row in rows]

    def save(self, tx: Tx, point: CapturePoint, actor: str, now: int) -> None:
        """New, or in place of the one with the same id. Two with the same slug are refused by the table."""
        sql = (
            "INSERT INTO capture_point (id, kind, slug, settings, enabled, created_at, created_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " slug = excluded.slug, settings = excluded.settings, enabled = excluded.enabled"
        )
        body = msgspec.json.encode(point).decode()
        tx.driver.execute(sql, (point.id, point.kind.value, point.slug, body, int(point.enabled), now, actor))

    @staticmethod
    def _one(tx: Tx, sql: str, value: str) -> CapturePoint | None:
        row = tx.driver.execute(sql, (value,)).fetchone()
        return None if row is None else msgspec.json.decode(row[0], type=CapturePoint)
