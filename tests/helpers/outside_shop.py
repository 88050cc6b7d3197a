"""A shop that may also write e-mails and SMS: gateway, WhatsApp stand-in and the servers of the other channels."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import msgspec

from server_stub.cloud_sim.config import INSTANT, SimulatorConfig
from server_stub.cloud_sim.simulator import Simulator
from server_stub.contract.errors import GatewayRefusal
from server_stub.contract.model import Contact
from server_stub.contract.registers import OutsideMessage, PurposeSettings
from server_stub.domain.identity import match_key
from server_stub.services.consent import Subject
from server_stub.storage.database import Tx
from server_stub.storage.repositories.people import People, Profile
from tests.helpers.gateway import ACCESS_TOKEN, APP_SECRET, VERIFY_TOKEN, run_gateway
from tests.helpers.mail_server import USER, MailServer
from tests.helpers.shop import MovableClock, Shop, eventually

PATIENCE = 30.0


@dataclass(slots=True)
class OutsideShop(Shop):
    """`people`: an HTTP client without any token, as the public has it."""

    people: httpx.AsyncClient | None = None

    @property
    def public(self) -> httpx.AsyncClient:
        assert self.people is not None
        return self.people

    async def subject(self, key: str = "ana") -> Subject:
        """The person as they are known after they wrote once: by name and number, without the conversation."""
        user, people, now = self.sim.core.world.users[key], People(self.running.gateway.core.vault), self.clock()

        def work(tx: Tx) -> Subject:
            owner = people.create(tx, Profile(user.name, f"+{user.wa_id}"), now)
            people.add_identity(tx, owner, "wa_id", user.wa_id, now, match_key(user.wa_id))
            return Subject(owner.contact_id, owner.key_id)

        return await self.running.gateway.core.database.write(work)

    async def contact(self, contact_id: str) -> Contact:
        reading = self.running.gateway.core.reading
        found = await self.running.gateway.core.database.read(lambda tx: reading.contact(tx, contact_id, self.clock()))
        assert found is not None
        return found

    async def invite(self, subject: Subject, channel: str, address: str, *purposes: str) -> OutsideMessage:
        """As the route of the contacts does it. Raises GatewayRefusal."""
        outsiders = self.running.gateway.outside.outsiders
        wanted = purposes or ("mkt.promotions",)

        def work(tx: Tx) -> OutsideMessage | GatewayRefusal:
            return outsiders.invite(tx, subject, channel, wanted, address, self.running.ids["ana"], self.clock())

        queued = await self.running.gateway.core.database.write(work)
        if isinstance(queued, GatewayRefusal):
            raise queued
        return queued

    async def refused_invitation(self, subject: Subject, channel: str, address: str, *purposes: str) -> GatewayRefusal:
        try:
            await self.invite(subject, channel, address, *purposes)
        except GatewayRefusal as refusal:
            return refusal
        raise AssertionError("was not refused")

    async def outside(self, **query: str) -> list[OutsideMessage]:
        async with self.running.client("lead") as lead:
            answer = await lead.get("/v1/outside-messages", params=query)
            assert answer.status_code == 200, answer.text
            return msgspec.json.decode(answer.content, type=list[OutsideMessage])

    async def until_outside(self, message_id: str, *states: str) -> OutsideMessage:
        async def look() -> OutsideMessage | None:
            rows = await self.rows("SELECT state FROM outside_message WHERE id = ?", message_id)
            if not rows or rows[0][0] not in states:
                return None
            return next(it for it in await self.outside() if it.id == message_id)

        found = await eventually(look, lambda it: it is not None, PATIENCE)
        assert found is not None
        return found

    async def events(self, contact_id: str) -> list[tuple[str, str, str, int]]:
        """(type, purpose, source, proof level) of a person's ledger, oldest first."""
        sql = "SELECT type, purpose, source, proof_level FROM consent_event WHERE contact_id = ? ORDER BY seq"
        return [tuple(row) for row in await self.rows(sql, contact_id)]

    async def proof_of(self, contact_id: str, kind: str) -> dict[str, Any]:
        """The evidence of the newest event of a type, opened; the chain and the evidence's digest verify."""
        core = self.running.gateway.core

        def work(tx: Tx) -> dict[str, Any]:
            assert core.ledger_check.first(tx) is None
            sql = "SELECT event_id FROM consent_event WHERE contact_id = ? AND type = ? ORDER BY seq DESC LIMIT 1"
            event_id = tx.driver.execute(sql, (contact_id, kind)).fetchone()[0]
            (kept,) = core.ledger.evidence.of_event(tx, event_id)
            body = core.ledger.evidence.body(tx, kept)
            assert hashlib.sha256(body).hexdigest() == kept.sha256
            found: dict[str, Any] = json.loads(body)
            return found

        return await core.database.read(work)

    async def change_purpose(self, code: str, **values: Any) -> None:
        core = self.running.gateway.core

        def work(tx: Tx) -> None:
            settings = next(it for it in core.registers.settings(tx) if it.code == code)
            changed: PurposeSettings = msgspec.structs.replace(settings, **values)
            core.registers.save_purpose(tx, changed, "admin", self.clock())

        await core.database.write(work)

    async def alarms(self) -> list[dict[str, Any]]:
        rows = await self.rows("SELECT params FROM alarm WHERE code = 'outside_channel_down' ORDER BY subject")
        return [json.loads(row[0]) for row in rows]


def boxes_of(page: str) -> list[str]:
    """Values of the boxes of a page; none of them is ticked."""
    boxes = re.findall(r"<input type=\"checkbox\"[^>]*>", page)
    assert not any("checked" in box for box in boxes)
    return [html.unescape(re.search(r'value="([^"]*)"', box).group(1)) for box in boxes]  # type: ignore[union-attr]


def local(link: str) -> str:
    """Path of a link of ours."""
    return "/m/" + link.partition("/m/")[2]


@asynccontextmanager
async def outside_shop(folder: Path, **values: Any) -> AsyncIterator[OutsideShop]:
    """`values` are fields of `Config`."""
    config = SimulatorConfig(
        app_secret=APP_SECRET, verify_token=VERIFY_TOKEN, access_token=ACCESS_TOKEN, profile=INSTANT
    )
    clock = MovableClock()
    async with (
        Simulator(config) as sim,
        run_gateway(folder, clock=clock, graph_url=sim.base_url, **values) as running,
        running.client("ana") as agent,
        httpx.AsyncClient(base_url=running.url, timeout=60, verify=False) as people,
    ):
        sim.set_webhook(f"{running.url}/webhook")
        yield OutsideShop(sim, running, agent, clock, people=people)


def mail_settings(server: MailServer, authority: Path) -> dict[str, Any]:
    return {
        "smtp_host": "127.0.0.1",
        "smtp_port": server.port,
        "smtp_security": "starttls",
        "smtp_user": USER,
        "smtp_ca_file": str(authority),
        "mail_from": "Loja Exemplo <permissao@loja.example>",
    }
