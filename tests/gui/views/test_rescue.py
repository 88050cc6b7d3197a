"""Windows about to close: who waits for whom, one question with one key, never twice, and why one may not go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.application.desk import Link
from desktop.domain.errors import GatewayUnreachable, Refused
from tests.gui.views.conftest import Office
from tests.helpers.sample_people import MINUTE
from tests.helpers.sample_wall import RESCUE
from tests.helpers.waiting import until

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


async def opened(office: Office) -> None:
    office.desk.team.rows = list(RESCUE)
    office.press(Qt.Key.Key_J, CTRL_SHIFT)
    await until(lambda: office.shows("rescue_list"))


def told(office: Office) -> list[str]:
    model = office.find(QWidget, "rescue_list").model()
    return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def asked(office: Office) -> list[object]:
    return [argument for done, argument in office.desk.team.done if done == "rescue"]


def words(office: Office, name: str) -> str:
    return office.find(QLabel, name).text() if office.shows(name) else ""


async def test_each_says_who_waits_for_whom_and_how_long(office: Office) -> None:
    await opened(office)
    assert told(office)[:2] == [
        "José Ribeiro. restam 12 min. Esperamos pelo cliente. Suporte técnico · Ana Paula",
        "Mariana Albuquerque. restam 1 h 00 min. O cliente espera por nós. Vendas · Ana Paula. "
        "Aqui é o cliente que espera por nós: responda em vez de perguntar.",
    ]
    assert words(office, "rescue_count") == "5 janelas fechando"
    assert words(office, "rescue_text").startswith("Olá! Ainda podemos ajudar?")


async def test_enter_sends_the_question_once(office: Office) -> None:
    await opened(office)
    assert office.find(QWidget, "rescue_list").hasFocus()
    office.desk.team.gate.clear()
    office.press(Qt.Key.Key_Return)
    office.press(Qt.Key.Key_Return)
    office.desk.team.gate.set()
    await until(lambda: words(office, "rescue_note") == "Perguntado às 14:33")
    assert asked(office) == ["v-jose"]
    office.press(Qt.Key.Key_Return)
    await until(lambda: "já" in office.find(QWidget, "toast").accessibleName())
    assert asked(office) == ["v-jose"]
    assert not office.find(QPushButton, "rescue_send").isEnabled()


async def test_what_stands_in_the_way_is_a_sentence(office: Office) -> None:
    await opened(office)
    office.press(Qt.Key.Key_Down)
    assert words(office, "rescue_who") == "O cliente espera por nós"
    assert words(office, "rescue_text") == ""
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Down)
    assert words(office, "rescue_name") == "Carlos Eduardo Nunes"
    assert "pediu para não receber" in words(office, "rescue_obstacle")
    office.press(Qt.Key.Key_Return)
    office.press(Qt.Key.Key_Down)
    assert words(office, "rescue_left") == "A janela fechou há 5 min"
    assert asked(office) == []


async def test_the_conversation_is_opened_instead(office: Office) -> None:
    await opened(office)
    office.press(Qt.Key.Key_Down)
    office.click("rescue_open")
    await until(lambda: office.work.conversation.id == "v-mariana")
    assert office.work.view.place == "conversations"


async def test_a_refusal_says_why_and_the_list_is_asked_for_again(office: Office) -> None:
    await opened(office)
    await until(lambda: office.work.places.rescue._task is not None)
    office.desk.team.refuse_next(Refused("gate_refused", reason="HOLD_OPTOUT_DOUBT"))
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("toast"))
    count = len(office.desk.team.done)
    await until(lambda: office.find(QPushButton, "rescue_send").isEnabled())
    await until(lambda: len(office.desk.team.done) > count or office.desk.team.done[-1][0] == "rescue_list")


async def test_a_refresh_keeps_the_row(office: Office) -> None:
    await opened(office)
    office.press(Qt.Key.Key_Down)
    office.desk.team.rows = list(RESCUE[1:])
    office.desk.advance(MINUTE)
    office.work.places.rescue._polling.wake()
    await until(lambda: len(told(office)) == 4)
    assert words(office, "rescue_name") == "Mariana Albuquerque"
    assert words(office, "rescue_left") == "restam 59 min"


async def test_nothing_to_rescue_says_so(office: Office) -> None:
    office.work.places.show_rescue()
    await until(lambda: words(office, "rescue_state_title") == "Tudo em dia")


async def test_without_a_line_it_comes_by_itself(office: Office) -> None:
    office.desk.set_link(Link.OFFLINE)
    office.desk.team.rows = list(RESCUE)
    office.desk.team.refuse_next(GatewayUnreachable())
    office.work.places.show_rescue()
    await until(lambda: words(office, "rescue_state_text") == "Sem conexão, nada pode ser enviado daqui.")
    office.desk.set_link(Link.ONLINE)
    await until(lambda: office.shows("rescue_list"))


async def test_a_lost_line_keeps_the_list(office: Office) -> None:
    await opened(office)
    office.desk.team.refuse_next(GatewayUnreachable())
    office.desk.set_link(Link.OFFLINE)
    await until(lambda: words(office, "rescue_count") == "Sem conexão, nada pode ser enviado daqui.")
    assert len(told(office)) == 5


async def test_it_is_asked_for_only_while_it_is_seen(office: Office) -> None:
    await opened(office)
    task = office.work.places.rescue._task
    office.press(Qt.Key.Key_C, CTRL_SHIFT)
    await until(lambda: task.done())
