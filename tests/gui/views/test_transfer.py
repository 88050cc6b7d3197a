"""Handing a conversation on by keyboard, waiting for the answer, being a guest, and what refusals say."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from desktop.domain.errors import GatewayUnreachable, Refused
from desktop.ui.lists.row_list import RowListView
from server_stub.contract.model import Role
from server_stub.contract.team import Doing
from server_stub.contract.transfers import OfferKind, Presence, Transfer
from tests.gui.views.conftest import Office
from tests.helpers.sample_people import ANA
from tests.helpers.waiting import until

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
AGENT = msgspec.structs.replace(ANA, role=Role.AGENT)


async def transferring(office: Office) -> None:
    office.press(Qt.Key.Key_H, CTRL_SHIFT)
    await until(lambda: office.shows("transfer_list"))


async def put_back(office: Office) -> None:
    await office.open("v-mariana")
    await transferring(office)
    office.write("devolver")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.desk.conversation("v-mariana").assignee_id is None)
    await until(lambda: office.shows("toast"))


def rows(office: Office) -> list[str]:
    model = office.find(QWidget, "transfer_list").model()
    return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def asked(office: Office) -> list[Transfer]:
    return [about[1] for name, about in office.desk.team.done if name == "transfer"]


async def test_a_colleague_gets_it_with_the_card_by_keys_alone(office: Office) -> None:
    office.desk.team.open_cases()
    await office.open("v-mariana")
    await transferring(office)
    assert rows(office)[0] == "Bruno Lima. Disponível desde 13:53 · 3 abertos"
    assert "Vendas. 1 esperando · 2 disponíveis" in rows(office)
    office.write("bru")
    await until(lambda: len(rows(office)) == 1)
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("card_wants"))
    for text in ("quer trocar", "conferi a nota", "retorno hoje"):
        office.write(text)
        office.press(Qt.Key.Key_Return)
    office.write("com calma")
    office.press(Qt.Key.Key_Return)
    await until(lambda: not office.shows("transfer"))
    (wish,) = asked(office)
    assert (wish.to_account, wish.to_queue, wish.kind) == ("account-bruno", "", OfferKind.TRANSFER)
    assert wish.expected_agent == "account-ana"
    assert (wish.card.wants, wish.card.done, wish.card.promised) == ("quer trocar", "conferi a nota", "retorno hoje")
    assert wish.card.note == "com calma"


async def test_the_giver_sees_whom_they_wait_for_and_takes_it_back(office: Office) -> None:
    await office.open("v-mariana")
    await office.desk.team.transfer("v-mariana", Transfer("account-bruno"))
    await until(lambda: office.shows("hand_over_bar"))
    assert office.find(QLabel, "hand_over_text").text() == "Esperando Bruno Lima aceitar"
    assert office.find(QLabel, "hand_over_time").text() == "1:00"
    office.desk.advance(18_000)
    office.work.hand_over._show_time()
    assert office.find(QLabel, "hand_over_time").text() == "0:42"
    assert office.shows("composer_input")
    office.click("hand_over_cancel")
    await until(lambda: not office.shows("hand_over_bar"))
    assert office.desk.conversation("v-mariana").offer is None
    assert not office.shows("offer_strip")


async def test_who_declines_is_told_to_the_giver_aloud(office: Office) -> None:
    await office.open("v-mariana")
    await office.desk.team.transfer("v-mariana", Transfer("account-bruno"))
    await until(lambda: office.shows("hand_over_bar"))
    office.desk.team.end_offer("v-mariana")
    await until(lambda: office.shows("offer_close"))
    assert office.find(QLabel, "offer_sentence").text() == (
        "Bruno Lima não aceitou Mariana Albuquerque: a conversa continua sua."
    )
    assert office.bell.calls == 1


async def test_a_queue_gets_it_at_once(office: Office) -> None:
    office.desk.team.open_cases()
    await office.open("v-mariana")
    await transferring(office)
    office.write("finan")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("transfer_send"))
    office.press(Qt.Key.Key_Return, CTRL)
    await until(lambda: office.desk.conversation("v-mariana").assignee_id is None)
    await until(lambda: office.find(QWidget, "toast").accessibleName() == "Agora está na fila Financeiro e cobrança.")
    office.find(QWidget, "toast").undo_requested.emit()
    await until(lambda: office.desk.conversation("v-mariana").assignee_id == "account-ana")


async def test_putting_it_back_can_be_undone(office: Office) -> None:
    await put_back(office)
    office.find(QWidget, "toast").undo_requested.emit()
    await until(lambda: office.desk.conversation("v-mariana").assignee_id == "account-ana")


async def test_what_a_colleague_took_meanwhile_is_not_snatched_back(office: Office) -> None:
    await put_back(office)
    toast = office.find(QWidget, "toast")
    office.desk.team.make_own(office.desk.conversation("v-mariana"), "account-bruno")
    toast.undo_requested.emit()
    await until(lambda: "Alguém moveu esta conversa" in toast.accessibleName())
    assert office.desk.conversation("v-mariana").assignee_id == "account-bruno"


async def test_other_kinds_know_no_queues_and_keep_the_choice(office: Office) -> None:
    await office.open("v-mariana")
    await transferring(office)
    office.press(Qt.Key.Key_2, CTRL)
    await until(lambda: office.find(QPushButton, "transfer_warm").isChecked())
    await until(lambda: all("esperando" not in each and "Devolver" not in each for each in rows(office)))
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("transfer_send"))
    assert office.find(QPushButton, "transfer_send").text() == "Chamar Bruno Lima"
    office.press(Qt.Key.Key_3, CTRL)
    assert office.find(QPushButton, "transfer_send").text() == "Perguntar a Bruno Lima"
    office.press(Qt.Key.Key_Escape)
    assert office.shows("transfer_field")
    office.press(Qt.Key.Key_Escape)
    await until(lambda: not office.shows("transfer"))


async def test_whoever_cannot_take_it_stands_last_and_says_why(office: Office) -> None:
    office.desk._account = AGENT
    await office.open("v-mariana")
    await transferring(office)
    assert rows(office)[-1].startswith("Carla Dias")
    office.write("carla")
    office.press(Qt.Key.Key_Return)
    assert office.find(QLabel, "transfer_problem").text() == "Carla Dias: em pausa."
    assert not office.shows("transfer_send")


async def test_a_lead_may_choose_somebody_in_a_pause(office: Office) -> None:
    await office.open("v-mariana")
    await transferring(office)
    office.write("carla")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("transfer_send"))


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Refused("moved_meanwhile", account_id="account-bruno"), "Alguém moveu esta conversa"),
        (Refused("target_unavailable", why="full"), "(sem espaço para mais)"),
        (GatewayUnreachable(), "gateway"),
    ],
)
async def test_a_refusal_keeps_the_card(office: Office, problem: Exception, said: str) -> None:
    await office.open("v-mariana")
    await transferring(office)
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("card_wants"))
    office.write("não perca isto")
    office.desk.team.refuse_next(problem)
    office.press(Qt.Key.Key_Return, CTRL)
    await until(lambda: office.shows("transfer_problem"))
    assert said in office.find(QLabel, "transfer_problem").text()
    if office.shows("transfer_field"):
        office.press(Qt.Key.Key_Return)
        await until(lambda: office.shows("card_wants"))
    assert office.find(QLineEdit, "card_wants").text() == "não perca isto"


async def test_without_a_line_the_list_is_asked_for_again(office: Office) -> None:
    await office.open("v-mariana")
    office.desk.team.refuse_next(GatewayUnreachable())
    office.press(Qt.Key.Key_H, CTRL_SHIFT)
    await until(lambda: office.shows("transfer_retry"))
    office.click("transfer_retry")
    await until(lambda: office.shows("transfer_list"))
    assert not office.shows("transfer_problem")


async def test_while_it_is_asked_for_the_dialog_says_so(office: Office) -> None:
    await office.open("v-mariana")
    office.desk.team.gate.clear()
    office.press(Qt.Key.Key_H, CTRL_SHIFT)
    await until(lambda: office.shows("transfer_none"))
    assert office.find(QLabel, "transfer_none").text() == "Consultando quem está disponível…"
    office.desk.team.gate.set()
    await until(lambda: office.shows("transfer_list"))
    await asyncio.sleep(0)


async def test_news_of_colleagues_leave_the_chosen_row_chosen(office: Office) -> None:
    await office.open("v-mariana")
    await transferring(office)
    office.press(Qt.Key.Key_Down)
    chosen = office.find(RowListView, "transfer_list")
    assert chosen.current_id() == "account:account-carla"
    asked_before = [name for name, _ in office.desk.team.done].count("targets")
    office.desk.team.stand(msgspec.structs.replace(office.desk.team.kept_statuses["account-bruno"], open_cases=7))
    office.work.transfer._pause.setInterval(0)
    office.desk.team.stand(office.desk.team.kept_statuses["account-carla"])
    await until(lambda: [name for name, _ in office.desk.team.done].count("targets") > asked_before, seconds=10)
    await until(lambda: "7 abertos" in rows(office)[0])
    assert chosen.current_id() == "account:account-carla"


async def test_a_guest_writes_notes_until_they_take_over(office: Office) -> None:
    office.desk.team.join("v-rafael", "account-ana", Presence.WARM, "account-bruno")
    office.work.open("v-rafael")
    await until(lambda: office.shows("hand_over_bar"))
    assert "assumir no lugar de Bruno Lima" in office.find(QLabel, "hand_over_text").text()
    assert not office.shows("composer_input")
    assert office.desk.opened is None
    assert office.shows("closed_note")
    office.click("hand_over_take_over")
    await until(lambda: office.shows("composer_input"))
    await until(lambda: office.desk.opened == "v-rafael")
    assert not office.shows("hand_over_bar")


async def test_who_advises_leaves_again(office: Office) -> None:
    office.desk._account = AGENT
    office.desk.team.join("v-rafael", "account-ana", Presence.CONSULT, "account-bruno")
    office.work.open("v-rafael")
    await until(lambda: office.shows("hand_over_bar"))
    assert not office.shows("hand_over_take_over")
    office.click("hand_over_leave")
    await until(lambda: office.desk.conversation("v-rafael").participants == [])


async def test_a_lead_comes_in_and_writes_beside_the_agent(office: Office) -> None:
    office.work.open("v-rafael")
    await until(lambda: office.shows("hand_over_barge"))
    office.click("hand_over_barge")
    await until(lambda: office.shows("composer_input"))
    await until(lambda: office.shows("hand_over_leave"))
    assert office.desk.opened is None


async def test_the_header_says_who_looks_and_types(office: Office) -> None:
    await office.open("v-mariana")
    office.desk.team.present_at("v-mariana", "account-bruno")
    await until(lambda: office.shows("header_claim"))
    assert office.find(QLabel, "header_claim").text() == "Bruno está olhando"
    office.desk.team.present_at("v-mariana", "account-bruno", Doing.TYPING)
    await until(lambda: office.find(QLabel, "header_claim").text() == "Bruno está digitando…")


async def test_what_moves_away_is_given_up_and_what_comes_is_claimed(office: Office) -> None:
    await office.open("v-mariana")
    await until(lambda: office.desk.opened == "v-mariana")
    office.desk.change("v-mariana", assignee_id="account-bruno")
    await until(lambda: office.desk.opened is None)
    office.desk.change("v-mariana", assignee_id="account-ana")
    await until(lambda: office.desk.opened == "v-mariana")


async def test_another_look_keeps_the_card_and_the_field(office: Office) -> None:
    await office.open("v-mariana")
    await transferring(office)
    office.press(Qt.Key.Key_2, CTRL)
    office.write("bru")
    await until(lambda: len(rows(office)) == 1)
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("card_wants"))
    office.write("quer trocar")
    office.press(Qt.Key.Key_Return)
    office.write("conferi a")
    await another_look(office)
    await until(lambda: office.shows("card_wants") and not office.find(QLineEdit, "card_done").hasSelectedText())
    office.write(" nota")
    assert office.find(QLineEdit, "card_wants").text() == "quer trocar"
    assert office.find(QLineEdit, "card_done").text() == "conferi a nota"
    office.press(Qt.Key.Key_Return, CTRL)
    await until(lambda: asked(office))
    (wish,) = asked(office)
    assert (wish.to_account, wish.kind, wish.expected_agent) == ("account-bruno", OfferKind.WARM, "account-ana")
    assert (wish.card.wants, wish.card.done) == ("quer trocar", "conferi a nota")


async def test_another_look_keeps_what_was_searched(office: Office) -> None:
    await office.open("v-mariana")
    await transferring(office)
    office.write("bru")
    await another_look(office)
    await until(lambda: office.shows("transfer_list") and len(rows(office)) == 1)
    assert office.find(QLineEdit, "transfer_field").text() == "bru"


async def test_who_leaves_the_card_finds_it_again(office: Office) -> None:
    await office.open("v-mariana")
    await transferring(office)
    office.write("bru")
    await until(lambda: len(rows(office)) == 1)
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("card_wants"))
    office.write("quer trocar")
    office.press(Qt.Key.Key_Escape)
    office.press(Qt.Key.Key_Escape)
    await until(lambda: not office.shows("transfer"))
    await another_look(office)
    await transferring(office)
    office.write("bru")
    await until(lambda: len(rows(office)) == 1)
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("card_wants"))
    assert office.find(QLineEdit, "card_wants").text() == "quer trocar"


async def another_look(office: Office) -> None:
    old = office.work
    office.preferring.change({"theme": "dark"})
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
