"""Who sent a form, as far as the connection tells, and how that is written down as evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import msgspec

from server_stub.services.website.shown import Shown

_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Visitor:
    """`address`: of the connection, or what a trusted proxy says. `page`: where the form stood."""

    address: str
    user_agent: str
    page: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What was posted. `agreed`: purpose → id of the text that stood beside the ticked box."""

    token: str
    phone: str
    agreed: dict[str, str] = field(default_factory=dict)
    name: str = ""


def form_evidence(shown: Shown, filled: Filled, visitor: Visitor, phone: str, shown_at: int, now: int) -> bytes:
    """All that an auditor asks of a form (1.5 of the consent rules), as JSON."""
    company = shown.company
    boxes = [
        {
            "purpose": box.purpose,
            "title": box.title,
            "notice_version": box.notice_id,
            "notice_sha256": box.sha256,
            "notice_language": box.language,
            "default": "unticked",
            "ticked": box.purpose in filled.agreed,
        }
        for box in shown.boxes
    ]
    told = {
        "kind": "web_form",
        "capture_point": {"id": shown.point.id, "slug": shown.point.slug, "title": shown.point.title},
        "form_version": shown.version,
        "language": shown.language,
        "company": {"legal_name": company.legal_name, "tax_id": company.tax_id, "policy_url": company.policy_url},
        "boxes": boxes,
        "phone": phone,
        "name": filled.name[:_LONGEST],
        "shown_at": shown_at,
        "submitted_at": now,
        **of_visitor(visitor),
    }
    return msgspec.json.encode(told)


def of_visitor(visitor: Visitor) -> dict[str, str]:
    return {
        "page": visitor.page[:_LONGEST],
        "ip": visitor.address,
        "user_agent": visitor.user_agent[:_LONGEST],
        "clock": "gateway",
    }
