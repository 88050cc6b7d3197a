"""Keyboard, mouse and screen reader in the timeline."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.lists.ports import HitKind
from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.model import Quote
from tests.gui.lists.conftest import Thread, plain_messages


@pytest.fixture
def open_thread(thread: Thread) -> Thread:
    thread.model.reset_messages(plain_messages(60))
    thread.view.setFocus()
    thread.settle()
    return thread


def key(thread: Thread, which: Qt.Key) -> None:
    QTest.keyClick(thread.view, which)
    QApplication.processEvents()


def spot(thread: Thread, kind: HitKind) -> QPoint:
    """Somewhere in the viewport where a click would do `kind`."""
    viewport = thread.view.viewport()
    for y in range(0, viewport.height(), 3):
        for x in range(0, viewport.width(), 4):
            hit = thread.view._hit(QPoint(x, y))
            if hit is not None and hit.kind is kind:
                return QPoint(x, y)
    raise AssertionError(f"nothing to {kind} in view")


def show(thread: Thread, **more: object) -> None:
    (base,) = plain_messages(1)
    thread.model.reset_messages([msgspec.structs.replace(base, **more)])
    thread.settle()


def click(thread: Thread, point: QPoint) -> None:
    QTest.mouseClick(thread.view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_arrows_go_from_message_to_message(open_thread: Thread) -> None:
    last = open_thread.model.rowCount() - 1
    assert open_thread.view.currentIndex().row() == last
    for _ in range(25):
        key(open_thread, Qt.Key.Key_Up)
    assert open_thread.view.currentIndex().row() == last - 25
    assert not open_thread.view.visualRect(open_thread.view.currentIndex()).isNull()
    key(open_thread, Qt.Key.Key_Down)
    assert open_thread.view.currentIndex().row() == last - 24


def test_pages_and_ends(open_thread: Thread) -> None:
    view, bar = open_thread.view, open_thread.view.verticalScrollBar()
    key(open_thread, Qt.Key.Key_PageUp)
    assert 0 < bar.value() < bar.maximum()
    key(open_thread, Qt.Key.Key_Home)
    assert (bar.value(), view.currentIndex().row()) == (0, 0)
    key(open_thread, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    key(open_thread, Qt.Key.Key_End)
    assert view.is_at_bottom
    assert view.currentIndex().row() == open_thread.model.rowCount() - 1


def test_enter_activates_the_current_message(open_thread: Thread) -> None:
    heard: list[object] = []
    open_thread.view.message_activated.connect(heard.append)
    key(open_thread, Qt.Key.Key_Return)
    assert heard == ["p10059"]


def test_letters_do_not_jump_about(open_thread: Thread) -> None:
    key(open_thread, Qt.Key.Key_Up)
    before = open_thread.view.currentIndex().row()
    QTest.keyClicks(open_thread.view, "mensagem 1")
    assert open_thread.view.currentIndex().row() == before


def test_copying_the_current_message(open_thread: Thread) -> None:
    QTest.keyClick(open_thread.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("mensagem 59 palavra")


def test_links_media_and_quotations_are_clicked(thread: Thread) -> None:
    heard: list[tuple[str, object]] = []
    for name in ("link_activated", "media_wanted", "quote_activated", "message_activated"):
        getattr(thread.view, name).connect(lambda value, name=name: heard.append((name, value)))
    show(thread, content=Content(Kind.TEXT, "veja https://loja.example/a_b"))
    click(thread, spot(thread, HitKind.LINK))
    show(thread, content=Content(Kind.DOCUMENT, media=Media("media-pdf", "application/pdf", file_name="a.pdf")))
    click(thread, spot(thread, HitKind.MEDIA))
    show(thread, quote=Quote("p-quoted", "text", "antes", "in"))
    click(thread, spot(thread, HitKind.QUOTE))
    assert heard == [
        ("link_activated", "https://loja.example/a_b"),
        ("media_wanted", "media-pdf"),
        ("quote_activated", "p-quoted"),
    ]


def test_dragging_selects_text_across_bubbles_and_does_not_click(thread: Thread) -> None:
    thread.model.reset_messages(plain_messages(3))
    thread.settle()
    clicked: list[object] = []
    thread.view.link_activated.connect(clicked.append)
    viewport = thread.view.viewport()
    top = thread.view.visualRect(thread.model.index(1, 0)).center()
    end = thread.view.visualRect(thread.model.index(3, 0)).center()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(430, top.y()))
    drag(thread, QPoint(200, end.y()))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(200, end.y()))
    assert thread.view.copy_selection()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 3
    assert lines[1] == thread.model.row_at(2).content.text
    assert clicked == []
    thread.view.grab()


def drag(thread: Thread, to: QPoint) -> None:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    viewport = thread.view.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(to),
        QPointF(viewport.mapToGlobal(to)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


def test_a_double_click_takes_a_whole_number(thread: Thread) -> None:
    show(thread, content=Content(Kind.TEXT, "88412-X/7"))
    area = thread.view.visualRect(thread.model.index(1, 0))
    for x in range(0, 600, 5):
        point = QPoint(x, area.top() + area.height() // 2)
        if thread.view._spot(point, nearest=False) is not None:
            QTest.mouseDClick(thread.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
            break
    thread.view.copy_selection()
    assert QGuiApplication.clipboard().text() == "88412-X/7"


def test_a_menu_is_asked_for_by_mouse_and_by_key(open_thread: Thread) -> None:
    heard: list[object] = []
    open_thread.view.context_requested.connect(lambda message_id, _: heard.append(message_id))
    point = spot(open_thread, HitKind.BUBBLE)
    by_mouse = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, open_thread.view.mapToGlobal(point))
    QApplication.sendEvent(open_thread.view.viewport(), by_mouse)
    key(open_thread, Qt.Key.Key_End)
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(open_thread.view.viewport(), by_key)
    assert len(heard) == 2
    assert heard[1] == "p10059"


def test_a_screen_reader_finds_a_list_with_named_items_in_their_places(thread: Thread, desk) -> None:
    from tests.helpers.sample_messages import mariana

    thread.model.reset_messages(mariana())
    thread.settle()
    QAccessible.setActive(True)
    spoken = QAccessible.queryAccessibleInterface(thread.view)
    assert spoken.role() == QAccessible.Role.List
    assert spoken.text(QAccessible.Text.Name) == "Mensagens"
    assert spoken.childCount() == thread.model.rowCount()
    last = spoken.child(spoken.childCount() - 1)
    assert last.role() == QAccessible.Role.ListItem
    assert last.text(QAccessible.Text.Name) == "Mariana, Perfeito, pode enviar o boleto 😊, 14:32"
    area = thread.view.visualRect(thread.model.index(thread.model.rowCount() - 1, 0))
    assert last.rect().size() == area.size()
    middle = thread.view.viewport().mapToGlobal(area.center())
    found = spoken.childAt(middle.x(), middle.y())
    assert found.text(QAccessible.Text.Name) == last.text(QAccessible.Text.Name)
    names = [spoken.child(row).text(QAccessible.Text.Name) for row in range(spoken.childCount())]
    assert any(name.startswith("Bruno Lima, Boa tarde") and name.endswith("lida") for name in names)
    assert "Hoje" in names
