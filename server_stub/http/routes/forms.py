"""Consent collected by the company's own app or site: for systems with an API key, not for people."""

from __future__ import annotations

from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, HeaderParameter, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_202_ACCEPTED

from server_stub.contract.capture import CaptureResult, FormConsent, TypedCode
from server_stub.services.api_keys import ApiCaller
from server_stub.services.app_forms import AppForms

_TAGS = ["forms"]
_KEY = [{"api_key": []}]
_IdempotencyKey = Annotated[
    str, HeaderParameter(name="Idempotency-Key", required=True, description="1 to 200 signs; kept for 7 days.")
]


@post("/v1/consents", summary="Hand in what a person chose in your form", tags=_TAGS, security=_KEY)
async def submit_consent(
    data: JSONBody[FormConsent],
    api_caller: NamedDependency[ApiCaller],
    app_forms: NamedDependency[AppForms],
    idempotency_key: _IdempotencyKey = "",
) -> CaptureResult:
    """The same Idempotency-Key with the same body is answered as the first time and changes nothing.

    Scope consents:write. 400 names the field that is wrong; 409 `notice_retired` means: show the current text and ask
    again; 429 tells in `retry-after` how many seconds to wait.
    """
    return await app_forms.submit(api_caller, idempotency_key, data)


@get("/v1/consents/{request_id:str}", summary="Where the purposes of a request stand now", tags=_TAGS, security=_KEY)
async def consent_state(
    request_id: FromPath[str], api_caller: NamedDependency[ApiCaller], app_forms: NamedDependency[AppForms]
) -> CaptureResult:
    """Scope consents:read. Also EXPIRED, REVOKED and the other states of the ledger."""
    return await app_forms.state(api_caller, request_id)


@post(
    "/v1/consents/{request_id:str}/code",
    summary="Send the person a code by WhatsApp, to be typed into your form",
    tags=_TAGS,
    security=_KEY,
    status_code=HTTP_202_ACCEPTED,
)
async def send_code(
    request_id: FromPath[str], api_caller: NamedDependency[ApiCaller], app_forms: NamedDependency[AppForms]
) -> None:
    """Scope codes:write, and only where the person asked for it just now. 409 `channel_not_set_up` where WhatsApp has
    approved no template for codes: `confirm_url` works without one.
    """
    await app_forms.send_code(api_caller, request_id)


@post(
    "/v1/consents/{request_id:str}/confirmation",
    summary="Hand in the code that the person typed",
    tags=_TAGS,
    security=_KEY,
    status_code=HTTP_200_OK,
)
async def confirm_code(
    request_id: FromPath[str],
    data: JSONBody[TypedCode],
    api_caller: NamedDependency[ApiCaller],
    app_forms: NamedDependency[AppForms],
) -> CaptureResult:
    """Scope codes:write. 400 `value_invalid` for a wrong code; 429 after five of them: send another code."""
    return await app_forms.confirm_code(api_caller, request_id, data.code)


HANDLERS = [submit_consent, consent_state, send_code, confirm_code]
