"""SMS through a Kannel gateway of the company's own: its sendsms service out, its callbacks in."""

from __future__ import annotations

import hmac
from typing import Final

from server_stub.channels.gsm7 import fits_gsm7
from server_stub.channels.http_calls import HttpCalls, basic
from server_stub.channels.outcomes import Permanent, Temporary
from server_stub.channels.sms import Callback, Received, Report

REPORT_QUERY: Final = "type=%d"
"""Kannel fills this in when it calls the address of a report."""
_REPORTS_WANTED: Final = "27"
"""Delivered (1), not deliverable (2), taken by the operator (8), refused by it (16)."""
_STATES: Final = {"1": "delivered", "2": "failed", "8": "sent", "16": "failed"}


class Kannel:
    """`url`: of sendsms, e.g. http://127.0.0.1:13013/cgi-bin/sendsms. Everything travels in headers and body:
    addresses end up in logs.
    """

    name = "kannel"
    signs_reports = False
    answer = ("text/plain", "")

    def __init__(self, calls: HttpCalls, *, url: str, account: str, token: str, sender: str) -> None:
        if not url:
            raise ValueError("the address of Kannel's sendsms is not set")
        self._calls = calls
        self._url = url
        self._login = {"X-Kannel-Username": account, "X-Kannel-Password": token, "X-Kannel-From": sender}
        self._authorisation = basic(account, token).encode() if token else b""

    async def start(self) -> None:
        await self._calls.start()

    async def close(self) -> None:
        await self._calls.close()

    async def send(self, to: str, text: str, report_url: str) -> str:
        """Kannel tells no id of its own; its report comes to an address that names our message."""
        headers = {
            **self._login,
            "X-Kannel-To": to,
            "X-Kannel-Coding": "0" if fits_gsm7(text) else "2",
            "Content-Type": "text/plain; charset=UTF-8",
        }
        if report_url:
            headers |= {"X-Kannel-DLR-Mask": _REPORTS_WANTED, "X-Kannel-DLR-Url": f"{report_url}?{REPORT_QUERY}"}
        status, _ = await self._calls.post(self._url, data=text.encode(), headers=headers)
        if status == 202:
            return ""
        if status == 400:
            raise Permanent("kannel_400")
        raise Temporary(f"kannel_{status}", line=True, in_doubt=status < 400 or status > 503)

    def is_genuine(self, callback: Callback) -> bool:
        """Kannel puts user and password of its get-url into the header of HTTP's own log-in."""
        given = callback.headers.get("authorization", "").encode()
        return bool(self._authorisation) and hmac.compare_digest(given, self._authorisation)

    def received(self, callback: Callback) -> Received | None:
        identity, sender = callback.value("id"), callback.value("from")
        return Received(identity, sender, callback.value("text")) if identity and sender else None

    def report(self, callback: Callback) -> Report:
        kind = callback.value("type")
        state = _STATES.get(kind, "")
        return Report(state, f"kannel_dlr_{kind}" if state == "failed" else "")
