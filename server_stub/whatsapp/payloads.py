"""Bodies of send requests, from what a message says (2.1–2.4)."""

from __future__ import annotations

from typing import Any, Final

from server_stub.contract.content import Card, Content, Kind, Location
from server_stub.contract.signing import as_sent
from server_stub.domain.recipient import Recipient

_MEDIA_FIELD: Final = {
    Kind.IMAGE: "image",
    Kind.VIDEO: "video",
    Kind.AUDIO: "audio",
    Kind.VOICE: "audio",
    Kind.DOCUMENT: "document",
    Kind.STICKER: "sticker",
}
_WITH_BUTTONS: Final = frozenset({Kind.CONSENT_PROMPT, Kind.INTERACTIVE})
SENDABLE: Final = frozenset(
    {*_MEDIA_FIELD, *_WITH_BUTTONS, Kind.TEXT, Kind.TEMPLATE, Kind.LOCATION, Kind.CONTACTS, Kind.REACTION}
)
_CAPTIONED: Final = frozenset({Kind.IMAGE, Kind.VIDEO, Kind.DOCUMENT})


class Unsendable(Exception):
    """WhatsApp has no shape for this kind: it must not leave as anything else, least of all as plain text."""


def message_body(
    recipient: Recipient,
    content: Content,
    *,
    callback: str,
    quoted_wamid: str | None = None,
    wa_media_id: str | None = None,
    file_name: str = "",
    components: list[Any] | None = None,
) -> dict[str, Any]:
    """The request; `callback` comes back in every status and settles sends whose answer was lost."""
    kind, part = _part(content, wa_media_id, file_name, components)
    body: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        **recipient.fields(),
        "type": kind,
        kind: part,
        "biz_opaque_callback_data": callback,
    }
    if kind == "reaction":
        part["message_id"] = quoted_wamid
    elif quoted_wamid is not None and kind != "template":
        body["context"] = {"message_id": quoted_wamid}
    return body


def read_body(wamid: str, *, typing: bool) -> dict[str, Any]:
    """Marks a message of the customer, and those before it, as read; typing cannot be shown without that (2.5)."""
    body: dict[str, Any] = {"messaging_product": "whatsapp", "status": "read", "message_id": wamid}
    if typing:
        body["typing_indicator"] = {"type": "text"}
    return body


def _part(content: Content, wa_media_id: str | None, file_name: str, components: list[Any] | None) -> tuple[str, Any]:
    if content.kind == Kind.TEMPLATE and content.template is not None:
        template = content.template
        named: dict[str, Any] = {"name": template.name, "language": {"code": template.language}}
        return "template", {**named, "components": components} if components else named
    if content.kind in _WITH_BUTTONS and content.buttons:
        return "interactive", _buttons(content)
    if content.media is not None:
        return _MEDIA_FIELD[Kind(content.kind)], _media(content, wa_media_id or "", file_name)
    if content.kind == Kind.LOCATION and content.location is not None:
        return "location", _location(content.location)
    if content.kind == Kind.CONTACTS and content.cards:
        return "contacts", [_card(card) for card in content.cards]
    if content.kind == Kind.REACTION:
        return "reaction", {"emoji": content.text}
    if content.kind not in SENDABLE:
        raise Unsendable
    return "text", {"body": as_sent(content), "preview_url": "http" in content.text}


def _buttons(content: Content) -> dict[str, Any]:
    replies = [{"type": "reply", "reply": {"id": button.id, "title": button.title}} for button in content.buttons]
    return {"type": "button", "body": {"text": content.text}, "action": {"buttons": replies}}


def _media(content: Content, wa_media_id: str, file_name: str) -> dict[str, Any]:
    part: dict[str, Any] = {"id": wa_media_id}
    if content.text and content.kind in _CAPTIONED:
        part["caption"] = as_sent(content)
    if content.kind == Kind.DOCUMENT and file_name:
        part["filename"] = file_name
    if content.kind == Kind.VOICE:
        part["voice"] = True
    return part


def _location(place: Location) -> dict[str, Any]:
    part: dict[str, Any] = {"latitude": place.latitude, "longitude": place.longitude}
    part.update({key: value for key, value in (("name", place.name), ("address", place.address)) if value})
    return part


def _card(card: Card) -> dict[str, Any]:
    """`formatted_name` needs one more part of the name beside it (2.2)."""
    first, _, last = card.name.strip().partition(" ")
    name = {"formatted_name": card.name.strip(), "first_name": first}
    if last.strip():
        name["last_name"] = last.strip()
    part: dict[str, Any] = {"name": name}
    lists = {
        "phones": [{"phone": phone, "type": "WORK"} for phone in card.phones if phone.strip()],
        "emails": [{"email": email, "type": "WORK"} for email in card.emails if email.strip()],
        "addresses": [{"street": address, "type": "WORK"} for address in card.addresses if address.strip()],
        "urls": [{"url": link, "type": "WORK"} for link in card.links if link.strip()],
    }
    part.update({key: value for key, value in lists.items() if value})
    if card.organisation or card.role:
        part["org"] = {key: it for key, it in (("company", card.organisation), ("title", card.role)) if it}
    return part
