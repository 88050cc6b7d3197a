"""One person, one number, a Wednesday afternoon: what tests of the send gate vary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from server_stub.contract.gate import SendKind
from server_stub.contract.registers import SendingPolicy
from server_stub.domain.caps import PastSend
from server_stub.domain.consent import derive
from server_stub.domain.consent_events import ConsentEvent, EventType
from server_stub.domain.gate_input import GateInput, Ledger, Number, Person, Rules, TemplateFacts
from server_stub.domain.policy import STRICT
from server_stub.domain.purposes import PURPOSES, Purpose

SECOND: Final = 1_000
HOUR: Final = 3_600_000
DAY: Final = 86_400_000
NOW: Final = int(datetime(2026, 11, 25, 18, 0, tzinfo=UTC).timestamp()) * 1000
"""Wednesday, 15:00 in São Paulo; no holiday anywhere."""
BRAND: Final = "Loja"
NUMBER_ID: Final = "111"
F, M, U, A = SendKind.FREE_FORM, SendKind.MARKETING, SendKind.UTILITY, SendKind.AUTHENTICATION
S, C, X = SendKind.SURVEY, SendKind.CONSENT_PROMPT, SendKind.OPT_OUT_CONFIRMATION
PURPOSE: Final = {
    F: "svc.reply",
    M: "mkt.promotions",
    U: "txn.order",
    A: "auth.otp",
    S: "survey.csat",
    C: "mkt.promotions",
    X: "svc.reply",
}
CATEGORY: Final = {M: "MARKETING", U: "UTILITY", A: "AUTHENTICATION", S: "UTILITY"}
RULES: Final = Rules(PURPOSES, STRICT)


def event(
    kind: str,
    purpose: str,
    *,
    ago: int = 3 * DAY,
    source: str = "button",
    proof: int = 4,
    valid_until: int | None = None,
    brand: str = BRAND,
    channel: str = "whatsapp",
    notice: str = "n1",
    retired: int | None = None,
    evidenced: bool = True,
) -> ConsentEvent:
    at = NOW - ago
    return ConsentEvent(
        type=kind,
        purpose=purpose,
        captured_at=at,
        recorded_at=at,
        source=source,
        brand=brand,
        channel=channel,
        proof_level=proof,
        valid_until=valid_until,
        notice_version_id=notice,
        notice_retired_at=retired,
        evidenced=evidenced,
    )


def granted(purpose: str = "mkt.promotions", **more: Any) -> ConsentEvent:
    return event(EventType.GRANTED, purpose, **more)


def out(scope: str, **more: Any) -> ConsentEvent:
    return event(EventType.REVOKED, scope, **{"ago": DAY, "source": "keyword", "brand": "*", **more})


def ask(
    kind: SendKind,
    *events: ConsentEvent,
    window: bool = True,
    person: Person | None = None,
    number: Number | None = None,
    policy: SendingPolicy = STRICT,
    catalogue: Mapping[str, Purpose] = PURPOSES,
    **changes: Any,
) -> GateInput:
    """A message of this kind, with everything that is not told favourable."""
    last_inbound = NOW - DAY // 2 if window else NOW - 2 * DAY
    template = TemplateFacts(CATEGORY[kind], "APPROVED", "GREEN") if kind in CATEGORY else None
    base = GateInput(
        kind=kind,
        purpose=PURPOSE[kind],
        rules=Rules(catalogue, policy),
        standing=derive(events, NOW, brand=BRAND, number_id=NUMBER_ID, catalogue=catalogue),
        ledger=Ledger.SOUND,
        window_until=last_inbound + DAY,
        last_inbound_at=last_inbound,
        person=person or Person(),
        number=number or Number("GREEN", "CONNECTED"),
        template=template,
    )
    return replace(base, **changes)


def sent(*ago: int, purpose: str = "mkt.promotions") -> tuple[PastSend, ...]:
    """Messages that WhatsApp took, so many milliseconds ago."""
    return tuple(PastSend(NOW - it, purpose) for it in ago)
