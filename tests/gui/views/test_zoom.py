"""Everything larger or smaller while somebody works: they stay where they are, and lose nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from desktop.ui.lists.thread_view import ThreadView
from desktop.ui.views.composer_input import ComposerInput
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

CTRL = Qt.KeyboardModifier.ControlModifier


def size(office: Office) -> str:
    """What the passing note says; empty while there is none."""
    return next(
        (it.text() for it in office.window.findChildren(QLabel) if it.text().endswith("%") and it.isVisible()), ""
    )


async def zoomed(office: Office, percent: int) -> None:
    await until(lambda: size(office) == f"{percent} %")
    assert office.file.kept.text_percent == percent
    assert office.theme.text_scale == percent / 100


async def test_larger_smaller_and_as_usual_by_keys(office: Office) -> None:
    await office.open("v-mariana")
    office.write("rascunho")
    office.press(Qt.Key.Key_Plus, CTRL)
    await zoomed(office, 115)
    office.press(Qt.Key.Key_Equal, CTRL)
    await zoomed(office, 130)
    office.press(Qt.Key.Key_Minus, CTRL)
    await zoomed(office, 115)
    office.press(Qt.Key.Key_0, CTRL)
    await zoomed(office, 100)
    field = office.find(ComposerInput, "composer_input")
    await until(lambda: field.text() == "rascunho")
    assert field.hasFocus()


async def test_steps_that_come_faster_than_windows_are_built_end_in_one_window(office: Office) -> None:
    await office.open("v-mariana")
    for _ in range(9):
        office.seat.zoom.larger()
    await zoomed(office, 200)
    assert len(office.window.findChildren(QWidget, "workspace")) == 1


def turned(over: QWidget, steps: int) -> bool:
    """Ctrl and the wheel over a widget; whether it kept that for itself. What it leaves goes up to the window."""
    at, nothing = QPointF(over.rect().center()), Qt.MouseButton.NoButton
    turn = QPoint(0, 120 * steps)
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, over.mapToGlobal(at), QPoint(), turn, nothing, CTRL, phase, False)
    QApplication.sendEvent(over, event)
    return event.isAccepted()


async def test_the_wheel_with_ctrl(office: Office) -> None:
    await office.open("v-mariana")
    assert not turned(office.find(ThreadView, "timeline").viewport(), 1)
    assert turned(office.window, 1)
    await zoomed(office, 115)
    assert turned(office.window, -1)
    await zoomed(office, 100)


async def test_what_is_being_read_stays_in_view(office: Office) -> None:
    await office.open("v-mariana")
    view = office.find(ThreadView, "timeline")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    reading = office.work.timeline.reading()
    assert reading is not None
    office.press(Qt.Key.Key_Plus, CTRL)
    await zoomed(office, 115)
    await until(lambda: office.work.timeline.neighbour("", -1) is not None)
    again = office.work.timeline.reading()
    assert again is not None
    assert again[0].id == reading[0].id
    assert again[1] == pytest.approx(reading[1], abs=0.02)


async def test_files_and_the_quote_come_along(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "contrato.txt"
    path.write_text("x", encoding="utf-8")
    await office.open("v-mariana")
    office.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    quoted = office.work.composer.quoted
    office.work.composer.attachments.add([path])
    await until(lambda: office.work.composer.attachments.paths == [path])
    office.press(Qt.Key.Key_Plus, CTRL)
    await zoomed(office, 115)
    assert office.work.composer.attachments.paths == [path]
    await until(lambda: office.work.composer.quoted == quoted)
    office.work.composer.attachments.clear()


async def test_a_form_that_is_being_filled_in_is_not_emptied(office: Office) -> None:
    await office.open("v-mariana")
    field = QLineEdit(office.window)
    field.show()
    field.setFocus()
    office.write("meio nome")
    old = office.work
    office.press(Qt.Key.Key_Plus, CTRL)
    assert office.file.kept.text_percent == 100
    assert office.work is old
    field.clear()
    office.press(Qt.Key.Key_Plus, CTRL)
    await zoomed(office, 115)


def elided(office: Office) -> set[str]:
    """Names of labels and buttons in view that do not show all their words."""
    found = set()
    for label in office.window.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            told = label.fontMetrics().horizontalAdvance(label.text().replace("\n", " "))
            if told > label.width() + 1 and "\n" not in label.text():
                found.add(label.objectName() or label.text())
    for button in office.window.findChildren(QPushButton):
        if button.isVisible() and button.text() and button.width() < button.minimumSizeHint().width():
            found.add(button.objectName())
    return found


@pytest.mark.parametrize("percent", [80, 200])
async def test_nothing_is_cut_off_that_was_whole_before(office: Office, percent: int) -> None:
    await office.open("v-mariana")
    await until(lambda: office.work.permission.outlook is not None)
    before = elided(office)
    office.preferring.change({"text_percent": percent})
    await until(lambda: office.theme.text_scale == percent / 100 and not office.seat._is_building)
    await until(lambda: office.shows("composer_input") and office.work.permission.outlook is not None)
    await until(lambda: elided(office) <= before)
    assert office.window.width() == 1280
    for steps in range(3):
        office.press(Qt.Key.Key_F6)
        assert elided(office) <= before, steps
