"""A whole window over the sample desk, driven by keys and clicks as a person would."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.application.preferences import Preferences
from desktop.domain.errors import AppError, Refused
from desktop.runtime.tasks import Tasks
from desktop.ui.controllers.preferring import Preferring
from desktop.ui.controllers.seat import Seat
from desktop.ui.controllers.workspace import WorkspaceController
from desktop.ui.language import Speaker
from desktop.ui.notifications import Notice
from desktop.ui.theme.theme import Theme
from desktop.ui.views.window import MainWindow
from tests.helpers.admin_counter import counter, leads_counter
from tests.helpers.sample_desk import SampleDesk
from tests.helpers.sample_sounds import SampleSounds
from tests.helpers.waiting import until

__all__ = ["counter", "leads_counter"]

W = TypeVar("W", bound=QWidget)
NONE = Qt.KeyboardModifier.NoModifier


class StartedSampleDesk(SampleDesk):
    """A sample desk as the seat wants it: started, stopped, with nothing to complain of."""

    problems: tuple = ()
    running = False

    has_pictures = False
    """Off, because a picture that is fetched while a test ends would be decoded without a loop."""

    async def media_file(self, media_id: str) -> Path:
        if not self.has_pictures:
            raise AppError("media_not_ready")
        return await super().media_file(media_id)

    async def start(self) -> None:
        self.running = True

    async def stop(self) -> None:
        self.running = False
        await self.preparing.close()


class KeptPreferences:
    """A file of preferences in memory."""

    is_damaged = False

    def __init__(self) -> None:
        self.kept = Preferences(language="pt_BR", theme="light")

    def load(self) -> Preferences:
        return self.kept

    def save(self, preferences: Preferences) -> None:
        self.kept = preferences


@dataclass
class Bell:
    """Notifier and sound that remember."""

    notices: list[Notice] = field(default_factory=list)
    unread: int = 0
    rings: int = 0
    calls: int = 0

    def show(self, notice: Notice) -> None:
        self.notices.append(notice)

    def set_unread(self, count: int) -> None:
        self.unread = count

    def play(self) -> None:
        self.rings += 1

    def call(self) -> None:
        self.calls += 1


class Doorkeeper:
    """Lets in who knows the password."""

    persistent = True

    def __init__(self, desk: StartedSampleDesk) -> None:
        self.desk = desk

    def remembered(self) -> None:
        return None

    async def sign_in(self, gateway_url: str, login: str, password: str) -> StartedSampleDesk:
        if password != "right":
            raise Refused("login_failed")
        return self.desk


@dataclass
class Office:
    window: MainWindow
    seat: Seat
    desk: StartedSampleDesk
    preferring: Preferring
    file: KeptPreferences
    bell: Bell
    theme: Theme
    crashes: list[tuple[str, BaseException]]
    hearing: SampleSounds

    @property
    def work(self) -> WorkspaceController:
        assert self.seat.workspace is not None
        return self.seat.workspace

    def find(self, kind: type[W], name: str) -> W:
        """The one visible widget of this name, in the window or in a dialog."""
        found = [
            widget for widget in self.window.findChildren(kind) if widget.objectName() == name and widget.isVisible()
        ]
        assert len(found) == 1, f"{name}: {len(found)}"
        return found[0]

    def shows(self, name: str) -> bool:
        return any(widget.objectName() == name and widget.isVisible() for widget in self.window.findChildren(QWidget))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """A key for whatever has the focus."""
        active = QApplication.activeModalWidget() or self.window
        QTest.keyClick(active.focusWidget() or active, key, modifier)

    def write(self, text: str) -> None:
        active = QApplication.activeModalWidget() or self.window
        for letter in text:
            target = active.focusWidget() or active
            if letter.isascii():
                QTest.keyClick(target, letter)
            else:
                # QTest knows no keys beyond ASCII and aborts.
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(target, QKeyEvent(kind, 0, NONE, letter))

    def click(self, name: str) -> None:
        QTest.mouseClick(self.find(QWidget, name), Qt.MouseButton.LeftButton)

    async def open(self, conversation_id: str) -> None:
        """Choose it, and wait until its messages and the gate's answer are here."""
        self.work.open(conversation_id)
        await until(lambda: self.work.permission.outlook is not None or self.work.conversation.obstacle())
        await until(lambda: self.work.timeline.neighbour("", -1) is not None)

    def sent(self, conversation_id: str = "v-mariana") -> list[str]:
        """Texts of what went out from this window, oldest first."""
        kept = self.desk._timelines[conversation_id]
        return [item.content.text for item in kept if item.id.startswith("z-") and item.direction == "out"]


@pytest.fixture
async def office(qapp: QApplication, tmp_path: Path) -> AsyncIterator[Office]:
    async for made in build_office(qapp, tmp_path, StartedSampleDesk(tmp_path)):
        yield made


@pytest.fixture
async def quiet_office(qapp: QApplication, tmp_path: Path) -> AsyncIterator[Office]:
    """Without a single conversation."""
    async for made in build_office(qapp, tmp_path, StartedSampleDesk(tmp_path, empty=True)):
        yield made


async def build_office(
    qapp: QApplication, tmp_path: Path, desk: StartedSampleDesk, kept: KeptPreferences | None = None
) -> AsyncIterator[Office]:
    locale = QLocale()
    crashes: list[tuple[str, BaseException]] = []
    tasks = Tasks(lambda name, error: crashes.append((name, error)))
    theme, speaker, bell, file = Theme(qapp), Speaker(qapp), Bell(), kept or KeptPreferences()
    hearing = SampleSounds()
    theme.apply()
    window = MainWindow(theme)
    window.resize(1280, 820)
    preferring = Preferring(file, theme, speaker, window)
    preferring.begin()
    window.redress()
    seat = Seat(window, tasks.spawn, theme, preferring, Doorkeeper(desk), bell, bell, hearing.sounds)
    window.show()
    await seat.take(desk)
    await until(lambda: window.isActiveWindow())
    yield Office(window, seat, desk, preferring, file, bell, theme, crashes, hearing)
    await seat.leave()
    await tasks.aclose()
    window.hide()
    window.deleteLater()
    speaker.be_silent()
    theme.deleteLater()
    qapp.setStyleSheet("")
    QLocale.setDefault(locale)
    assert crashes == []
