"""Closing a case by keys: what it was about, the goodbye, the wrap-up, taking it back, and another subject after it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from desktop.application.desk import Link
from desktop.domain.errors import GatewayUnreachable, Refused
from desktop.ui.views.closing import Closing
from desktop.ui.widgets.growing_text import GrowingTextEdit
from server_stub.contract.cases import CaseState, CloseCase, OpenCase
from server_stub.contract.model import Role
from tests.gui.views.conftest import Office
from tests.helpers import sample_team_data as data
from tests.helpers.sample_people import ANA, BRUNO
from tests.helpers.sample_registers import changed
from tests.helpers.waiting import until

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
GOODBYE = "Obrigado, {name}! Protocolo {protocol}. {agent}"


def asked(office: Office, name: str) -> list[object]:
    return [argument for done, argument in office.desk.team.done if done == name]


async def begin(office: Office, conversation_id: str = "v-mariana", **of_queue: object) -> None:
    """The closing of a sample case; its queue as it is, but for `of_queue`."""
    team = office.desk.team
    team.open_cases()
    queue = team.kept_queues[data.CASES[conversation_id].queue_id]
    team.kept_queues[queue.id] = changed(queue, **of_queue)
    await office.open(conversation_id)
    office.press(Qt.Key.Key_E, CTRL)
    await until(lambda: office.shows("closing_search"))


def state(office: Office, conversation_id: str = "v-mariana") -> CaseState:
    case = office.desk.conversation(conversation_id).case
    return case.state


def strip_title(office: Office) -> str:
    """Its number is kept together by spaces at which no line breaks."""
    return office.find(QLabel, "case_strip_title").text().replace("\N{NO-BREAK SPACE}", " ")


async def test_a_chord_some_letters_and_enter_close_the_case(office: Office) -> None:
    await begin(office)
    assert office.find(QLineEdit, "closing_search").hasFocus()
    office.write("PRECO")
    assert office.find(QLabel, "closing_path").text() == "Venda › Desistiu › Preço alto"
    assert office.find(QPushButton, "closing_solved_no").isChecked()
    office.press(Qt.Key.Key_Return)
    await until(lambda: state(office) is CaseState.CLOSED)
    ((case_id, wish),) = asked(office, "close_case")
    assert (case_id, wish) == ("case-123", CloseCase("d-sale-price-high", "", resolved=False, say_goodbye=False))
    await until(lambda: not office.shows("closing"))
    assert office.window.toast.accessibleName() == "Atendimento encerrado."


async def test_what_was_closed_is_taken_back_within_some_seconds(office: Office) -> None:
    await begin(office)
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.window.toast.isVisible())
    office.window.toast.findChild(QPushButton).click()
    await until(lambda: state(office) is CaseState.ASSIGNED)
    assert office.desk.conversation("v-mariana").case.protocol == data.CASES["v-mariana"].protocol
    assert asked(office, "reopen") == ["case-123"]


async def test_arrows_mark_and_what_was_used_last_comes_first(office: Office) -> None:
    await begin(office)
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Return)
    await until(lambda: asked(office, "close_case"))
    assert asked(office, "close_case")[0][1].disposition_id == "d-sale-later"
    await office.open("v-jose")
    office.press(Qt.Key.Key_E, CTRL)
    await until(lambda: office.shows("closing_search"))
    office.press(Qt.Key.Key_Down)
    assert office.find(QLabel, "closing_path").text() == "Venda › Vai pensar"


async def test_where_nothing_is_required_none_is_chosen_from_the_start(office: Office) -> None:
    await begin(office, "v-jose")
    assert not office.shows("closing_path")
    office.press(Qt.Key.Key_Return)
    await until(lambda: asked(office, "close_case"))
    assert asked(office, "close_case")[0][1] == CloseCase(say_goodbye=False)


async def test_where_it_is_required_nothing_found_cannot_be_closed(office: Office) -> None:
    await begin(office)
    office.write("xyzxyz")
    assert not office.find(QPushButton, "closing_confirm").isEnabled()
    assert office.find(QPushButton, "closing_confirm").toolTip() == "Escolha a tabulação do atendimento."
    office.press(Qt.Key.Key_Return)
    assert asked(office, "close_case") == []
    assert office.find(QLabel, "closing_nothing").text() == "Nada tem esse nome."


async def test_tab_goes_on_to_the_summary_and_enter_there_closes(office: Office) -> None:
    await begin(office)
    office.write("pedido fechado")
    office.press(Qt.Key.Key_Tab)
    summary = office.find(GrowingTextEdit, "closing_summary")
    assert summary.hasFocus()
    office.write("ligou ontem")
    assert office.find(QLabel, "closing_count").text() == "11/2000"
    summary.set_text("x" * 2001)
    assert not office.find(QPushButton, "closing_confirm").isEnabled()
    summary.set_text("ligou ontem")
    office.press(Qt.Key.Key_Return)
    await until(lambda: asked(office, "close_case"))
    wish = asked(office, "close_case")[0][1]
    assert (wish.disposition_id, wish.summary, wish.resolved) == ("d-sale-done", "ligou ontem", True)


async def test_what_the_person_says_about_it_stays(office: Office) -> None:
    await begin(office)
    office.click("closing_solved_unknown")
    office.press(Qt.Key.Key_Down)
    assert office.find(QPushButton, "closing_solved_unknown").isChecked()


async def test_the_goodbye_is_read_before_it_is_sent(office: Office) -> None:
    await begin(office, closing_text=GOODBYE)
    told = office.find(QLabel, "closing_goodbye_text").text()
    assert told == "Obrigado, Mariana Albuquerque! Protocolo 2026 1120 000 000123 5. Ana Paula"
    office.find(QCheckBox, "closing_goodbye").setChecked(False)
    office.click("closing_confirm")
    await until(lambda: asked(office, "close_case"))
    assert not asked(office, "close_case")[0][1].say_goodbye


async def test_a_closed_window_says_why_no_goodbye_leaves(office: Office) -> None:
    await begin(office, "v-beatriz", closing_text=GOODBYE)
    assert not office.find(QCheckBox, "closing_goodbye").isEnabled()
    assert "24 h" in office.find(QLabel, "closing_goodbye_text").text()
    office.press(Qt.Key.Key_Return)
    await until(lambda: asked(office, "close_case"))
    assert not asked(office, "close_case")[0][1].say_goodbye


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (Refused("disposition_unknown"), "tabulação"),
        (Refused("case_closed"), "está encerrado"),
        (GatewayUnreachable(), ""),
    ],
)
async def test_a_refusal_leaves_all_that_was_filled_in(office: Office, problem: Exception, told: str) -> None:
    await begin(office)
    office.find(GrowingTextEdit, "closing_summary").set_text("resumo")
    office.desk.team.refuse_next(problem)
    office.click("closing_confirm")
    await until(lambda: office.shows("closing_problem"))
    assert told in office.find(QLabel, "closing_problem").text()
    assert office.find(GrowingTextEdit, "closing_summary").text() == "resumo"
    office.click("closing_confirm")
    await until(lambda: state(office) is CaseState.CLOSED)


async def test_another_subject_begins_where_one_likes(office: Office) -> None:
    await begin(office)
    office.click("closing_new")
    box = office.find(QWidget, "closing_queue")
    box.setCurrentIndex(box.findData("q-money"))
    office.click("closing_confirm")
    await until(lambda: state(office) is CaseState.ASSIGNED and not office.shows("closing"))
    case = office.desk.conversation("v-mariana").case
    assert (case.queue_id, case.id != "case-123") == ("q-money", True)
    assert office.desk.team.kept_cases[case.id].parent_protocol == data.CASES["v-mariana"].protocol
    assert case.protocol[-4:] in office.window.toast.accessibleName().replace(" ", "")


async def test_escape_leaves_the_case_open_and_the_message_has_the_focus(office: Office) -> None:
    await begin(office)
    office.press(Qt.Key.Key_Escape)
    assert not office.shows("closing")
    assert office.find(QWidget, "composer_input").hasFocus()
    assert state(office) is CaseState.ASSIGNED


async def test_the_form_goes_with_the_conversation(office: Office) -> None:
    await begin(office)
    await office.open("v-jose")
    assert not office.shows("closing")
    assert office.work.closing.form is None


async def test_another_look_keeps_what_was_filled_in(office: Office) -> None:
    await begin(office, closing_text=GOODBYE)
    office.press(Qt.Key.Key_Down)
    office.find(GrowingTextEdit, "closing_summary").set_text("ligou ontem")
    office.find(QCheckBox, "closing_goodbye").setChecked(False)
    office.click("closing_new")
    old = office.work
    office.preferring.change({"theme": "dark"})
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
    await until(lambda: office.shows("closing_summary"))
    assert office.work.closing.filled == Closing(
        CloseCase("d-sale-later", "ligou ontem", resolved=False, say_goodbye=False), "q-sales"
    )


async def test_another_look_keeps_the_search_and_the_field(office: Office) -> None:
    await begin(office)
    office.write("PRECO")
    summary = office.find(GrowingTextEdit, "closing_summary")
    summary.setFocus()
    office.write("ligou")
    old = office.work
    office.preferring.change({"theme": "dark"})
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
    await until(lambda: office.shows("closing_summary"))
    assert office.find(QLineEdit, "closing_search").text() == "PRECO"
    assert office.find(QLabel, "closing_path").text() == "Venda › Desistiu › Preço alto"
    office.write(" ontem")
    assert office.work.closing.filled.wish.summary == "ligou ontem"


async def test_another_look_chooses_nothing_by_itself(office: Office) -> None:
    await begin(office)
    old = office.work
    office.preferring.change({"theme": "dark"})
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
    await until(lambda: office.shows("closing_search"))
    office.work.closing.submit()
    assert not asked(office, "close_case")
    assert not office.work.closing.form.is_meant


async def test_the_gate_may_answer_after_the_form_is_open(office: Office) -> None:
    office.desk.team.open_cases()
    queue = office.desk.team.kept_queues["q-sales"]
    office.desk.team.kept_queues["q-sales"] = changed(queue, closing_text=GOODBYE)
    office.work.open("v-beatriz")
    office.press(Qt.Key.Key_E, CTRL)
    await until(lambda: office.shows("closing_goodbye") and not office.find(QCheckBox, "closing_goodbye").isEnabled())
    assert not office.work.closing.filled.wish.say_goodbye


async def test_ending_the_chat_first_counts_the_wrap_up_down(office: Office) -> None:
    office.desk.team.open_cases()
    await office.open("v-mariana")
    office.press(Qt.Key.Key_E, CTRL | SHIFT)
    await until(lambda: office.shows("case_strip"))
    assert office.find(QLabel, "case_strip_title").text() == "Pós-atendimento 1:00"
    assert "sem tabulação" in office.find(QLabel, "case_strip_detail").text()
    office.desk.advance(12_000)
    office.work.case_strip.tick()
    assert office.find(QLabel, "case_strip_title").text() == "Pós-atendimento 0:48"
    office.click("case_strip_close")
    await until(lambda: office.shows("closing_search"))
    office.press(Qt.Key.Key_Return)
    await until(lambda: state(office) is CaseState.CLOSED)


async def test_what_is_filled_in_is_kept_when_the_wrap_up_ends(office: Office) -> None:
    office.desk.team.open_cases()
    await office.open("v-beatriz")
    await until(lambda: office.shows("case_strip"))
    office.press(Qt.Key.Key_E, CTRL)
    office.write("atrasada")
    office.work.case_strip.tick()
    assert "o que está preenchido" in office.find(QLabel, "case_strip_detail").text()
    office.desk.advance(54_000)
    office.work.case_strip.tick()
    await until(lambda: asked(office, "close_case"))
    assert asked(office, "close_case")[0][1].disposition_id == "d-order-late"


async def test_what_was_only_offered_is_not_kept(office: Office) -> None:
    office.desk.team.open_cases()
    await office.open("v-beatriz")
    office.press(Qt.Key.Key_E, CTRL)
    await until(lambda: office.shows("closing_search"))
    office.desk.advance(54_000)
    office.work.case_strip.tick()
    assert asked(office, "close_case") == []


async def test_a_closed_case_tells_who_closed_it_and_how(office: Office) -> None:
    office.desk.team.open_cases()
    closed = office.desk.team.kept_cases["case-130"]
    told = changed(closed, closed_by=BRUNO.id, close_way="timer", disposition_id="d-order-late")
    office.desk.team.kept_cases["case-130"] = told
    await office.open("v-paula")
    await until(lambda: "Bruno" in office.find(QLabel, "case_strip_detail").text())
    assert strip_title(office).endswith("2026 1120 000 000130 5")
    detail = office.find(QLabel, "case_strip_detail").text()
    assert detail.startswith("Encerrado ao fim do pós-atendimento de Bruno Lima, ")
    assert detail.endswith("Pedido › Entrega atrasada")
    office.click("case_strip_reopen")
    await until(lambda: state(office, "v-paula") is CaseState.ASSIGNED and not office.shows("case_strip"))


async def test_what_is_closed_is_reopened_not_taken(office: Office) -> None:
    office.desk.team.open_cases()
    office.desk.change("v-paula", assignee_id=None)
    await office.open("v-paula")
    await until(lambda: office.shows("case_strip_reopen"))
    assert not office.shows("header_take")


async def test_a_new_case_begins_where_one_was_closed(office: Office) -> None:
    office.desk.team.open_cases()
    await office.open("v-paula")
    await until(lambda: office.shows("case_strip_new"))
    office.click("case_strip_new")
    await until(lambda: state(office, "v-paula") is CaseState.ASSIGNED)
    assert asked(office, "open_case") == [("v-paula", OpenCase("q-sales"))]
    await until(lambda: not office.shows("case_strip"))
    assert office.work.view.conversation.composer.isAncestorOf(office.window.focusWidget())


async def test_without_a_line_a_closed_case_is_still_told(office: Office) -> None:
    office.desk.team.open_cases()
    office.desk.set_link(Link.OFFLINE)
    office.desk.team.refuse_next(GatewayUnreachable())
    await office.open("v-paula")
    await until(lambda: office.shows("case_strip"))
    assert "2026 1120 000 000130 5" in strip_title(office)


async def test_only_who_serves_a_case_closes_it(office: Office) -> None:
    office.desk._account = changed(ANA, role=Role.AGENT)
    office.desk.team.open_cases()
    await office.open("v-mercado")
    assert not office.shows("header_close")
    office.press(Qt.Key.Key_E, CTRL)
    assert not office.shows("closing")
    assert office.window.toast.accessibleName().startswith("Assuma a conversa primeiro")


async def test_no_case_no_closing(office: Office) -> None:
    await office.open("v-mariana")
    office.press(Qt.Key.Key_E, CTRL)
    assert office.window.toast.accessibleName() == "Não há atendimento aberto aqui."
