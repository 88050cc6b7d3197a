"""The page of breaks: today and earlier, one's own and for leads a colleague's, as facts and as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton, QWidget

from desktop.application.desk import Link
from desktop.domain.errors import GatewayUnreachable, Refused
from desktop.ui.controllers.break_words import DayWords
from desktop.ui.widgets.day_strip import Span
from server_stub.contract.model import Role
from server_stub.contract.team import AgentState, AgentStatus, Break, PauseReason, PauseTaken, WorkDay
from tests.gui.views.conftest import Office
from tests.helpers.sample_people import ANA, BRUNO, NOW, local
from tests.helpers.sample_registers import changed
from tests.helpers.sample_team_base import PDF
from tests.helpers.waiting import until

# Menus grab the keyboard, which the platform without a screen cannot do.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

TAKEN = Break(PauseReason.REST_1, 10, local(20, 9, 2), local(20, 10, 30), "taken", local(20, 9, 40), local(20, 9, 51))
MISSED = Break(PauseReason.MEAL, 20, local(20, 11, 0), local(20, 12, 30), "missed")
PLANNED = Break(PauseReason.REST_2, 10, local(20, 14, 0), local(20, 15, 30))
PAUSES = [
    PauseTaken(PauseReason.REST_1, local(20, 9, 40), local(20, 9, 51)),
    PauseTaken(PauseReason.TRAINING, local(20, 10, 30), local(20, 11, 5)),
]
DAY = WorkDay(ANA.id, ANA.name, "2026-11-20", local(20, 8, 2), None, [TAKEN, MISSED, PLANNED], PAUSES, over_limit=True)


async def opened(office: Office, *days: WorkDay) -> None:
    office.desk.team.days = list(days)
    office.work.places.show_breaks()
    await until(lambda: not office.shows("breaks_state"))


def asked(office: Office, name: str) -> list[object]:
    return [argument for done, argument in office.desk.team.done if done == name]


def lines(office: Office) -> list[str]:
    found = [it for it in office.window.findChildren(QWidget, "break_line") if it.isVisible()]
    return [it.accessibleName() for it in found]


async def test_the_menu_leads_to_ones_own_day(office: Office) -> None:
    office.desk.team.days = [DAY]
    office.work.own_state.open_menu()
    actions = office.work.own_state.menu.actions()
    next(it for it in actions if it.objectName() == "state_breaks").trigger()
    office.work.own_state.menu.hide()
    await until(lambda: len(lines(office)) == 4)
    assert lines(office) == [
        "Primeira pausa de descanso (NR-17), 10 minutos: feita, das 09:40 às 09:51",
        "Refeição, 20 minutos: não feita; estava prevista para 11:00",
        "Segunda pausa de descanso (NR-17), 10 minutos: pode ser feita agora, até 15:30",
        "Treinamento: 10:30 às 11:05",
    ]
    assert office.find(QLabel, "breaks_summary").text() == "Trabalho desde 08:02"
    assert office.find(QLabel, "breaks_note").text() == "Mais de seis horas de trabalho efetivo neste dia."
    assert office.find(QLabel, "breaks_day").text() == "Sexta-feira, 20/11/2026"


async def test_days_are_leafed_through_but_not_into_the_future(office: Office) -> None:
    await opened(office, DAY)
    await until(lambda: bool(lines(office)))
    assert not office.find(QWidget, "breaks_later").isEnabled()
    office.press(Qt.Key.Key_PageUp)
    await until(lambda: office.find(QLabel, "breaks_day").text() == "Quinta-feira, 19/11/2026")
    office.press(Qt.Key.Key_PageDown)
    await until(lambda: office.find(QLabel, "breaks_day").text() == "Sexta-feira, 20/11/2026")
    office.press(Qt.Key.Key_PageDown)
    office.click("breaks_earlier")
    office.click("breaks_earlier")
    office.click("breaks_today")
    await until(lambda: office.find(QLabel, "breaks_day").text() == "Sexta-feira, 20/11/2026")
    wanted = {"2026-11-18", "2026-11-19", ""}
    await until(lambda: {argument[0] for argument in asked(office, "work_days")} == wanted)


async def test_a_day_without_work_says_so(office: Office) -> None:
    await opened(office)
    await until(lambda: office.shows("breaks_summary"))
    assert office.find(QLabel, "breaks_summary").text() == "Não há trabalho registrado neste dia."
    assert not office.shows("day_strip")
    assert not office.shows("breaks_rests")


async def test_leads_look_at_a_colleagues_day(office: Office) -> None:
    await opened(office, changed(DAY, account_id=BRUNO.id))
    box = office.find(QComboBox, "breaks_person")
    assert box.currentText() == "Ana Paula"
    box.setCurrentIndex(box.findData(BRUNO.id))
    box.activated.emit(box.currentIndex())
    await until(lambda: bool(lines(office)))
    assert asked(office, "work_days")[-1][1] == BRUNO.id


async def test_agents_see_their_own_only(office: Office) -> None:
    office.desk._account = changed(ANA, role=Role.AGENT)
    await opened(office, DAY)
    assert not office.shows("breaks_person")
    assert office.find(QLabel, "breaks_heading").text() == "Minhas pausas"


async def test_without_a_line_the_day_comes_later(office: Office) -> None:
    office.desk.set_link(Link.OFFLINE)
    office.desk.team.refuse_next(GatewayUnreachable())
    office.desk.team.days = [DAY]
    office.work.places.show_breaks()
    await until(lambda: office.find(QLabel, "breaks_state").text() == "Sem conexão as pausas não aparecem.")
    assert not office.find(QPushButton, "breaks_print").isEnabled()
    office.desk.set_link(Link.ONLINE)
    await until(lambda: bool(lines(office)))


async def test_what_cannot_be_read_is_tried_again(office: Office) -> None:
    await until(lambda: bool(asked(office, "work_days")))
    office.desk.team.refuse_next(Refused("forbidden"))
    office.desk.team.days = [DAY]
    office.work.places.show_breaks()
    await until(lambda: office.shows("breaks_again"))
    office.click("breaks_again")
    await until(lambda: bool(lines(office)))


async def test_the_record_is_kept_as_a_file(office: Office, tmp_path: Path) -> None:
    await opened(office, DAY)
    await until(lambda: bool(lines(office)))
    office.click("breaks_print")
    await until(lambda: office.window.findChild(QFileDialog, "save_dialog") is not None)
    dialog, target = office.window.findChild(QFileDialog, "save_dialog"), tmp_path / "pausas.pdf"
    dialog.filesSelected.emit([str(target)])
    dialog.done(QFileDialog.DialogCode.Accepted)
    await until(lambda: office.shows("breaks_progress_action"))
    assert target.read_bytes() == PDF
    assert asked(office, "work_days_pdf")[0][:2] == ("2026-11-20", ANA.id)


async def test_a_break_that_was_just_taken_is_shown_at_once(office: Office) -> None:
    await opened(office, DAY)
    await until(lambda: bool(lines(office)))
    running = changed(PLANNED, state="running", began_at=local(20, 14, 30))
    office.desk.team.days = [changed(DAY, breaks=[TAKEN, running])]
    office.desk.team.stand(AgentStatus(ANA.id, AgentState.PAUSE, PauseReason.REST_2, NOW, NOW + 600_000))
    await until(lambda: any("desde 14:30" in line for line in lines(office)))


async def test_escape_goes_back_to_the_message(office: Office) -> None:
    await office.open("v-mariana")
    await opened(office, DAY)
    office.press(Qt.Key.Key_Escape)
    await until(lambda: office.work.view.place == "conversations")
    assert office.window.focusWidget() is office.find(QWidget, "composer_input")


@pytest.mark.parametrize("place", ["breaks", "phrases"])
async def test_another_look_keeps_the_place(office: Office, place: str) -> None:
    old = office.work
    office.work.places.go(place)
    office.preferring.change({"theme": "dark"})
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
    await until(lambda: office.work.view.place == place)


async def test_the_strip_shows_when_there_was_work_and_rest(office: Office) -> None:
    facts = DayWords().facts(DAY, NOW, is_today=True)
    kinds = [each.kind for each in facts.stretches]
    assert kinds == [Span.WORK, Span.REST, Span.PLANNED, Span.OTHER]
    assert (facts.marks[0][1], facts.marks[-1][1]) == ("08:00", "15:00")
    assert facts.now == NOW
    over = changed(DAY, ended_at=local(20, 14, 20), effective_ms=21_780_000)
    told = "Trabalho das 08:02 às 14:20 · 6 h 03 de trabalho efetivo"
    assert DayWords().facts(over, NOW, is_today=False).summary == told


async def test_who_works_over_midnight_is_still_in_yesterday(office: Office) -> None:
    await opened(office, changed(DAY, day="2026-11-19"))
    await until(lambda: bool(lines(office)))
    assert office.find(QLabel, "breaks_day").text() == "Quinta-feira, 19/11/2026"
    assert not office.find(QWidget, "breaks_later").isEnabled()
