"""The contacts: found while typing, filtered, opened; and what leads decide about people."""

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desktop.application.desk import Link
from desktop.domain.errors import GatewayUnreachable, Refused
from desktop.ui.views.choices import ChoiceList
from desktop.ui.views.people_list import PeopleList
from server_stub.contract.model import Contact, Role
from server_stub.contract.rights import AnswerRequest
from tests.gui.views.conftest import Office, StartedSampleDesk, build_office
from tests.gui.views.test_names import nameless, unidentified
from tests.helpers.sample_people import ANA, BRUNO
from tests.helpers.waiting import until

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
async def admins(qapp: QApplication, tmp_path: Path) -> AsyncIterator[Office]:
    desk = StartedSampleDesk(tmp_path, account=msgspec.structs.replace(ANA, role=Role.ADMIN))
    async for made in build_office(qapp, tmp_path, desk):
        yield made


@pytest.fixture
async def agents(qapp: QApplication, tmp_path: Path) -> AsyncIterator[Office]:
    async for made in build_office(qapp, tmp_path, StartedSampleDesk(tmp_path, account=BRUNO)):
        yield made


async def open_contacts(office: Office) -> PeopleList:
    office.press(Qt.Key.Key_K, CTRL_SHIFT)
    await until(lambda: office.shows("contacts_list"))
    return office.find(PeopleList, "contacts_list")


def rows(shown: PeopleList) -> list[str]:
    return [shown.people.index(row).data() for row in range(shown.people.rowCount())]


async def test_people_are_found_while_typing_and_opened_by_keys(office: Office) -> None:
    shown = await open_contacts(office)
    assert len(rows(shown)) == 14
    assert office.find(QLabel, "contacts_count").text() == "14 pessoas"
    office.write("ribeiro")
    await until(lambda: rows(shown) == ["José Ribeiro"])
    office.press(Qt.Key.Key_Down)
    await until(lambda: office.shows("contacts_open"))
    assert office.find(QLabel, "panel_name").text() == "José Ribeiro"
    office.find(QPushButton, "contacts_open").click()
    await until(lambda: office.work.conversation.id == "v-jose")
    assert office.work.view.place == "conversations"
    assert office.shows("composer_input")


async def test_filters_by_purpose_and_state(office: Office) -> None:
    shown = await open_contacts(office)
    for name, value in (("contacts_purpose", "mkt.promotions"), ("contacts_state", "REVOKED")):
        box = office.find(QComboBox, name)
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    await until(lambda: rows(shown) == ["Carlos Eduardo Nunes"])
    office.find(QLineEdit, "contacts_search").setText("mariana")
    await until(lambda: office.shows("contacts_empty"))
    assert "Ninguém encontrado" in office.find(QWidget, "contacts_empty").accessibleName()


async def test_only_the_last_question_is_answered(office: Office) -> None:
    shown = await open_contacts(office)
    sample = office.desk.office
    sample.gate.clear()
    office.find(QLineEdit, "contacts_search").setText("jose")
    office.work.places.contacts.search()
    office.find(QLineEdit, "contacts_search").setText("paula")
    office.work.places.contacts.search()
    sample.gate.set()
    await until(lambda: rows(shown) == ["Paula Regina"])
    assert rows(shown) == ["Paula Regina"]


async def test_more_people_come_as_the_list_is_scrolled(office: Office) -> None:
    for number in range(120):
        person = Contact(f"c-{number:03}", f"Pessoa {number:03}", f"+55119700{number:05}")
        office.desk.office.people[person.id] = person
    shown = await open_contacts(office)
    await until(lambda: shown.people.rowCount() >= 50)
    while shown.people.rowCount() < 134:
        before = shown.people.rowCount()
        shown.scrollToBottom()
        await until(lambda before=before: shown.people.rowCount() > before)
    assert office.find(QLabel, "contacts_count").text() == "134 pessoas"


async def test_without_a_line_it_says_so_and_fills_by_itself(office: Office) -> None:
    office.desk.set_link(Link.OFFLINE)
    office.desk.office.refuse_next(GatewayUnreachable())
    office.press(Qt.Key.Key_K, CTRL_SHIFT)
    await until(lambda: "feita no gateway" in office.find(QWidget, "contacts_empty").accessibleName())
    office.desk.set_link(Link.ONLINE)
    await until(lambda: office.shows("contacts_list"))


async def test_an_agent_decides_nothing(agents: Office) -> None:
    shown = await open_contacts(agents)
    assert not agents.shows("contacts_tab_merging")
    assert not agents.shows("contacts_tab_requests")
    assert not agents.shows("contacts_import")
    assert not agents.shows("rail_admin")
    shown.choose("c-mariana")
    await until(lambda: agents.shows("panel_request"))
    assert not agents.shows("panel_proof")
    assert not agents.shows("panel_export")


