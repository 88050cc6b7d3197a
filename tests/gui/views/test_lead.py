"""A lead sees every conversation, looks without being noticed, and takes over in the open."""

from PySide6.QtWidgets import QLabel, QWidget

from desktop.domain.errors import GatewayUnreachable
from desktop.ui.models.conversation_entry import Chip as Filter
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until


async def test_watching_claims_nothing_and_marks_nothing_read(office: Office) -> None:
    office.work.open("v-rafael")
    await until(lambda: office.work.timeline.neighbour("", -1) is not None)
    assert office.work.inbox.filter is Filter.ALL
    assert office.desk.opened is None
    assert office.find(QLabel, "header_claim").text() == "Com Bruno Lima"
    assert "Assuma a conversa para escrever" in office.find(QWidget, "verdict_light").accessibleName()
    assert not office.shows("composer_input")


async def test_taking_over_opens_the_field(office: Office) -> None:
    office.work.open("v-rafael")
    office.click("header_take")
    await until(lambda: office.desk.opened == "v-rafael")
    await until(lambda: office.shows("composer_input"))
    assert office.shows("header_transfer")
    assert not office.shows("header_take")


async def test_each_look_is_noted(office: Office) -> None:
    office.work.open("v-rafael")
    await until(lambda: ("look", "v-rafael") in office.desk.team.done)
    office.work.open("v-mariana")
    await until(lambda: office.desk.opened == "v-mariana")
    assert ("look", "v-mariana") not in office.desk.team.done


async def test_what_cannot_be_noted_is_not_looked_at(office: Office) -> None:
    office.desk.team.refuse_next(GatewayUnreachable())
    office.work.open("v-rafael")
    await until(lambda: office.work.conversation.id == "")
    assert office.find(QLabel, "conversation_empty_title").text() == "Esta conversa não pode ser vista agora"
    assert not office.shows("composer_input")


async def test_a_look_stays_a_look_when_the_agent_gives_it_back(office: Office) -> None:
    office.work.open("v-rafael")
    await until(lambda: ("look", "v-rafael") in office.desk.team.done)
    office.desk.change("v-rafael", assignee_id=None)
    await until(lambda: "Ninguém atende" in office.find(QWidget, "verdict_light").accessibleName())
    assert office.desk.opened is None
