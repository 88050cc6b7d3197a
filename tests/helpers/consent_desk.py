"""An office for the consent flows: gateway and stand-in as processes, mail and SMS servers, windows, real stores."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import keyring
import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desktop.app import AgentWindow
from desktop.application.desk import Desk, Link
from desktop.demo.driver import Hands
from desktop.demo.scene import Scene
from desktop.front import Dress, Options, dress
from desktop.ui.controllers.workspace import WorkspaceController
from tests.helpers.deployment import PASSWORD, Deployment
from tests.helpers.desks import MemoryKeyring
from tests.helpers.gateway import SMS_TOKEN
from tests.helpers.mail_server import MailServer
from tests.helpers.shop import eventually
from tests.helpers.twilio_server import ACCOUNT, SENDER, TwilioServer

PATIENCE = 40.0
_DAY = ["00:00-24:00"] * 7


@dataclass
class Counter:
    """`office`: the processes; `mail` and `sms`: the servers of this test's loop, at addresses that do not change."""

    office: Deployment
    mail: MailServer
    sms: TwilioServer

    # The customers, at their telephones

    async def arrives(self, key: str, name: str, phone: str, text: str = "Oi, bom dia") -> None:
        """A new customer who writes once."""
        async with self.office.simulator() as phones:
            (await phones.post("/users", json={"key": key, "name": name, "phone": phone})).raise_for_status()
        await self.says(key, text)

    async def says(self, key: str, text: str) -> None:
        async with self.office.simulator() as phones:
            (await phones.post(f"/users/{key}/messages", json={"type": "text", "text": text})).raise_for_status()

    async def got(self, key: str) -> list[str]:
        """Texts on this customer's telephone, oldest first."""
        return [item["text"] for item in await self._on_phone(key)]

    async def templates(self, key: str) -> list[str]:
        """Names of the templates this customer got."""
        return [it["body"]["template"]["name"] for it in await self._on_phone(key) if it["type"] == "template"]

    async def taps(self, key: str, title: str) -> None:
        """The button of this title, once a message with it is there."""

        async def look() -> list[str]:
            return [it["wamid"] for it in await self._on_phone(key) if title in [c["title"] for c in it["choices"]]]

        found = await eventually(look, bool, PATIENCE)
        async with self.office.simulator() as phones:
            (await phones.post(f"/users/{key}/tap", json={"wamid": found[-1], "title": title})).raise_for_status()

    async def _on_phone(self, key: str) -> list[dict[str, Any]]:
        async with self.office.simulator() as phones:
            found: list[dict[str, Any]] = (await phones.get("/sent", params={"user": key})).json()["sent"]
            return found

    # The company's rules

    async def open_all_day(self) -> None:
        """Nothing waits for opening hours or for a day with fewer messages."""
        await self._hours(_DAY)

    async def closed_now(self) -> None:
        """Promotions may leave in six hours, whatever time it is."""
        begin = datetime.now(UTC) - timedelta(hours=3) + timedelta(hours=6)
        last = min(begin.hour + 1, 24)
        await self._hours([f"{begin.hour:02}:00-{last:02}:00"] * 7)

    async def _hours(self, days: list[str]) -> None:
        async with self.office.client("admin") as admin:
            policy = (await admin.get("/v1/policy")).json()
            profiles = {name: {"days": _DAY, "on_holidays": True} for name in policy["profiles"]}
            profiles["marketing"] = {"days": days, "on_holidays": True}
            caps = {"cap_day": None, "cap_week": None, "cap_month": None}
            answer = await admin.put("/v1/policy", json={**policy, **caps, "profiles": profiles, "state_profiles": {}})
            assert answer.status_code == 200, answer.text

    async def events(self, contact_id: str) -> list[tuple[str, str, str]]:
        """(type, purpose, source) of a person's ledger, oldest first, as the gateway shows it to its lead."""
        async with self.office.client("lia") as lead:
            file = (await lead.get(f"/v1/contacts/{contact_id}/consent-file")).json()
        found = [(it["seq"], it["type"], it["purpose"], it["source"]) for it in file["entries"]]
        return [(kind, purpose, source) for _, kind, purpose, source in sorted(found)]


