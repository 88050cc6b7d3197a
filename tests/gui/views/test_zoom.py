"""Everything larger or smaller while somebody works: they stay where they are, and lose nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

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


async def test_the_wheel_with_ctrl_where_nothing_scrolls(office: Office) -> None:
    middle = QPointF(office.window.rect().center())
    for turn, percent in ((120, 115), (-120, 100)):
        event = QWheelEvent(
            middle,
            office.window.mapToGlobal(middle),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(office.window, event)
        await zoomed(office, percent)


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
