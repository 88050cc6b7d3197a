"""The essentials of the platform's shapes in our own words, for when Meta's file is not there."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

Schema = dict[str, Any]
SECONDS = {"type": "string", "pattern": "^[0-9]{10}$"}
DIGITS = {"type": "string", "pattern": "^[0-9]{10,15}$"}
USER_ID = {"type": "string", "pattern": "^[A-Z]{2}\\.[A-Za-z0-9]{1,128}$"}
WAMID = {"type": "string", "pattern": "^wamid\\.[A-Za-z0-9+/=]{30,90}$"}


def _object(required: list[str], **properties: Schema) -> Schema:
    return {"type": "object", "required": required, "properties": properties}


def _list(items: Schema) -> Schema:
    return {"type": "array", "minItems": 1, "items": items}


METADATA = _object(
    ["display_phone_number", "phone_number_id"], display_phone_number=DIGITS, phone_number_id={"type": "string"}
)
CONTACT = _object(
    ["profile", "user_id"],
    profile=_object(["name"], name={"type": "string"}, username={"type": "string"}),
    wa_id=DIGITS,
    user_id=USER_ID,
)
MEDIA = _object(
    ["id", "mime_type", "sha256"],
    id={"type": "string", "pattern": "^[0-9]+$"},
    sha256={"type": "string", "pattern": "^[A-Za-z0-9+/]{43}=$"},
    url={"type": "string", "format": "uri"},
)
MESSAGE = _object(
    ["from_user_id", "id", "timestamp", "type"],
    id=WAMID,
    timestamp=SECONDS,
    from_user_id=USER_ID,
    type={"type": "string"},
    text=_object(["body"], body={"type": "string"}),
    **dict.fromkeys(("image", "audio", "video", "document", "sticker"), MEDIA),
    **{"from": DIGITS},
)
PROBLEM = _object(
    ["code", "title", "message", "error_data"],
    code={"type": "integer"},
    error_data=_object(["details"], details={"type": "string"}),
)
STATUS: Schema = {
    **_object(
        ["id", "status", "timestamp"],
        id=WAMID,
        status={"enum": ["sent", "delivered", "read", "played", "failed"]},
        timestamp=SECONDS,
        recipient_id=DIGITS,
        recipient_user_id=USER_ID,
        errors=_list(PROBLEM),
        pricing=_object(["pricing_model", "type", "category"], pricing_model={"const": "PMP"}),
    ),
    "anyOf": [{"required": ["recipient_id"]}, {"required": ["recipient_user_id"]}],
    "if": {"properties": {"status": {"const": "failed"}}},
    "then": {"required": ["errors"]},
    "else": {"required": ["recipient_user_id"], "not": {"required": ["errors"]}},
}
MESSAGES_VALUE: Schema = {
    **_object(
        ["messaging_product", "metadata"],
        messaging_product={"const": "whatsapp"},
        metadata=METADATA,
        contacts=_list(CONTACT),
        messages=_list(MESSAGE),
        statuses=_list(STATUS),
    ),
    "anyOf": [{"required": ["messages"]}, {"required": ["statuses"]}],
}
CHANGE: Schema = {
    **_object(["field", "value"], field={"type": "string"}, value={"type": "object"}),
    "if": {"properties": {"field": {"const": "messages"}}},
    "then": {"properties": {"value": MESSAGES_VALUE}},
}
WEBHOOK = _object(
    ["object", "entry"],
    object={"const": "whatsapp_business_account"},
    entry=_list(_object(["id", "changes"], id={"type": "string"}, time={"type": "integer"}, changes=_list(CHANGE))),
)
ACCEPTED = _object(
    ["messaging_product", "contacts", "messages"],
    messaging_product={"const": "whatsapp"},
    contacts=_list(
        {
            **_object(["input"], input={"type": "string"}, wa_id=DIGITS, user_id=USER_ID),
            "oneOf": [{"required": ["wa_id"]}, {"required": ["user_id"]}],
        }
    ),
    messages=_list(
        _object(["id"], id=WAMID, message_status={"enum": ["accepted", "held_for_quality_assessment", "paused"]})
    ),
)
REFUSED = _object(
    ["error"],
    error=_object(
        ["message", "type", "code", "fbtrace_id"],
        code={"type": "integer"},
        fbtrace_id={"type": "string", "minLength": 20},
        error_data=_object(["details"]),
    ),
)


def check(schema: Schema, value: Any) -> None:
    """Fail unless `value` fits."""
    Draft202012Validator(schema).validate(value)
