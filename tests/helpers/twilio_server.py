"""A provider of SMS on loopback that speaks Twilio's REST API and signs its callbacks, as it is documented."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from aiohttp import web

from tests.helpers.gateway import SMS_TOKEN
from tests.helpers.ports import free_ports

ACCOUNT = "AC0123456789abcdef0123456789abcdef"
SENDER = "+551130000000"


@dataclass(frozen=True, slots=True)
class Message:
    sid: str
    to: str
    body: str
    report_url: str


@dataclass(slots=True)
class TwilioServer:
    """`answers` (status, body): for the next requests, which are not taken; `lose_answers`: taken, then hung up."""

    url: str = ""
    taken: list[Message] = field(default_factory=list)
    answers: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    lose_answers: int = 0
    tries: int = 0
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    _runner: web.AppRunner | None = None
    _port: int = field(default_factory=lambda: free_ports(1)[0])

    @property
    def port(self) -> int:
        return self._port

    async def start(self) -> None:
        """Again at the same address after `stop`."""
        app = web.Application()
        app.router.add_post("/2010-04-01/Accounts/{account}/Messages.json", self.take)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self.url = f"http://127.0.0.1:{self._port}"

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.tries += 1
        given = request.headers.get("Authorization", "")
        wanted = base64.b64encode(f"{ACCOUNT}:{SMS_TOKEN}".encode()).decode()
        if given != f"Basic {wanted}" or request.match_info["account"] != ACCOUNT:
            return web.json_response({"code": 20003, "message": "Authenticate", "status": 401}, status=401)
        if self.answers:
            status, body = self.answers.pop(0)
            return web.json_response(body, status=status)
        form = await request.post()
        sid = f"SM{next(self._numbers):032x}"
        self.taken.append(Message(sid, str(form["To"]), str(form["Body"]), str(form.get("StatusCallback", ""))))
        assert form["From"] == SENDER
        if self.lose_answers:
            self.lose_answers -= 1
            assert request.transport is not None
            request.transport.close()
        return web.json_response({"sid": sid, "status": "queued"}, status=201)

    async def report(self, message: Message, state: str, **more: str) -> httpx.Response:
        """Tell what became of a message, as the provider does."""
        form = {"MessageSid": message.sid, "MessageStatus": state, "To": message.to, "From": SENDER, **more}
        return await self.call(message.report_url, form)

    async def person_writes(self, gateway: str, sender: str, text: str, sid: str = "") -> httpx.Response:
        """The same `sid` again is the provider trying once more."""
        own = sid or f"SM{next(self._numbers):032x}"
        form = {"MessageSid": own, "From": sender, "To": SENDER, "Body": text, "NumSegments": "1", "FromCity": ""}
        return await self.call(f"{gateway}/m/sms/inbound", form)

    async def call(self, url: str, form: dict[str, str], signature: str | None = None) -> httpx.Response:
        headers = {"X-Twilio-Signature": sign(url, form) if signature is None else signature}
        async with httpx.AsyncClient(timeout=60, verify=False) as client:
            return await client.post(url, data=form, headers=headers)


def sign(url: str, form: dict[str, str], token: str = SMS_TOKEN) -> str:
    """The whole address, then each name and its value in the order of the names; HMAC-SHA1, Base64."""
    told = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), told.encode(), hashlib.sha1).digest()).decode()


@asynccontextmanager
async def twilio_server() -> AsyncIterator[TwilioServer]:
    server = TwilioServer()
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


def twilio_settings(server: TwilioServer) -> dict[str, Any]:
    return {"sms_provider": "twilio", "sms_url": server.url, "sms_account": ACCOUNT, "sms_from": SENDER}
