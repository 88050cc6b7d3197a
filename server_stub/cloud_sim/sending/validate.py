"""Checks the body of a send request against the limits of the Cloud API, with Meta's codes."""

from __future__ import annotations

from typing import Any

from server_stub.cloud_sim.graph.errors import GraphError
from server_stub.cloud_sim.sending.validate_interactive import check_interactive

TYPES = (
    "text",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "location",
    "contacts",
    "reaction",
    "interactive",
    "template",
)
MEDIA_TYPES = ("image", "video", "audio", "document", "sticker")
CAPTION_LIMIT = 1024
_CALLBACK_LIMIT = 512
_CONTACT_LIMIT = 257


def check_envelope(body: Any) -> dict[str, Any]:
    """The body as an object that names WhatsApp; raises GraphError 100."""
    if not isinstance(body, dict):
        raise GraphError(100, "The request body must be a JSON object.")
    if body.get("messaging_product") != "whatsapp":
        raise GraphError(100, "The parameter messaging_product is required.")
    return body


def check_message(body: dict[str, Any]) -> str:
    """The type of the message in `body`; raises GraphError for whatever breaks a rule."""
    kind = body.get("type", "text")
    if kind not in TYPES:
        raise GraphError(100, f'Param type must be one of {{{", ".join(TYPES)}}} - got "{kind}".')
    if body.get("recipient_type", "individual") not in ("individual", "group"):
        raise GraphError(100, "Param recipient_type must be one of {INDIVIDUAL, GROUP}.")
    if not body.get("to") and not body.get("recipient"):
        raise GraphError(131008, "The parameter to or recipient is required.")
    if len(str(body.get("biz_opaque_callback_data", ""))) > _CALLBACK_LIMIT:
        raise GraphError(100, f"Param biz_opaque_callback_data must be at most {_CALLBACK_LIMIT} characters long.")
    _check_context(body, kind)
    part = body.get(kind)
    if part is None:
        raise GraphError(131008, f"The parameter {kind} is required.")
    _CHECKS[kind](part)
    return str(kind)


def _check_context(body: dict[str, Any], kind: str) -> None:
    context = body.get("context")
    if context is None:
        return
    if not isinstance(context, dict) or not isinstance(context.get("message_id"), str):
        raise GraphError(100, "Param context must be an object with message_id.")
    if kind == "reaction":
        raise GraphError(100, "A reaction cannot be a reply.")


def _object(part: Any, name: str) -> dict[str, Any]:
    if not isinstance(part, dict):
        raise GraphError(100, f"Param {name} must be a JSON object.")
    return part


def _check_text(part: Any) -> None:
    body = _object(part, "text").get("body")
    if not isinstance(body, str) or not body.strip():
        raise GraphError(131008, "The parameter text['body'] is required.")
    if len(body) > 4096:
        raise GraphError(100, "Param text['body'] must be at most 4096 characters long.")


def _check_media(kind: str, part: Any) -> None:
    part = _object(part, kind)
    if bool(part.get("id")) == bool(part.get("link")):
        raise GraphError(100, f"Param {kind} must have exactly one of id and link.")
    caption = part.get("caption")
    if caption is not None and kind in ("audio", "sticker"):
        raise GraphError(100, f'Unexpected key "caption" on param "{kind}".')
    if caption is not None and len(str(caption)) > CAPTION_LIMIT:
        raise GraphError(100, f"Param {kind}['caption'] must be at most {CAPTION_LIMIT} characters long.")
    link = part.get("link")
    if link is not None and not str(link).startswith(("http://", "https://")):
        raise GraphError(100, f"Param {kind}['link'] is not a valid URI.")


def _check_location(part: Any) -> None:
    part = _object(part, "location")
    for name, bound in (("latitude", 90), ("longitude", 180)):
        try:
            value = float(part[name])
        except KeyError:
            raise GraphError(131008, f"The parameter location['{name}'] is required.") from None
        except (TypeError, ValueError):
            raise GraphError(131009, f"Param location['{name}'] must be a number.") from None
        if abs(value) > bound:
            raise GraphError(131009, f"Param location['{name}'] is out of range.")


def _check_contacts(part: Any) -> None:
    if not isinstance(part, list) or not 1 <= len(part) <= _CONTACT_LIMIT:
        raise GraphError(131009, f"Param contacts must be an array of 1 to {_CONTACT_LIMIT}.")
    for contact in part:
        name = contact.get("name") if isinstance(contact, dict) else None
        if not isinstance(name, dict) or not name.get("formatted_name"):
            raise GraphError(131008, "The parameter contacts['name']['formatted_name'] is required.")
        if len([value for value in name.values() if value]) < 2:
            raise GraphError(131009, "Contact name needs formatted_name and one more part.")


def _check_reaction(part: Any) -> None:
    part = _object(part, "reaction")
    if not isinstance(part.get("message_id"), str) or not part["message_id"]:
        raise GraphError(131008, "The parameter reaction['message_id'] is required.")
    if not isinstance(part.get("emoji"), str):
        raise GraphError(131008, "The parameter reaction['emoji'] is required.")
    if len(part["emoji"]) > 16 or any(sign.isalpha() and sign.isascii() for sign in part["emoji"]):
        raise GraphError(131009, "Param reaction['emoji'] must be one emoji.")


def _check_template(part: Any) -> None:
    part = _object(part, "template")
    language = part.get("language")
    if not isinstance(part.get("name"), str) or not part["name"]:
        raise GraphError(131008, "The parameter template['name'] is required.")
    if not isinstance(language, dict) or not isinstance(language.get("code"), str):
        raise GraphError(131008, "The parameter template['language']['code'] is required.")
    components = part.get("components", [])
    if not isinstance(components, list) or not all(isinstance(it, dict) for it in components):
        raise GraphError(132012, "Param template['components'] must be an array of objects.")


def _media_check(kind: str) -> Any:
    return lambda part: _check_media(kind, part)


_CHECKS: dict[str, Any] = {
    "text": _check_text,
    **{kind: _media_check(kind) for kind in MEDIA_TYPES},
    "location": _check_location,
    "contacts": _check_contacts,
    "reaction": _check_reaction,
    "interactive": lambda part: check_interactive(_object(part, "interactive")),
    "template": _check_template,
}