async def test_merging_is_decided_and_taken_back(office: Office) -> None:
    await open_contacts(office)
    await until(lambda: office.find(QPushButton, "contacts_tab_merging").text() == "Mesma pessoa? 3")
    office.click("contacts_tab_merging")
    # Opening the tab asks once more; the refusal below is meant for the decision.
    await until(lambda: [name for name, _ in office.desk.office.done].count("merge_proposals") == 2)
    assert office.find(QWidget, "merge_mp-1").accessibleName() == "Os números só diferem no nono dígito."
    office.desk.office.refuse_next(Refused("state_conflict"))
    office.click("merge_accept_mp-1")
    await until(lambda: office.shows("toast"))
    assert office.find(QPushButton, "merge_accept_mp-1").isEnabled()
    office.click("merge_accept_mp-1")
    await until(lambda: office.window.findChild(QPushButton, "merge_undo_mp-1") is not None)
    assert office.find(QPushButton, "contacts_tab_merging").text() == "Mesma pessoa? 2"
    office.window.findChild(QPushButton, "merge_undo_mp-1").click()
    await until(lambda: office.find(QPushButton, "contacts_tab_merging").text() == "Mesma pessoa? 3")
    assert office.desk.office.proposals["mp-1"].state == "open"


async def test_a_request_is_answered(office: Office) -> None:
    await open_contacts(office)
    office.click("contacts_tab_requests")
    await until(lambda: office.shows("requests_list"))
    office.find(ChoiceList, "requests_list").choose("20261118000041")
    assert office.find(QLabel, "request_due").text() == "Responder até 03/12/2026"
    assert not office.find(QPushButton, "request_send").isEnabled()
    office.find(QPlainTextEdit, "request_answer").setPlainText("Segue o arquivo.")
    office.click("request_send")
    given = ("20261118000041", AnswerRequest("Segue o arquivo."))
    await until(lambda: ("answer_request", given) in office.desk.office.done)
    await until(lambda: not office.shows("request_answering"))


async def test_all_data_of_a_person_are_exported(office: Office, tmp_path: Path) -> None:
    await open_contacts(office)
    office.click("contacts_tab_requests")
    await until(lambda: office.shows("requests_list"))
    office.find(ChoiceList, "requests_list").choose("20261118000041")
    office.click("request_export")
    await until(lambda: office.window.findChild(QFileDialog, "save_dialog") is not None)
    dialog = office.window.findChild(QFileDialog, "save_dialog")
    dialog.filesSelected.emit([str(tmp_path / "dados.zip")])
    dialog.done(QFileDialog.DialogCode.Accepted)
    await until(lambda: office.shows("request_progress_action"))
    assert (tmp_path / "dados.zip").exists()


async def test_erasing_needs_the_protocol_number_typed(admins: Office) -> None:
    await open_contacts(admins)
    admins.click("contacts_tab_requests")
    await until(lambda: admins.shows("requests_list"))
    admins.find(ChoiceList, "requests_list").choose("20261106000017")
    assert not admins.find(QPushButton, "request_erase").isEnabled()
    admins.find(QLineEdit, "request_typed").setText("2026110600001")
    assert not admins.find(QPushButton, "request_erase").isEnabled()
    admins.find(QLineEdit, "request_typed").setText("20261106000017")
    admins.find(QPushButton, "request_erase").click()
    await until(lambda: ("erase", "c-beatriz") in admins.desk.office.done)
    await until(lambda: not admins.shows("request_erasing"))


@pytest.mark.parametrize("language", ["pt_BR", "en"])
async def test_every_control_of_the_contacts_has_a_name(admins: Office, language: str) -> None:
    QAccessible.setActive(True)
    before = admins.seat.workspace
    admins.preferring.change({"language": language})
    if language == "en":
        await until(lambda: admins.seat.workspace not in (None, before))
    await until(lambda: admins.shows("filter_mine"))
    shown = await open_contacts(admins)
    shown.choose("c-mariana")
    await until(lambda: admins.shows("history_4812"))
    for tab in ("people", "merging", "requests"):
        admins.click(f"contacts_tab_{tab}")
        assert nameless(admins.window) == [], tab
        assert unidentified(admins.window) == [], tab
    admins.click("contacts_tab_people")
    tasks = admins.work.places.contacts.person.tasks
    for begin in (tasks.leave, tasks.ask, tasks.request):
        begin()
        assert nameless(admins.window) == []
        assert unidentified(admins.window) == []
    tasks.record("mkt.promotions")
    admins.find(QPushButton, "record_way_paper").click()
    assert nameless(admins.window) == []
    assert unidentified(admins.window) == []
