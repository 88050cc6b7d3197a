"""The live wall: what it shows, looking without a trace, many at once, and what happens without a line."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from desktop.application.desk import Link
from desktop.domain.errors import GatewayUnreachable, Refused
from desktop.ui.texts import moments
from desktop.ui.views.wall_cases import CaseTable
from server_stub.contract.model import Role
from server_stub.contract.transfers import Bulk
from tests.gui.views.conftest import Office
from tests.helpers.sample_people import ANA, MINUTE, NOW
from tests.helpers.sample_registers import changed
from tests.helpers.sample_wall import CASES_NOW, WALL
from tests.helpers.waiting import until

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
AGENT = msgspec.structs.replace(ANA, role=Role.AGENT)


async def opened(office: Office) -> CaseTable:
    office.desk.team.open_cases()
    office.desk.team.the_wall = WALL
    office.press(Qt.Key.Key_M, CTRL_SHIFT)
    await until(lambda: office.shows("wall_cases"))
    return office.find(CaseTable, "wall_cases")


def told(office: Office, name: str) -> list[str]:
    model = office.find(QWidget, name).model()
    return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def asked(office: Office, name: str) -> list[object]:
    return [argument for done, argument in office.desk.team.done if done == name]


def toast(office: Office) -> str:
    return office.find(QWidget, "toast").accessibleName() if office.shows("toast") else ""


async def test_who_needs_somebody_most_stands_first_in_words(office: Office) -> None:
    await opened(office)
    assert told(office, "wall_cases")[:3] == [
        "Rafael Teixeira, Humor: aborrecido, Espera: 34 min, Janela: 5 h 00 min, Fila: Suporte técnico, "
        "Com: Bruno Lima, Aberto desde: 12:33",
        "Supermercado Boa Compra, Humor: impaciente, Espera: 26 min, Janela: 5 h 00 min, "
        "Fila: Financeiro e cobrança, Com: ninguém, Aberto desde: 12:33",
        "@lua_nova, Humor: esperando, Espera: 21 min, Janela: 5 h 00 min, Fila: Vendas, Com: ninguém, "
        "Aberto desde: 12:33",
    ]
    assert told(office, "wall_queues")[1] == (
        "Vendas. 3 esperando · maior espera: 21 min · 79 % no prazo · 1 de 2 disponíveis"
    )
    assert told(office, "wall_agents") == [
        "Ana Paula. Ocupado · 1 h 35 · sem conexão · 4 abertos",
        "Bruno Lima. Disponível · 40 min · 3 abertos",
        "Carla Dias. Primeira pausa de descanso (NR-17) · 4 min · 1 aberto",
    ]
    assert office.find(QLabel, "wall_count").text() == "6 atendimentos abertos · e mais 12, menos urgentes"
    assert office.find(QLabel, "wall_as_of").text() == f"atualizado às {moments.to_the_second(NOW)}"


async def test_enter_looks_without_claiming_or_marking_read(office: Office) -> None:
    table = await opened(office)
    assert table.hasFocus()
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Down)
    unread = office.desk.conversation("v-sem-nome").unread
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.work.conversation.id == "v-sem-nome")
    await until(lambda: office.work.timeline.neighbour("", -1) is not None)
    assert asked(office, "look") == ["v-sem-nome"]
    assert office.desk.opened is None
    known = office.desk.conversation("v-sem-nome")
    assert (known.claim, known.unread) == (None, unread)
    assert unread > 0
    assert office.find(QLabel, "hand_over_text").text() == "Você está só olhando: nada é marcado como lido."
    assert not office.shows("composer_input")
    assert "Ninguém atende este cliente ainda" in office.find(QWidget, "verdict_light").accessibleName()


async def test_another_look_of_the_window_still_only_looks(office: Office) -> None:
    await opened(office)
    office.work.places.wall._look("v-sem-nome")
    await until(lambda: office.work.conversation.only_looks)
    old = office.work
    office.preferring.change({"theme": "dark"})
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
    await until(lambda: office.work.conversation.id == "v-sem-nome")
    assert office.work.conversation.only_looks
    assert office.desk.opened is None


async def test_what_could_not_be_noted_is_not_shown(office: Office) -> None:
    await opened(office)
    office.work.places.wall.page.hide()  # so that the wall does not take the refusal
    office.desk.team.refuse_next(GatewayUnreachable())
    office.work.places.wall._look("v-rafael")
    await until(lambda: toast(office) != "")
    assert office.work.conversation.id == ""


async def test_a_whisper_and_coming_in_are_one_key_or_click_away(office: Office) -> None:
    table = await opened(office)
    assert table.current_id == "v-rafael"
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("hand_over_note"))
    assert office.find(QPushButton, "hand_over_note").text() == "Cochichar com Bruno"
    office.click("hand_over_note")
    await until(lambda: office.shows("note_form"))
    office.press(Qt.Key.Key_Escape)
    office.click("hand_over_barge")
    await until(lambda: office.shows("composer_input"))
    assert office.desk.opened is None


async def test_taking_it_over_ends_the_look(office: Office) -> None:
    await opened(office)
    office.work.places.wall._look("v-sem-nome")
    await until(lambda: office.shows("header_take"))
    office.click("header_take")
    await until(lambda: office.desk.opened == "v-sem-nome")
    await until(lambda: office.shows("composer_input"))
    assert not office.work.conversation.only_looks


async def test_one_is_transferred_by_its_key(office: Office) -> None:
    await opened(office)
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_T)
    await until(lambda: office.shows("transfer"))
    assert office.work.conversation.id == "v-mercado"
    assert office.desk.opened is None


async def test_many_are_moved_after_a_look_at_what_would_happen_and_moved_back(office: Office) -> None:
    await opened(office)
    for _ in range(3):
        office.press(Qt.Key.Key_Down, SHIFT)
    office.press(Qt.Key.Key_T)
    await until(lambda: office.shows("bulk"))
    box = office.find(QComboBox, "bulk_choice")
    box.setCurrentIndex(box.findData("queue:q-sales"))
    await until(lambda: office.find(QPushButton, "bulk_apply").isEnabled())
    await until(lambda: "Rafael Teixeira. já encerrado" in told(office, "bulk_rows"))
    assert told(office, "bulk_rows")[:3] == [
        "Rafael Teixeira. já encerrado",
        "@lua_nova. já está lá",
        "Mariana Albuquerque. já está lá",
    ]
    assert office.find(QLabel, "bulk_told").text() == "1 atendimento será transferido. 3 ficam como estão."
    office.press(Qt.Key.Key_Return)
    await until(lambda: not office.shows("bulk"))
    wish = asked(office, "bulk")[-1]
    assert wish == Bulk(["v-rafael", "v-mercado", "v-sem-nome", "v-mariana"], to_queue="q-sales", apply=True)
    assert office.desk.conversation("v-mercado").queue_id == "q-sales"
    await until(lambda: toast(office).startswith("1 atendimento transferido. 3 ficam como estão."))
    office.find(QWidget, "toast").undo_requested.emit()
    await until(lambda: office.desk.conversation("v-mercado").queue_id == "q-money")
    await until(lambda: toast(office) == "1 atendimento como antes.")


async def test_many_are_closed_with_a_classification(office: Office) -> None:
    table = await opened(office)
    table.selectAll()
    office.press(Qt.Key.Key_E)
    await until(lambda: office.shows("bulk"))
    box = office.find(QComboBox, "bulk_choice")
    box.setCurrentIndex(box.findData("d-silent"))
    await until(lambda: office.find(QPushButton, "bulk_apply").isEnabled())
    office.click("bulk_apply")
    await until(lambda: not office.shows("bulk"))
    wish = asked(office, "bulk")[-1]
    assert (wish.close, wish.disposition_id, wish.apply) == (True, "d-silent", True)


async def test_a_refused_bulk_says_why_and_stays(office: Office) -> None:
    table = await opened(office)
    table.selectAll()
    office.press(Qt.Key.Key_E)
    await until(lambda: office.shows("bulk"))
    await until(lambda: office.find(QPushButton, "bulk_apply").isEnabled())
    office.work.places.wall._seen(False)
    office.desk.team.refuse_next(Refused("forbidden"))
    office.click("bulk_apply")
    await until(lambda: office.shows("bulk_problem"))
    assert office.shows("bulk")


async def test_filters_keep_what_was_chosen(office: Office) -> None:
    table = await opened(office)
    table.choose(["v-mariana"])
    office.find(QWidget, "wall_queues").row_activated.emit("q-sales")
    assert table.cases.ids() == ["v-sem-nome", "v-mariana"]
    assert table.chosen == ["v-mariana"]
    assert office.find(QComboBox, "wall_queue").currentText() == "Vendas"
    box = office.find(QComboBox, "wall_agent")
    box.setCurrentIndex(box.findData(ANA.id))
    box.activated.emit(box.currentIndex())
    assert table.cases.ids() == ["v-mariana"]
    office.find(QWidget, "wall_queues").row_activated.emit("q-money")
    assert office.shows("wall_none")
    office.find(QWidget, "wall_queues").row_activated.emit("q-money")
    assert table.cases.ids() == ["v-mariana", "v-jose"]


async def test_a_refresh_keeps_the_row_and_says_only_what_is_new(office: Office) -> None:
    table = await opened(office)
    table.choose(["v-sem-nome"])
    resets = []
    table.cases.modelReset.connect(lambda: resets.append(1))
    office.desk.team.the_wall = changed(WALL, at=NOW + 2 * MINUTE)
    office.work.places.wall._polling.wake()
    await until(lambda: table.cases.rows[0].cells[2] == "36 min")
    assert resets == []
    office.desk.team.the_wall = changed(WALL, cases=CASES_NOW[1:])
    office.work.places.wall._polling.wake()
    await until(lambda: len(table.cases.rows) == 5)
    assert (table.chosen, table.current_id) == (["v-sem-nome"], "v-sem-nome")


async def test_it_is_asked_for_only_while_it_is_seen(office: Office) -> None:
    await opened(office)
    controller = office.work.places.wall
    task = controller._task
    office.press(Qt.Key.Key_C, CTRL_SHIFT)
    await until(lambda: task.done())
    assert controller._task is None
    office.press(Qt.Key.Key_M, CTRL_SHIFT)
    await until(lambda: controller._task is not None)


async def test_without_a_line_it_says_of_when_it_is(office: Office) -> None:
    await opened(office)
    office.desk.team.refuse_next(GatewayUnreachable())
    office.desk.set_link(Link.OFFLINE)
    stale = f"Sem conexão: como estava às {moments.to_the_second(NOW)}"
    await until(lambda: office.find(QLabel, "wall_as_of").text() == stale)
    assert office.shows("wall_cases")
    office.desk.set_link(Link.ONLINE)
    await until(lambda: office.find(QLabel, "wall_as_of").text().startswith("atualizado"))


async def test_where_nothing_came_it_is_asked_for_again(office: Office) -> None:
    office.desk.team.refuse_next(Refused("forbidden"))
    office.work.places.show_wall()
    await until(lambda: office.shows("wall_state_action"))
    office.desk.team.the_wall = WALL
    office.click("wall_state_action")
    await until(lambda: office.shows("wall_cases"))


async def test_an_empty_wall_says_so(quiet_office: Office) -> None:
    quiet_office.work.places.show_wall()
    await until(lambda: quiet_office.shows("wall_none"))
    assert not quiet_office.shows("wall_deeds")


async def test_agents_have_no_wall(office: Office) -> None:
    office.desk._account = AGENT
    office.work.view.rail.show_account(AGENT)
    office.press(Qt.Key.Key_M, CTRL_SHIFT)
    assert office.work.view.place == "conversations"
    assert not office.shows("rail_wall")


@pytest.mark.parametrize("place", ["wall"])
async def test_another_theme_keeps_the_place(office: Office, place: str) -> None:
    await opened(office)
    old = office.work
    office.preferring.change({"theme": "dark"})
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
    await until(lambda: office.work.view.place == place)


async def test_another_theme_keeps_what_was_to_happen_to_many(office: Office) -> None:
    table = await opened(office)
    table.selectAll()
    office.press(Qt.Key.Key_E)
    await until(lambda: office.shows("bulk"))
    box = office.find(QComboBox, "bulk_choice")
    box.setCurrentIndex(box.findData("d-silent"))
    old = office.work
    office.preferring.change({"theme": "dark"})
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
    await until(lambda: office.shows("bulk") and office.find(QPushButton, "bulk_apply").isEnabled())
    assert office.find(QComboBox, "bulk_choice").currentData() == "d-silent"
    office.click("bulk_apply")
    await until(lambda: not office.shows("bulk"))
    wish = asked(office, "bulk")[-1]
    assert (wish.close, wish.disposition_id, wish.apply, len(wish.conversation_ids)) == (True, "d-silent", True, 6)
