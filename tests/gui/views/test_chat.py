"""Talk between colleagues by keys: read, said exactly once, kept as a draft, and heard only by whoever is addressed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QScrollArea, QWidget

from desktop.application.desk import Link
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import GatewayUnreachable, Refused
from tests.gui.views.conftest import Office
from tests.helpers.sample_people import ANA, BRUNO, CARLA
from tests.helpers.waiting import until

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
WITH_CARLA = f"with:{ANA.id}:{CARLA.id}"


async def opened(office: Office, channel: str = "team") -> None:
    office.press(Qt.Key.Key_G, CTRL_SHIFT)
    office.work.places.chat.choose(channel)
    await until(lambda: bool(lines(office)) or office.shows("chat_state"))


def lines(office: Office) -> list[str]:
    found = [each for each in office.window.findChildren(QFrame, "chat_line") if each.isVisible()]
    return [each.accessibleName() for each in found]


def rows(office: Office) -> list[str]:
    model = office.find(QWidget, "chat_channels").model()
    return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def asked(office: Office, name: str) -> list[object]:
    return [argument for done, argument in office.desk.team.done if done == name]


def field(office: Office) -> QPlainTextEdit:
    return office.find(QPlainTextEdit, "chat_input")


def words(office: Office, name: str) -> str:
    return office.find(QLabel, name).text() if office.shows(name) else ""


def place(office: Office) -> str:
    return office.find(QWidget, "rail_chat").accessibleName()


async def test_channels_queues_and_colleagues_stand_with_what_is_unread(office: Office) -> None:
    assert place(office) == "Colegas: 3 não lidas, uma chama você"
    office.press(Qt.Key.Key_G, CTRL_SHIFT)
    assert rows(office) == [
        "Equipe toda. 2 não lidas. Bruno: Alguém sabe o prazo da região norte?",
        "Vendas. Você: Nova tabela na segunda.",
        "Carla Dias. Primeira pausa de descanso (NR-17). 1 não lida, uma chama você. Carla: Me ajuda com um estorno?",
        "Bruno Lima. Disponível",
    ]
    await until(lambda: lines(office) == ["Carla Dias 14:32: Me ajuda com um estorno?"])
    assert field(office).hasFocus()
    await until(lambda: asked(office, "chat_seen") == [(WITH_CARLA, "t-3")])
    await until(lambda: place(office) == "Colegas: 2 não lidas")


async def test_enter_says_it_once(office: Office) -> None:
    await opened(office)
    office.write("bom dia")
    office.desk.team.gate.clear()
    office.press(Qt.Key.Key_Return)
    office.press(Qt.Key.Key_Return)
    office.desk.team.gate.set()
    await until(lambda: lines(office)[-1:] == ["Ana Paula 14:33: bom dia"])
    assert asked(office, "say") == [("team", "bom dia")]
    assert field(office).toPlainText() == ""
    assert field(office).hasFocus()


async def test_without_a_line_the_text_stays_and_is_said_once(office: Office) -> None:
    await opened(office)
    office.write("alguem livre?")
    office.desk.team.loses_answer = True
    office.press(Qt.Key.Key_Return)
    await until(lambda: words(office, "chat_told").startswith("Não enviada: sem conexão."))
    assert field(office).toPlainText() == "alguem livre?"
    assert not field(office).isReadOnly()
    office.press(Qt.Key.Key_Return)
    await until(lambda: field(office).toPlainText() == "")
    said = [each.text for each in office.desk.team.said["team"]]
    assert said.count("alguem livre?") == 1
    assert len(asked(office, "say")) == 2


async def test_what_was_tried_before_another_look_is_not_said_twice(office: Office) -> None:
    await opened(office)
    office.write("oi")
    office.desk.team.loses_answer = True
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("chat_told"))
    old = office.work
    office.preferring.change({"theme": "dark"})
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
    await until(lambda: office.work.places.chat is not None)
    office.work.places.chat.choose("team")
    await until(lambda: field(office).toPlainText() == "oi")
    field(office).setFocus()
    office.press(Qt.Key.Key_Return)
    await until(lambda: field(office).toPlainText() == "")
    assert [each.text for each in office.desk.team.said["team"]].count("oi") == 1


async def test_a_refusal_says_why_and_keeps_the_text(office: Office) -> None:
    await opened(office)
    office.write("oi")
    await until(lambda: bool(asked(office, "chat_seen")))
    office.desk.team.refuse_next(Refused("text_too_long", limit=4000))
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("chat_told"))
    assert field(office).toPlainText() == "oi"


async def test_a_draft_stays_with_its_channel(office: Office) -> None:
    await opened(office)
    office.write("rascunho")
    office.work.places.chat.choose(WITH_CARLA)
    assert field(office).toPlainText() == ""
    office.press(Qt.Key.Key_C, CTRL_SHIFT)
    office.press(Qt.Key.Key_G, CTRL_SHIFT)
    office.work.places.chat.choose("team")
    await until(lambda: field(office).toPlainText() == "rascunho")


async def test_a_name_is_completed_after_the_sign(office: Office) -> None:
    await opened(office)
    office.write("ola @bru")
    assert office.shows("chat_names")
    office.press(Qt.Key.Key_Return)
    assert field(office).toPlainText() == "ola @Bruno Lima "
    assert not office.shows("chat_names")
    office.press(Qt.Key.Key_Return)
    await until(lambda: asked(office, "say") == [("team", "ola @Bruno Lima")])


async def test_an_address_of_e_mail_calls_nobody(office: Office) -> None:
    await opened(office)
    office.write("ana@bru")
    assert not office.shows("chat_names")


async def test_only_whoever_is_called_hears_it(office: Office) -> None:
    office.desk.team.hear("team", BRUNO.id, "pessoal, bom dia")
    await until(lambda: place(office) == "Colegas: 4 não lidas, uma chama você")
    assert (office.bell.rings, office.shows("toast")) == (0, False)
    office.desk.team.hear("team", BRUNO.id, "@Ana Paula, me liga?", called=[ANA.id])
    await until(lambda: office.bell.rings == 1)
    assert office.find(QWidget, "toast").accessibleName() == "Bruno Lima chama você em Equipe toda."
    office.desk.team.hear(f"with:{ANA.id}:{BRUNO.id}", BRUNO.id, "oi")
    await until(lambda: office.bell.rings == 2)
    assert office.find(QWidget, "toast").accessibleName() == "Bruno Lima escreveu para você."


async def test_what_is_in_front_of_somebody_is_read_without_a_sound(office: Office) -> None:
    await opened(office, WITH_CARLA)
    await until(lambda: place(office) == "Colegas: 2 não lidas")
    office.desk.team.hear(WITH_CARLA, CARLA.id, "e o prazo?")
    await until(lambda: len(lines(office)) == 2)
    await until(lambda: len(asked(office, "chat_seen")) == 2)
    assert office.bell.rings == 0
    await until(lambda: place(office) == "Colegas: 2 não lidas")


async def test_a_first_word_to_a_colleague(office: Office) -> None:
    await opened(office, f"with:{ANA.id}:{BRUNO.id}")
    await until(lambda: words(office, "chat_state") == "Ninguém escreveu aqui ainda.")
    assert words(office, "chat_heading") == "Bruno Lima"
    office.write("oi")
    office.press(Qt.Key.Key_Return)
    await until(lambda: lines(office) == ["Ana Paula 14:33: oi"])
    assert not office.shows("chat_state")


async def test_channels_are_found_by_typing_and_chosen_by_keys(office: Office) -> None:
    await opened(office)
    search = office.find(QWidget, "chat_search")
    search.setFocus()
    office.write("bruno")
    await until(lambda: rows(office) == ["Bruno Lima. Disponível"])
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Return)
    assert words(office, "chat_heading") == "Bruno Lima"
    assert field(office).hasFocus()


async def test_without_a_line_it_comes_later(office: Office) -> None:
    office.desk.set_link(Link.OFFLINE)
    office.desk.team.refuse_next(GatewayUnreachable())
    office.press(Qt.Key.Key_G, CTRL_SHIFT)
    await until(lambda: words(office, "chat_state") == "Sem conexão, o que os colegas dizem chega depois.")
    office.desk.set_link(Link.ONLINE)
    await until(lambda: bool(lines(office)))


async def test_what_cannot_be_read_is_tried_again(office: Office) -> None:
    office.desk.team.refuse_next(Refused("not_found"))
    office.press(Qt.Key.Key_G, CTRL_SHIFT)
    await until(lambda: office.shows("chat_again"))
    office.click("chat_again")
    await until(lambda: bool(lines(office)))


async def test_after_a_resync_nothing_old_rings(office: Office) -> None:
    office.desk.team.channels.clear()
    office.desk.tell(ChangeSet(everything=True))
    await until(lambda: place(office) == "Colegas")
    assert office.bell.rings == 0


async def test_the_newest_is_in_view_but_whoever_reads_further_up_stays_there(office: Office) -> None:
    for number in range(60):
        office.desk.team.hear("team", BRUNO.id, f"mensagem {number}")
    await opened(office)
    bar = office.find(QScrollArea, "chat_messages").verticalScrollBar()
    await until(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    before = bar.maximum()
    office.desk.team.hear("team", CARLA.id, "mais uma")
    await until(lambda: bar.maximum() > before and bar.value() == bar.maximum())
    bar.setValue(100)
    before = bar.maximum()
    office.desk.team.hear("team", CARLA.id, "e outra")
    await until(lambda: bar.maximum() > before)
    assert bar.value() == 100


async def test_what_keys_do_too_gives_way_where_there_is_little_height(office: Office) -> None:
    assert office.shows("rail_shortcuts")
    office.window.resize(1280, 520)
    await until(lambda: not office.shows("rail_shortcuts"))
    assert office.window.height() == 520
    rail, face = office.work.view.rail, office.find(QWidget, "rail_account")
    assert face.geometry().bottom() <= rail.height()
    office.window.resize(1280, 820)
    await until(lambda: office.shows("rail_shortcuts"))
