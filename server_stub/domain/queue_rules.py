"""What may be set of a queue, of the service policy and of a person's profile: every rule names the wrong field."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from server_stub.contract.folding import fold
from server_stub.contract.queues import AgentProfile, Queue, ServicePolicy
from server_stub.domain.business_hours import DAYS, read_hours
from server_stub.domain.regions import STATES
from server_stub.domain.service_texts import LONGEST, unknown_placeholders
from server_stub.domain.written import is_line, is_lines

LANGUAGES: Final = ("pt-BR", "en")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
LONGEST_NAME: Final = 40
MOST_QUEUES: Final = 200
_LONGEST_SKILL: Final = 40
_MOST_SKILLS: Final = 30
_MOST_DAYS: Final = 366
_DAY: Final = 86_400
_QUEUE_TEXTS: Final = (
    "closed_text",
    "opening_text",
    "place_text",
    "accepted_text",
    "closing_text",
    "rescue_text",
    "survey_text",
)
_POLICY_TEXTS: Final = ("protocol_text", "history_text", "rescue_text")
_QUEUE_BOUNDS: Final = {
    "position": (0, 10_000),
    "priority": (0, 9),
    "ageing_per_minute": (1, 1000),
    "drop_preferred_seconds": (0, _DAY),
    "sticky_days": (0, 365),
    "sticky_wait_seconds": (0, _DAY),
    "offer_seconds": (0, 3600),
    "transfer_seconds": (10, 3600),
    "answer_seconds": (5, 7 * _DAY),
    "reply_seconds": (5, 7 * _DAY),
    "return_seconds": (0, 7 * _DAY),
    "overflow_seconds": (0, 7 * _DAY),
    "overflow_waiting": (0, 100_000),
    "wrap_up_seconds": (0, 3600),
    "silence_minutes": (0, 30 * 1440),
    "place_minutes": (1, 1440),
    "survey_percent": (0, 100),
}
_POLICY_BOUNDS: Final = {
    "reopen_hours": (0, 720),
    "active_weight": (0, 1000),
    "waiting_weight": (0, 1000),
    "wrap_up_weight": (0, 1000),
    "dormant_minutes": (1, 7 * 1440),
    "most_transfers": (1, 100),
    "grace_seconds": (0, 3600),
    "silence_alarm_minutes": (0, 1440),
    "risk_percent": (1, 100),
}
_PROFILE_BOUNDS: Final = {"capacity": (0, 10_000), "most_active": (0, 100)}


def wrong_queue(queue: Queue, others: Sequence[Queue], *, people: Collection[str], default_id: str) -> str:
    """Name of the first field that is wrong, "" when none is. `people`: ids of those who may sign in.

    The default queue stays enabled: what comes in must have a place.
    """
    checks = {
        "name": _is_name(queue.name) and fold(queue.name) not in {fold(other.name) for other in others},
        "enabled": queue.enabled or queue.id != default_id,
        "members": _are_members(queue, people),
        "skills": _are_skills(queue.skills),
        "preferred_skills": _are_skills(queue.preferred_skills),
        "hours": _are_hours(queue.hours),
        "holidays": len(queue.holidays) <= _MOST_DAYS and all(_is_day(day) for day in queue.holidays),
        "overflow_to": _is_overflow(queue, others),
        "channel_numbers": _are_numbers(queue, others),
        "language": queue.language in LANGUAGES,
    }
    wrong = next((name for name, good in checks.items() if not good), "")
    return wrong or _out_of_bounds(queue, _QUEUE_BOUNDS) or _wrong_text(queue, _QUEUE_TEXTS)


def wrong_service_policy(policy: ServicePolicy, queues: Sequence[Queue]) -> str:
    """Name of the first field that is wrong, "" when none is."""
    checks = {
        "default_queue": any(it.id == policy.default_queue and it.enabled for it in queues),
        "holiday_state": policy.holiday_state in STATES or not policy.holiday_state,
    }
    wrong = next((name for name, good in checks.items() if not good), "")
    return wrong or _out_of_bounds(policy, _POLICY_BOUNDS) or _wrong_text(policy, _POLICY_TEXTS)


def wrong_profile(profile: AgentProfile) -> str:
    """Name of the first field that is wrong, "" when none is."""
    checks = {
        "skills": _are_skills(profile.skills),
        "languages": len(profile.languages) <= _MOST_SKILLS and all(map(_LANGUAGE.fullmatch, profile.languages)),
        "shift": _are_hours(profile.shift),
    }
    wrong = next((name for name, good in checks.items() if not good), "")
    return wrong or _out_of_bounds(profile, _PROFILE_BOUNDS)


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME and text == text.strip() and is_line(text)


def _are_members(queue: Queue, people: Collection[str]) -> bool:
    listed = [member.account_id for member in queue.members]
    places = all(0 <= member.place <= 10_000 for member in queue.members)
    return places and len(set(listed)) == len(listed) and set(listed) <= set(people)


def _are_skills(skills: Mapping[str, int]) -> bool:
    named = all(0 < len(name) <= _LONGEST_SKILL and name == name.strip() and is_line(name) for name in skills)
    return named and len(skills) <= _MOST_SKILLS and all(1 <= level <= 5 for level in skills.values())


def _are_hours(hours: Sequence[str]) -> bool:
    return not hours or (len(hours) == DAYS and all(read_hours(day) is not None for day in hours))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_overflow(queue: Queue, others: Sequence[Queue]) -> bool:
    """To another queue that there is, and never back to this one however often it goes on."""
    following = {other.id: other.overflow_to for other in others} | {queue.id: queue.overflow_to}
    seen, current = {queue.id}, queue.overflow_to
    if current and current not in following:
        return False
    while current in following:
        if current in seen:
            return False
        seen.add(current)
        current = following[current]
    return True


def _are_numbers(queue: Queue, others: Sequence[Queue]) -> bool:
    """Each belongs to one queue, else nobody knows where its customers go."""
    taken = {number for other in others for number in other.channel_numbers}
    mine = queue.channel_numbers
    return len(set(mine)) == len(mine) and not taken & set(mine) and all(is_line(it) and it for it in mine)


def _out_of_bounds(value: object, bounds: Mapping[str, tuple[int, int]]) -> str:
    wrong = (name for name, (least, most) in bounds.items() if not least <= getattr(value, name) <= most)
    return next(wrong, "")


def _wrong_text(value: object, names: Sequence[str]) -> str:
    for name in names:
        text = getattr(value, name)
        if len(text) > LONGEST or not is_lines(text) or unknown_placeholders(name, text):
            return name
    return ""
