"""What an administrator may set: every rule names the field that is wrong, so that a form can show it."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from server_stub.contract.registers import (
    CapturePoint,
    Company,
    EarlierNotice,
    PurposeSettings,
    QuietHours,
    SendingPolicy,
)
from server_stub.domain.logo import is_safe_logo
from server_stub.domain.regions import STATES, zone_named
from server_stub.domain.tax_id import is_cnpj
from server_stub.domain.written import is_line, is_lines

PROFILES: Final = ("marketing", "collection", "utility", "always")
_CODE: Final = re.compile(r"(mkt|txn|svc|survey|auth|legal)\.[a-z][a-z0-9_]{1,39}")
_CATEGORY: Final = {
    "mkt": "marketing",
    "txn": "utility",
    "legal": "utility",
    "svc": "service",
    "survey": "survey",
    "auth": "authentication",
}
_SLUG: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]")
_COLOUR: Final = re.compile(r"(#[0-9a-fA-F]{6})?")
_HOURS: Final = re.compile(r"(?:([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00))?")
_HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_LONGEST_NAME: Final = 120
_MOST_CAP: Final = 1000
_MOST_WORDS: Final = 300
_SHORTEST_EARLIER: Final = 10
_LONGEST_EARLIER: Final = 10_000
"""Characters: what other systems showed was not bound by what a message holds."""
_LEAST_PROOF_OF_MARKETING: Final = 3
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1"})


def wrong_purpose(settings: PurposeSettings, stored: PurposeSettings | None) -> str:
    """Name of the first field that is wrong, "" when none is. Marketing asks for proof 3 at least (8.1)."""
    if _CODE.fullmatch(settings.code) is None:
        return "code"
    if settings.category != _CATEGORY[settings.code.split(".")[0]]:
        return "category"
    if stored is not None and stored.category != settings.category:
        return "category"
    least = _LEAST_PROOF_OF_MARKETING if settings.category == "marketing" else 1
    checks = {
        "title_pt": _is_text(settings.title_pt),
        "title_en": _is_text(settings.title_en),
        "legal_basis": _is_text(settings.legal_basis),
        "proof_needed": least <= settings.proof_needed <= 4,
        "validity_days": settings.validity_days is None or 1 <= settings.validity_days <= 3650,
        "quiet_profile": settings.quiet_profile in PROFILES,
        "cap_day": _is_cap(settings.cap_day),
        "cap_week": _is_cap(settings.cap_week),
        "cap_month": _is_cap(settings.cap_month),
    }
    return next((name for name, good in checks.items() if not good), "")


def wrong_earlier_notice(earlier: EarlierNotice, now: int) -> str:
    """Its exact words and a stretch of time that is over: nobody registers what is still being shown."""
    checks = {
        "body": _SHORTEST_EARLIER <= len(earlier.body) <= _LONGEST_EARLIER and is_lines(earlier.body),
        "in_use_from": 0 < earlier.in_use_from < min(earlier.in_use_until, now),
        "in_use_until": earlier.in_use_until <= now,
    }
    return next((name for name, good in checks.items() if not good), "")


def wrong_company(company: Company) -> str:
    checks = {
        "legal_name": _may_be_empty(company.legal_name),
        "tax_id": not company.tax_id or (is_cnpj(company.tax_id) and is_line(company.tax_id)),
        "dpo_name": _may_be_empty(company.dpo_name),
        "dpo_contact": _may_be_empty(company.dpo_contact),
        "policy_url": not company.policy_url or _is_web_address(company.policy_url),
        "colour": _COLOUR.fullmatch(company.colour) is not None,
        "logo_svg": not company.logo_svg or is_safe_logo(company.logo_svg),
        "zone": zone_named(company.zone) is not None,
    }
    return next((name for name, good in checks.items() if not good), "")


def wrong_policy(policy: SendingPolicy) -> str:
    tables = [policy.profiles, *policy.state_profiles.values()]
    checks = {
        "cap_day": _is_cap(policy.cap_day),
        "cap_week": _is_cap(policy.cap_week),
        "cap_month": _is_cap(policy.cap_month),
        "profiles": set(policy.profiles) == set(PROFILES)
        and all(_are_hours(it) for table in tables for it in table.values()),
        "state_profiles": policy.state_profiles.keys() <= STATES
        and all(table.keys() <= set(PROFILES) for table in policy.state_profiles.values()),
        "holidays": all(_is_date(day) for day in policy.holidays),
        "promotional_words": len(policy.promotional_words) <= _MOST_WORDS
        and all(_is_text(word) for word in policy.promotional_words),
        "survey_rest_days": 0 <= policy.survey_rest_days <= 365,
    }
    return next((name for name, good in checks.items() if not good), "")


def wrong_capture_point(point: CapturePoint, askable: Collection[str], numbers: Collection[str]) -> str:
    """`askable`: active purposes with a current text; `numbers`: ids of our numbers."""
    checks = {
        "slug": _SLUG.fullmatch(point.slug) is not None,
        "title": _is_text(point.title),
        "purposes": bool(point.purposes)
        and len(set(point.purposes)) == len(point.purposes)
        and set(point.purposes) <= set(askable),
        "channel_number_id": not point.channel_number_id or point.channel_number_id in numbers,
        "origins": all(_is_origin(origin) for origin in point.origins) and len(point.origins) <= 50,
    }
    return next((name for name, good in checks.items() if not good), "")


def _is_text(text: str) -> bool:
    return bool(text.strip()) and _may_be_empty(text)


def _may_be_empty(text: str) -> bool:
    """These lines stand in headers of mails, in titles of pages and in messages."""
    return len(text) <= _LONGEST_NAME and is_line(text)


def _is_cap(cap: int | None) -> bool:
    return cap is None or 0 <= cap <= _MOST_CAP


def _are_hours(hours: QuietHours) -> bool:
    return len(hours.days) == 7 and all(_is_span(span) for span in hours.days)


def _is_span(span: str) -> bool:
    if _HOURS.fullmatch(span) is None:
        return False
    begin, _, end = span.partition("-")
    return not span or begin < end


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and len(text) <= 300 and text.isprintable()


def _is_origin(text: str) -> bool:
    """An origin as browsers send it; without TLS only this machine, for trying."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    rebuilt = f"{parts.scheme}://{host}" + ("" if port is None else f":{port}")
    private = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    return _HOST.fullmatch(host) is not None and text == rebuilt and private
