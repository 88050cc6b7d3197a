"""Consent is asked for, recorded with proof and taken back from the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.domain.errors import Refused
from desktop.ui.views.choices import ChoiceList
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

# Menus grab the keyboard, which the platform without a screen cannot do.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def state(office: Office, purpose: str) -> str:
    return office.find(QWidget, f"consent_{purpose}").accessibleName()


def choose(office: Office, purpose: str, name: str) -> None:
    """Open the row's menu by key and take one of its actions."""
    office.find(QWidget, f"consent_{purpose}").setFocus()
    office.press(Qt.Key.Key_Return)
    menu = office.work.view.panel.menu_for(purpose)
    menu.findChild(QAction, f"consent_{name}").trigger()
    shown = office.work.view.panel._menu
    assert shown is not None
    shown.close()


async def test_ask_from_the_banner(office: Office) -> None:
    await office.open("v-tonho")
    assert "Ainda sem consentimento para Promoções" in office.find(QWidget, "consent_banner").accessibleName()
    assert state(office, "mkt.promotions") == "Promoções: Não pedido"
    banner = office.find(QWidget, "consent_banner")
    next(item for item in banner.findChildren(QPushButton) if item.isVisible()).click()
    await until(lambda: state(office, "mkt.promotions") == "Promoções: Pendente")
    assert office.sent("v-tonho")[0].startswith("Posso enviar ofertas")


async def test_ask_by_key_and_only_once(office: Office) -> None:
    await office.open("v-tonho")
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    office.press(Qt.Key.Key_P, control)
    await until(lambda: state(office, "mkt.promotions") == "Promoções: Pendente")


async def test_recording_needs_a_message_that_the_agent_chose(office: Office) -> None:
    await office.open("v-mariana")
    choose(office, "survey.csat", "record")
    await until(lambda: office.shows("record_messages"))
    assert not office.find(QPushButton, "record_permission_confirm").isEnabled()
    office.find(ChoiceList, "record_messages").setFocus()
    office.press(Qt.Key.Key_Down)
    assert office.find(QPushButton, "record_permission_confirm").isEnabled()
    office.desk.office.refuse_next(Refused("evidence_required"))
    office.click("record_permission_confirm")
    await until(lambda: office.shows("record_permission_problem"))
    assert "precisa de prova" in office.find(QLabel, "record_permission_problem").text()
    office.click("record_permission_confirm")
    await until(lambda: not office.shows("record_permission"))
    await until(lambda: state(office, "survey.csat") == "Pesquisa de satisfação: Ativo")


async def test_an_opt_out_needs_no_proof(office: Office) -> None:
    await office.open("v-mariana")
    choose(office, "txn.billing", "revoke")
    await until(lambda: office.shows("record_leaving_confirm"))
    office.click("record_leaving_confirm")
    await until(lambda: not office.shows("record_leaving"))
    await until(lambda: state(office, "txn.billing") == "Boletos e faturas: Revogado")


async def test_who_left_is_shown_everywhere(office: Office) -> None:
    await office.open("v-carlos")
    assert office.shows("panel_opt_out")
    assert "Pediu para não receber mensagens" in office.find(QLabel, "opt_out_title").text()
    assert "Nada de ofertas" in office.find(QWidget, "consent_banner").accessibleName()
    await office.open("v-mariana")
    assert not office.shows("panel_opt_out")


async def test_the_protocol_number_is_copied_plain(office: Office) -> None:
    await office.open("v-mariana")
    office.click("panel_copy")
    assert QGuiApplication.clipboard().text() == office.work.conversation.conversation.protocol
    assert " " in office.find(QLabel, "panel_protocol").text()


async def test_what_nobody_asked_for_is_one_click_away(office: Office) -> None:
    await office.open("v-jose")
    assert office.shows("consent_mkt.promotions")
    assert not office.shows("consent_survey.csat")
    office.click("panel_more_consents")
    assert office.shows("consent_survey.csat")
    assert office.find(QPushButton, "panel_more_consents").text() == "Menos"
    office.click("panel_more_consents")
    assert not office.shows("consent_survey.csat")
    await office.open("v-mariana")
    assert office.shows("consent_survey.csat"), "somebody asked her, and she said no"
    assert not office.shows("panel_more_consents")
