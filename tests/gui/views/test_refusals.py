"""What may not be sent is said with its reason, and nothing that was typed is lost by it."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.application.desk import Link
from desktop.domain.errors import LocalProblem, Refused
from desktop.ui.views.choices import CHOICE, ChoiceList
from desktop.ui.views.composer_input import ComposerInput
from server_stub.contract.delivery import Status
from server_stub.contract.gate import Decision, Outlook, Reason, Verdict
from server_stub.contract.model import ConsentPurpose, Failure
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until


def light(office: Office) -> str:
    return office.find(QWidget, "verdict_light").accessibleName()


async def test_a_refusal_tells_its_reason_and_keeps_the_text(office: Office) -> None:
    await office.open("v-mariana")
    office.write("Olá")
    office.desk.refuse_next(Refused("gate_refused", reason="DENY_OPTED_OUT_ALL"))
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("conversation_trouble"))
    assert "pediu para não receber mensagens" in office.find(QWidget, "conversation_trouble").accessibleName()
    assert office.find(ComposerInput, "composer_input").text() == "Olá"
    assert office.sent() == []
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["Olá"])
    await until(lambda: not office.shows("conversation_trouble"))


async def test_too_long_a_text_says_how_long_it_may_be(office: Office) -> None:
    await office.open("v-mariana")
    office.write("x")
    office.desk.refuse_next(LocalProblem("text_too_long", limit=4096, length=5000))
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("conversation_trouble"))
    assert "4096" in office.find(QWidget, "conversation_trouble").accessibleName()


async def test_the_light_follows_the_gate(office: Office) -> None:
    await office.open("v-mariana")
    assert "menos de 24 h" in light(office)
    office.write("rascunho")
    deny = Decision(Verdict.DENY, Reason.DENY_WINDOW_CLOSED)
    prompt = Decision(Verdict.ALLOW, Reason.ALLOW_CONSENT_PROMPT)
    office.desk.outlooks["v-mariana"] = Outlook("v-mariana", reply=deny, consent_prompt=prompt)
    office.work.permission.refresh()
    await until(lambda: office.shows("closed_consent"))
    assert "A janela de 24 h fechou" in light(office)
    assert "pedir a autorização" in light(office)
    assert not office.shows("composer_input")
    assert not office.shows("closed_template")
    later = Decision(Verdict.HOLD, Reason.HOLD_QUIET_HOURS)
    office.desk.outlooks["v-mariana"] = Outlook("v-mariana", reply=deny, consent_prompt=deny, templates={"t": later})
    office.work.permission.refresh()
    await until(lambda: office.shows("closed_template"))
    del office.desk.outlooks["v-mariana"]
    office.work.permission.refresh()
    await until(lambda: office.shows("composer_input"))
    assert office.find(ComposerInput, "composer_input").text() == "rascunho"


async def test_the_light_names_what_the_company_invented(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    own = [ConsentPurpose("club", "marketing", title_pt="Clube da loja", title_en="The club")]
    monkeypatch.setattr(office.desk, "purposes", lambda: own)
    deny = Decision(Verdict.DENY, Reason.DENY_OPTED_OUT_PURPOSE, {"purpose": "club"})
    office.desk.outlooks["v-mariana"] = Outlook("v-mariana", reply=deny, consent_prompt=deny)
    await office.open("v-mariana")
    await until(lambda: "“Clube da loja”" in light(office))


async def test_sending_is_off_and_says_why_while_there_is_nothing(office: Office) -> None:
    await office.open("v-mariana")
    send = office.find(QWidget, "composer_send")
    assert not send.isEnabled()
    assert send.toolTip() == "Escreva algo primeiro"
    office.press(Qt.Key.Key_Return)
    assert office.sent() == []
    office.write(" ")
    assert not send.isEnabled()
    office.write("a")
    assert send.isEnabled()


async def test_a_template_that_may_not_go_shows_why_and_cannot_be_sent(office: Office) -> None:
    await office.open("v-mariana")
    office.work.templates.open()
    await until(lambda: office.shows("template_picker"))
    rows = office.find(ChoiceList, "template_list")
    refused = next(
        rows.model().index(number, 0)
        for number in range(rows.count())
        if rows.model().index(number, 0).data(CHOICE).title == "oferta_semana"
    )
    assert "Não há autorização registrada" in refused.data(CHOICE).detail
    rows.setCurrentIndex(refused)
    assert "Não há autorização registrada" in office.find(QWidget, "template_light").accessibleName()
    assert not office.find(QWidget, "template_send").isEnabled()
    office.press(Qt.Key.Key_Escape)
    await until(lambda: not office.shows("template_picker"))


async def test_a_template_that_the_gateway_refuses_stays_filled(office: Office) -> None:
    await office.open("v-paula")
    office.work.templates.open()
    await until(lambda: office.shows("template_field_1"))
    for name in ("template_field_1", "template_field_2"):
        office.find(QWidget, name).setFocus()
        office.write("algo")
    office.desk.refuse_next(Refused("gate_refused", reason="DENY_NO_CONSENT", purpose="mkt.promotions"))
    office.click("template_send")
    await until(lambda: office.shows("template_problem"))
    assert "“Promoções”" in office.find(QLabel, "template_problem").text()
    assert "algo" in office.find(QLabel, "preview_body").text()
    office.click("template_cancel")
    await until(lambda: not office.shows("template_picker"))


async def test_offline_says_since_when_and_how_many_wait(office: Office) -> None:
    await office.open("v-mariana")
    office.desk.set_link(Link.OFFLINE)
    await until(lambda: "Sem conexão desde 14:33" in office.find(QLabel, "status_text").text())
    office.write("vai depois")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["vai depois"])
    office.desk.set_link(Link.ONLINE)
    await until(lambda: office.find(QLabel, "status_text").text() == "Conectado")


async def test_an_ended_session_asks_to_sign_in_again_and_keeps_the_draft(office: Office) -> None:
    await office.open("v-mariana")
    office.write("quase pronto")
    office.desk.set_link(Link.SIGNED_OUT)
    await until(lambda: office.shows("status_sign_in"))
    office.click("status_sign_in")
    await until(lambda: office.shows("login_view"))
    assert office.desk.kept_drafts["v-mariana"] == "quase pronto"
    assert not office.desk.running


async def test_another_person_is_here(office: Office) -> None:
    office.work.open("v-condominio")
    await until(lambda: office.shows("header_claim"))
    assert office.find(QLabel, "header_claim").text() == "Bruno Lima está aqui"
    assert not office.shows("composer_input")
    assert "Só uma pessoa escreve por vez" in light(office)


async def test_a_message_that_fails_while_one_looks_says_why(office: Office) -> None:
    await office.open("v-mariana")
    office.write("oi")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.sent() == ["oi"])
    await until(lambda: office.work.timeline.neighbour("", -1).content.text == "oi")
    mine = office.work.timeline.neighbour("", -1)
    office.desk._put(msgspec.structs.replace(mine, failure=Failure("131047")))
    office.desk.climb(mine.id, Status.FAILED)
    await until(lambda: office.shows("conversation_trouble"))
    assert "janela de 24 h fechou" in office.find(QWidget, "conversation_trouble").accessibleName()


async def test_a_request_for_permission_is_offered_only_while_it_may_go(office: Office) -> None:
    await office.open("v-lucia")
    await until(lambda: office.shows("closed_template"))
    assert office.shows("consent_banner")
    assert not office.find(QWidget, "consent_banner").findChild(QWidget, "banner_action").isVisible()
    await office.open("v-tonho")
    await until(lambda: office.shows("banner_action"))
