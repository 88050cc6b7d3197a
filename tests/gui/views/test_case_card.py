"""The case beside the conversation: its number, where it stands, those before it, and its history for the customer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from desktop.application.desk import Link
from desktop.domain.errors import GatewayUnreachable, Refused
from desktop.ui.views.case_card import CaseCard
from desktop.ui.widgets.section import KeyValue
from server_stub.contract.cases import AskHistory, Case, CaseState, HistoryJob
from server_stub.contract.content import Content, Kind
from server_stub.contract.model import Role
from server_stub.contract.surveys import CaseSurvey
from tests.gui.views.conftest import Office
from tests.helpers import sample_team_data as data
from tests.helpers.sample_people import ANA, BRUNO, HOUR, MINUTE, NOW
from tests.helpers.sample_registers import changed
from tests.helpers.sample_team_base import PDF
from tests.helpers.waiting import until

DAY = 24 * HOUR
CTRL = Qt.KeyboardModifier.ControlModifier
OLD = "202608120010000023"


def add_earlier(office: Office) -> None:
    """One that a colleague closed long ago, in the conversation with Mariana."""
    brief = changed(data.CASES["v-paula"], id="case-old", protocol=OLD)
    kept = Case(brief, "v-mariana", "c-mariana", BRUNO.id, disposition_id="d-order-late", closed_by=BRUNO.id)
    office.desk.team.kept_cases["case-old"] = kept


async def shown(office: Office, conversation_id: str = "v-mariana") -> None:
    office.desk.team.open_cases()
    await office.open(conversation_id)
    await until(lambda: any(done == "cases_of" for done, _ in office.desk.team.done))


def facts(office: Office) -> dict[str, str]:
    labels = office.find(CaseCard, "case_card").findChild(KeyValue).findChildren(QLabel)
    texts = [each.text() for each in labels if each.isVisible()]
    return dict(zip(texts[::2], texts[1::2], strict=True))


async def test_the_number_stands_in_groups_and_is_copied_plain(office: Office) -> None:
    await shown(office)
    assert office.find(QLabel, "panel_protocol").text() == "2026 1120 000 000123 5"
    office.click("panel_copy")
    assert QGuiApplication.clipboard().text() == data.CASES["v-mariana"].protocol


async def test_it_tells_where_the_case_stands(office: Office) -> None:
    await shown(office, "v-mercado")
    told = facts(office)
    assert (told["Situação"], told["Fila"]) == ("Na fila", "Financeiro e cobrança")
    assert {"Aberto em", "Espera desde", "Responder até"} <= told.keys()


async def test_transfers_and_the_case_it_continues_are_told(office: Office) -> None:
    office.desk.team.open_cases()
    team = office.desk.team
    team.kept_cases["case-123"] = changed(team.kept_cases["case-123"], transfers=2, parent_protocol=OLD)
    await office.open("v-mariana")
    await until(lambda: "Continua" in facts(office))
    assert facts(office)["Continua"] == "2026 0812 001 000002 3"
    assert facts(office)["Repasses"] == "2 transferências"


async def test_the_score_that_the_customer_gave_is_told_once_it_comes(office: Office) -> None:
    """Only leads get it from the gateway."""
    add_earlier(office)
    team = office.desk.team
    office.desk.team.open_cases()
    asked = CaseSurvey(NOW, ANA.id, "q-sales")
    closed = changed(team.kept_cases["case-123"].brief, state=CaseState.CLOSED, closed_at=NOW)
    team.put_case("v-mariana", closed, survey=asked)
    team.kept_cases["case-old"] = changed(team.kept_cases["case-old"], survey=changed(asked, score=2))
    await office.open("v-mariana")
    await until(lambda: facts(office).get("Nota do cliente") == "Pedida, ainda sem resposta")
    (earlier,) = (it.text() for it in office.find(CaseCard, "case_card").findChildren(QLabel) if "nota" in it.text())
    assert earlier.endswith(" · Bruno Lima · nota 2 de 5")
    team.kept_cases["case-123"] = changed(team.kept_cases["case-123"], survey=changed(asked, score=5))
    office.desk.receive("v-mariana", Content(Kind.TEXT, "5"))
    await until(lambda: facts(office).get("Nota do cliente") == "5 de 5")


async def test_leads_change_the_priority_a_step_at_a_time(office: Office) -> None:
    await shown(office)
    assert not office.find(QWidget, "case_lower").isEnabled()
    office.click("case_higher")
    await until(lambda: office.find(QLabel, "case_priority").text() == "1")
    assert ("set_priority", ("case-123", 1)) in office.desk.team.done
    assert office.find(QLabel, "case_priority").accessibleName() == "Prioridade 1 de 9"


async def test_agents_read_the_priority_only(office: Office) -> None:
    office.desk._account = changed(ANA, role=Role.AGENT)
    await shown(office, "v-ana-luisa")
    assert not office.shows("case_higher")
    assert facts(office)["Prioridade"] == "3"


async def test_earlier_cases_tell_what_they_were_and_what_happened(office: Office) -> None:
    add_earlier(office)
    await shown(office)
    await until(lambda: office.shows("case_earlier_case-old"))
    told = office.find(QWidget, "case_earlier_case-old").accessibleName()
    assert told.startswith("2026 0812 001 000002 3, ")
    assert told.endswith("Pedido › Entrega atrasada · Bruno Lima")
    office.click("case_log_case-old")
    await until(lambda: ("case_events", "case-old") in office.desk.team.done)
    entry = office.find(QWidget, "case_earlier_case-old")
    await until(lambda: len(entry.findChildren(QLabel)) == 6)
    assert "Para a fila Vendas" in [each.text() for each in entry.findChildren(QLabel)][3]


async def test_without_a_line_earlier_cases_come_later(office: Office) -> None:
    add_earlier(office)
    office.desk.team.open_cases()
    office.desk.set_link(Link.OFFLINE)
    office.desk.team.refuse_next(GatewayUnreachable())
    await office.open("v-mariana")
    await until(lambda: office.shows("earlier_state"))
    assert office.find(QLabel, "earlier_state").text() == "Sem conexão os atendimentos anteriores não aparecem."
    assert office.find(QLabel, "panel_protocol").text() == "2026 1120 000 000123 5"
    assert not office.shows("case_send")
    office.desk.set_link(Link.ONLINE)
    await until(lambda: office.shows("case_earlier_case-old"))
    assert not office.shows("earlier_state")


async def test_what_cannot_be_read_is_tried_again(office: Office) -> None:
    add_earlier(office)
    office.desk.team.open_cases()
    office.desk.team.refuse_next(Refused("internal"))
    await office.open("v-mariana")
    await until(lambda: office.shows("earlier_again"))
    office.click("earlier_again")
    await until(lambda: office.shows("case_earlier_case-old"))


def histories_asked(office: Office) -> list[tuple[str, AskHistory]]:
    return [about for done, about in office.desk.team.done if done == "ask_history"]


async def with_job(office: Office, case_id: str = "case-123", **values: object) -> None:
    """A history of a case is under way, or was."""
    office.desk.team.open_cases()
    team = office.desk.team
    case = team.kept_cases[case_id]
    job = HistoryJob("h", case_id, case.brief.protocol, "whatsapp", "waiting", NOW - 60 * MINUTE, NOW + 4 * DAY)
    team.kept_cases[case_id] = changed(case, history=[changed(job, **values)])
    await office.open("v-mariana")
    await until(lambda: office.shows("case_job"))


def job_text(office: Office) -> str:
    return office.find(QLabel, "case_job").text().replace("\N{NO-BREAK SPACE}", " ")


async def test_the_customer_gets_the_history_once(office: Office) -> None:
    await shown(office)
    office.click("case_send")
    await until(lambda: office.shows("history_told"))
    assert office.find(QLabel, "history_told").text() == "Em PDF na conversa, na hora."
    office.find(QPushButton, "history_confirm").setFocus()
    office.press(Qt.Key.Key_Space)
    await until(lambda: office.shows("case_job"))
    assert histories_asked(office) == [("case-123", AskHistory("whatsapp"))]
    assert job_text(office).startswith("Pedido em 20/11/2026 às 14:33, pelo WhatsApp. Sai em até um minuto.")
    assert "25/11/2026" in job_text(office)
    assert office.find(QPushButton, "case_send").text() == "Escolher outra forma…"
    assert office.window.toast.accessibleName() == "O cliente recebe o histórico até 25/11/2026."


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "sent", "done_at": NOW}, "Enviado ao cliente pelo WhatsApp em 20/11/2026"),
        ({"state": "sent", "done_at": NOW, "way": "email"}, "Enviado ao cliente por e-mail em 20/11/2026"),
        ({"state": "failed", "failure": "in_doubt", "done_at": NOW}, "Não foi possível enviar: Pode ter chegado"),
        ({"failure": "DENY_WINDOW_CLOSED"}, "Está esperando: as 24 horas do WhatsApp passaram, e vai assim que"),
        ({"failure": "DENY_OPTED_OUT_ALL"}, "Está esperando: "),
        ({"failure": "no_address", "way": "email"}, "Está esperando: nenhum e-mail do cliente é conhecido."),
        ({"failure": "not_delivered"}, "Vamos tentar de novo: o WhatsApp não entregou."),
        ({"failure": "smtp_550", "way": "email"}, "Vamos tentar de novo: O servidor de e-mail recusou (550)."),
        ({"state": "sending"}, "Está a caminho."),
        (
            {"state": "handed_over", "done_at": NOW, "note": "no balcão"},
            "Entregue ao cliente em 20/11/2026 às 14:33: no",
        ),
        ({"due_at": NOW - 1}, "O cliente tinha que receber até 20/11/2026: entregue agora de outra forma."),
    ],
)
async def test_what_became_of_it_is_told(office: Office, values: dict[str, object], words: str) -> None:
    await with_job(office, **values)
    assert words in job_text(office)
    assert office.find(QLabel, "case_job").property("ink") == ("danger" if "due_at" in values else "muted")
    under_way = values.get("state", "waiting") in ("waiting", "sending")
    send = office.find(QPushButton, "case_send")
    assert send.text() == ("Escolher outra forma…" if under_way else "Histórico para o cliente…")


async def test_by_email_where_an_address_is_known(office: Office) -> None:
    await with_job(office, failure="DENY_WINDOW_CLOSED")
    office.click("case_send")
    await until(lambda: office.shows("history_way_email"))
    office.click("history_way_email")
    assert not office.find(QPushButton, "history_confirm").isEnabled()
    assert "peça e preencha" in office.find(QLabel, "history_told").text()
    office.press(Qt.Key.Key_Escape)
    contact = office.desk.contact("c-mariana")
    office.desk._contacts["c-mariana"] = changed(contact, email="mariana@example.com")
    read = [done for done, _ in office.desk.team.done].count("cases_of")
    office.desk._replace_conversation("v-mariana", window_until=None)
    await until(lambda: [done for done, _ in office.desk.team.done].count("cases_of") > read)
    office.click("case_send")
    await until(lambda: office.shows("history_told"))
    assert office.find(QPushButton, "history_way_email").isChecked()
    assert office.find(QLabel, "history_told").text() == "Em PDF para mariana@example.com."
    office.desk.team.refuse_next(Refused("channel_not_set_up"))
    office.click("history_confirm")
    await until(lambda: office.shows("history_problem"))
    office.click("history_confirm")
    await until(lambda: not office.shows("history_told"))
    assert histories_asked(office)[-1] == ("case-123", AskHistory("email"))


async def test_leads_note_that_it_was_handed_over(office: Office) -> None:
    add_earlier(office)
    team = office.desk.team
    job = HistoryJob("h", "case-old", OLD, "whatsapp", "waiting", NOW - 60 * MINUTE, NOW + 4 * DAY)
    team.kept_cases["case-old"] = changed(team.kept_cases["case-old"], history=[job])
    await shown(office)
    await until(lambda: office.shows("case_job"))
    assert job_text(office).startswith("Protocolo 2026 0812 001 000002 3: Pedido em")
    office.click("case_send")
    await until(lambda: office.shows("history_told"))
    office.click("history_way_handed_over")
    assert not office.find(QPushButton, "history_confirm").isEnabled()
    office.find(QLineEdit, "history_note").setFocus()
    office.write("impresso, no ")
    old = office.work
    office.preferring.change({"theme": "dark"})
    await until(lambda: office.seat.workspace is not None and office.seat.workspace is not old)
    await until(lambda: office.shows("history_note"))
    assert office.find(QLineEdit, "history_note").hasFocus()
    office.write(" balcão")
    office.press(Qt.Key.Key_Return)
    await until(lambda: not office.shows("history_note"))
    await until(lambda: histories_asked(office))
    assert histories_asked(office) == [("case-old", AskHistory("handed_over", "impresso, no balcão"))]
    await until(lambda: not office.shows("case_job"))
    assert office.window.toast.accessibleName() == "Anotado: o cliente está com o histórico."


async def test_who_has_the_case_may_note_it_and_others_not(office: Office) -> None:
    office.desk._account = changed(ANA, role=Role.AGENT)
    await shown(office)
    office.click("case_send")
    await until(lambda: office.shows("history_way_handed_over"))
    office.press(Qt.Key.Key_Escape)
    office.desk._replace_conversation("v-mariana", assignee_id=BRUNO.id)
    office.click("case_send")
    await until(lambda: office.shows("history_way_email"))
    assert not office.shows("history_way_handed_over")
    office.click("history_way_email")
    assert "um supervisor" in office.find(QLabel, "history_told").text()


async def test_a_job_under_way_is_asked_about_again(office: Office) -> None:
    await with_job(office)
    team = office.desk.team
    case = team.kept_cases["case-123"]
    team.kept_cases["case-123"] = changed(case, history=[changed(case.history[0], state="sent", done_at=NOW)])
    assert office.work.case_card.histories._again.isActive()
    office.work.case_card.histories._look_again()
    await until(lambda: job_text(office).startswith("Enviado"))
    assert not office.work.case_card.histories._again.isActive()


async def test_the_history_is_looked_at_and_kept(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(
        "desktop.ui.controllers.case_card.QDesktopServices.openUrl", lambda url: opened.append(url) or 1
    )
    await shown(office)
    office.click("case_look")
    await until(lambda: bool(opened))
    assert Path(opened[0].toLocalFile()).read_bytes() == PDF
    assert opened[0].fileName() == "protocolo-202611200000001235.pdf"
    office.click("case_keep")
    await until(lambda: office.window.findChild(QFileDialog, "save_dialog") is not None)
    target = tmp_path / "historico.pdf"
    dialog = office.window.findChild(QFileDialog, "save_dialog")
    dialog.filesSelected.emit([str(target)])
    dialog.done(QFileDialog.DialogCode.Accepted)
    await until(lambda: office.shows("case_progress_action"))
    assert target.read_bytes() == PDF
    office.click("case_progress_action")
    assert opened[-1].toLocalFile() == str(tmp_path)


async def test_a_history_that_cannot_be_had_says_why(office: Office) -> None:
    await shown(office)
    office.desk.team.refuse_next(Refused("not_found"))
    office.click("case_look")
    await until(lambda: office.shows("case_progress_text") and not office.shows("case_progress_bar"))
    assert office.find(QLabel, "case_progress_text").text().startswith("Isto não existe")


async def test_another_conversation_shows_nothing_of_the_one_before(office: Office) -> None:
    add_earlier(office)
    await shown(office)
    await until(lambda: office.shows("case_earlier_case-old"))
    await office.open("v-padaria")
    assert not office.shows("case_earlier_case-old")
    assert office.find(QLabel, "panel_protocol").text() == "Nenhum atendimento aberto"
    assert not office.shows("case_look")


# Found by its number


async def look_up(office: Office, typed: str) -> None:
    office.press(Qt.Key.Key_K, CTRL)
    await until(lambda: office.shows("switcher_field"))
    office.find(QLineEdit, "switcher_field").setText(typed)


@pytest.mark.parametrize("typed", [OLD, "2026 0812 001 000002 3", "protocolo 2026.0812.001.000002-3"])
async def test_a_closed_case_is_found_by_its_number_in_any_spacing(office: Office, typed: str) -> None:
    add_earlier(office)
    await look_up(office, typed)
    await until(lambda: not office.shows("switcher_none"))
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.work.conversation.id == "v-mariana")


async def test_an_open_one_is_found_without_asking(office: Office) -> None:
    office.desk.team.open_cases()
    await look_up(office, "2026 1120 0000 0012 45")
    assert not office.shows("switcher_none")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.work.conversation.id == "v-jose")
    assert ("find_protocol", "202611200000001245") not in office.desk.team.done


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (None, "Nenhum atendimento que você possa ver tem este protocolo."),
        (GatewayUnreachable(), "Sem conexão só se encontram atendimentos abertos pelo protocolo."),
        (Refused("value_invalid", field="protocol"), "Este não é um número de protocolo: há um dígito errado."),
    ],
)
async def test_a_number_that_leads_nowhere_says_why(office: Office, problem: Exception | None, told: str) -> None:
    if problem is not None:
        office.desk.team.refuse_next(problem)
    await look_up(office, OLD)
    await until(lambda: office.find(QLabel, "switcher_none").text() == told)
    assert len([1 for done, _ in office.desk.team.done if done == "find_protocol"]) == 1
    office.press(Qt.Key.Key_Escape)
