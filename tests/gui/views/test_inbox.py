"""The list pane: filters with counts, search over people and messages, what is next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.ui.lists.ports import ID_ROLE
from desktop.ui.models.conversation_entry import Chip as Filter
from desktop.ui.views.choices import ChoiceList
from server_stub.contract.content import Content, Kind
from server_stub.contract.team import Doing
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

CTRL = Qt.KeyboardModifier.ControlModifier


async def test_chips_count_and_filter(office: Office) -> None:
    assert office.find(QPushButton, "filter_mine").text() == "Minhas 9"
    office.click("filter_queue")
    assert office.work.inbox.filter is Filter.QUEUE
    office.desk.receive("v-sem-nome", Content(Kind.TEXT, "oi"))
    await office.desk.take("v-sem-nome", "")
    await until(lambda: office.find(QPushButton, "filter_mine").text() == "Minhas 10")
    assert office.find(QPushButton, "filter_queue").text() == "Fila 2"


async def test_search_finds_people_at_once_and_messages_below(office: Office) -> None:
    office.press(Qt.Key.Key_F, CTRL)
    office.write("padaria")
    rows = office.find(QWidget, "conversation_list")
    await until(lambda: rows.model().rowCount() == 1)
    office.press(Qt.Key.Key_Escape)
    await until(lambda: rows.model().rowCount() == 9)
    office.write("previsão")
    await until(lambda: office.shows("found_messages"))
    found = office.find(ChoiceList, "found_messages")
    assert found.count() == 1
    office.press(Qt.Key.Key_Down)
    assert office.window.focusWidget() is found
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.work.conversation.id == "v-mariana")


async def test_nothing_found_says_what_to_try(office: Office) -> None:
    office.press(Qt.Key.Key_F, CTRL)
    office.write("zzzz")
    await until(lambda: office.shows("inbox_empty"))
    assert office.find(QLabel, "inbox_empty_title").text() == "Ninguém com estas palavras"


async def test_an_empty_office_explains_itself(quiet_office: Office) -> None:
    assert quiet_office.find(QLabel, "inbox_empty_title").text() == "Nenhuma conversa ainda"
    assert quiet_office.find(QLabel, "conversation_empty_title").text() == "Escolha uma conversa"
    quiet_office.press(Qt.Key.Key_3, CTRL)
    assert quiet_office.find(QLabel, "inbox_empty_title").text() == "A fila está vazia"
    quiet_office.press(Qt.Key.Key_K, CTRL)
    await until(lambda: quiet_office.shows("switcher_none"))
    quiet_office.press(Qt.Key.Key_Escape)
    await until(lambda: not quiet_office.shows("switcher"))


async def test_next_unread_is_the_one_whose_window_closes_first(office: Office) -> None:
    await office.open("v-mariana")
    office.press(Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    await until(lambda: office.work.conversation.id == "v-ana-luisa")


async def test_switcher_knows_numbers_in_any_form(office: Office) -> None:
    for typed in ("981234567", "5511981234567", "98123-4567"):
        office.press(Qt.Key.Key_K, CTRL)
        await until(lambda: office.shows("switcher_field"))
        office.write(typed)
        office.press(Qt.Key.Key_Return)
        await until(lambda: not office.shows("switcher"))
        assert office.work.conversation.id == "v-mariana", typed
        await until(office.window.isActiveWindow)
        office.work.conversation.close()


async def test_a_person_without_a_number_is_named_as_such(office: Office) -> None:
    await office.open("v-sem-nome")
    assert "telefone não informado" in office.find(QLabel, "header_detail").text()


async def test_a_conversation_that_leaves_is_said_to_have_moved_on(office: Office) -> None:
    from desktop.domain.changes import ChangeSet

    await office.open("v-mariana")
    del office.desk._conversations["v-mariana"]
    office.desk._tell(ChangeSet(conversations=frozenset({"v-mariana"})))
    await until(lambda: office.shows("conversation_empty_title"))
    assert office.find(QLabel, "conversation_empty_title").text() == "Esta conversa foi adiante"


async def test_a_note_that_calls_me_marks_its_conversation_also_where_it_is_a_colleagues(office: Office) -> None:
    """Until the gateway says that it was seen, at whatever computer."""
    unread = int(office.find(QPushButton, "filter_unread").text().split()[-1])
    office.click("filter_unread")
    rows = office.find(QWidget, "conversation_list").model()

    def said() -> list[str]:
        return [str(rows.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for place in range(rows.rowCount())]

    assert not any("menciona" in line for line in said())
    office.desk._replace_conversation("v-rafael", mentioned=[office.desk.account.id])
    await until(lambda: [line for line in said() if "Uma nota menciona você" in line and "Rafael" in line])
    assert office.find(QPushButton, "filter_unread").text() == f"Não lidas {unread + 1}"
    office.desk._replace_conversation("v-rafael", mentioned=[])
    await until(lambda: not any("menciona" in line for line in said()))


async def test_an_offer_stands_first_everywhere_and_says_who_hands_over(office: Office) -> None:
    office.desk.team.open_cases()
    office.desk.team.offer("v-rafael", "account-bruno")
    rows = office.find(QWidget, "conversation_list").model()
    for name in ("mine", "queue", "all", "offered"):
        office.work.view.inbox.choose_named(name)
        await until(lambda: rows.rowCount() and rows.index(0, 0).data(ID_ROLE) == "v-rafael")
    assert rows.rowCount() == 1
    assert "Bruno está passando para você" in rows.index(0, 0).data()
    assert office.find(QPushButton, "filter_offered").text() == "Oferecidas 1"


async def test_closed_conversations_stand_apart_and_are_opened_there(office: Office) -> None:
    assert not office.shows("filter_closed")
    office.desk.team.open_cases()
    await until(lambda: office.shows("filter_closed"))
    office.work.view.inbox.choose_named("all")
    rows = office.find(QWidget, "conversation_list").model()
    assert all(rows.index(place, 0).data(ID_ROLE) != "v-paula" for place in range(rows.rowCount()))
    office.work.open("v-paula")
    assert office.work.inbox.filter is Filter.CLOSED


async def test_a_line_tells_queue_waiting_and_who_types(office: Office) -> None:
    office.desk.team.open_cases()
    office.work.view.inbox.choose_named("all")
    rows = office.find(QWidget, "conversation_list").model()

    def said(conversation_id: str) -> str:
        office.work.inbox._model.flush()
        row = office.work.inbox._model.row_of(conversation_id)
        return str(rows.index(row, 0).data())

    await until(lambda: "Vendas, esperando há 21 min" in said("v-sem-nome"))
    office.desk.team.present_at("v-jose", "account-bruno", Doing.TYPING)
    await until(lambda: "Bruno está digitando…" in said("v-jose"))
    office.desk.team.present_at("v-jose", "account-bruno")
    await until(lambda: "Bruno está olhando" in said("v-jose"))
    office.desk.team.present_at("v-jose", "account-bruno", Doing.GONE)
    await until(lambda: "Bruno" not in said("v-jose"))
