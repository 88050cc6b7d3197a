"""Readers of single items: a message, an echo, a chunk of history, a status, a preference, a call, anything else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from server_stub.contract.content import Call, Content, Kind
from server_stub.domain.identity import clean_phone, is_bsuid
from server_stub.whatsapp import content as contents
from server_stub.whatsapp.lenient import Json, dumps, listing, mapping, moment, text, whole
from server_stub.whatsapp.people import addressee, plain, sender
from server_stub.whatsapp.scope import Scope, fingerprint
from server_stub.whatsapp.webhook_types import (
    Correction,
    IdentityChange,
    Incoming,
    Item,
    Other,
    Person,
    Preference,
    ReactionReport,
    StatusReport,
)

_Fields = dict[str, Json]
CALL_TYPE: Final = "call"
_LONGEST_CALL: Final = 7 * 86_400
"""Seconds; what says more is no length."""


def message(scope: Scope, path: str, entry: _Fields) -> Sequence[Item]:
    """A message of a customer."""
    updated = _update(scope, path, entry, outbound=False)
    return (updated or _incoming(scope, path, entry, sender(entry, scope.cards)),)


def echo(scope: Scope, path: str, entry: _Fields) -> Sequence[Item]:
    """A message that the company wrote on its own phone."""
    updated = _update(scope, path, entry, outbound=True)
    person = addressee(entry, scope.cards)
    return (updated or _incoming(scope, path, entry, person, outbound=True, origin="phone_app"),)


def history(scope: Scope, path: str, chunk: _Fields) -> Sequence[Item]:
    """What was said before the number was connected, thread by thread; a chunk without messages is kept as it is."""
    found: list[Item] = []
    for number, thread in enumerate(listing(chunk.get("threads"))):
        thread_id = text(mapping(thread).get("id"))
        for index, entry in enumerate(listing(mapping(thread).get("messages"))):
            where = f"{path}.threads[{number}].messages[{index}]"
            found.append(_historic(scope, where, mapping(entry), thread_id))
    return found or (other(scope, path, "history", chunk),)


def status(scope: Scope, path: str, entry: _Fields) -> Sequence[Item]:
    """A delivery status. Calls report theirs in the same array; they are none of ours."""
    name, wamid = text(entry.get("status")).lower(), text(entry.get("id"))
    callback = text(entry.get("biz_opaque_callback_data"))
    if text(entry.get("type")) == "call" or scope.field == "calls":
        return (other(scope, path, "calls", entry),)
    if not name or not (wamid or callback):
        return (other(scope, path, scope.field, entry),)
    error = mapping(next(iter(listing(entry.get("errors"))), None))
    details = text(mapping(error.get("error_data")).get("details"))
    report = StatusReport(
        path=path,
        raw=dumps(entry),
        channel=scope.channel,
        wamid=wamid,
        status=name,
        at=moment(entry.get("timestamp")),
        participant=text(entry.get("recipient_participant_user_id")) or text(entry.get("recipient_participant_id")),
        callback=callback,
        failure_code=text(error.get("code")),
        failure_details=details or text(error.get("message")) or text(error.get("title")),
    )
    return (report,)


def preference(scope: Scope, path: str, entry: _Fields) -> Sequence[Item]:
    """The customer's switch for marketing messages inside WhatsApp."""
    told = Preference(
        path=path,
        raw=dumps(entry),
        channel=scope.channel,
        person=plain(entry, scope.cards),
        category=text(entry.get("category")),
        value=text(entry.get("value")),
        at=moment(entry.get("timestamp")),
        own_key=fingerprint("user_preferences", scope.channel.number_id, entry),
    )
    return (told,)


def call(scope: Scope, path: str, entry: _Fields) -> Sequence[Item]:
    """A call that is over is a line of the conversation, dated when it began; what led to it is kept as it came."""
    if text(entry.get("event")) != "terminate" or not text(entry.get("id")):
        return (other(scope, path, "calls", entry),)
    outbound = text(entry.get("direction")).upper() == "BUSINESS_INITIATED"
    person = addressee(entry, scope.cards) if outbound else sender(entry, scope.cards)
    if not (person.wa_id or person.bsuid or person.group_id):
        return (other(scope, path, "calls", entry),)
    seconds = min(max(0, whole(entry.get("duration")) or 0), _LONGEST_CALL)
    ended = Call(text(entry.get("status")).lower(), duration_ms=seconds * 1000)
    began = moment(entry.get("start_time"))
    said = Incoming(
        path=path,
        raw=_raw(scope, entry),
        channel=scope.channel,
        wamid=text(entry.get("id")),
        wa_type=CALL_TYPE,
        sent_at=moment(entry.get("timestamp")) if began is None else began,
        person=person,
        content=Content(kind=Kind.CALL, call=ended),
        outbound=outbound,
    )
    return (said,)


