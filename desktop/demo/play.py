"""Plays the demo: everything started, customers set going, and either a person at the screen or the story."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import click
import httpx
import keyring
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop.app import AgentWindow
from desktop.demo.backstage import Backstage
from desktop.demo.driver import Hands, StoryError
from desktop.demo.memory_keyring import DemoKeyring
from desktop.demo.scene import Scene
from desktop.demo.seats import Seats, two_seats, workspace_of
from desktop.demo.story import Story
from desktop.front import Dress, dress
from desktop.infra.logs import start_logging
from desktop.runtime.loop import run
from desktop.ui.theme.theme import ARGUMENTS

Act = Callable[[Backstage, Dress], Awaitable[None]]


def play(data: Path, out: Path | None, *, headless: bool, language: str) -> int:
    """Run the demo; the answer is the exit code. Raises BackstageError, or StoryError when headless."""

    async def act(stage: Backstage, wear: Dress) -> None:
        async with two_seats(stage, wear, data, language) as seats:
            if headless and out is not None:
                await _by_itself(stage, seats, wear, out)
            else:
                await _by_hand(stage, seats.agent)

    return on_stage(data, out or data, act, headless=headless)


def on_stage(data: Path, logs: Path, act: Act, *, headless: bool) -> int:
    """Stand-in and gateway behind, Qt's loop below; the answer is the exit code. Raises BackstageError, StoryError."""
    keyring.set_keyring(DemoKeyring())
    click.echo("Starting the stand-in for WhatsApp and the gateway …")
    with Backstage(data) as stage:
        if headless:
            qInstallMessageHandler(without_plugin_talk)
        application = QApplication.instance() or QApplication(list(ARGUMENTS))
        wear = dress(application)

        async def body() -> int:
            start_logging(_log_folder(logs))
            wear.reporter.install(asyncio.get_running_loop())
            await act(stage, wear)
            return 0

        try:
            return run(application, body)
        finally:
            # The windows' reporter writes to a log; who runs the demo reads the terminal.
            sys.excepthook = sys.__excepthook__


def _log_folder(beside: Path) -> Path:
    folder = beside / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _begin_customers(stage: Backstage) -> None:
    httpx.post(f"{stage.sim_url}/sim/scripts", json={"name": "demo"}, timeout=10).raise_for_status()


async def _by_hand(stage: Backstage, agent: AgentWindow) -> None:
    """The person at the screen answers; closing the agent's window ends the demo."""
    click.echo("Customers are writing. Answer them in Ana Paula's window; close it to end the demo.")
    hands = Hands(agent.window)
    await hands.click("own_state")
    await hands.choose("state_menu", "state_available")
    _begin_customers(stage)
    await agent.closed()


async def _by_itself(stage: Backstage, seats: Seats, wear: Dress, out: Path) -> None:
    hands = Hands(seats.agent.window)
    scene = Scene(hands, workspace_of(seats.agent).desk, out)
    story = Story(scene, Hands(seats.lead.window), lambda: _begin_customers(stage))
    crashes: list[str] = []
    stop_listening = wear.reporter.listen(crashes.append)
    try:
        summary = await story.play()
    except StoryError:
        await hands.shot(out, "where_it_stopped")
        raise
    finally:
        stop_listening()
    if crashes:
        raise StoryError(f"something went wrong on the way: {', '.join(crashes)}")
    click.echo(f"Every step happened: {summary}. Pictures and summary.json are in {out}.")


def without_plugin_talk(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """The offscreen platform says at every dialog what it cannot do; nobody running the demo can act on it."""
    if not text.startswith("This plugin does not support"):
        click.echo(text, err=True)
