"""The raw log of cases as figures read it: those rows of a day that begin or end a stay in a queue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from server_stub.contract.cases import CaseEvent, CaseMove
from server_stub.storage.database import Tx

_STAYS: Final = (
    CaseMove.OPENED,
    CaseMove.QUEUED,
    CaseMove.ASSIGNED,
    CaseMove.ABANDONED,
    CaseMove.WRAP_UP,
    CaseMove.CLOSED,
)
_KINDS: Final = ", ".join(f"'{kind}'" for kind in _STAYS)
_COLUMNS: Final = "id, case_id, kind, at, account_id, queue_id, detail"
# The plus keeps the planner from reading the whole log in the order of its ids.
_OF_DAY: Final = f"SELECT {_COLUMNS} FROM case_event WHERE at >= ? AND kind IN ({_KINDS}) ORDER BY +id"  # noqa: S608
# The plus keeps the planner at the ids: of a day that is known there are few new ones.
_NEWER: Final = f"SELECT {_COLUMNS} FROM case_event WHERE id > ? AND +at >= ? AND kind IN ({_KINDS}) ORDER BY id"  # noqa: S608
_EARLIER: Final = f"""
SELECT {_COLUMNS} FROM case_event
WHERE case_id IN (SELECT value FROM json_each(?)) AND at < ? AND kind IN ({_KINDS}) ORDER BY id
"""  # noqa: S608 - constants of ours


class CaseLog:
    """All times in ms, all rows in the order of `seq`."""

    def of_stays(self, tx: Tx, since: int, after: int | None) -> list[CaseEvent]:
        """What begins and ends stays from `since` on; with `after` only what was written after that `seq`."""
        if after is None:
            return _events(tx.driver.execute(_OF_DAY, (since,)).fetchall())
        return _events(tx.driver.execute(_NEWER, (after, since)).fetchall())

    def earlier(self, tx: Tx, case_ids: Iterable[str], before: int) -> list[CaseEvent]:
        """The same of these cases before that moment."""
        return _events(tx.driver.execute(_EARLIER, (json.dumps(list(case_ids)), before)).fetchall())


def _events(rows: Sequence[Any]) -> list[CaseEvent]:
    return [CaseEvent(seq, of, kind, at, who or None, queue, why) for seq, of, kind, at, who, queue, why in rows]
