"""Refusals kept with the message they concern, so that the reason can be shown tomorrow as it was today."""

from __future__ import annotations

import msgspec

from desktop.domain.errors import AppError
from server_stub.contract.errors import ErrorCode
from server_stub.contract.model import Failure


def failure_of(error: AppError) -> Failure:
    """`code` is the error's, for a refusal of the send gate its reason (DENY_…); `details` the parameters as JSON."""
    params = dict(error.params)
    code = error.code
    if code == ErrorCode.GATE_REFUSED:
        code = str(params.pop("reason", code))
    return Failure(code=code, details=msgspec.json.encode(params).decode() if params else "")


def params_of(failure: Failure) -> dict[str, str | int]:
    """The parameters put there by `failure_of`; none where the details are words of WhatsApp."""
    if not failure.details.startswith("{"):
        return {}
    try:
        return msgspec.json.decode(failure.details, type=dict[str, str | int])
    except msgspec.MsgspecError:
        return {}
