"""The purposes a person may agree to, what each demands, and which scope of a ledger event covers which purpose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

EVERYTHING: Final = "*"
PROMOTIONAL: Final = "mkt.*"
"""What an opt-out without a clear scope means: everything promotional, not the news of somebody's own order (4.4)."""
REPLY: Final = "svc.reply"
"""Answering a person who wrote needs no permission."""

_DAY_MS: Final = 86_400_000


class Category(StrEnum):
    MARKETING = "marketing"
    UTILITY = "utility"
    AUTHENTICATION = "authentication"
    SERVICE = "service"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class Purpose:
    """`proof_needed` is the least proof level of 8.1; `validity_ms` how long a grant holds, None without end."""

    code: str
    category: Category
    proof_needed: int = 3
    validity_ms: int | None = None


PURPOSES: Final[dict[str, Purpose]] = {
    purpose.code: purpose
    for purpose in (
        Purpose("svc.followup", Category.SERVICE),
        Purpose("txn.order", Category.UTILITY),
        Purpose("txn.appointment", Category.UTILITY),
        Purpose("txn.billing", Category.UTILITY),
        Purpose("txn.collection", Category.UTILITY),
        Purpose("legal.notice", Category.UTILITY),
        Purpose("auth.otp", Category.AUTHENTICATION),
        Purpose("survey.csat", Category.SURVEY, validity_ms=730 * _DAY_MS),
        Purpose("survey.nps", Category.SURVEY, validity_ms=730 * _DAY_MS),
        Purpose("mkt.promotions", Category.MARKETING, validity_ms=730 * _DAY_MS),
        Purpose("mkt.newsletter", Category.MARKETING, validity_ms=730 * _DAY_MS),
        Purpose("mkt.reengagement", Category.MARKETING, validity_ms=730 * _DAY_MS),
    )
}

_BY_TEMPLATE_CATEGORY: Final = {
    "MARKETING": "mkt.promotions",
    "UTILITY": "txn.order",
    "AUTHENTICATION": "auth.otp",
}


def covers(scope: str, purpose: str) -> bool:
    """True when a scope ("*", "mkt.*" or one code) speaks of this purpose."""
    return scope in (EVERYTHING, purpose) or (scope.endswith(".*") and purpose.startswith(scope[:-1]))


def purpose_of_template(category: str, override: str) -> str:
    """The purpose a template serves: what an administrator set, else by Meta's category, "" when neither tells."""
    return override or _BY_TEMPLATE_CATEGORY.get(category.upper(), "")


def is_scope(scope: str) -> bool:
    """True for a purpose of the registry, and for "*" and the families of purposes that may be revoked together."""
    families = {code.split(".")[0] + ".*" for code in PURPOSES}
    return scope == EVERYTHING or scope in PURPOSES or scope in families
