"""SMS through Twilio's REST API, which several providers offer alike."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote, urlsplit

import msgspec

from server_stub.channels.http_calls import HttpCalls, basic
from server_stub.channels.mail import is_this_machine
from server_stub.channels.outcomes import Permanent, Temporary
from server_stub.channels.sms import Callback, Received, Report

USUAL_ADDRESS: Final = "https://api.twilio.com"
SIGNATURE: Final = "x-twilio-signature"
_STOPPED: Final = 21610
"""The person wrote STOP to this sender, and the provider keeps to it."""
_SET_UP: Final = frozenset({20003, 20404, 21212, 21603, 21606, 21659, 30001})
"""About our account, our sender or its queue, not about the message: it stays and somebody is told."""
_STATES: Final = {"sent": "sent", "delivered": "delivered", "undelivered": "failed", "failed": "failed"}


class Twilio:
    """`sender`: a number in E.164, or the SID of a messaging service ("MG…"). Raises ValueError for an address without
    TLS outside this machine: the token would be readable on its way.
    """

    name = "twilio"
    signs_reports = True
    answer = ("text/xml", "<Response/>")

    def __init__(self, calls: HttpCalls, *, base_url: str, account: str, token: str, sender: str) -> None:
        base = base_url or USUAL_ADDRESS
        url = urlsplit(base)
        if url.scheme != "https" and not is_this_machine(url.hostname or ""):
            raise ValueError("the address of the SMS provider must begin with https://")
        self._calls = calls
        self._url = f"{base}/2010-04-01/Accounts/{quote(account, safe='')}/Messages.json"
        self._headers = {"Authorization": basic(account, token)}
        self._token = token.encode()
        self._sender = {"MessagingServiceSid" if sender.startswith("MG") else "From": sender}

    async def start(self) -> None:
        await self._calls.start()

    async def close(self) -> None:
        await self._calls.close()

    async def send(self, to: str, text: str, report_url: str) -> str:
        form = {"To": to, "Body": text, **self._sender, **({"StatusCallback": report_url} if report_url else {})}
        status, raw = await self._calls.post(self._url, data=form, headers=self._headers)
        answer = _object(raw)
        if status >= 300:
            raise _refusal(status, answer)
        sid = answer.get("sid")
        if not isinstance(sid, str) or not sid:
            raise Temporary("answer_unreadable", in_doubt=True)
        return sid

    def is_genuine(self, callback: Callback) -> bool:
        given = callback.headers.get(SIGNATURE, "").encode()
        wanted = signature(self._token, callback.address, callback.form)
        return bool(self._token) and hmac.compare_digest(given, wanted)

    def received(self, callback: Callback) -> Received | None:
        sid, sender = callback.value("MessageSid") or callback.value("SmsSid"), callback.value("From")
        return Received(sid, sender, callback.value("Body")) if sid and sender else None

    def report(self, callback: Callback) -> Report:
        state = _STATES.get(callback.value("MessageStatus") or callback.value("SmsStatus"), "")
        code = callback.value("ErrorCode")
        return Report(state, f"twilio_{code}" if state == "failed" and code.isascii() and code.isdigit() else "")


def signature(token: bytes, address: str, form: Iterable[tuple[str, str]]) -> bytes:
    """As the provider makes it: HMAC-SHA1 over the whole address and then each name and value, sorted by name."""
    told = address + "".join(f"{name}{value}" for name, value in sorted(set(form)))
    return base64.b64encode(hmac.digest(token, told.encode(), hashlib.sha1))


def _refusal(status: int, answer: dict[str, Any]) -> Temporary | Permanent:
    number = answer.get("code")
    code = f"twilio_{number}" if isinstance(number, int) else f"http_{status}"
    if status == 429:
        return Temporary(code)
    if status >= 500:  # perhaps from something between us and them: the message may have got through
        return Temporary(code, line=True, in_doubt=True)
    if status in (401, 403, 404) or number in _SET_UP or number is None:
        return Temporary(code, line=True)
    return Permanent(code, opted_out=number == _STOPPED)


def _object(raw: bytes) -> dict[str, Any]:
    try:
        answer = msgspec.json.decode(raw)
    except msgspec.DecodeError:
        return {}
    return answer if isinstance(answer, dict) else {}
