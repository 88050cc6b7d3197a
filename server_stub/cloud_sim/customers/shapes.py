"""The objects inside an inbound message, built from a small description of what the user does."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Spec = dict[str, Any]

# Kinds whose object comes straight from the description under the same name.
PLAIN = ("location", "contacts", "order", "system")
MEDIA = ("image", "video", "audio", "voice", "document", "sticker")


def shape_text(spec: Spec) -> Spec:
    """A text message."""
    return {"type": "text", "text": {"body": str(spec["text"])}}


def shape_reaction(spec: Spec) -> Spec:
    """A reaction to `message_id`; an empty or missing `emoji` takes it away."""
    reaction = {"message_id": spec["message_id"]}
    if "emoji" in spec:
        reaction["emoji"] = spec["emoji"]
    return {"type": "reaction", "reaction": reaction}


def shape_edit(spec: Spec) -> Spec:
    """The user changed the text (or the caption) of `message_id`."""
    message = spec.get("message") or {"type": "text", "text": {"body": str(spec["text"])}}
    return {"type": "edit", "edit": {"original_message_id": spec["message_id"], "message": message}}


def shape_revoke(spec: Spec) -> Spec:
    """The user deleted `message_id` for everyone."""
    return {"type": "revoke", "revoke": {"original_message_id": spec["message_id"]}}


def shape_unsupported(spec: Spec) -> Spec:
    """Something the Cloud API does not carry, a GIF unless `unsupported` says otherwise."""
    error = {
        "code": 131051,
        "title": "Message type unknown",
        "message": "Message type unknown",
        "error_data": {"details": "Message type is currently not supported."},
    }
    kind = str(spec.get("unsupported", "gif"))
    return {"type": "unsupported", "errors": [error], "unsupported": {"type": kind}}


def shape_broken_interactive(spec: Spec) -> Spec:
    """An `interactive` message without its object, as the platform sends now and then."""
    return {"type": "interactive"}


def shape_unknown(spec: Spec) -> Spec:
    """A type nobody has documented, with an object and a field nobody knows."""
    name = str(spec.get("name", "hologram"))
    return {"type": name, name: spec.get("object", {"id": "1"}), "x_new_field": {"level": 2}}


def shape_welcome(spec: Spec) -> Spec:
    """The user opened the chat for the first time."""
    return {"type": "request_welcome"}


def shape_flow(spec: Spec) -> Spec:
    """The user filled in a form: `answers` by the names of its fields; without `flow_token` as some forms send it."""
    answers = dict(spec["answers"])
    if spec.get("flow_token"):
        answers["flow_token"] = spec["flow_token"]
    reply = {"name": "flow", "body": "Sent", "response_json": json.dumps(answers, ensure_ascii=False)}
    return {"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": reply}}


def shape_call_permission(spec: Spec) -> Spec:
    """The user allowed calls, or with `response` "reject" did not."""
    reply = {"response": str(spec.get("response", "accept")), "response_source": "user_action"}
    return {"type": "interactive", "interactive": {"type": "call_permission_reply", "call_permission_reply": reply}}


SHAPES: dict[str, Callable[[Spec], Spec]] = {
    "text": shape_text,
    "reaction": shape_reaction,
    "edit": shape_edit,
    "revoke": shape_revoke,
    "unsupported": shape_unsupported,
    "broken_interactive": shape_broken_interactive,
    "unknown": shape_unknown,
    "request_welcome": shape_welcome,
    "flow": shape_flow,
    "call_permission": shape_call_permission,
}


def shape_plain(kind: str, spec: Spec) -> Spec:
    """A kind whose object is given as it is."""
    return {"type": kind, kind: spec[kind]}


def shape_media(kind: str, spec: Spec, stored: Spec) -> Spec:
    """A file; `stored` holds its id, MIME type, hash and address."""
    wire = "audio" if kind == "voice" else kind
    part = dict(stored)
    if wire == "audio":
        part["voice"] = kind == "voice"
    if wire == "sticker":
        part["animated"] = bool(spec.get("animated", False))
    if wire == "document":
        part["filename"] = str(spec.get("filename", "documento.pdf"))
    if spec.get("caption") and wire in ("image", "video", "document"):
        part["caption"] = str(spec["caption"])
    return {"type": wire, wire: part}


def context_of(spec: Spec, author: str) -> Spec | None:
    """The `context` object: what is quoted (`reply_to`) or how often it was passed on."""
    context: Spec = {}
    if spec.get("reply_to"):
        context = {"from": spec.get("quoted_author", author), "id": spec["reply_to"]}
    for mark in ("forwarded", "frequently_forwarded"):
        if spec.get(mark):
            context[mark] = True
    if spec.get("referred_product"):
        context["referred_product"] = spec["referred_product"]
    return context or None
