"""Between HTTP and the contract: bodies, refusals, and rows of the event log."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final, TypeVar

import httpx
import msgspec

from desktop.application.ports import Entry
from desktop.domain.errors import AppError, GatewayUnreachable, Refused, SignedOut
from server_stub.contract.errors import ErrorCode, WireError
from server_stub.contract.events import DATA_TYPES, Event

T = TypeVar("T")

NOT_A_GATEWAY: Final = "not_a_gateway"
"""Something answers at that address, but it does not speak our language."""
_event = msgspec.json.Decoder(Event).decode
_data: Final[dict[str, msgspec.json.Decoder[Any]]] = {
    kind: msgspec.json.Decoder(struct) for kind, struct in DATA_TYPES.items()
}
_encode = msgspec.json.Encoder().encode
_log = logging.getLogger(__name__)
_unreadable_kinds: Final[set[str]] = set()


def body(request: msgspec.Struct | Sequence[msgspec.Struct]) -> bytes:
    return _encode(request)


def answer(response: httpx.Response, kind: type[T]) -> T:
    """Raises GatewayUnreachable `not_a_gateway` when the body is something else."""
    try:
        return msgspec.json.decode(response.content, type=kind)
    except msgspec.MsgspecError as error:
        raise GatewayUnreachable(NOT_A_GATEWAY) from error


def refusal(status: int, content: bytes) -> AppError:
    """The error for an answer that is not a success: what may pass by itself is GatewayUnreachable."""
    try:
        told = msgspec.json.decode(content, type=WireError)
    except msgspec.MsgspecError:
        told = None
    if told is None:
        passing = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS
        return GatewayUnreachable() if passing else GatewayUnreachable(NOT_A_GATEWAY)
    if told.code == ErrorCode.TOKEN_INVALID:
        return SignedOut()
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return GatewayUnreachable(told.code)
    return Refused(told.code, **told.params)


def entry(data: str) -> Entry:
    """One row of the log. What this version cannot read is skipped, said once per kind, and its `seq` still counts.

    Raises msgspec.MsgspecError when it is no row of the log at all.
    """
    event = _event(data)
    decoder = _data.get(event.kind)
    decoded = None
    if decoder is not None:
        try:
            decoded = decoder.decode(event.data)
        except msgspec.MsgspecError:
            if event.kind not in _unreadable_kinds:
                _unreadable_kinds.add(event.kind)
                _log.error("an event of kind %s cannot be read by this version", event.kind)
    return Entry(event.seq, event.kind, event.at, decoded)
