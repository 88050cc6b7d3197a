"""The purposes a person may agree to, what each demands, and which scope of a ledger event covers which purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from server_stub.contract.registers import PurposeSettings

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
    """`proof_needed` is the least proof level of 8.1; `validity_ms` how long a grant holds, None without end.

    Caps count messages that WhatsApp accepted for this purpose, in a rolling day, a rolling week and a calendar month.
    """

    code: str
    category: Category
    proof_needed: int = 3
    validity_ms: int | None = None
    double_opt_in: bool = False
    quiet_profile: str = "utility"
    cap_day: int | None = None
    cap_week: int | None = None
    cap_month: int | None = None
    adults_only: bool = False
    active: bool = True


Catalogue = Mapping[str, Purpose]
"""The purposes by code. Given to every rule: administrators may change them (storage/repositories/registers.py)."""


def of_settings(settings: PurposeSettings) -> Purpose:
    days = settings.validity_days
    return Purpose(
        code=settings.code,
        category=Category(settings.category),
        proof_needed=settings.proof_needed,
        validity_ms=None if days is None else days * _DAY_MS,
        double_opt_in=settings.double_opt_in,
        quiet_profile=settings.quiet_profile,
        cap_day=settings.cap_day,
        cap_week=settings.cap_week,
        cap_month=settings.cap_month,
        adults_only=settings.adults_only,
        active=settings.active,
    )


def _marketing(code: str, title_pt: str, title_en: str) -> PurposeSettings:
    """Strict from the first day: number control proven, asked twice, two years, three a month (3.4, 8.1)."""
    return PurposeSettings(
        code,
        Category.MARKETING.value,
        title_pt,
        title_en,
        proof_needed=4,
        double_opt_in=True,
        validity_days=730,
        quiet_profile="marketing",
        cap_month=3,
    )


USUAL_PURPOSES: Final[tuple[PurposeSettings, ...]] = (
    PurposeSettings("svc.followup", "service", "Acompanhamento do atendimento", "Service follow-up"),
    PurposeSettings("txn.order", "utility", "Notícias do seu pedido", "News of your order", "contract"),
    PurposeSettings("txn.appointment", "utility", "Lembretes de agendamento", "Appointment reminders", "contract"),
    PurposeSettings("txn.billing", "utility", "Faturas e pagamentos", "Bills and payments", "contract"),
    PurposeSettings("txn.collection", "utility", "Cobrança", "Collection", "credit", quiet_profile="collection"),
    PurposeSettings("legal.notice", "utility", "Avisos legais", "Legal notices", "legal_obligation"),
    PurposeSettings("auth.otp", "authentication", "Códigos de acesso", "Access codes", quiet_profile="always"),
    PurposeSettings(
        "survey.csat", "survey", "Pesquisa de satisfação", "Satisfaction survey", validity_days=730, cap_month=1
    ),
    PurposeSettings("survey.nps", "survey", "Pesquisa de recomendação", "Recommendation survey", validity_days=730),
    _marketing("mkt.promotions", "Promoções", "Promotions"),
    _marketing("mkt.newsletter", "Novidades", "News"),
    _marketing("mkt.reengagement", "Convites para voltar", "Invitations to return"),
)
"""What a fresh installation begins with."""

PURPOSES: Final[Catalogue] = {settings.code: of_settings(settings) for settings in USUAL_PURPOSES}
"""The usual purposes as the rules read them: for tests, and where no store is at hand."""

_BY_TEMPLATE_CATEGORY: Final = {
    "MARKETING": "mkt.promotions",
    "UTILITY": "txn.order",
    "AUTHENTICATION": "auth.otp",
}


def covers(scope: str, purpose: str) -> bool:
    """True when a scope ("*", "mkt.*" or one code) speaks of this purpose."""
    return scope in (EVERYTHING, purpose) or (scope.endswith(".*") and purpose.startswith(scope[:-1]))


def scopes_of(code: str, purpose: Purpose | None) -> frozenset[str]:
    """Every scope that reaches a purpose; marketing is promotional whatever its code begins with."""
    return _scopes(code, purpose is not None and purpose.category is Category.MARKETING)


@lru_cache(maxsize=1024)
def _scopes(code: str, promotional: bool) -> frozenset[str]:
    own = {EVERYTHING, code, f"{code.partition('.')[0]}.*"}
    return frozenset(own | {PROMOTIONAL} if promotional else own)


def purpose_of_template(category: str, override: str) -> str:
    """The purpose a template serves: what an administrator set, else by Meta's category, "" when neither tells."""
    return override or _BY_TEMPLATE_CATEGORY.get(category.upper(), "")


def is_scope(scope: str, catalogue: Catalogue = PURPOSES) -> bool:
    """True for a purpose of the registry, and for "*" and the families of purposes that may be revoked together."""
    families = {code.split(".")[0] + ".*" for code in catalogue}
    return scope == EVERYTHING or scope in catalogue or scope in families