@dataclass
class Seat:
    """One person's window."""

    agent: AgentWindow
    hands: Hands
    scene: Scene

    @property
    def desk(self) -> Desk:
        return self.scene.desk

    @property
    def workspace(self) -> WorkspaceController:
        assert self.agent.seat is not None
        assert self.agent.seat.workspace is not None
        return self.agent.seat.workspace

    async def open(self, name: str) -> None:
        """The conversation with this customer, with its messages and the gate's answer."""
        await self.until(lambda: self.scene.find(name) is not None, f"{name} has written")
        self.workspace.open(self.scene.conversation(name).id)
        await self.until(lambda: self.scene.is_open(name), f"{name} is open")
        workspace = self.workspace
        await self.until(lambda: workspace.permission.outlook is not None, "the gate has answered")

    async def until(self, condition: Any, what: str) -> None:
        await self.hands.until(condition, what, PATIENCE)

    def shows(self, name: str) -> bool:
        return self.hands.find(QWidget, name) is not None

    def text(self, name: str) -> str:
        """What a label says; "" while it is not shown."""
        found = self.hands.find(QLabel, name)
        return found.text() if found is not None else ""

    def told(self, name: str) -> str:
        """What a screen reader says of a widget; "" while it is not shown."""
        found = self.hands.find(QWidget, name)
        return f"{found.accessibleName()} {found.accessibleDescription()}" if found is not None else ""

    async def until_state(self, name: str, state: str, purpose: str = "mkt.promotions") -> None:
        """In the store of this desktop."""
        await self.until(lambda: self.scene.consent(name, purpose) == state, f"{name} is {state} for {purpose}")


ConsentOffice = tuple[Deployment, MailServer, TwilioServer]


@pytest.fixture(scope="session")
def consent_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConsentOffice]:
    """One for all tests of consent; each brings customers of its own."""
    mail, sms = MailServer(None), TwilioServer()
    settings = {
        "smtp_host": "127.0.0.1",
        "smtp_port": str(mail.port),
        "smtp_security": "none",
        "mail_from": "Loja Exemplo <permissao@loja.example>",
        "sms_provider": "twilio",
        "sms_url": f"http://127.0.0.1:{sms.port}",
        "sms_account": ACCOUNT,
        "sms_from": SENDER,
        "sms_token": SMS_TOKEN,
    }
    office = Deployment(tmp_path_factory.mktemp("consent"), settings=settings)
    try:
        office.start()
        yield office, mail, sms
    finally:
        office.stop()
    assert "Traceback" not in office.gateway.output, office.gateway.output


@pytest.fixture
def wear(qapp: QApplication) -> Iterator[Dress]:
    """What windows share, with a keyring in memory."""
    locale, before = QLocale(), keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    made = dress(qapp)
    yield made
    made.speaker.be_silent()
    made.theme.deleteLater()
    qapp.setStyleSheet("")
    QLocale.setDefault(locale)
    keyring.set_keyring(before)


@asynccontextmanager
async def at_the_counter(office: ConsentOffice) -> AsyncIterator[Counter]:
    """Not a fixture: between a test and its fixtures Qt runs while the loop does not. Open all day at first."""
    deployment, mail, sms = office
    async with AsyncExitStack() as stack:
        for server in (mail, sms):
            await server.start()
            stack.push_async_callback(server.stop)
        counter = Counter(deployment, mail, sms)
        await counter.open_all_day()
        yield counter


@asynccontextmanager
async def seated(
    wear: Dress, counter: Counter, login: str, folder: Path, *, language: str = "pt_BR", theme: str = "light"
) -> AsyncIterator[Seat]:
    """Somebody signs in, as they do it themselves."""
    crashes: list[str] = []
    stop = wear.reporter.listen(crashes.append)
    agent = AgentWindow(Options(counter.office.url, login, language, theme, folder), wear)
    try:
        agent.window.resize(1360, 860)
        await agent.start()
        hands = Hands(agent.window)
        field = await hands.see(QLineEdit, "login_user")
        field.setText(login)
        password = await hands.see(QLineEdit, "login_password")
        password.setText(PASSWORD)
        password.returnPressed.emit()
        await hands.until(lambda: _online(agent), f"{login} is online", PATIENCE)
        assert agent.seat is not None
        assert agent.seat.workspace is not None
        yield Seat(agent, hands, Scene(hands, agent.seat.workspace.desk, folder))
    finally:
        agent.window.close()
        await agent.closed()
        await agent.stop()
        stop()
    assert crashes == []


async def agreed(counter: Counter, seat: Seat, key: str, name: str, phone: str) -> None:
    """A new customer who was asked from the window and tapped yes; their conversation is open."""
    await counter.arrives(key, name, phone)
    await seat.open(name)
    await seat.hands.click("banner_action")
    await counter.taps(key, "Sim, quero receber")
    await seat.until_state(name, "ACTIVE")


def _online(agent: AgentWindow) -> bool:
    workspace = agent.seat.workspace if agent.seat else None
    return workspace is not None and workspace.desk.connection.link is Link.ONLINE


async def fetched(url: str) -> httpx.Response:
    """A page of the gateway, as a stranger gets it."""
    async with httpx.AsyncClient(timeout=30) as client:
        return await client.get(url)
