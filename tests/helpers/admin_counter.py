"""The administration over a sample office, as it stands on the screen: what tests of its pages drive."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from desktop.application.desk import Desk
from desktop.application.office import Office
from desktop.runtime.tasks import Tasks
from desktop.ui.bridge import Bus
from desktop.ui.controllers.admin.admin import AdminController
from desktop.ui.controllers.shortcut_book import ShortcutBook
from desktop.ui.controllers.tools import Telling, Tools
from desktop.ui.language import Speaker
from desktop.ui.theme.theme import Theme
from desktop.ui.views.admin.place import AdminView
from desktop.ui.views.choices import ChoiceList
from desktop.ui.widgets.toast import Toast
from server_stub.contract.model import Role
from tests.helpers.sample_desk import SampleDesk
from tests.helpers.sample_office import SampleOffice
from tests.helpers.sample_people import ANA
from tests.helpers.waiting import until

W = TypeVar("W", bound=QWidget)


@dataclass
class Counter:
    """The administration as it stands on the screen."""

    view: AdminView
    admin: AdminController
    office: SampleOffice
    desk: SampleDesk

    def find(self, kind: type[W], name: str, page: str = "") -> W:
        place = self.view.findChild(QWidget, f"page_{page}") if page else self.view
        assert place is not None, page
        found = place.findChild(kind, name)
        assert found is not None, name
        return found

    async def go(self, page: str) -> None:
        self.admin.open(page)
        await until(lambda: self.view.findChild(QWidget, f"page_{page}") is not None)
        await until(lambda: self.find(QWidget, f"page_{page}").isVisible())
        await until(
            lambda: self.find(QLabel, f"{page}_state_title", page).text() != "One moment…" or self.is_filled(page)
        )

    def is_filled(self, page: str) -> bool:
        return not self.find(QWidget, f"{page}_state", page).isVisible()

    def write(self, name: str, text: str, page: str = "") -> None:
        """As a person would: old text gone, edited signals sent."""
        box = self.find(QLineEdit, f"field_{name}", page)
        box.setText(text)
        box.textEdited.emit(text)

    def click(self, name: str) -> None:
        button = self.find(QPushButton, name)
        assert button.isEnabled(), name
        button.click()

    def choose(self, page: str, key: str) -> None:
        assert self.find(ChoiceList, f"{page}_list", page).choose(key)


@pytest.fixture
async def counter(qapp: QApplication, tmp_path: Path) -> AsyncIterator[Counter]:
    async for made in open_counter(qapp, tmp_path, Role.ADMIN):
        yield made


@pytest.fixture
async def leads_counter(qapp: QApplication, tmp_path: Path) -> AsyncIterator[Counter]:
    async for made in open_counter(qapp, tmp_path, Role.LEAD):
        yield made


async def open_counter(qapp: QApplication, tmp_path: Path, role: Role) -> AsyncIterator[Counter]:
    desk, office = SampleDesk(tmp_path, account=msgspec.structs.replace(ANA, role=role)), SampleOffice(tmp_path)
    async with administration(qapp, desk, office) as (view, admin):
        yield Counter(view, admin, office, desk)


@asynccontextmanager
async def administration(
    qapp: QApplication, desk: Desk, office: Office
) -> AsyncIterator[tuple[AdminView, AdminController]]:
    """In English, on the screen, over any desk."""
    crashes: list[tuple[str, BaseException]] = []
    tasks = Tasks(lambda name, error: crashes.append((name, error)))
    theme, speaker = Theme(qapp), Speaker(qapp)
    speaker.speak("en")
    theme.apply()
    view = AdminView(theme)
    view.resize(1180, 780)
    telling = Telling(Toast(theme, view), view)
    tools = Tools(desk, Bus(view), tasks.spawn, theme, telling, ShortcutBook({}, view))
    admin = AdminController(tools, office, view, view)
    view.show()
    yield view, admin
    await tasks.aclose()
    view.hide()
    view.deleteLater()
    speaker.be_silent()
    theme.deleteLater()
    qapp.setStyleSheet("")
    assert crashes == []
