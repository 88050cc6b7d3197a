"""What must hold of a day, worked out from its raw rows alone and by other means than the gateway's."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, Final

from tests.helpers.day.play import Result

_ACTIVE: Final = 25
_OWES: Final = 10
_CAPACITY: Final = 100
_MOST: Final = 5
_DORMANT: Final = 120 * 60_000
_NOT_TAKEN: Final = ("declined", "expired", "cancelled")
_TAKEN_AWAY: Final = ("queued", "closed")


def unseen(day: Result) -> list[str]:
    """Open cases that nobody at work has and that wait in no queue with members."""
    with_people = {it.id for it in day.open_cases if it.assignee_id in day.at_work}
    waiting = {
        it.id for it in day.open_cases if not it.assignee_id and it.state == "queued" and day.members[it.queue_id]
    }
    return [it.id for it in day.open_cases if it.id not in with_people | waiting]


def lost(day: Result) -> int:
    """Customers who wrote and have no case."""
    return day.customers - len({row[1] for row in day.log})


def double_answers(day: Result) -> list[str]:
    """Conversations in which two people's messages follow each other without a word of the customer between."""
    found, before = [], ("", "")
    for conversation_id, direction, _kind, author, _origin in day.said:
        if direction == "out" and author and before == (conversation_id, "out"):
            found.append(conversation_id)
        if direction == "in" or author:
            before = (conversation_id, direction)
    return found


def overloaded(day: Result) -> list[tuple[str, int]]:
    """(agent, moment) where a queue gave or offered a case above the hard maximum or the capacity.

    The moment of the offer counts: others may write again before the agent accepts, and a yes stays a yes.
    """
    carried = _Carried()
    return [(account_id, at) for account_id, at in map(carried.above, day.log) if account_id]


class _Carried:
    """Who has which case, and is asked to take which, replayed row by row."""

    def __init__(self) -> None:
        self._holder: dict[str, str] = {}
        self._asked: dict[str, str] = {}
        self._waits: dict[str, bool] = {}
        self._wrote: dict[str, int] = {}

    def above(self, row: tuple[Any, ...]) -> tuple[str, int]:
        """The agent who cannot carry what this row gives them, else ""."""
        case_id, _, kind, at, account_id, _, detail = row
        by_queue = (kind, detail) in (("assigned", "routed"), ("offered", "queue"))
        was_asked = kind == "assigned" and self._asked.get(case_id) == account_id
        too_much = by_queue and not was_asked and not self._has_room(account_id, at)
        if kind in ("customer_wrote", "opened", "reopened"):
            self._waits[case_id], self._wrote[case_id] = True, at
        elif kind == "answered":
            self._waits[case_id] = False
        elif by_queue and kind == "offered":
            self._asked[case_id] = account_id
        elif kind in _NOT_TAKEN:
            self._asked.pop(case_id, None)
        elif kind in _TAKEN_AWAY or kind == "assigned":
            self._asked.pop(case_id, None)
            self._holder.pop(case_id, None)
            if kind == "assigned":
                self._holder[case_id] = account_id
        return (account_id, at) if too_much else ("", at)

    def _has_room(self, account_id: str, at: int) -> bool:
        mine = [it for it, agent in self._holder.items() if agent == account_id]
        offered = sum(agent == account_id for agent in self._asked.values())
        active = sum(self._waits[it] for it in mine) + offered
        load = offered * _ACTIVE + sum(self._weight(it, at) for it in mine)
        return active < _MOST and load + _ACTIVE <= _CAPACITY

    def _weight(self, case_id: str, at: int) -> int:
        if self._waits[case_id]:
            return _ACTIVE
        return 0 if at - self._wrote[case_id] >= _DORMANT else _OWES


def service(day: Result) -> dict[str, tuple[int, int, int]]:
    """By queue: (answered, answered within the target, abandoned after it), of what came in and out again."""
    came: dict[str, tuple[str, int]] = {}
    waits: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for case_id, _, kind, at, _, queue_id, _ in day.log:
        if kind == "queued":
            if case_id not in came or came[case_id][0] != queue_id:
                came[case_id] = (queue_id, at)
        elif kind in ("assigned", "abandoned", "closed", "wrap_up") and case_id in came:
            where, since = came.pop(case_id)
            waits[where].append((kind, at - since))
    return {queue: _figures(ended, day.targets.get(queue, 0)) for queue, ended in waits.items()}


def on_the_wall(day: Result) -> dict[str, tuple[int, int, int]]:
    shown = {}
    for queue in day.wall["queues"]:
        told = (queue.get("answered", 0), queue.get("within_target", 0), queue.get("abandoned_late", 0))
        if any(told):
            shown[queue["queue_id"]] = told
    return shown


def fairness(day: Result) -> tuple[int, int]:
    """(fewest, most) cases that agents were given by the queues."""
    given = Counter(row[4] for row in day.log if row[2] == "assigned" and row[6] == "routed")
    counts = [given[agent] for agent in day.agents]
    return min(counts), max(counts)


def _figures(ended: list[tuple[str, int]], target: int) -> tuple[int, int, int]:
    answered = [wait for kind, wait in ended if kind == "assigned"]
    late = sum(kind == "abandoned" and wait >= target for kind, wait in ended)
    return len(answered), sum(wait <= target for wait in answered), late
