"""One's own state: shown with its time, changed by keys, unknown without a line; pauses that count nobody's minutes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.application.desk import Link
from desktop.domain.errors import GatewayUnreachable, Refused
from server_stub.contract.queues import Policy
from server_stub.contract.team import AgentState, AgentStatus, Break, PauseReason, WorkDay
from tests.gui.views.conftest import Office
from tests.helpers.sample_people import ANA, MINUTE, NOW
from tests.helpers.sample_registers import changed
from tests.helpers.waiting import until

# Menus grab the keyboard, which the platform without a screen cannot do.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def said(office: Office) -> str:
    return office.find(QPushButton, "own_state").text()


def asked(office: Office, name: str) -> list[object]:
    return [argument for done, argument in office.desk.team.done if done == name]


def stand(
    office: Office, state: AgentState, reason: str = "", *, minutes: int = 0, until_in: int | None = None
) -> None:
    since = NOW - minutes * MINUTE
    until_at = None if until_in is None else NOW + until_in * MINUTE
    office.desk.team.stand(AgentStatus(ANA.id, state, reason, since, until_at))


async def menu(office: Office) -> dict[str, QAction]:
    """What is offered now, by its name; opened with its chord."""
    office.press(Qt.Key.Key_D, CTRL | SHIFT)
    await until(lambda: office.work.own_state.menu.isVisible())
    return {it.objectName(): it for it in office.work.own_state.menu.actions() if it.isVisible() and it.objectName()}


async def plan(office: Office, *breaks: Break) -> None:
    office.desk.team.days = [WorkDay(ANA.id, ANA.name, "2026-11-20", NOW - 180 * MINUTE, breaks=list(breaks))]
    stand(office, AgentState.AVAILABLE, minutes=180)
    await until(lambda: office.shows("pause_strip"))


DUE = Break(PauseReason.REST_1, 10, NOW - 5 * MINUTE, NOW + 60 * MINUTE, "due")


async def test_state_and_time_are_always_in_sight(office: Office) -> None:
    assert said(office) == "Disponível · 1 h 35"
    assert office.find(QWidget, "own_state").accessibleName() == "Seu estado: Disponível · 1 h 35"
    office.desk.advance(5 * MINUTE)
    office.work.own_state.refresh()
    assert said(office) == "Disponível · 1 h 40"


async def test_the_chord_opens_the_menu_and_enter_chooses(office: Office) -> None:
    await menu(office)
    shown = office.work.own_state.menu
    assert shown.activeAction().objectName() == "state_available"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(shown, key)
    await until(lambda: said(office).startswith("Ocupado"))
    assert asked(office, "set_state") == [(AgentState.BUSY, "")]


async def test_all_pauses_are_offered_and_the_one_after_abuse_first(office: Office) -> None:
    actions = await menu(office)
    pauses = [name for name in actions if name.startswith("state_") and name not in ("state_breaks",)]
    assert pauses[2] == "state_after_abuse"
    assert {f"state_{reason}" for reason in PauseReason} <= set(pauses)
    actions["state_after_abuse"].trigger()
    await until(lambda: asked(office, "set_state"))
    assert asked(office, "set_state") == [(AgentState.PAUSE, PauseReason.AFTER_ABUSE)]
    await until(lambda: office.window.toast.isVisible())
    assert office.window.toast.accessibleName() == "Use o tempo de que precisar. A supervisão só é avisada."


async def test_the_menu_tells_when_a_break_may_be_taken_and_which_was(office: Office) -> None:
    meal = Break(PauseReason.MEAL, 20, NOW - 90 * MINUTE, NOW, "taken", NOW - 60 * MINUTE, NOW - 40 * MINUTE)
    await plan(office, DUE, meal)
    actions = await menu(office)
    assert actions["state_nr17_1"].text() == "Primeira pausa de descanso (NR-17)\t14:28–15:33"
    assert actions["state_meal"].text() == "Refeição\t✓ 13:33"
    assert actions["state_nr17_1"].isEnabled()
    assert not actions["state_meal"].isEnabled()
    office.work.own_state.refresh()
    assert actions["state_meal"].text() == "Refeição\t✓ 13:33"


async def test_who_wraps_up_is_available(office: Office) -> None:
    stand(office, AgentState.WRAP_UP, minutes=2)
    assert (await menu(office))["state_available"].isChecked()
    assert said(office) == "Em pós-atendimento · 2 min"


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        (Policy.KEEP, ["4 atendimentos ficam com você"]),
        (Policy.RETURN_ALL, ["4 atendimentos voltam para a fila"]),
        (Policy.RETURN_WAITING, ["2 atendimentos ficam com você", "2 atendimentos voltam para a fila"]),
    ],
)
async def test_what_a_pause_does_to_open_cases_is_told_before(office: Office, policy: Policy, told: list[str]) -> None:
    office.desk.team.open_cases()
    office.desk.team.policy = changed(office.desk.team.policy, on_pause=policy)
    await menu(office)

    def sentences() -> list[str]:
        shown = office.work.own_state.menu.actions()
        return [it.text() for it in shown if it.isVisible() and "atendimento" in it.text()]

    await until(lambda: sentences() == told)


async def test_a_rest_break_counts_down_and_may_last_longer(office: Office) -> None:
    stand(office, AgentState.PAUSE, PauseReason.REST_1, minutes=3, until_in=7)
    await until(lambda: office.shows("pause_strip"))
    assert office.find(QLabel, "pause_text").text().startswith("Primeira pausa de descanso (NR-17) · faltam 7:00 · ")
    assert "a partir das 14:40" in office.find(QLabel, "pause_text").text()
    assert not office.find(QPushButton, "pause_back").isEnabled()
    actions = await menu(office)
    assert actions["state_back"].text() == "Voltar da pausa (a partir das 14:40)"
    assert not actions["state_back"].isEnabled()
    office.desk.advance(7 * MINUTE)
    office.work.pausing.tick()
    assert office.find(QLabel, "pause_text").text().endswith("Pode durar o quanto for preciso.")
    office.click("pause_back")
    await until(lambda: not office.shows("pause_strip"))
    assert said(office).startswith("Disponível")


@pytest.mark.parametrize("reason", [PauseReason.TOILET, PauseReason.AFTER_ABUSE])
async def test_no_clock_runs_in_a_pause_that_is_nobodys_business(office: Office, reason: PauseReason) -> None:
    stand(office, AgentState.PAUSE, reason, minutes=25)
    await until(lambda: office.shows("pause_strip"))
    text = office.find(QLabel, "pause_text").text() + said(office)
    assert not any(letter.isdigit() for letter in text)
    assert office.find(QPushButton, "pause_back").isEnabled()


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (Refused("break_not_now", earliest=NOW + 60 * MINUTE, latest=NOW + 120 * MINUTE), "15:33"),
        (Refused("break_not_now", earliest=0, latest=0), "primeira"),
        (Refused("break_too_early", until=NOW + 5 * MINUTE), "14:38"),
        (GatewayUnreachable(), ""),
    ],
)
async def test_a_refusal_is_a_sentence_and_nothing_changes(office: Office, problem: Exception, told: str) -> None:
    office.desk.team.refuse_next(problem)
    office.work.own_state.go(AgentState.PAUSE, PauseReason.REST_1)
    await until(lambda: office.window.toast.isVisible())
    assert told in office.window.toast.accessibleName()
    assert said(office).startswith("Disponível")


async def test_without_a_line_the_state_is_unknown_and_comes_back(office: Office) -> None:
    office.desk.set_link(Link.OFFLINE)
    await until(lambda: said(office) == "Estado desconhecido")
    actions = await menu(office)
    assert not any(it.isEnabled() for name, it in actions.items() if name not in ("state_breaks",))
    told = office.work.own_state.menu.actions()[0]
    assert told.isVisible()
    assert told.text().endswith("Ele volta sozinho.")
    office.work.own_state.go(AgentState.BUSY)
    assert asked(office, "set_state") == []
    office.desk.set_link(Link.ONLINE)
    await until(lambda: said(office) == "Disponível · 1 h 35")


async def test_a_lost_line_hides_the_pause_it_cannot_know(office: Office) -> None:
    stand(office, AgentState.PAUSE, PauseReason.MEAL, minutes=1, until_in=19)
    await until(lambda: office.shows("pause_strip"))
    office.desk.set_link(Link.OFFLINE)
    await until(lambda: not office.shows("pause_strip"))
    office.desk.set_link(Link.ONLINE)
    await until(lambda: office.shows("pause_strip"))


# The gentle word


async def test_a_break_is_mentioned_and_taken_with_a_click(office: Office) -> None:
    await plan(office, DUE)
    told = "Primeira pausa de descanso (NR-17), 10 minutos: pode ser feita agora, até as 15:33."
    assert office.find(QLabel, "pause_text").text() == told
    office.click("pause_take")
    await until(lambda: asked(office, "set_state") == [(AgentState.PAUSE, PauseReason.REST_1)])


async def test_the_word_takes_no_focus_and_can_wait(office: Office) -> None:
    await office.open("v-mariana")
    office.write("um texto")
    await plan(office, DUE)
    assert office.find(QWidget, "composer_input").hasFocus()
    office.click("pause_later")
    await until(lambda: not office.shows("pause_strip"))
    office.desk.advance(14 * MINUTE)
    office.work.pausing.tick()
    assert not office.shows("pause_strip")
    office.desk.advance(MINUTE)
    office.work.pausing.tick()
    await until(lambda: office.shows("pause_strip"))


async def test_who_closed_it_is_told_once_more_shortly_before(office: Office) -> None:
    await plan(office, DUE)
    office.click("pause_close")
    office.desk.advance(44 * MINUTE)
    office.work.pausing.tick()
    assert not office.shows("pause_strip")
    office.desk.advance(MINUTE)
    office.work.pausing.tick()
    await until(lambda: office.shows("pause_strip"))


async def test_nothing_is_said_while_an_offer_waits(office: Office) -> None:
    await plan(office, DUE)
    office.desk.team.offer("v-mercado")
    await until(lambda: not office.shows("pause_strip"))
    office.desk.change("v-mercado", offer=None)
    office.work.pausing.tick()
    assert office.shows("pause_strip")


async def test_a_plan_that_cannot_be_read_is_no_trouble(office: Office) -> None:
    office.desk.team.refuse_next(Refused("internal"))
    stand(office, AgentState.BUSY)
    await until(lambda: bool(asked(office, "work_days")))
    assert not office.shows("pause_strip")
    assert not office.window.toast.isVisible()
