"""The plan of a day, drawn from a seed: queues, shifts, breaks, cuts of the line, and customers. Nothing runs here."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Final

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
OPENING: Final = 1_795_431_600_000
"""Monday 23 November 2026, 8:00 in São Paulo."""
_SUBJECTS: Final = ("Vendas", "Suporte", "Financeiro", "Entregas", "Trocas", "Cancelamento")
_SIX_HOURS: Final = 6 * HOUR
_GROUPS: Final = 5


@dataclass(frozen=True, slots=True)
class PlannedQueue:
    """`id` is also that of the channel number whose customers come here."""

    id: str
    name: str
    strategy: str
    members: tuple[str, ...]
    offer_seconds: int
    overflow_to: str = ""


@dataclass(frozen=True, slots=True)
class PlannedBreak:
    reason: str
    at: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Shift:
    """`cuts`: from when until when the agent's line is dead. Times in ms."""

    login: str
    begins_at: int
    ends_at: int
    breaks: tuple[PlannedBreak, ...]
    cuts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Customer:
    """Writes first at `at`; answers `turns` times more, each `pauses` ms after an answer of ours; `impatience` ms after
    a message that nobody answered comes another one.
    """

    key: str
    queue_id: str
    at: int
    turns: int
    pauses: tuple[int, ...]
    impatience: int


@dataclass(frozen=True, slots=True)
class Script:
    queues: tuple[PlannedQueue, ...]
    shifts: tuple[Shift, ...]
    customers: tuple[Customer, ...]
    begins_at: int
    ends_at: int
    restart_at: int
    seed: int = 1
    strategies: dict[str, str] = field(default_factory=dict)


def script(*, agents: int, queues: int, customers: int, hours: int, seed: int = 1) -> Script:
    """A day of `hours`: agents in shifts that overlap, each in two queues at least; customers come in a hump."""
    chance = random.Random(seed)
    logins = [f"agent{number:02}" for number in range(agents)]
    ends_at = OPENING + hours * HOUR
    planned = tuple(_queue(number, queues, logins) for number in range(queues))
    shifts = tuple(_shift(chance, login, place, hours) for place, login in enumerate(logins))
    people = tuple(_customer(chance, number, planned, hours) for number in range(customers))
    return Script(planned, shifts, people, OPENING, ends_at, OPENING + hours * HOUR // 2, seed)


def _queue(number: int, count: int, logins: list[str]) -> PlannedQueue:
    strategies = ("least_active", "longest_idle", "round_robin")
    members = tuple(it for place, it in enumerate(logins) if number in (place % count, (place + 1) % count))
    over = f"q{(number + 1) % count}" if number % 3 == 0 and count > 1 else ""
    name = _SUBJECTS[number % len(_SUBJECTS)]
    return PlannedQueue(f"q{number}", name, strategies[number % 3], members, 30 if number % 2 else 0, over)


def _shift(chance: random.Random, login: str, place: int, hours: int) -> Shift:
    """A fifth of the team begins with the day, the next a little later, until the last of them ends with it."""
    length = min(_SIX_HOURS, hours * HOUR)
    begins_at = OPENING + (hours * HOUR - length) * (place % _GROUPS) // (_GROUPS - 1) + place % 5 * MINUTE
    ends_at = begins_at + length - (place % 4 + place % 5) * MINUTE
    breaks = _breaks(begins_at, ends_at, chance)
    cut_at = begins_at + chance.randrange(20 * MINUTE, max(length - 20 * MINUTE, 21 * MINUTE))
    cuts = ((cut_at, cut_at + chance.choice((1, 8)) * MINUTE),) if place % 4 == 3 else ()
    return Shift(login, begins_at, ends_at, breaks, cuts)


def _breaks(begins_at: int, ends_at: int, chance: random.Random) -> tuple[PlannedBreak, ...]:
    """As NR-17 has them: never in the first or last hour, none shorter than it may be."""
    room = ends_at - begins_at - 2 * HOUR - 40 * MINUTE
    if ends_at - begins_at <= 4 * HOUR or room < 30 * MINUTE:
        return ()
    third, first = room // 3, begins_at + HOUR
    kinds = (("nr17_1", 10), ("meal", 20), ("nr17_2", 10))
    spread = (chance.randrange(third) for _ in kinds)
    starts = (first + place * (third + 12 * MINUTE) + late for place, late in enumerate(spread))
    return tuple(PlannedBreak(reason, at, least) for (reason, least), at in zip(kinds, starts, strict=True))


def _customer(chance: random.Random, number: int, queues: tuple[PlannedQueue, ...], hours: int) -> Customer:
    at = OPENING + int(chance.triangular(0.01, 0.93, 0.45) * hours * HOUR)
    turns = chance.choice((0, 0, 1, 1, 2))
    pauses = tuple(chance.randrange(15 * SECOND, 4 * MINUTE) for _ in range(turns))
    return Customer(f"c{number:05}", chance.choice(queues).id, at, turns, pauses, chance.randrange(3, 20) * MINUTE)