def other(scope: Scope, path: str, field: str, value: Json) -> Other:
    """Whatever it is, kept as it came; `own_key` follows reference 1.2."""
    identity = (text(scope.entry.get("id")), text(scope.entry.get("time")), field, value)
    return Other(path=path, raw=dumps(value), field=field or "unknown", own_key=fingerprint(*identity))


def shape(value: Json) -> str:
    """Names of fields and types, never values: enough to mend a reader, nothing to learn about a person."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {type(part).__name__}" for name, part in list(value.items())[:40]) + "}"
    return type(value).__name__


def _update(scope: Scope, path: str, entry: _Fields, *, outbound: bool) -> Item | None:
    """Edits, deletions and reactions change another message; None where they do not say which."""
    kind = contents.type_of(entry)
    if kind not in contents.UPDATES:
        return None
    body = mapping(entry.get(kind))
    wamid, at = _wamid(entry), moment(entry.get("timestamp"))
    if kind == contents.REACTION:
        target = text(body.get("message_id"))
        if target:
            emoji = text(body.get("emoji"))
            return ReactionReport(
                path, _raw(scope, entry), scope.channel, wamid, kind, target, at, emoji, outbound=outbound
            )
    if kind in (contents.EDIT, contents.REVOKE):
        target = text(body.get("original_message_id"))
        changed = _edited(body) if kind == contents.EDIT else None
        if target and (changed is not None or kind == contents.REVOKE):
            return Correction(
                path, _raw(scope, entry), scope.channel, wamid, kind, target, at, changed, outbound=outbound
            )
    return None


def _edited(body: _Fields) -> Content | None:
    inner = body.get("message")
    return contents.read_content(inner, contents.type_of(inner))[0] if isinstance(inner, dict) and inner else None


def _incoming(
    scope: Scope,
    path: str,
    entry: _Fields,
    person: Person,
    *,
    outbound: bool = False,
    origin: str = "",
    history_status: str = "",
) -> Incoming:
    kind = contents.type_of(entry)
    said, media = contents.read_content(entry, kind)
    wamid = _wamid(entry)
    quoted = text(mapping(entry.get("context")).get("id")) if "context" in entry else ""
    return Incoming(
        path=path,
        raw=_raw(scope, entry),
        channel=scope.channel,
        wamid=wamid,
        wa_type=kind,
        sent_at=moment(entry.get("timestamp")),
        person=person,
        content=said,
        media=media,
        quoted_wamid="" if quoted == wamid else quoted,
        outbound=outbound,
        origin=origin,
        history_status=history_status,
        identity_change=_identity_change(entry) if said.kind == Kind.SYSTEM else None,
    )


def _historic(scope: Scope, path: str, entry: _Fields, thread_id: str) -> Item:
    """A message of a thread is ours unless the customer, whose number names the thread, is its author."""
    author = clean_phone(text(entry.get("from")))
    outbound = bool(author) and author != clean_phone(thread_id)
    changed = _update(scope, path, entry, outbound=outbound)
    if changed is not None:
        return changed
    ids = {"wa_id": thread_id or entry.get("to" if outbound else "from")}
    state = text(mapping(entry.get("history_context")).get("status")).lower()
    person = plain(ids, scope.cards)
    return _incoming(scope, path, entry, person, outbound=outbound, origin="history", history_status=state)


def _identity_change(entry: _Fields) -> IdentityChange | None:
    body = mapping(entry.get("system"))
    kind = text(body.get("type"))
    number = text(body.get("wa_id")) or text(body.get("new_wa_id"))
    bsuid = text(body.get("user_id"))
    if is_bsuid(number):
        number, bsuid = "", bsuid or number
    if not ("changed" in kind or number or bsuid):
        return None
    return IdentityChange(
        kind=kind,
        wa_id=clean_phone(number),
        bsuid=bsuid,
        parent_bsuid=text(body.get("parent_user_id")),
        previous_bsuid=text(body.get("previous_user_id")),
    )


def _wamid(entry: _Fields) -> str:
    """The message's id; without one, a fingerprint of what it says, so that a repeat is still known."""
    return text(entry.get("id")) or f"none:{fingerprint(entry)[:40]}"


def _raw(scope: Scope, entry: _Fields) -> bytes:
    """The item as it came, with the errors that WhatsApp put beside the messages."""
    errors = scope.value.get("errors")
    return dumps({"message": entry, "errors": errors}) if errors else dumps(entry)
