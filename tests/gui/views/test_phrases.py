"""Keeping canned phrases in the window: made of what is written, tried, changed, deleted, brought back; by keyboard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from desktop.application.desk import Link
from desktop.domain.errors import GatewayUnreachable, Refused
from desktop.ui.controllers.phrase_page import PhrasePageController
from desktop.ui.views.choices import ChoiceList
from desktop.ui.views.composer import Composer
from desktop.ui.views.composer_input import ComposerInput
from desktop.ui.views.panel_form import FileField
from server_stub.contract.model import Phrase
from server_stub.contract.phrases import PERSONAL, SHARED, PhraseChanged, queue_scope
from tests.gui.views.conftest import Office, StartedSampleDesk, build_office
from tests.helpers.sample_people import BRUNO
from tests.helpers.waiting import until

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
async def agents(qapp: QApplication, tmp_path: Path) -> AsyncIterator[Office]:
    """The window of somebody who leads nobody."""
    async for made in build_office(qapp, tmp_path, StartedSampleDesk(tmp_path, account=BRUNO)):
        yield made


def text_of(office: Office) -> QPlainTextEdit:
    return office.find(QPlainTextEdit, "field_text")


def problem(office: Office, name: str = "phrases_problem") -> str:
    return office.find(QLabel, name).text() if office.shows(name) else ""


def kept(office: Office, scope: str, key: str) -> Phrase | None:
    layers = office.desk.phrase_book.layers()
    return next((each for each in layers if (each.scope, each.key) == (scope, key)), None)


def listed(office: Office) -> list[str]:
    listing = office.find(ChoiceList, "phrases_list")
    return [str(listing.model().index(row, 0).data()) for row in range(listing.count())]


def offers(office: Office) -> list[str]:
    """Keys that the slash would offer now."""
    return [each.id for each in office.find(Composer, "composer")._phrases]


async def show(office: Office, entry: str = "") -> PhrasePageController:
    office.work.places.show_phrases()
    page = office.work.places.phrases
    assert page is not None
    if entry:
        assert page.page.list.choose(entry)
    await until(lambda: office.shows("phrases_list"))
    return page


def rewrite(office: Office, text: str) -> None:
    text_of(office).setFocus()
    text_of(office).selectAll()
    office.write(text)


def save(office: Office) -> None:
    office.find(QPushButton, "phrases_save").setFocus()
    office.press(Qt.Key.Key_Space)


async def test_what_is_written_becomes_a_phrase_and_is_used_by_its_key(office: Office) -> None:
    await office.open("v-mariana")
    office.write("Ola, Mariana Albuquerque, ate logo /salvar")
    assert office.find(QWidget, "phrase_popup")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("page_phrases"))
    assert text_of(office).toPlainText() == "Ola, {{contato.nome}}, ate logo"
    assert office.find(QLabel, "phrase_preview").text() == "Ola, Maria, ate logo"
    office.find(QLineEdit, "field_key").setFocus()
    office.write("ate")
    save(office)
    await until(lambda: kept(office, PERSONAL, "ate") is not None)
    office.press(Qt.Key.Key_Escape)
    field = office.find(ComposerInput, "composer_input")
    await until(lambda: field.hasFocus())
    field.selectAll()
    office.write("/ate")
    office.press(Qt.Key.Key_Return)
    assert field.text() == "Ola, Mariana Albuquerque, ate logo"


async def test_of_what_is_selected_a_phrase_is_made_by_key_and_nothing_is_taken_away(office: Office) -> None:
    await office.open("v-mariana")
    field = office.find(ComposerInput, "composer_input")
    office.write("um dois")
    for _ in range(4):
        office.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    office.press(Qt.Key.Key_T, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    await until(lambda: office.shows("page_phrases"))
    assert text_of(office).toPlainText() == "dois"
    rewrite(office, "dois e mais")
    office.press(Qt.Key.Key_T, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert text_of(office).toPlainText() == "dois e mais"
    office.press(Qt.Key.Key_Escape)
    assert field.text() == "um dois"
    office.click("phrases_manage")
    await until(lambda: office.find(QLineEdit, "phrases_search").hasFocus())
    office.press(Qt.Key.Key_Escape)
    assert field.text() == "um dois"


async def test_there_has_to_be_something_to_save(office: Office) -> None:
    await office.open("v-mariana")
    office.write("/salvar")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("toast"))
    assert not office.shows("page_phrases")
    assert office.find(ComposerInput, "composer_input").text() == ""


async def test_managing_is_reached_from_the_list_and_searched_by_keyboard(office: Office) -> None:
    await office.open("v-mariana")
    office.write("/gerenciar")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.find(QLineEdit, "phrases_search").hasFocus())
    office.write("boleto")
    await until(lambda: listed(office) == ["/segunda-via-boleto"])
    office.press(Qt.Key.Key_Down)
    assert office.find(ChoiceList, "phrases_list").hasFocus()
    assert office.find(QLineEdit, "field_key").text() == "segunda-via-boleto"
    office.find(QLineEdit, "phrases_search").setFocus()
    office.write("zzz")
    await until(lambda: listed(office) == [])
    assert "boletozzz" in office.find(QLabel, "phrases_nothing").text()


async def test_a_lead_hides_a_phrase_of_the_operator_and_takes_it_back(office: Office) -> None:
    await show(office, "shared/pix")
    office.click("phrases_remove")
    await until(lambda: "pix" not in {each.key for each in office.desk.phrases()})
    await until(lambda: office.shows("phrases_back") and not office.shows("phrases_remove"))
    await until(lambda: office.shows("toast"))
    office.find(QWidget, "toast").undo_requested.emit()
    await until(lambda: "pix" in {each.key for each in office.desk.phrases()})
    assert kept(office, SHARED, "pix") is None
    await until(lambda: office.shows("phrases_remove"))


async def test_what_was_deleted_comes_back_as_it_was(agents: Office) -> None:
    mine = Phrase("minha", "Minha", "Só minha", PERSONAL, 3)
    agents.desk.phrase_book.tell(PhraseChanged(mine))
    await show(agents, "personal/minha")
    agents.click("phrases_remove")
    await until(lambda: kept(agents, PERSONAL, "minha") is None)
    await until(lambda: agents.shows("toast"))
    agents.find(QWidget, "toast").undo_requested.emit()
    await until(lambda: kept(agents, PERSONAL, "minha") is not None)
    back = kept(agents, PERSONAL, "minha")
    assert back is not None
    assert (back.title, back.text) == (mine.title, mine.text)


async def test_who_leads_nobody_keeps_a_version_of_the_teams(agents: Office) -> None:
    page = await show(agents, "shared/pix")
    assert agents.find(QLabel, "phrases_notice").text()
    assert not agents.shows("phrases_remove")
    assert not agents.shows("field_scope")
    rewrite(agents, "Meu Pix")
    save(agents)
    await until(lambda: kept(agents, PERSONAL, "pix") is not None)
    assert [each.text for each in agents.desk.phrases() if each.key == "pix"] == ["Meu Pix"]
    assert page.key == "personal/pix"
    assert kept(agents, SHARED, "pix") is None


async def test_a_lead_keeps_a_phrase_for_a_queue_and_it_is_offered_there_only(office: Office) -> None:
    sales = queue_scope("q-sales")
    await show(office)
    office.click("phrases_new")
    choice = office.find(QComboBox, "field_scope")
    assert "Para a fila Vendas" in [choice.itemText(row) for row in range(choice.count())]
    choice.setCurrentIndex(choice.findData(sales))
    choice.activated.emit(choice.currentIndex())
    office.find(QLineEdit, "field_key").setFocus()
    office.write("troca")
    text_of(office).setFocus()
    office.write("Em vendas trocamos assim.")
    save(office)
    await until(lambda: kept(office, sales, "troca") is not None)
    assert "/troca" in listed(office)
    for talk, offered in (("v-mariana", True), ("v-rafael", False)):
        office.desk.change(talk, queue_id="q-sales" if offered else "q-support")
        office.work.places.show_conversations()
        await office.open(talk)
        await until(lambda it=offered: ("troca" in offers(office)) is it)


async def test_where_the_conversation_moves_to_other_phrases_are_offered(office: Office) -> None:
    office.desk.phrase_book.tell(PhraseChanged(Phrase("troca", "", "Em vendas.", queue_scope("q-sales"), 3)))
    office.desk.change("v-mariana", queue_id="q-support")
    await office.open("v-mariana")
    assert "troca" not in offers(office)
    office.desk.change("v-mariana", queue_id="q-sales")
    await until(lambda: "troca" in offers(office))


async def test_who_leads_nobody_sees_phrases_of_their_own_queues(agents: Office) -> None:
    money, sales = queue_scope("q-money"), queue_scope("q-sales")
    assert BRUNO.id not in {it.account_id for it in agents.desk.queues()["q-money"].members}
    for scope in (money, sales):
        agents.desk.phrase_book.tell(PhraseChanged(Phrase(f"da-{scope[8:]}", "", "Da fila", scope, 3)))
    await show(agents, f"{sales}/da-sales")
    assert "/da-money" not in listed(agents)
    assert not agents.shows("phrases_remove")
    rewrite(agents, "Meu jeito")
    save(agents)
    await until(lambda: kept(agents, PERSONAL, "da-sales") is not None)
    assert kept(agents, sales, "da-sales") == Phrase("da-sales", "", "Da fila", sales, 3)


async def test_a_colleagues_change_takes_nothing_of_what_is_being_written(office: Office) -> None:
    book = office.desk.phrase_book
    book.tell(PhraseChanged(Phrase("frete", "", "Um", SHARED, 5)))
    await show(office, "shared/frete")
    rewrite(office, "Meu texto")
    book.tell(PhraseChanged(Phrase("frete", "", "Do colega", SHARED, 9)))
    await until(lambda: office.shows("phrases_newer") and problem(office))
    assert text_of(office).toPlainText() == "Meu texto"
    save(office)
    await until(lambda: kept(office, SHARED, "frete").text == "Meu texto")
    await until(lambda: not office.shows("phrases_newer"))
    rewrite(office, "Outra")
    book.tell(PhraseChanged(Phrase("frete", "", "De novo", SHARED, 90)))
    await until(lambda: office.shows("phrases_newer"))
    office.click("phrases_newer")
    assert text_of(office).toPlainText() == "De novo"


async def test_the_gateway_that_knows_more_refuses_and_the_text_stays(office: Office) -> None:
    await show(office, "shared/pix")
    rewrite(office, "Meu texto")
    office.desk.phrase_book.refusal = Refused("state_conflict")
    save(office)
    await until(lambda: problem(office))
    assert text_of(office).toPlainText() == "Meu texto"
    save(office)
    await until(lambda: kept(office, SHARED, "pix") is not None)


async def test_a_phrase_that_a_colleague_deletes_meanwhile_is_written_on_as_a_new_one(office: Office) -> None:
    book = office.desk.phrase_book
    before = Phrase("frete", "", "Um", SHARED, 5)
    book.tell(PhraseChanged(before))
    await show(office, "shared/frete")
    rewrite(office, "Meu texto")
    book.tell(PhraseChanged(before, removed=True))
    await until(lambda: problem(office))
    assert text_of(office).toPlainText() == "Meu texto"
    assert office.find(QLineEdit, "field_key").isEnabled()
    save(office)
    await until(lambda: kept(office, SHARED, "frete") is not None)


async def test_what_is_written_waits_while_another_one_is_looked_at(office: Office) -> None:
    page = await show(office, "shared/pix")
    rewrite(office, "Ainda não salvo")
    page.page.list.choose("shared/saudacao")
    assert text_of(office).toPlainText() != "Ainda não salvo"
    page.page.list.choose("shared/pix")
    assert text_of(office).toPlainText() == "Ainda não salvo"
    assert office.find(QPushButton, "phrases_save").isEnabled()


@pytest.mark.parametrize(
    ("field", "written", "where"),
    [
        ("field_key", "duas palavras", "problem_key"),
        ("field_key", "pix", "problem_key"),
        ("field_text", "", "problem_text"),
        ("field_text", "{{cpf}}", "phrases_problem"),
    ],
)
async def test_what_is_wrong_is_said_where_it_is_wrong(office: Office, field: str, written: str, where: str) -> None:
    page = await show(office)
    page.begin()
    values = {"scope": SHARED, "field_key": "nova", "title": "", "field_text": "Olá", field: written}
    filled = {name.removeprefix("field_"): value for name, value in values.items()}
    page.page.form.fill(filled, exists=False)
    save(office)
    await until(lambda: problem(office, where))
    assert len(office.desk.phrase_book.layers()) == len(office.desk.phrases())


async def test_without_a_line_nothing_is_lost(office: Office) -> None:
    await show(office, "shared/pix")
    office.desk.set_link(Link.OFFLINE)
    await until(lambda: office.shows("phrases_notice"))
    rewrite(office, "Escrito sem linha")
    office.desk.phrase_book.refusal = GatewayUnreachable()
    save(office)
    await until(lambda: problem(office))
    assert text_of(office).toPlainText() == "Escrito sem linha"
    office.desk.set_link(Link.ONLINE)
    await until(lambda: not office.shows("phrases_notice"))
    save(office)
    await until(lambda: kept(office, SHARED, "pix") is not None)


async def test_a_file_goes_along_and_into_the_message(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "tabela.png"
    Image.new("RGB", (60, 40), (20, 90, 160)).save(path)
    page = await show(office)
    page.begin()
    page.page.form.fill({"scope": PERSONAL, "key": "tabela", "title": "", "text": "Veja"}, exists=False)
    office.find(FileField, "phrase_file").set_path(path)
    save(office)
    await until(lambda: kept(office, PERSONAL, "tabela") is not None)
    await until(lambda: "tabela.png · " in office.find(FileField, "phrase_file").accessibleName())
    await office.open("v-mariana")
    office.write("/tabela.png")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.work.composer.attachments.paths == [path])
    await until(lambda: office.shows("composer_send") and office.find(QWidget, "composer_send").isEnabled())
    assert office.find(ComposerInput, "composer_input").text() == "Veja"
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["Veja"])
    await show(office, "personal/tabela")
    office.click("phrase_file_remove")
    save(office)
    await until(lambda: kept(office, PERSONAL, "tabela").file is None)


async def test_a_file_that_cannot_be_had_is_told_and_the_text_is_there(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (60, 40)).save(path)
    book = office.desk.phrase_book
    media = await book.upload(path)
    book.tell(PhraseChanged(Phrase("tabela", "", "Veja", PERSONAL, 4, file=media)))
    await office.open("v-mariana")
    book.refusal = GatewayUnreachable()
    office.write("/tabela")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("toast"))
    assert office.find(ComposerInput, "composer_input").text() == "Veja"
    assert office.work.composer.attachments.paths == []


async def test_without_a_single_phrase_the_page_says_what_they_are_for(office: Office) -> None:
    for phrase in office.desk.phrase_book.layers():
        office.desk.phrase_book.tell(PhraseChanged(phrase, removed=True))
    office.work.places.show_phrases()
    await until(lambda: office.shows("phrases_state_action"))
    office.click("phrases_state_action")
    assert office.find(QLineEdit, "field_key").isEnabled()


async def test_everybody_finds_them_in_the_menu_of_the_account(agents: Office) -> None:
    agents.find(QWidget, "rail_account")
    action = agents.window.findChild(QAction, "account_phrases")
    assert action is not None
    action.trigger()
    await until(lambda: agents.shows("page_phrases"))


async def test_variables_are_put_in_by_a_button(office: Office) -> None:
    page = await show(office)
    page.begin()
    chips = [each for each in page.page.findChildren(QPushButton) if each.property("written")]
    assert [each.property("written") for each in chips][:3] == ["{{contato.nome}}", "{{agente.nome}}", "{{protocolo}}"]
    chips[0].setFocus()
    office.press(Qt.Key.Key_Space)
    assert text_of(office).hasFocus()
    assert text_of(office).toPlainText() == "{{contato.nome}}"
