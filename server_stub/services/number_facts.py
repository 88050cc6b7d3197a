"""Keeps what Meta says of our numbers: quality, state, and how many persons a day the account may write to first."""

from __future__ import annotations

from typing import Any, Final

from server_stub.storage.database import Tx

_LIMITS: Final = {
    "TIER_50": 50,
    "TIER_250": 250,
    "TIER_1K": 1_000,
    "TIER_2K": 2_000,
    "TIER_10K": 10_000,
    "TIER_100K": 100_000,
}
_NO_LIMIT: Final = frozenset({"TIER_UNLIMITED", "UNLIMITED"})
_KEEP: Final = "UPDATE channel_number SET quality = ?, status = ?, messaging_limit = ? WHERE id = ?"


def limit_of(tier: str, known: int | None) -> int | None:
    """Persons in 24 hours; None without a limit. What is not told, or not understood, leaves what was `known`."""
    return None if tier in _NO_LIMIT else _LIMITS.get(tier, known)


class NumberFacts:
    def accounts(self, tx: Tx) -> list[str]:
        """WhatsApp Business accounts that our numbers belong to."""
        sql = "SELECT DISTINCT waba_id FROM channel_number WHERE waba_id <> '' ORDER BY waba_id"
        return [str(row[0]) for row in tx.driver.execute(sql)]

    def keep(self, tx: Tx, listed: list[dict[str, Any]]) -> None:
        """Store Meta's list of one account; numbers that never got a message are not ours to send from yet."""
        for item in listed:
            sql = "SELECT quality, status, messaging_limit FROM channel_number WHERE id = ?"
            row = tx.driver.execute(sql, (str(item.get("id", "")),)).fetchone()
            if row is None:
                continue
            quality = str(item.get("quality_rating") or row[0]).upper()
            status = str(item.get("status") or row[1]).upper()
            limit = limit_of(str(item.get("whatsapp_business_manager_messaging_limit") or ""), row[2])
            if (quality, status, limit) != tuple(row):
                tx.driver.execute(_KEEP, (quality, status, limit, str(item["id"])))
