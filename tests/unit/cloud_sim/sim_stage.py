"""A stand-in on a frozen clock, a business that collects its webhooks, and a client that sends."""

from __future__ import annotations

import asyncio
import json
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp import web

from server_stub.cloud_sim.config import CALM, Profile, SimulatorConfig
from server_stub.cloud_sim.simulator import Simulator

APP_SECRET = "app-secret-of-the-test"
VERIFY_TOKEN = "verify-token-of-the-test"
ACCESS_TOKEN = "access-token-of-the-test"
START_AT = 1_795_300_000_000
ANA_PHONE = "+55 31 98888-7777"
BRUNO_PHONE = "5511977776666"

Json = dict[str, Any]


class Business:
    """Answers webhooks with `answers` (then 200) and keeps what came."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.signatures: list[str] = []
        self.answers: list[int] = []
        self.verify_token = VERIFY_TOKEN
        self.url = ""
        self.gate = asyncio.Event()
        self.gate.set()
        self.in_flight = 0
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application(client_max_size=4 * 1024 * 1024)
        app.router.add_post("/hook", self._post)
        app.router.add_get("/hook", self._get)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/hook"

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _post(self, request: web.Request) -> web.Response:
        self.in_flight += 1
        await self.gate.wait()
        self.in_flight -= 1
        self.bodies.append(await request.read())
        self.signatures.append(request.headers["X-Hub-Signature-256"])
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    async def _get(self, request: web.Request) -> web.Response:
        if request.query.get("hub.verify_token") != self.verify_token:
            return web.Response(status=403)
        return web.Response(text=request.query["hub.challenge"])

    def values(self, field: str = "messages") -> list[Json]:
        """The values of all changes of one field, in the order in which they came."""
        changes = [change for body in self.bodies for entry in json.loads(body)["entry"] for change in entry["changes"]]
        return [change["value"] for change in changes if change["field"] == field]

    def messages(self) -> list[Json]:
        return [message for value in self.values() for message in value.get("messages", [])]

    def statuses(self) -> list[Json]:
        return [status for value in self.values() for status in value.get("statuses", [])]

    def ladder(self, wamid: str) -> list[str]:
        """The statuses told for one message, in the order in which they came."""
        return [status["status"] for status in self.statuses() if status["id"] == wamid]

    def clear(self) -> None:
        self.bodies.clear()
        self.signatures.clear()


class Stage:
    """`async with Stage() as stage`: everything runs on loopback, virtual time stands still."""

    def __init__(self, profile: Profile = CALM, *, seed: int = 1, with_webhook: bool = True) -> None:
        self.business = Business()
        self._with_webhook = with_webhook
        self.sim = Simulator(
            SimulatorConfig(
                app_secret=APP_SECRET,
                verify_token=VERIFY_TOKEN,
                access_token=ACCESS_TOKEN,
                seed=seed,
                profile=profile,
                start_at=START_AT,
                frozen=True,
            )
        )

    async def __aenter__(self) -> Stage:
        await self.business.start()
        await self.sim.start()
        if self._with_webhook:
            self.sim.set_webhook(self.business.url)
        headers = {"Authorization": f"Bearer {ACCESS_TOKEN}"}
        self.http = aiohttp.ClientSession(self.sim.base_url, headers=headers)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.close()
        await self.sim.stop()
        await self.business.stop()

    @property
    def number_path(self) -> str:
        return f"/v26.0/{self.sim.phone_number_id}"

    @property
    def account_path(self) -> str:
        return f"/v26.0/{self.sim.waba_id}"

    async def call(self, method: str, path: str, body: Any = None, **options: Any) -> tuple[int, Json]:
        """One request; answers the HTTP status and the JSON body."""
        async with self.http.request(method, path, json=body, **options) as response:
            answer: Json = await response.json()
            return response.status, answer

    async def post(self, body: Json) -> tuple[int, Json]:
        """`POST /messages` with exactly this body."""
        return await self.call("POST", f"{self.number_path}/messages", body)

    async def send(self, *, to: str = ANA_PHONE, **parts: Any) -> str:
        """Send to a phone, expect it to be accepted, answer the message id."""
        status, answer = await self.post(envelope(to=to, **parts))
        assert status == 200, answer
        return str(answer["messages"][0]["id"])

    async def refusal(self, body: Json) -> int:
        """Send, expect it to be refused, answer Meta's code."""
        status, answer = await self.post(body)
        assert status >= 400, answer
        return int(answer["error"]["code"])

    async def advance(self, *, ms: int = 0, seconds: float = 0, hours: float = 0, days: float = 0) -> None:
        """Move virtual time; webhooks due on the way are delivered."""
        await self.sim.advance(int(ms + 1000 * (seconds + 3600 * (hours + 24 * days))))

    async def hear(self, user: str = "ana", **spec: Any) -> str:
        """A user writes (a text, unless told otherwise) and the webhook arrives; answers the message id."""
        wamid = self.sim.customers.send(user, {"type": "text", "text": "Oi"} | spec)
        await self.advance()
        return wamid


def envelope(**parts: Any) -> Json:
    """A send body; a text unless a type is given."""
    if "type" not in parts and "template" not in parts:
        parts = {"type": "text", "text": {"body": "Olá"}} | parts
    return {"messaging_product": "whatsapp", "recipient_type": "individual"} | parts


def promotion(to: str | None = None, **parts: Any) -> Json:
    """A send of the marketing template; to a phone, or to what `parts` says."""
    named = [{"type": "text", "parameter_name": "nome", "text": "Ana"}]
    template = {
        "name": "promocao_da_semana",
        "language": {"code": "pt_BR"},
        "components": [{"type": "body", "parameters": named}],
    }
    address = {} if to is None else {"to": to}
    return envelope(**address, type="template", template=template) | parts
