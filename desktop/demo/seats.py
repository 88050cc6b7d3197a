"""The two windows of the demo on one loop: both people signed in, as they would do it themselves."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.app import AgentWindow
from desktop.application.desk import Link
from desktop.application.sound import Microphone
from desktop.demo.backstage import AGENT, LEAD, Backstage
from desktop.demo.driver import Hands, StoryError
from desktop.front import Dress, Options
from desktop.ui.controllers.workspace import WorkspaceController

_WIDTH, _HEIGHT = 1360, 860


@dataclass(frozen=True, slots=True)
class Seats:
    agent: AgentWindow
    lead: AgentWindow


@asynccontextmanager
async def two_seats(
    stage: Backstage, wear: Dress, data: Path, language: str, *, microphone: Callable[[], Microphone] | None = None
) -> AsyncIterator[Seats]:
    """Both are online. Raises StoryError where that takes too long."""
    lead = AgentWindow(Options(stage.gateway_url, LEAD.login, language, "light", data), wear)
    agent = AgentWindow(Options(stage.gateway_url, AGENT.login, language, "light", data), wear, microphone=microphone)
    try:
        for seat, person, place in ((lead, LEAD, 80), (agent, AGENT, 0)):
            seat.window.resize(_WIDTH, _HEIGHT)
            seat.window.move(place, place)
            await seat.start()
            hands = Hands(seat.window)
            await sign_in(hands, stage.gateway_url, person.login, stage.password)
            await hands.until(lambda seat=seat: online(seat), f"{person.name} is online")
        yield Seats(agent, lead)
    finally:
        await agent.stop()
        await lead.stop()


def workspace_of(seat: AgentWindow) -> WorkspaceController:
    """Raises StoryError before somebody has signed in."""
    workspace = seat.seat.workspace if seat.seat else None
    if workspace is None:
        raise StoryError("nobody is signed in")
    return workspace


async def sign_in(hands: Hands, gateway_url: str, login: str, password: str) -> None:
    """As everybody does it."""
    await hands.fill("login_gateway", gateway_url)
    await hands.fill("login_user", login)
    await hands.fill("login_password", password)
    await hands.press(Qt.Key.Key_Return, on="login_password")
    await hands.see(QWidget, "workspace")


def online(seat: AgentWindow) -> bool:
    workspace = seat.seat.workspace if seat.seat else None
    return workspace is not None and workspace.desk.connection.link is Link.ONLINE
