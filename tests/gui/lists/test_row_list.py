"""The conversation list: only visible rows cost anything, and Qt's keyboard and accessibility still work."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.lists.row_list import RowListView
from desktop.ui.models.conversation_entry import Chip
from server_stub.contract.model import Preview
from tests.gui.lists.conftest import settle
from tests.helpers.sample_desk import SampleDesk
from tests.helpers.sample_people import NOW


@pytest.fixture
def heard(inbox: RowListView) -> list[tuple[str, object]]:
    notes: list[tuple[str, object]] = []
    inbox.row_activated.connect(lambda item: notes.append(("activated", item)))
    inbox.row_changed.connect(lambda item: notes.append(("current", item)))
    return notes


def test_a_click_activates(inbox: RowListView, heard: list[tuple[str, object]]) -> None:
    QTest.mouseClick(inbox.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(150, 68 * 2 + 20))
    assert heard[-2:] == [("current", "v-padaria"), ("activated", "v-padaria")]


def test_arrows_pages_and_enter(inbox: RowListView, heard: list[tuple[str, object]]) -> None:
    inbox.setFocus()
    assert inbox.current_id() == "v-mariana"
    QTest.keyClick(inbox, Qt.Key.Key_Down)
    QTest.keyClick(inbox, Qt.Key.Key_Return)
    assert heard[-1] == ("activated", "v-jose")
    QTest.keyClick(inbox, Qt.Key.Key_End)
    assert inbox.current_id() == "v-paula"
    assert inbox.viewport().rect().contains(inbox.visualRect(inbox.currentIndex()).center())
    QTest.keyClick(inbox, Qt.Key.Key_PageUp)
    QTest.keyClick(inbox, Qt.Key.Key_Home)
    assert inbox.current_id() == "v-mariana"
    assert inbox.verticalScrollBar().value() == 0


def test_the_selection_follows_its_conversation(inbox: RowListView, desk: SampleDesk) -> None:
    model = inbox.model()
    inbox.setCurrentIndex(model.index(0, 0))
    jose = desk.conversation("v-jose")
    assert jose is not None
    last = Preview("new", "text", "Bom dia", "in", "received", NOW + 1)
    model.apply([(msgspec.structs.replace(jose, last=last, unread=1), desk.contact(jose.contact_id))])
    model.flush()
    settle(inbox)
    assert inbox.current_id() == "v-mariana"
    assert inbox.currentIndex().row() == 1
    model.set_chip(Chip.QUEUE)
    assert inbox.current_id() is None


def test_the_selection_is_seen_and_so_is_the_pointer(inbox: RowListView) -> None:
    plain = inbox.viewport().grab().toImage()
    inbox.setCurrentIndex(inbox.model().index(1, 0))
    chosen = inbox.viewport().grab().toImage()
    assert chosen != plain
    QTest.mouseMove(inbox.viewport(), QPoint(100, 68 * 3 + 10))
    inbox._hover(3)
    assert inbox.viewport().grab().toImage() != chosen


def test_scrolled_pixels_are_painted_pixels(inbox: RowListView) -> None:
    bar = inbox.verticalScrollBar()
    for value in (30, 200, 90, bar.maximum()):
        bar.setValue(value)
        QApplication.processEvents()
    moved = inbox.viewport().grab().toImage()
    inbox.viewport().update()
    QApplication.processEvents()
    assert inbox.viewport().grab().toImage() == moved


def test_a_screen_reader_hears_each_line(inbox: RowListView) -> None:
    QAccessible.setActive(True)
    spoken = QAccessible.queryAccessibleInterface(inbox)
    assert spoken.role() == QAccessible.Role.List
    assert spoken.childCount() == inbox.model().rowCount()
    names = [spoken.child(row).text(QAccessible.Text.Name) for row in range(spoken.childCount())]
    assert names[0] == "Mariana Albuquerque, 2 não lidas, Perfeito, pode enviar o boleto 😊, 14:32"
    assert any(name.startswith("Condomínio") and name.endswith("Bruno Lima está respondendo") for name in names)
    assert any(name.startswith("@lua_nova") and name.endswith("Na fila") for name in names)
    assert any("não entregue" in name for name in names)
    assert spoken.child(2).rect().height() == 68


def test_a_menu_is_asked_for(inbox: RowListView) -> None:
    heard: list[object] = []
    inbox.context_requested.connect(lambda item, _: heard.append(item))
    point = QPoint(50, 68 + 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, inbox.mapToGlobal(point))
    QApplication.sendEvent(inbox.viewport(), event)
    assert heard == ["v-jose"]


def test_more_is_wanted_near_the_end(inbox: RowListView) -> None:
    asked: list[str] = []

    def note() -> None:
        asked.append("more")

    inbox.more_wanted.connect(note)
    inbox.verticalScrollBar().setValue(inbox.verticalScrollBar().maximum())
    assert asked


def test_chips_and_words(inbox: RowListView) -> None:
    model = inbox.model()
    wanted = {Chip.MINE: 9, Chip.UNREAD: 4, Chip.QUEUE: 3, Chip.ALL: 14}
    assert model.counts == wanted | {Chip.OFFERED: 0, Chip.CLOSED: 0}
    model.set_chip(Chip.UNREAD)
    assert model.rowCount() == 4
    model.set_chip(Chip.ALL)
    model.set_words("pao quente")
    assert [model.index(0, 0).data()] == ["Padaria Pão Quente, Você: Segue o contrato em anexo, lida, 14:21"]
    model.set_words("98123")
    assert model.rowCount() == 1
