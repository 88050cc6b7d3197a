"""Who looks elsewhere is told: by sound, by notification without words, by the number in the title."""

import msgspec
from PySide6.QtWidgets import QLabel

from desktop.ui.views.window import MainWindow
from server_stub.contract.cases import CaseState
from server_stub.contract.content import Content, Kind
from server_stub.contract.delivery import Status
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

WORDS = Content(Kind.TEXT, "segredo do cliente")


async def test_another_conversation_rings_and_counts(office: Office) -> None:
    await office.open("v-mariana")
    before = office.bell.unread
    office.desk.receive("v-padaria", WORDS)
    await until(lambda: office.bell.rings == 1)
    await until(lambda: office.bell.unread == before + 1)
    assert office.window.windowTitle().startswith(f"({before + 1}) Ana Paula")
    assert office.bell.notices == []


async def test_the_open_conversation_is_silent_while_the_window_is_looked_at(office: Office) -> None:
    await office.open("v-mariana")
    office.desk.receive("v-mariana", WORDS)
    await until(lambda: office.work.timeline.neighbour("", -1).content == WORDS)
    assert office.bell.rings == 0


async def test_a_notification_names_who_wrote_and_never_what(office: Office) -> None:
    await office.open("v-mariana")
    elsewhere = MainWindow(office.theme)
    elsewhere.show()
    await until(elsewhere.isActiveWindow)
    office.desk.receive("v-padaria", WORDS)
    await until(lambda: office.bell.notices)
    assert office.bell.notices[0].title == "Padaria Pão Quente"
    assert office.bell.notices[0].text == "Nova mensagem"
    office.preferring.change({"preview_in_notifications": True})
    office.desk.receive("v-jose", WORDS)
    await until(lambda: len(office.bell.notices) == 2)
    assert office.bell.notices[1].text == "segredo do cliente"
    elsewhere.hide()
    elsewhere.deleteLater()


async def test_colleagues_customers_do_not_ring(office: Office) -> None:
    await office.open("v-mariana")
    office.desk.receive("v-rafael", WORDS)
    office.desk.receive("v-padaria", Content(Kind.TEXT, "oi"))
    await until(lambda: office.bell.rings)
    assert office.bell.rings == 1


async def test_a_score_after_a_case_rings_no_bell(office: Office) -> None:
    """It counts as nothing unread, so nobody has to look."""
    office.desk.team.open_cases()
    await office.open("v-mariana")
    case = office.desk.conversation("v-paula").case
    assert case is not None
    assert case.state is CaseState.CLOSED
    elsewhere = MainWindow(office.theme)
    elsewhere.show()
    await until(elsewhere.isActiveWindow)
    score = office.desk._append("v-paula", "in", Content(Kind.TEXT, "5"), Status.RECEIVED)
    await until(lambda: score.id in office.work.notices._told)
    office.desk.receive("v-padaria", WORDS)
    await until(lambda: office.bell.notices)
    assert [it.title for it in office.bell.notices] == ["Padaria Pão Quente"]
    elsewhere.hide()
    elsewhere.deleteLater()


async def test_sound_off_is_silent(office: Office) -> None:
    await office.open("v-mariana")
    office.preferring.change({"sounds": False})
    before = office.bell.unread
    office.desk.receive("v-padaria", WORDS)
    await until(lambda: office.bell.unread == before + 1)
    assert office.bell.rings == 0


async def test_a_note_that_mentions_me_rings_and_names_who_calls(office: Office) -> None:
    await office.open("v-mariana")
    me, colleague = office.desk.account.id, next(it for it in office.desk.accounts().values() if it.name != "Ana Paula")
    for mentions in ([], [me]):
        note = Content(Kind.NOTE, "segredo da equipe", mentions=mentions)
        made = office.desk._append("v-rafael", "out", note, Status.SENT)
        office.desk._put_told(msgspec.structs.replace(made, author_id=colleague.id, author_name=colleague.name))
    await until(lambda: office.bell.rings == 1)
    toasts = [it.text() for it in office.window.findChildren(QLabel) if colleague.name in it.text()]
    assert toasts
    assert all("segredo" not in text for text in toasts)
