"""What is offered to somebody is loud until they answer, wherever they look, and never ends without a word."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.domain.errors import Refused
from desktop.ui.views.window import MainWindow
from server_stub.contract.transfers import HandOver, OfferKind, Presence
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CARD = HandOver("Trocar a cafeteira", "Conferi a nota", "Retorno hoje", "Está com pressa")


def sentence(office: Office) -> str:
    return office.find(QLabel, "offer_sentence").text()


async def test_an_offer_names_customer_giver_and_card_and_rings(office: Office) -> None:
    await office.open("v-mariana")
    before = office.bell.unread
    office.desk.team.offer("v-rafael", card=CARD)
    await until(lambda: office.shows("offer_strip"))
    assert sentence(office) == "Bruno Lima está passando Rafael Teixeira para você"
    told = office.find(QLabel, "offer_card").text()
    assert told.splitlines() == [
        "Quer: Trocar a cafeteira",
        "Já feito: Conferi a nota",
        "Prometido: Retorno hoje",
        "Para você: Está com pressa",
    ]
    assert office.find(QLabel, "offer_time").text() == "1:00"
    assert office.bell.calls == 1
    assert office.bell.unread == before + 1
    assert office.bell.notices == []


async def test_enter_presses_the_button_that_has_the_focus(office: Office) -> None:
    office.desk.team.offer("v-rafael")
    await until(lambda: office.shows("offer_accept"))
    looked: list[object] = []
    office.work.offers.looked.connect(looked.append)
    office.find(QPushButton, "offer_look").setFocus()
    office.press(Qt.Key.Key_Return)
    assert looked == ["v-rafael"]
    assert not [done for done, _ in office.desk.team.done if done == "accept_offer"]
    office.find(QWidget, "offer_strip").setFocus()
    office.press(Qt.Key.Key_Return)
    await until(lambda: not office.shows("offer_strip"))


@pytest.mark.parametrize("place", ["conversations", "breaks"])
async def test_it_is_one_of_the_panes(office: Office, place: str) -> None:
    await office.open("v-mariana")
    office.work.places.go(place)
    office.desk.team.offer("v-rafael", card=CARD)
    office.desk.team.offer("v-mercado")
    await until(lambda: office.shows("offer_next"))
    office.window.findChild(QWidget, "rail_settings").setFocus()
    office.press(Qt.Key.Key_F6)
    assert office.find(QPushButton, "offer_accept").hasFocus()
    office.press(Qt.Key.Key_F6)
    assert not office.find(QWidget, "offer_strip").isAncestorOf(office.window.focusWidget())
    office.press(Qt.Key.Key_F6, SHIFT)
    reached = []
    for _ in range(4):
        focused = office.window.focusWidget()
        reached.append((focused.objectName(), focused.accessibleName()))
        office.press(Qt.Key.Key_Tab)
    assert reached == [
        ("offer_accept", "Aceitar"),
        ("offer_look", "Ver antes"),
        ("offer_decline", "Recusar"),
        ("offer_next", "Mostrar o próximo convite, 1 de 2"),
    ]


async def test_what_became_of_it_is_one_of_the_panes(office: Office) -> None:
    office.desk.team.offer("v-rafael")
    await until(lambda: office.shows("offer_accept"))
    office.desk.team.end_offer("v-rafael")
    await until(lambda: office.shows("offer_close"))
    office.window.findChild(QWidget, "rail_settings").setFocus()
    office.press(Qt.Key.Key_F6)
    assert office.find(QPushButton, "offer_close").hasFocus()
    office.press(Qt.Key.Key_Return)
    await until(lambda: not office.shows("offer_strip"))


async def test_it_rings_gently_again_until_it_is_answered(office: Office) -> None:
    office.desk.team.offer("v-rafael")
    await until(lambda: office.bell.calls == 1)
    bell = office.work.offers
    for _ in range(11):
        office.desk.advance(1000)
        bell._tick()
    assert office.bell.calls == 1
    office.desk.advance(1000)
    bell._tick()
    assert office.bell.calls == 2
    assert office.find(QLabel, "offer_time").text() == "0:48"
    office.press(Qt.Key.Key_Y, CTRL_SHIFT)
    await until(lambda: not office.shows("offer_strip"))
    office.desk.advance(60_000)
    bell._tick()
    assert office.bell.calls == 2


async def test_the_bell_of_messages_does_not_silence_offers(office: Office) -> None:
    office.preferring.change({"sounds": False})
    office.desk.team.offer("v-rafael")
    await until(lambda: office.bell.calls == 1)
    office.preferring.change({"offer_sound": False})
    office.desk.team.offer("v-condominio")
    await until(lambda: office.shows("offer_next"))
    assert office.bell.calls == 1


async def test_a_window_that_is_built_again_does_not_ring_again(office: Office) -> None:
    office.desk.team.offer("v-rafael")
    await until(lambda: office.bell.calls == 1)
    old = office.work
    office.preferring.change({"theme": "dark"})
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
    await until(lambda: office.shows("offer_strip"))
    assert office.bell.calls == 1


async def test_enter_accepts_and_the_conversation_opens(office: Office) -> None:
    await office.open("v-mariana")
    office.desk.team.offer("v-rafael")
    await until(lambda: office.shows("offer_strip"))
    office.write("ainda escrevo")
    office.press(Qt.Key.Key_O, CTRL_SHIFT)
    assert office.window.focusWidget().objectName() == "offer_accept"
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.work.conversation.id == "v-rafael")
    assert office.desk.conversation("v-rafael").assignee_id == "account-ana"
    await until(lambda: office.desk.opened == "v-rafael")
    assert not office.shows("offer_strip")
    assert office.sent() == []


async def test_a_reason_declines(office: Office) -> None:
    office.desk.team.offer("v-rafael")
    await until(lambda: office.shows("offer_strip"))
    menu = office.find(QPushButton, "offer_decline").menu()
    wrong = next(each for each in menu.actions() if each.text() == "Fila ou assunto errado")
    wrong.trigger()
    await until(lambda: not office.shows("offer_strip"))
    ((conversation_id, why),) = [about for name, about in office.desk.team.done if name == "decline_offer"]
    assert (conversation_id, why.reason) == ("v-rafael", "not_mine")


async def test_several_are_counted_and_the_most_urgent_is_first(office: Office) -> None:
    office.desk.team.offer("v-condominio", kind=OfferKind.CONSULT, seconds=None)
    office.desk.team.offer("v-rafael", seconds=30)
    await until(lambda: office.shows("offer_next"))
    assert "Rafael" in sentence(office)
    assert office.find(QPushButton, "offer_next").text() == "1 de 2"
    office.click("offer_next")
    assert "opinião sobre Condomínio" in sentence(office)
    assert not office.shows("offer_time")
    office.click("offer_accept")
    await until(lambda: "Rafael" in sentence(office))
    (guest,) = office.desk.conversation("v-condominio").participants
    assert (guest.account_id, guest.why) == ("account-ana", Presence.CONSULT)


async def test_who_looks_elsewhere_is_told_outside_the_window(office: Office) -> None:
    elsewhere = MainWindow(office.theme)
    elsewhere.show()
    await until(elsewhere.isActiveWindow)
    office.desk.team.offer("v-rafael")
    await until(lambda: office.bell.notices)
    (notice,) = office.bell.notices
    assert (notice.conversation_id, notice.title) == ("v-rafael", "Rafael Teixeira")
    assert notice.text == "Bruno Lima está passando Rafael Teixeira para você"
    elsewhere.hide()
    elsewhere.deleteLater()


async def test_the_strip_is_there_on_every_page(office: Office) -> None:
    office.work.places.show_contacts()
    office.desk.team.offer("v-rafael")
    await until(lambda: office.shows("offer_strip"))
    office.click("offer_look")
    await until(lambda: office.work.conversation.id == "v-rafael")
    assert office.desk.opened is None
    assert "Aceite para escrever" in office.find(QWidget, "verdict_light").accessibleName()


async def test_what_ran_out_and_what_was_taken_back_is_told_until_it_was_read(office: Office) -> None:
    office.desk.team.offer("v-rafael")
    office.desk.team.offer("v-condominio")
    await until(lambda: office.shows("offer_strip"))
    office.desk.team.end_offer("v-condominio")
    await until(lambda: not office.shows("offer_next"))
    office.desk.advance(60_000)
    office.desk.team.end_offer("v-rafael")
    await until(lambda: office.shows("offer_close"))
    assert sentence(office).splitlines() == [
        "Condomínio Jardim Sul foi oferecida a você, mas o convite foi retirado.",
        "O tempo para aceitar Rafael Teixeira acabou: a conversa voltou.",
    ]
    office.click("offer_close")
    assert not office.shows("offer_strip")


async def test_an_offer_that_is_gone_when_it_is_accepted_says_so(office: Office) -> None:
    office.desk.team.offer("v-rafael")
    await until(lambda: office.shows("offer_strip"))
    office.desk.team.refuse_next(Refused("offer_gone"))
    office.click("offer_accept")
    await until(lambda: office.shows("toast"))
    assert office.find(QPushButton, "offer_accept").isEnabled()
    assert office.work.conversation.id == ""


@pytest.mark.parametrize(("percent", "width"), [(100, 1024), (150, 1024), (150, 1280)])
async def test_nothing_of_an_offer_is_cut_off(office: Office, percent: int, width: int) -> None:
    office.preferring.change({"text_percent": percent})
    await until(lambda: office.seat.workspace is not None and office.shows("filter_mine"))
    office.window.resize(width, 720)
    office.desk.team.offer("v-rafael", card=CARD)
    await until(lambda: office.shows("offer_strip"))
    await until(lambda: office.window.width() <= width + 6)
    strip = office.find(QWidget, "offer_strip")
    for each in strip.findChildren(QPushButton):
        if each.isVisible():
            assert each.width() >= each.minimumSizeHint().width(), each.objectName()
            assert strip.rect().contains(each.mapTo(strip, each.rect().bottomRight())), each.objectName()
