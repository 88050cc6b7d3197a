"""Ledger events out of a customer's own message: what they said, when, and by which rule it was understood (4.2.9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import msgspec

from server_stub.domain.consent_events import EventType
from server_stub.services.consent import Consents, Subject
from server_stub.services.hooks import Inbound
from server_stub.storage.repositories.ledger import Evidence, NewEvent

OWN_ACT: Final = 4
"""The person's own tap or message in WhatsApp, under a text with a version: control of the number is shown (8.1)."""
PERSON: Final = "person"


def said_event(
    consents: Consents,
    inbound: Inbound,
    kind: EventType,
    scope: str,
    *,
    source: str,
    payload: Mapping[str, Any],
    at: int | None = None,
) -> NewEvent:
    """One event, however often the message comes. `at`: ms, when not the message's own time."""
    event = consents.new_event(
        subject_of(inbound),
        kind,
        scope,
        source=source,
        actor=PERSON,
        captured_at=inbound.sent_at if at is None else at,
        now=inbound.received_at,
    )
    key = f"wamid:{inbound.channel_number_id}:{inbound.wamid}"
    return replace(event, source_key=key, payload={**_raw(inbound), **payload})


def subject_of(inbound: Inbound) -> Subject:
    return Subject(inbound.contact_id, inbound.key_id)


def evidence_of(inbound: Inbound) -> Evidence:
    """A copy of the message: it may be edited or deleted later."""
    return Evidence("application/json", msgspec.json.encode(inbound.content), inbound.sent_at)


def _raw(inbound: Inbound) -> dict[str, Any]:
    """What the person sent, sealed with the event."""
    choice = inbound.content.choice
    said = {"text": inbound.content.text} if choice is None else {"id": choice.id, "title": choice.title}
    return {"message_id": inbound.message_id, "said": said}
