"""Somebody may have asked to leave, a text may be an offer, a message may have to wait: the agent is told and asked."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.domain.changes import ChangeSet
from desktop.domain.errors import GatewayUnreachable
from desktop.ui.views.composer_input import ComposerInput
from server_stub.contract.content import Content, Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import Doubt, Failure, Hold
from server_stub.contract.people import SettleDoubt
from tests.gui.views.conftest import Office
from tests.helpers.sample_people import HOUR, NOW
from tests.helpers.waiting import until

ALT = Qt.KeyboardModifier.AltModifier


async def doubtful(office: Office, rule: str = "ambiguous_word") -> None:
    await office.open("v-mariana")
    said = office.desk.receive("v-mariana", Content(Kind.TEXT, "parar"))
    doubt = Doubt(said.id, rule, NOW, NOW + 24 * HOUR)
    office.desk._replace_conversation("v-mariana", doubt=doubt)
    await until(lambda: office.shows("doubt_bar"))
    await until(lambda: "“parar”" in office.find(QLabel, "doubt_bar_text").text())


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (Qt.Key.Key_1, SettleDoubt(leaving=True, scope="mkt.*")),
        (Qt.Key.Key_2, SettleDoubt(leaving=True, scope="*")),
        (Qt.Key.Key_3, SettleDoubt(leaving=False)),
    ],
)
async def test_a_doubt_is_settled_with_one_key(office: Office, key: Qt.Key, answer: SettleDoubt) -> None:
    await doubtful(office)
    assert not office.shows("consent_banner"), "one question at a time"
    office.press(key, ALT)
    await until(lambda: not office.shows("doubt_bar"))
    assert [asked for name, asked in office.desk.office.done if name == "settle_doubt"] == [("v-mariana", answer)]
    await until(lambda: office.shows("panel_opt_out") == (answer.scope == "*" and answer.leaving))


async def test_digits_are_letters_of_a_message(office: Office) -> None:
    await doubtful(office)
    office.write("1")
    assert office.find(ComposerInput, "composer_input").text() == "1"
    assert office.shows("doubt_bar")
    office.find(QWidget, "doubt_bar").setFocus()
    office.press(Qt.Key.Key_3)
    await until(lambda: not office.shows("doubt_bar"))


async def test_a_doubt_that_cannot_be_settled_now_stays(office: Office) -> None:
    await doubtful(office)
    office.desk.office.refuse_next(GatewayUnreachable())
    office.click("doubt_bar_no")
    await until(lambda: office.shows("toast"))
    assert office.find(QPushButton, "doubt_bar_no").isEnabled()
    office.click("doubt_bar_no")
    await until(lambda: not office.shows("doubt_bar"))


async def test_elsewhere_the_key_means_nothing(office: Office) -> None:
    await doubtful(office)
    office.work.places.go("contacts")
    office.press(Qt.Key.Key_1, ALT)
    office.work.places.back()
    assert office.shows("doubt_bar")
    assert not [name for name, _ in office.desk.office.done if name == "settle_doubt"]


async def test_an_offer_is_asked_about_before_it_goes(office: Office) -> None:
    office.desk.words = ("desconto",)
    await office.open("v-mariana")
    office.write("Hoje tem Desconto")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("promotion_bar"))
    assert office.find(QLabel, "promotion_bar_title").text() == "Isto parece uma oferta (“desconto”)."
    office.press(Qt.Key.Key_Return)
    assert office.sent() == [], "pressing Enter twice is no answer"
    office.press(Qt.Key.Key_Escape)
    assert not office.shows("promotion_bar")
    assert office.find(ComposerInput, "composer_input").hasFocus()
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("promotion_bar"))
    office.press(Qt.Key.Key_2)
    await until(lambda: office.sent() == ["Hoje tem Desconto"])
    assert office.desk.promotional == [False]


async def test_changing_the_text_takes_the_question_back(office: Office) -> None:
    office.desk.words = ("desconto",)
    await office.open("v-mariana")
    office.write("desconto")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("promotion_bar"))
    office.find(ComposerInput, "composer_input").setFocus()
    office.press(Qt.Key.Key_Backspace)
    await until(lambda: not office.shows("promotion_bar"))
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["descont"])
    assert office.desk.promotional == [None]


async def test_the_gateway_may_ask_too(office: Office) -> None:
    await office.open("v-mariana")
    office.write("aproveite")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["aproveite"])
    sent = office.desk._timelines["v-mariana"][-1]
    await until(lambda: office.work.timeline.message(sent.id) is not None)
    office.desk._put(
        msgspec.structs.replace(
            sent, status=Status.FAILED, failure=Failure("DENY_PROMO_UNCLEAR", '{"words":"aproveite"}')
        )
    )
    office.desk._tell(ChangeSet(messages={"v-mariana": frozenset({sent.id})}))
    await until(lambda: office.shows("promotion_bar"))
    assert "“aproveite”" in office.find(QLabel, "promotion_bar_title").text()
    assert not office.shows("conversation_trouble")
    office.click("promotion_bar_offer")
    await until(lambda: office.desk.promotional == [None, True])


async def test_a_held_message_says_until_when_and_can_be_removed(office: Office) -> None:
    QAccessible.setActive(True)
    await office.open("v-mariana")
    office.write("bom dia")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["bom dia"])
    sent = office.desk._timelines["v-mariana"][-1]
    await until(lambda: office.work.timeline.message(sent.id) is not None)
    view = office.find(QWidget, "timeline")
    painter, row = office.work._thread.view._painter, office.work._thread.model.row_of(sent.id)
    before = painter.height(row, 700)
    held = msgspec.structs.replace(sent, status=Status.ACCEPTED, hold=Hold("HOLD_QUIET_HOURS", NOW + 18 * HOUR))
    office.desk._put(held)
    office.desk._tell(ChangeSet(messages={"v-mariana": frozenset({sent.id})}))
    await until(lambda: office.work.timeline.message(sent.id).hold is not None)
    await until(lambda: painter.height(office.work._thread.model.row_of(sent.id), 700) > before)
    interface = QAccessible.queryAccessibleInterface(view)
    told = interface.child(interface.childCount() - 1).text(QAccessible.Text.Name)
    assert "Fora do horário permitido. Programado para 21/11/2026 às 08:33." in told
    office.work.timeline._act(sent.id, "discard")
    await until(lambda: office.shows("confirm"))
    office.find(QPushButton, "confirm_yes").click()
    await until(lambda: office.sent() == [])
