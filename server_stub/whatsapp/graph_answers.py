"""Reads Meta's answers, and the lack of one: did the request leave, was it accepted, or does nobody know?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import aiohttp
import msgspec

from server_stub.whatsapp.outcomes import InDoubt, NotSent, Outcome, Refused, Sent

_HELD: Final = "held_for_quality_assessment"
_DETAIL_LIMIT: Final = 500


@dataclass(slots=True)
class TracedRequest:
    """Set once a connection was there: from then on bytes may have left."""

    may_have_left: bool = False


def tracing() -> aiohttp.TraceConfig:
    """Tells a TracedRequest, given as `trace_request_ctx`, that its request got a connection."""

    async def connected(_session: aiohttp.ClientSession, context: Any, _params: Any) -> None:
        traced = getattr(context, "trace_request_ctx", None)
        if isinstance(traced, TracedRequest):
            traced.may_have_left = True

    config = aiohttp.TraceConfig()
    config.on_connection_create_end.append(connected)
    config.on_connection_reuseconn.append(connected)
    return config


def classify_failure(error: BaseException, traced: TracedRequest) -> NotSent | InDoubt:
    """No answer came. Only what happened before there was a connection is certain not to have left."""
    reason = type(error).__name__
    return InDoubt(reason) if traced.may_have_left else NotSent(reason)


def sent_in(status: int, raw: bytes) -> Outcome:
    """The outcome told by an answer to a send.

    A 5xx without an error code comes from something between us and WhatsApp (a 502 page): the message may have got
    through, so it is in doubt. So is a success without an id.
    """
    answer = _object(raw)
    if status >= 500 and not _has_code(answer):
        return InDoubt(f"http_{status}")
    if status >= 300:
        return refusal_in(status, raw)
    if answer is None:
        return InDoubt("answer_unreadable")
    messages = answer.get("messages")
    first = messages[0] if isinstance(messages, list) and messages and isinstance(messages[0], dict) else {}
    wamid = first.get("id")
    if not isinstance(wamid, str) or not wamid:
        return InDoubt("answer_without_id")
    contacts = answer.get("contacts")
    contact = contacts[0] if isinstance(contacts, list) and contacts and isinstance(contacts[0], dict) else {}
    return Sent(
        wamid, _text(contact.get("wa_id")), _text(contact.get("user_id")), held=first.get("message_status") == _HELD
    )


def refusal_in(status: int, raw: bytes) -> Refused:
    """The error object of an answer; without a readable one code 1 stands for "unknown" and 190 for 401."""
    answer = _object(raw)
    if answer is None or not _has_code(answer):
        return Refused(190 if status == 401 else 1, http_status=status, transient=status >= 500)
    error = answer["error"]
    data = error.get("error_data")
    details = data.get("details") if isinstance(data, dict) else None
    return Refused(
        code=error["code"],
        details=str(details or error.get("message") or "")[:_DETAIL_LIMIT],
        http_status=status,
        transient=error.get("is_transient") is True,
        trace_id=str(error.get("fbtrace_id") or ""),
    )


def _has_code(answer: dict[str, Any] | None) -> bool:
    error = None if answer is None else answer.get("error")
    return isinstance(error, dict) and isinstance(error.get("code"), int)


def _object(raw: bytes) -> dict[str, Any] | None:
    try:
        answer = msgspec.json.decode(raw)
    except msgspec.DecodeError:
        return None
    return answer if isinstance(answer, dict) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
