"""How numbers and accounts look to the management endpoints."""

from __future__ import annotations

from typing import Any

from server_stub.cloud_sim.core import Core
from server_stub.cloud_sim.people.business import Account, Number

_ORDER = ("AVAILABLE", "LIMITED", "BLOCKED")


def number_json(number: Number) -> dict[str, Any]:
    """A business number with every field."""
    return {
        "id": number.id,
        "display_phone_number": number.display,
        "verified_name": number.verified_name,
        "quality_rating": number.quality,
        "status": "CONNECTED" if number.registered else "DISCONNECTED",
        "code_verification_status": "VERIFIED",
        "name_status": "APPROVED",
        "platform_type": "CLOUD_API" if number.registered else "NOT_APPLICABLE",
        "account_mode": "LIVE",
        "is_official_business_account": False,
        "throughput": {"level": number.throughput},
        "whatsapp_business_manager_messaging_limit": number.limit,
        "webhook_configuration": {"phone_number": number.override.get("override_callback_uri", "")},
    }


def account_json(account: Account) -> dict[str, Any]:
    """The account with its ordinary fields."""
    return {
        "id": account.id,
        "name": account.name,
        "timezone_id": "25",
        "currency": "BRL",
        "message_template_namespace": f"ns_{account.id}",
        "account_review_status": "APPROVED",
        "business_verification_status": "verified",
        "country": "BR",
    }


def health(core: Core, object_id: str) -> dict[str, Any]:
    """`health_status` of a number, the account or a template."""
    world = core.world
    number = world.numbers.get(object_id, world.main_number)
    entities = [
        _entity("PHONE_NUMBER", number.id, _number_state(number)),
        _entity("WABA", world.account.id, "AVAILABLE"),
        _entity("BUSINESS", world.account.business_id, "AVAILABLE"),
        _entity("APP", world.account.app_id, "AVAILABLE"),
    ]
    worst = max((entity["can_send_message"] for entity in entities), key=_ORDER.index)
    return {"can_send_message": worst, "entities": entities}


def _number_state(number: Number) -> str:
    if number.restriction is not None or not number.registered:
        return "BLOCKED"
    return "LIMITED" if number.quality == "RED" else "AVAILABLE"


def _entity(kind: str, entity_id: str, state: str) -> dict[str, Any]:
    entity: dict[str, Any] = {"entity_type": kind, "id": entity_id, "can_send_message": state}
    if state == "BLOCKED":
        problem = {
            "error_code": 141006,
            "error_description": "The account may not send.",
            "possible_solution": "Ask support.",
        }
        entity["errors"] = [problem]
    if state == "LIMITED":
        entity["additional_info"] = ["Quality of the phone number is low."]
    return entity
