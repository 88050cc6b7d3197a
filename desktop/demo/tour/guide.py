"""Leads the agent through the tour: keys and clicks on the real widgets, and waiting for what a person would see."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QLabel, QProgressBar, QWidget

from desktop.app import AgentWindow
from desktop.demo.driver import Hands
from desktop.demo.scene import Scene
from desktop.demo.seats import Seats, workspace_of
from desktop.demo.tour import camera
from desktop.demo.tour.cast import NAMES, Cast
from desktop.demo.tour.watcher import Watcher
from desktop.ui.controllers.workspace import WorkspaceController
from desktop.ui.lists.thread_view import ThreadView
from desktop.ui.theme.theme import Theme
from server_stub.contract.model import Message

SIZE = (900, 900)
"""Of the window while messages are taken: a timeline of 500 logical pixels, as wide as half a page."""
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Guide(Watcher):
    """One agent's window on the tour, worked by keys and clicks."""

    def __init__(self, seats: Seats, cast: Cast, props: Path, theme: Theme) -> None:
        hands, desk = Hands(seats.agent.window), workspace_of(seats.agent).desk
        super().__init__(hands, desk, Scene(hands, desk, props))
        self.cast, self.props, self.theme = cast, props, theme
        self.agent: AgentWindow = seats.agent
        self.lead = Hands(seats.lead.window)
        self.lead_scene = Scene(self.lead, workspace_of(seats.lead).desk, props)

    async def open(self, key: str) -> None:
        await self.scene.open(NAMES[key][0])

    async def write(self, text: str) -> None:
        """Into the field, without sending."""
        for number, line in enumerate(text.split("\n")):
            if number:
                await self.hands.press(Qt.Key.Key_Return, _SHIFT, on="composer_input")
            await self.hands.write("composer_input", line)

    async def send(self, text: str = "") -> None:
        """With the Enter key, whatever is ready to go."""
        await self.write(text)
        await self.hands.press(Qt.Key.Key_Return, on="composer_input")

    async def paste(self, *names: str) -> None:
        """Files, as if they had been copied in a folder."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self.props / name)) for name in names])
        QApplication.clipboard().setMimeData(data)
        await self.hands.press(Qt.Key.Key_V, _CONTROL, on="composer_input")
        await self.hands.until(lambda: len(self.attached()) >= len(names), "the files are attached")

    def attached(self) -> list[QFrame]:
        """The rows of files that wait for the next message."""
        bar = self.hands.find(QWidget, "attachment_bar")
        return [] if bar is None else bar.findChildren(QFrame, "attachment")

    async def shown(self, message: Message) -> None:
        """Until it is among the bubbles: what keys are about is what is there to be seen."""
        view = await self.timeline()
        await self.hands.until(lambda: bool(camera.rows_of(view, [message.id])), "the message is shown")

    async def quote(self, steps: int = 1) -> None:
        """Answer an earlier message, so many up."""
        for _ in range(steps):
            await self.hands.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier, on="composer_input")

    async def key(self, key: Qt.Key) -> None:
        """One of the window's keys with Ctrl and Shift."""
        await self.hands.press(key, _CONTROL | _SHIFT)

    async def react(self, message: Message, digit: Qt.Key) -> None:
        """To the newest message of the customer, which is this one."""
        await self.shown(message)
        await self.key(Qt.Key.Key_R)
        await self.hands.see(QDialog, "reaction")
        await self.hands.press(digit, on="reaction")
        await self.gone("reaction")

    async def fill_in(self, form: str, **fields: str) -> None:
        for name, text in fields.items():
            await self.hands.fill(name, text)
        await self.hands.click(f"{form}_confirm")
        await self.gone(form)

    async def pick_file(self, dialog: str, name: str) -> None:
        """Write the path into Qt's own file dialog."""
        await self.hands.see(QDialog, dialog)
        await self.hands.fill("fileNameEdit", str(self.props / name))
        await self.hands.press(Qt.Key.Key_Return, on="fileNameEdit")
        await self.gone(dialog)

    async def gone(self, dialog: str) -> None:
        await self.hands.until(lambda: self.hands.find(QDialog, dialog) is None, f"{dialog} has closed")

    async def on_duty(self, hands: Hands, scene: Scene, *, yes: bool) -> None:
        """Take new conversations, or take no more of them."""
        account = scene.desk.account.id
        await hands.click("own_state")
        await hands.choose("state_menu", "state_available" if yes else "state_busy")
        await hands.until(lambda: scene.desk.accounts()[account].available is yes, "it is known who takes new ones")

    @property
    def workspace(self) -> WorkspaceController:
        """It is another one after the look was changed."""
        return workspace_of(self.agent)

    def label(self, name: str) -> str:
        """What a visible label says."""
        found = self.hands.find(QLabel, name)
        return "" if found is None else found.text()

    async def clear(self) -> None:
        """Nothing is left in the field and beside it."""
        await self.hands.press(Qt.Key.Key_A, _CONTROL, on="composer_input")
        await self.hands.press(Qt.Key.Key_Delete, on="composer_input")
        while self.attached():
            await self.hands.click("attachment_remove")

    async def ready(self) -> None:
        """Until nothing is being prepared any more."""
        await self.hands.until(
            lambda: not any(bar.isVisible() for row in self.attached() for bar in row.findChildren(QProgressBar)),
            "the files are ready",
            seconds=60,
        )

    def resize(self, width: int, height: int) -> None:
        self.agent.window.resize(width, height)

    async def timeline(self) -> ThreadView:
        return await self.hands.see(ThreadView, "timeline")
