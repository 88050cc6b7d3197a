"""Opens the two windows of the demo on one loop and signs both people in, as they would do it themselves."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click
import httpx
import keyring
from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import AgentWindow
from desktop.application.desk import Link
from desktop.demo.backstage import AGENT, LEAD, Backstage, Person
from desktop.demo.driver import Hands, StoryError
from desktop.demo.memory_keyring import DemoKeyring
from desktop.demo.scene import Scene
from desktop.demo.story import Story
from desktop.front import Dress, Options, dress
from desktop.infra.logs import start_logging
from desktop.runtime.loop import run
from desktop.ui.theme.theme import ARGUMENTS

_WIDTH, _HEIGHT = 1360, 860


def play(data: Path, out: Path | None, *, headless: bool, language: str) -> int:
    """Run the demo; the answer is the exit code. Raises BackstageError, or StoryError when headless."""
    keyring.set_keyring(DemoKeyring())
    click.echo("Starting the stand-in for WhatsApp and the gateway …")
    with Backstage(data) as stage:
        if headless:
            qInstallMessageHandler(_without_plugin_talk)
        application = QApplication.instance() or QApplication(list(ARGUMENTS))
        wear = dress(application)

        async def body() -> int:
            start_logging(_log_folder(out or data))
            wear.reporter.install(asyncio.get_running_loop())
            return await _windows(stage, wear, data, out if headless else None, language)

        try:
            return run(application, body)
        finally:
            # The windows' reporter writes to a log; who runs the demo reads the terminal.
            sys.excepthook = sys.__excepthook__


def _log_folder(beside: Path) -> Path:
    folder = beside / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


async def _windows(stage: Backstage, wear: Dress, data: Path, out: Path | None, language: str) -> int:
    crashes: list[str] = []
    stop_listening = wear.reporter.listen(crashes.append)
    lead = AgentWindow(Options(stage.gateway_url, LEAD.login, language, "light", data), wear)
    agent = AgentWindow(Options(stage.gateway_url, AGENT.login, language, "light", data), wear)
    try:
        for seat, person, place in ((lead, LEAD, 80), (agent, AGENT, 0)):
            seat.window.resize(_WIDTH, _HEIGHT)
            seat.window.move(place, place)
            await seat.start()
            await _sign_in(Hands(seat.window), stage, person)
            await Hands(seat.window).until(lambda seat=seat: _online(seat), f"{person.name} is online")
        if out is None:
            await _by_hand(stage, agent)
        else:
            await _by_itself(stage, agent, lead, out)
            if crashes:
                raise StoryError(f"something went wrong on the way: {', '.join(crashes)}")
    finally:
        await agent.stop()
        await lead.stop()
        stop_listening()
    return 0


async def _sign_in(hands: Hands, stage: Backstage, person: Person) -> None:
    await hands.fill("login_gateway", stage.gateway_url)
    await hands.fill("login_user", person.login)
    await hands.fill("login_password", stage.password)
    await hands.press(Qt.Key.Key_Return, on="login_password")
    await hands.see(QWidget, "workspace")


def _online(seat: AgentWindow) -> bool:
    workspace = seat.seat.workspace if seat.seat else None
    return workspace is not None and workspace.desk.connection.link is Link.ONLINE


def _begin_customers(stage: Backstage) -> None:
    httpx.post(f"{stage.sim_url}/sim/scripts", json={"name": "demo"}, timeout=10).raise_for_status()


async def _by_hand(stage: Backstage, agent: AgentWindow) -> None:
    """The person at the screen answers; closing the agent's window ends the demo."""
    click.echo("Customers are writing. Answer them in Ana Paula's window; close it to end the demo.")
    hands = Hands(agent.window)
    await hands.click("rail_account")
    await hands.choose("account_menu", "account_available")
    _begin_customers(stage)
    await agent.closed()


async def _by_itself(stage: Backstage, agent: AgentWindow, lead: AgentWindow, out: Path) -> None:
    workspace = agent.seat.workspace if agent.seat else None
    if workspace is None:
        raise StoryError("the agent is not signed in")
    hands = Hands(agent.window)
    story = Story(Scene(hands, workspace.desk, out), Hands(lead.window), lambda: _begin_customers(stage))
    try:
        summary = await story.play()
    except StoryError:
        await hands.shot(out, "where_it_stopped")
        raise
    click.echo(f"Every step happened: {summary}. Pictures and summary.json are in {out}.")


def _without_plugin_talk(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """The offscreen platform says at every dialog what it cannot do; nobody running the demo can act on it."""
    if not text.startswith("This plugin does not support"):
        click.echo(text, err=True)
