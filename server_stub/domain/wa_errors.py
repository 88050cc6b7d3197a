"""Meta's error codes as rules: what becomes of the message, when to try again, what else must happen (table 4.8)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_SECOND: Final = 1_000
_MINUTE: Final = 60 * _SECOND
_HOUR: Final = 60 * _MINUTE


class Retry(StrEnum):
    """Retry classes of the table."""

    NEVER = "N"
    BACKOFF = "B"
    WAIT = "W"
    FIX = "F"
    TEMPLATE = "T"


class Effect(StrEnum):
    """What the gateway does beside failing or repeating the one message."""

    NONE = "none"
    STOP_NUMBER = "stop_number"
    """Keep the queue, send nothing more from this number, call an administrator."""
    SLOW_NUMBER = "slow_number"
    ALARM = "alarm"
    SUPPRESS_MARKETING = "suppress_marketing"
    BACK_OFF = "back_off"
    """No marketing to this person for a day."""
    RESYNC_TEMPLATES = "resync_templates"
    CLOSE_WINDOW = "close_window"
    """Our clock of the customer service window is wrong."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`tries`: sends in all; `wait_ms`: before the first repetition; `growth`: each further wait is that much longer.

    `shown` is the code that people's texts are looked up by.
    """

    retry: Retry
    shown: str
    effect: Effect = Effect.NONE
    tries: int = 1
    wait_ms: int = 0
    growth: int = 2


LONGEST_BACKOFF_MS: Final = 15 * _MINUTE


def _never(shown: str, effect: Effect = Effect.NONE) -> Rule:
    return Rule(Retry.NEVER, shown, effect)


def _backoff(shown: str, tries: int = 5, wait: int = 2 * _SECOND, effect: Effect = Effect.NONE) -> Rule:
    return Rule(Retry.BACKOFF, shown, effect, tries, wait)


def _wait(shown: str, tries: int, wait: int, growth: int = 1, effect: Effect = Effect.NONE) -> Rule:
    return Rule(Retry.WAIT, shown, effect, tries, wait, growth)


def _fix(shown: str, effect: Effect = Effect.ALARM) -> Rule:
    return Rule(Retry.FIX, shown, effect)


_UNAUTHORISED: Final = _fix("channel_unauthorised", Effect.STOP_NUMBER)
_NUMBER_GONE: Final = _fix("number_unavailable", Effect.STOP_NUMBER)
_INVALID: Final = _never("message_invalid")
_UNSTABLE: Final = _backoff("whatsapp_unstable")
_MAINTENANCE: Final = _backoff("whatsapp_maintenance", wait=30 * _SECOND)
_TEMPLATE_WRONG: Final = _never("template_invalid", Effect.RESYNC_TEMPLATES)

RULES: Final[dict[int, Rule]] = {
    # Authorisation and request
    0: _UNAUTHORISED,
    3: _UNAUTHORISED,
    10: _UNAUTHORISED,
    **dict.fromkeys(range(200, 300), _UNAUTHORISED),
    190: _UNAUTHORISED,
    131005: _UNAUTHORISED,
    33: _NUMBER_GONE,
    100: _INVALID,
    131008: _INVALID,
    131009: _INVALID,
    1: _backoff("send_failed", tries=2),
    2: _UNSTABLE,
    4: _backoff("whatsapp_unstable", wait=_MINUTE),
    613: _backoff("whatsapp_unstable", wait=_MINUTE),
    # Rate and capacity
    80007: _backoff("whatsapp_unstable", wait=_MINUTE),
    130429: _backoff("sending_delayed", tries=8, effect=Effect.SLOW_NUMBER),
    131056: _wait("contact_rate_limit", tries=8, wait=_SECOND, growth=4),
    131048: _wait("quality_limit", tries=3, wait=_HOUR, growth=2, effect=Effect.ALARM),
    131057: _wait("whatsapp_maintenance", tries=10, wait=_MINUTE),
    131016: _UNSTABLE,
    131000: _backoff("send_failed", tries=3),
    135000: _backoff("send_failed", tries=2),
    133004: _MAINTENANCE,
    2494100: _MAINTENANCE,
    # Recipient
    131026: _never("not_on_whatsapp"),
    131021: _never("own_number"),
    131030: _fix("test_number", Effect.NONE),
    **dict.fromkeys((131047, 470), Rule(Retry.TEMPLATE, "window_closed", Effect.CLOSE_WINDOW)),
    131049: _never("promotion_limited", Effect.BACK_OFF),
    131050: _never("promotions_stopped", Effect.SUPPRESS_MARKETING),
    130472: _never("experiment", Effect.BACK_OFF),
    130403: _never("contact_blocked"),
    131062: _fix("phone_needed", Effect.NONE),
    137000: _fix("identity_changed", Effect.NONE),
    130497: _never("country_not_allowed"),
    # Content and media
    131051: _never("type_unsupported"),
    131052: _backoff("file_unavailable", tries=2),
    131053: _fix("file_refused", Effect.NONE),
    131014: _fix("file_refused", Effect.NONE),
    368: _fix("account_restricted", Effect.STOP_NUMBER),
    # Templates
    **dict.fromkeys((132000, 132005, 132008, 132012, 132018), _TEMPLATE_WRONG),
    **dict.fromkeys((132001, 132015, 132016), _never("template_unavailable", Effect.RESYNC_TEMPLATES)),
    132007: _never("template_policy", Effect.RESYNC_TEMPLATES),
    132068: _never("flow_blocked"),
    132069: _wait("flow_throttled", tries=2, wait=_HOUR),
    131055: _INVALID,
    131063: _fix("marketing_switched_off"),
    131064: _fix("template_misuse"),
    134011: _fix("payment_terms"),
    **dict.fromkeys((134100, 134101, 134102), _fix("marketing_not_eligible", Effect.NONE)),
    # Account, billing, registration
    131031: _fix("account_locked", Effect.STOP_NUMBER),
    131037: _fix("display_name", Effect.STOP_NUMBER),
    131042: _fix("payment_problem", Effect.STOP_NUMBER),
    131045: _fix("number_unregistered", Effect.STOP_NUMBER),
    133010: _fix("number_unregistered", Effect.STOP_NUMBER),
    133015: _wait("number_unavailable", tries=3, wait=5 * _MINUTE),
}


def rule_for(code: int, *, transient: bool = False, http_status: int = 400) -> Rule:
    """The rule of a code; an unknown one is repeated only where Meta calls it transient or answered 5xx."""
    known = RULES.get(code)
    if known is not None:
        return known
    if transient or http_status >= 500 or http_status == 429:
        return _UNSTABLE
    return _never("send_failed")


def wait_before_next(rule: Rule, attempts: int, chance: float) -> int | None:
    """Milliseconds until the next try after `attempts` sends, None when no further one is allowed.

    `chance` in [0, 1) spreads backed-off repetitions over half to all of the time, so that they do not come in step.
    """
    if attempts >= rule.tries:
        return None
    wait: int = rule.wait_ms * rule.growth ** max(0, attempts - 1)
    if rule.retry is Retry.BACKOFF:
        return int(min(wait, LONGEST_BACKOFF_MS) * (0.5 + chance / 2))
    return wait
