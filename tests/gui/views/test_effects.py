"""Where few effects are wanted, nothing moves by itself; and what could not be kept of the settings is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel

from desktop.application.preferences import Preferences
from desktop.ui.controllers.preferring import Preferring
from desktop.ui.views.viewer import Viewer
from desktop.ui.widgets.picture_canvas import PictureCanvas
from tests.gui.views.conftest import KeptPreferences, Office, StartedSampleDesk, build_office


async def test_few_effects_hold_everything_that_moves(office: Office) -> None:
    blinks = QApplication.styleHints().cursorFlashTime()
    office.preferring.change({"effects": "few"})
    assert QApplication.styleHints().cursorFlashTime() == 0
    assert shows_one_picture(office)
    office.preferring.change({"effects": "all"})
    assert QApplication.styleHints().cursorFlashTime() == blinks
    assert not shows_one_picture(office)


async def test_a_remote_line_asks_for_few_unless_the_person_wants_all(office: Office) -> None:
    office.preferring.hear_computer(few_effects=True)
    assert shows_one_picture(office)
    office.preferring.change({"effects": "all"})
    assert not shows_one_picture(office)


def shows_one_picture(office: Office) -> bool:
    """Whether a moving sticker in the viewer, and those in the thread, stand still."""
    frames = [QImage(8, 8, QImage.Format.Format_RGB32) for _ in range(2)]
    viewer = Viewer(office.theme, office.window)
    viewer.show_moving(frames, [20, 20], "x")
    canvas = viewer.findChild(PictureCanvas)
    moves = canvas._clock.isActive()
    canvas.clear()
    viewer.deleteLater()
    assert office.work._thread.pictures.animations._is_still is not moves
    return not moves


class DamagedPreferences(KeptPreferences):
    is_damaged = True


class DoubtfulPreferences(KeptPreferences):
    """Readable, but two actions have one key."""

    def __init__(self) -> None:
        self.kept = Preferences(language="pt_BR", theme="light", shortcuts={"find": ["Alt+F4"]})


@pytest.mark.parametrize("kind", [DamagedPreferences, DoubtfulPreferences])
async def test_settings_that_are_gone_are_told(qapp: QApplication, tmp_path: Path, kind: type[KeptPreferences]) -> None:
    async for office in build_office(qapp, tmp_path, StartedSampleDesk(tmp_path), kind()):
        assert isinstance(office.preferring, Preferring)
        shown = [it.text() for it in office.window.trouble.findChildren(QLabel) if it.isVisible()]
        assert any(text.startswith("Algumas configurações deste computador") for text in shown)
        assert office.seat.keys.shown("find") == "Ctrl+F"
