"""What can be done with one message: answer, copy, send again, remove after a second thought."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.domain.changes import ChangeSet
from desktop.ui.lists.ports import HitKind
from desktop.ui.lists.thread_view import ThreadView
from server_stub.contract.content import Content, Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

# Menus grab the keyboard, which the platform without a screen cannot do.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def messages(office: Office, conversation_id: str) -> list[Message]:
    return office.desk._timelines[conversation_id]


def choose(office: Office, message: Message, name: str) -> None:
    office.work.timeline._show_menu(message.id, QPoint(10, 10))
    menu = next(item for item in office.window.findChildren(QMenu) if item.objectName() == "message_menu")
    action = menu.findChild(QAction, f"message_{name}")
    assert action is not None, [item.objectName() for item in menu.actions()]
    menu.close()
    action.trigger()
    menu.setObjectName("used")


async def test_answer_and_copy(office: Office) -> None:
    await office.open("v-mariana")
    newest = messages(office, "v-mariana")[-1]
    choose(office, newest, "quote")
    assert office.shows("quote_bar")
    choose(office, newest, "copy")
    assert QGuiApplication.clipboard().text() == newest.content.text


async def test_what_has_no_text_is_copied_in_words(office: Office) -> None:
    await office.open("v-jose")
    cards = next(item for item in messages(office, "v-jose") if item.content.kind == Kind.CONTACTS)
    choose(office, cards, "copy")
    assert "Dona Lourdes, Síndica, Condomínio Jardim Sul, +55 11 95555-0101" in QGuiApplication.clipboard().text()


async def test_a_failed_message_tells_why_and_goes_again(office: Office) -> None:
    await office.open("v-lucia")
    failed = messages(office, "v-lucia")[-1]
    assert failed.status is Status.FAILED
    choose(office, failed, "retry")
    await until(lambda: messages(office, "v-lucia")[-1].status is Status.PENDING)
    assert messages(office, "v-lucia")[-1].content.text == failed.content.text


@pytest.mark.parametrize(("answer", "left"), [("confirm_no", 1), ("confirm_yes", 0)])
async def test_removing_asks_first(office: Office, answer: str, left: int) -> None:
    await office.open("v-lucia")
    choose(office, messages(office, "v-lucia")[-1], "discard")
    await until(lambda: office.shows("confirm_no"))
    assert office.find(QPushButton, "confirm_no").isDefault()
    office.click(answer)
    await until(lambda: not office.shows("confirm"))
    await until(lambda: len(messages(office, "v-lucia")) == left)


async def test_a_customers_message_can_be_neither_resent_nor_removed(office: Office) -> None:
    await office.open("v-jose")
    theirs = next(
        item for item in messages(office, "v-jose") if item.direction == "in" and item.content.kind == Kind.TEXT
    )
    office.work.timeline._show_menu(theirs.id, QPoint(10, 10))
    menu = next(item for item in office.window.findChildren(QMenu) if item.objectName() == "message_menu")
    offered = {item.objectName() for item in menu.actions()} - {""}
    assert offered == {"message_quote", "message_react", "message_copy", "message_trace"}
    menu.close()


async def press_in_bubble(office: Office, name: str) -> None:
    """Click what the bubble of the newest message offers."""
    view = office.find(ThreadView, "timeline")
    row = view.model().rowCount() - 1
    area = view.visualRect(view.model().index(row, 0))
    spots = (QPoint(x, y) for y in range(area.bottom(), area.top(), -4) for x in range(area.left(), area.right(), 8))
    wanted = (HitKind.ACTION, f"{name} {messages(office, 'v-lucia')[-1].id}")
    spot = next(spot for spot in spots if (hit := view._hit(spot)) and (hit.kind, hit.target) == wanted)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)


async def test_a_failed_bubble_offers_what_can_be_done(office: Office) -> None:
    await office.open("v-lucia")
    await press_in_bubble(office, "discard")
    await until(lambda: office.shows("confirm_no"))
    office.click("confirm_no")
    await until(lambda: not office.shows("confirm"))
    await press_in_bubble(office, "retry")
    await until(lambda: messages(office, "v-lucia")[-1].status is Status.PENDING)


async def test_what_can_be_clicked_in_a_bubble_can_be_chosen_with_the_keyboard(office: Office) -> None:
    await office.open("v-mariana")
    text = "Ligue +55 11 3265-4000 ou veja www.loja.example/pedido?a=1&b=2 " + "palavra " * 900
    kept = office.desk._timelines["v-mariana"]
    made = msgspec.structs.replace(kept[-1], id="m-9999", content=Content(Kind.TEXT, text), edited_at=kept[-1].sent_at)
    kept.append(made)
    office.desk._tell(ChangeSet(messages={"v-mariana": frozenset({made.id})}))
    await until(lambda: office.work.timeline.message(made.id) is not None)
    choose(office, made, "link tel:+551132654000")
    assert QGuiApplication.clipboard().text() == "+551132654000"
    office.work.timeline._show_menu(made.id, QPoint(10, 10))
    menu = next(item for item in office.window.findChildren(QMenu) if item.objectName() == "message_menu")
    names = [item.objectName() for item in menu.actions()]
    assert "message_link https://www.loja.example/pedido?a=1&b=2" in names
    assert {"message_more", "message_history"} <= set(names)
    menu.close()
