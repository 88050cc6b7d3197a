"""What a message says: one small reader per WhatsApp type, and "not supported" for everything without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import msgspec

from server_stub.contract.content import Choice, Content, FlowAnswer, Kind, Line, Location, Referral
from server_stub.whatsapp.cards import contact_card
from server_stub.whatsapp.lenient import Json, dumps, listing, loads, mapping, real, text
from server_stub.whatsapp.orders import order_content
from server_stub.whatsapp.webhook_types import MediaReference

Parsed: TypeAlias = tuple[Content, MediaReference | None]
_Fields: TypeAlias = dict[str, Json]

REACTION: Final = "reaction"
EDIT: Final = "edit"
REVOKE: Final = "revoke"
UPDATES: Final = frozenset({REACTION, EDIT, REVOKE})
_NOT_TYPES: Final = frozenset({"context", "referral", "identity", "errors", "unsupported", "history_context"})


def type_of(message: _Fields) -> str:
    """WhatsApp's name of the type; where it is missing, the name of the object that the message carries."""
    named = text(message.get("type"))
    if named:
        return named
    for field, value in message.items():
        if field not in _NOT_TYPES and (isinstance(value, dict) or field == "contacts"):
            return field
    return "unknown"


def read_content(message: _Fields, kind: str) -> Parsed:
    """Content and file of a message whose `type_of` is `kind`. Never raises for what a message may hold."""
    body = message.get(kind)
    reader = _READERS.get(kind)
    parsed = reader(kind, body) if reader is not None and isinstance(body, dict | list) else None
    content, media = parsed or (_unsupported(kind, message), None)
    if content.kind == Kind.SYSTEM:
        content = msgspec.structs.replace(content, params=_numbers(message))
    return _with_circumstances(content, message), media


def _numbers(message: _Fields) -> dict[str, str]:
    """Of a change of number: the one before and the one after, as far as WhatsApp shows them."""
    body = mapping(message.get("system"))
    after = text(body.get("wa_id")) or text(body.get("new_wa_id"))
    told = {"before": text(message.get("from")), "after": after}
    return {name: number for name, number in told.items() if number.isdecimal()} if after else {}


def _with_circumstances(content: Content, message: _Fields) -> Content:
    """What came beside the message itself: how often it was passed on, the advertisement, WhatsApp's trouble."""
    context, referral, errors = message.get("context"), message.get("referral"), message.get("errors")
    if not (context or referral or errors):
        return content
    marks = mapping(context)
    told = _referral(mapping(referral))
    error = mapping(next(iter(listing(errors)), None))
    return msgspec.structs.replace(
        content,
        forwarded=2 if marks.get("frequently_forwarded") is True else int(marks.get("forwarded") is True),
        referral_url="" if told is None else told.url,
        referral=told,
        product_id=text(mapping(marks.get("referred_product")).get("product_retailer_id")),
        problem=text(error.get("code")),
    )


def _referral(body: _Fields) -> Referral | None:
    url, headline, words = text(body.get("source_url")), text(body.get("headline")), text(body.get("body"))
    if not (url or headline or words):
        return None
    return Referral(url, text(body.get("source_type")), headline, words, text(body.get("media_type")))


def _unsupported(kind: str, message: _Fields) -> Content:
    """Shown as "not supported", with the words if there are any beside the type."""
    inner = text(mapping(message.get("unsupported")).get("type")) if kind == "unsupported" else kind
    words = text(mapping(message.get("text")).get("body"))
    if kind == "request_welcome":
        return Content(kind=Kind.SYSTEM, original_kind=Line.WELCOME)
    return Content(kind=Kind.UNSUPPORTED, text=words, original_kind=inner)


def _text(_kind: str, body: _Fields) -> Parsed:
    return Content(kind=Kind.TEXT, text=text(body.get("body"))), None


def _file(kind: str, body: _Fields) -> Parsed:
    reference = MediaReference(
        media_id=text(body.get("id")),
        mime_type=text(body.get("mime_type")) or "application/octet-stream",
        sha256=text(body.get("sha256")),
        file_name=text(body.get("filename")),
        animated=body.get("animated") is True,
    )
    spoken = kind == "voice" or (kind == "audio" and body.get("voice") is True)
    return Content(kind=Kind.VOICE if spoken else kind, text=text(body.get("caption"))), reference


def _location(_kind: str, body: _Fields) -> Parsed | None:
    latitude, longitude = real(body.get("latitude")), real(body.get("longitude"))
    if latitude is None or longitude is None:
        return None
    name, address = text(body.get("name")), text(body.get("address"))
    return Content(kind=Kind.LOCATION, location=Location(latitude, longitude, name, address)), None


def _cards(_kind: str, body: Json) -> Parsed:
    return Content(kind=Kind.CONTACTS, cards=[contact_card(mapping(entry)) for entry in listing(body)]), None


def _interactive(_kind: str, body: _Fields) -> Parsed | None:
    form = text(body.get("type")) or next((name for name in _REPLIES if name in body), "")
    reader = _REPLIES.get(form)
    reply = body.get(form)
    if reader is None or not isinstance(reply, dict):
        return None
    return reader(reply), None


def _choice(reply: _Fields) -> Content:
    choice = Choice(text(reply.get("id")), text(reply.get("title")), text(reply.get("description")))
    return Content(kind=Kind.INTERACTIVE, text=choice.title, choice=choice)


def _flow(reply: _Fields) -> Content:
    """The answers of a form, one `name: value` a line; the token that ties it to its question is the choice's id."""
    written = text(reply.get("response_json"))
    try:
        answers = loads(written.encode()) if written else {}
    except ValueError:
        answers = written
    token, lines, fields = "", written, []
    if isinstance(answers, dict):
        token = text(answers.get("flow_token"))
        fields = [FlowAnswer(name, _plain(value)) for name, value in answers.items() if name != "flow_token"]
        lines = "\n".join(f"{field.name}: {field.value}" for field in fields)
    choice = Choice(id=token, title=text(reply.get("body")), description=text(reply.get("name")))
    return Content(kind=Kind.INTERACTIVE, text=lines, choice=choice, original_kind="nfm_reply", answers=fields)


def _plain(value: Json) -> str:
    return (
        text(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else dumps(value).decode()
    )


def _call_permission(reply: _Fields) -> Content:
    response = text(reply.get("response"))
    choice = Choice(id=response, title=response)
    return Content(kind=Kind.INTERACTIVE, choice=choice, original_kind="call_permission_reply")


def _button(_kind: str, body: _Fields) -> Parsed:
    title = text(body.get("text"))
    return Content(kind=Kind.BUTTON, text=title, choice=Choice(text(body.get("payload")), title)), None


def _ordered(_kind: str, body: _Fields) -> Parsed:
    return order_content(body), None


def _system(_kind: str, body: _Fields) -> Parsed:
    return Content(kind=Kind.SYSTEM, text=text(body.get("body")), original_kind=text(body.get("type"))), None


_READERS: Final[dict[str, Callable[[str, Json], Parsed | None]]] = {
    "text": _text,
    "image": _file,
    "video": _file,
    "audio": _file,
    "voice": _file,
    "document": _file,
    "sticker": _file,
    "location": _location,
    "contacts": _cards,
    "interactive": _interactive,
    "button": _button,
    "order": _ordered,
    "system": _system,
}
_REPLIES: Final[dict[str, Callable[[_Fields], Content]]] = {
    "button_reply": _choice,
    "list_reply": _choice,
    "nfm_reply": _flow,
    "call_permission_reply": _call_permission,
}
