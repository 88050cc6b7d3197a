"""What may be done about a person from the contact's pane: proof, history, leaving, asking, rights."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from desktop.application.desk import Link
from desktop.domain.errors import GatewayUnreachable, Refused
from desktop.ui.views.panel_form import FileField
from server_stub.contract.model import Budget
from server_stub.contract.people import EditContact, Invitation
from server_stub.contract.requests import RecordConsent
from server_stub.contract.rights import OpenRequest, Right
from tests.gui.views.conftest import Office
from tests.helpers.sample_people import NOW
from tests.helpers.waiting import until

# Menus grab the keyboard, which the platform without a screen cannot do.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def asked(office: Office, name: str) -> list[object]:
    """Arguments of what was asked of the gateway."""
    return [argument for done, argument in office.desk.office.done if done == name]


async def with_history(office: Office, conversation_id: str = "v-mariana") -> None:
    await office.open(conversation_id)
    await until(lambda: office.window.findChild(QLabel, "history_state").text() != "Carregando…")


async def test_the_history_tells_the_ledger_newest_first(office: Office) -> None:
    await with_history(office)
    entry = office.find(QWidget, "history_4812").accessibleName()
    assert entry.startswith("Autorização pedida: Promoções, 18/11/2026 às 10:00 · registrado pela equipe · Ana Paula")
    tops = [office.find(QWidget, f"history_{seq}").y() for seq in (4812, 3140, 1207)]
    assert tops == sorted(tops)
    assert not office.shows("history_notice_4812")
    office.find(QPushButton, "history_text_4812").click()
    assert office.shows("history_notice_4812")


async def test_proof_is_one_click_away(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(
        "desktop.ui.controllers.person_files.QDesktopServices.openUrl", lambda url: opened.append(url) or True
    )
    await with_history(office)
    office.find(QPushButton, "history_proof_e-form").click()
    await until(lambda: bool(opened))
    assert opened[0].fileName() == "ficha-de-cadastro.pdf"


async def test_without_a_line_the_history_comes_later(office: Office) -> None:
    office.desk.set_link(Link.OFFLINE)
    office.desk.office.refuse_next(GatewayUnreachable())
    await office.open("v-mariana")
    await until(lambda: office.shows("history_again"))
    assert office.find(QLabel, "history_state").text() == "Sem conexão o histórico não aparece."
    office.desk.set_link(Link.ONLINE)
    await until(lambda: office.shows("history_4812"))


async def test_permission_by_voice_needs_the_recording(office: Office, tmp_path: Path) -> None:
    await with_history(office)
    office.work.contact.tasks.record("mkt.promotions")
    office.find(QPushButton, "record_way_voice").click()
    assert not office.find(QPushButton, "record_permission_confirm").isEnabled()
    recording = tmp_path / "ligacao.ogg"
    recording.write_bytes(b"OggS")
    drop(office.find(FileField, "record_file"), recording)
    office.find(QLineEdit, "record_note").setText("ligou às 10 h")
    office.desk.office.refuse_next(Refused("file_too_large", limit=16 * 1024 * 1024))
    office.click("record_permission_confirm")
    await until(lambda: office.shows("record_permission_problem"))
    assert "no máximo 16 MB" in office.find(QLabel, "record_permission_problem").text()
    office.click("record_permission_confirm")
    await until(lambda: not office.shows("record_permission"))
    ((contact_id, request),) = asked(office, "record")
    evidence = next(iter(office.desk.office.uploaded.values()))
    expected = RecordConsent("mkt.promotions", True, None, None, "ligou às 10 h", evidence.id, "voice", request.said_at)
    assert (contact_id, request) == ("c-mariana", expected)
    assert NOW - 60_000 < request.said_at <= NOW
    await until(lambda: office.shows(f"history_proof_{evidence.id}"))


async def test_a_proof_is_uploaded_once_however_often_recording_is_refused(office: Office, tmp_path: Path) -> None:
    await with_history(office)
    office.work.contact.tasks.record("txn.billing")
    office.find(QPushButton, "record_way_paper").click()
    paper = tmp_path / "ficha.pdf"
    paper.write_bytes(b"%PDF")
    office.find(FileField, "record_file").set_path(paper)
    office.desk.office.uploaded.clear()
    refused_once(office, Refused("notice_retired"))
    office.click("record_permission_confirm")
    await until(lambda: office.shows("record_permission_problem"))
    office.click("record_permission_confirm")
    await until(lambda: not office.shows("record_permission"))
    assert len(office.desk.office.uploaded) == 1


def refused_once(office: Office, problem: Refused) -> None:
    """The first recording fails, later ones do not."""
    record, failures = office.desk.office.record, [problem]

    async def tried(contact_id: str, request: RecordConsent) -> object:
        if failures:
            raise failures.pop()
        return await record(contact_id, request)

    office.desk.office.record = tried


async def test_leaving_says_that_it_cannot_be_undone(office: Office) -> None:
    await with_history(office)
    office.click("panel_leave")
    assert office.shows("leaving_warning")
    box = office.find(QComboBox, "leaving_scope")
    assert [box.itemText(row) for row in range(box.count())] == ["Tudo que é promocional", "Todas as mensagens"]
    office.press(Qt.Key.Key_Escape)
    assert not office.shows("record_leaving")
    assert asked(office, "record") == []
    office.click("panel_leave")
    office.click("record_leaving_confirm")
    await until(lambda: asked(office, "record") == [("c-mariana", RecordConsent("mkt.*", granted=False))])


async def test_asking_by_email_or_sms_needs_an_address(office: Office) -> None:
    await with_history(office, "v-tonho")
    office.click("panel_ask")
    office.find(QPushButton, "ask_channel_email").click()
    assert not office.find(QPushButton, "ask_permission_confirm").isEnabled()
    office.find(QPushButton, "ask_channel_sms").click()
    assert office.find(QLineEdit, "ask_address").text() == "+5511955554444"
    office.find(QPushButton, "ask_channel_email").click()
    office.find(QLineEdit, "ask_address").setText("tonho@oficina.example")
    office.click("ask_permission_confirm")
    expected = ("c-tonho", Invitation("email", ["mkt.promotions"], "tonho@oficina.example"))
    await until(lambda: asked(office, "invite") == [expected])
    await until(lambda: not office.shows("ask_permission"))


async def test_a_request_gets_its_protocol_at_once(office: Office) -> None:
    await with_history(office)
    office.click("panel_request")
    box = office.find(QComboBox, "request_right")
    box.setCurrentIndex(box.findData("erasure"))
    office.find(QLineEdit, "request_note").setText("apaguem tudo")
    office.click("rights_request_confirm")
    await until(lambda: asked(office, "open_request") == [("c-mariana", OpenRequest(Right.ERASURE, "apaguem tudo"))])
    await until(lambda: office.shows("toast"))


async def test_the_proof_pack_is_written_where_the_person_wants(office: Office, tmp_path: Path) -> None:
    await with_history(office)
    office.find(QPushButton, "panel_proof").click()
    await until(lambda: office.window.findChild(QFileDialog, "save_dialog") is not None)
    dialog = office.window.findChild(QFileDialog, "save_dialog")
    target = tmp_path / "prova.zip"
    dialog.filesSelected.emit([str(target)])
    dialog.done(QFileDialog.DialogCode.Accepted)
    await until(
        lambda: office.window.findChild(QPushButton, "panel_progress_action").isVisibleTo(office.work.view.panel)
    )
    assert target.stat().st_size > 70_000
    assert office.window.findChild(QLabel, "panel_progress_text").text() == "Gravado: prova.zip"


async def test_whoever_has_another_number_is_confirmed(office: Office) -> None:
    await with_history(office, "v-paula")
    assert office.shows("panel_identity")
    office.click("identity_confirm")
    await until(lambda: not office.shows("panel_identity"))
    assert asked(office, "confirm_identity") == ["c-paula"]


async def test_warnings_and_the_budget_are_in_sight(office: Office) -> None:
    known = office.desk.contact("c-mariana")
    consents = [
        msgspec.structs.replace(item, budget=Budget(2, 3, "month")) if item.purpose == "txn.billing" else item
        for item in known.consents
    ]
    office.desk._contacts["c-mariana"] = msgspec.structs.replace(
        known, consents=consents, minor=True, legal_block_at=NOW, platform_stop_at=NOW
    )
    await with_history(office)
    told = office.find(QWidget, "panel_badges").accessibleName()
    assert told.startswith("Bloqueio jurídico desde 20/11/2026, Menor de idade")
    assert "2 de 3 neste mês" in office.find(QWidget, "consent_txn.billing").accessibleDescription()


def drop(target: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    target.dropEvent(QDropEvent(QPointF(4, 4), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none))


async def test_leads_say_who_is_under_age(office: Office) -> None:
    await with_history(office)
    office.click("panel_edit")
    age = office.find(QComboBox, "edit_age")
    assert [age.itemData(index) for index in range(age.count())] == ["", "adult", "minor"]
    age.setCurrentIndex(age.findData("minor"))
    office.find(QLineEdit, "edit_email").setText("mariana@correio.example")
    office.click("edit_person_confirm")
    change = EditContact(minor=True, legal_block=False, email="mariana@correio.example")
    await until(lambda: asked(office, "edit") == [("c-mariana", change)])
    await until(lambda: office.shows("panel_badges"))


async def test_an_age_that_nobody_knows_stays_unknown(office: Office) -> None:
    """Whoever changes the address says nothing about the age."""
    await with_history(office)
    office.click("panel_edit")
    office.find(QLineEdit, "edit_email").setText("mariana@correio.example")
    office.click("edit_person_confirm")
    change = EditContact(legal_block=False, email="mariana@correio.example")
    await until(lambda: asked(office, "edit") == [("c-mariana", change)])


async def test_a_paper_older_than_the_text_is_recorded_under_the_text_of_its_time(
    office: Office, tmp_path: Path
) -> None:
    await with_history(office)
    earlier = office.desk.office.kept_notices[0]
    purpose = earlier.purpose
    office.work.contact.tasks.record(purpose)
    assert not office.shows("record_earlier")
    office.find(QPushButton, "record_way_paper").click()
    paper = tmp_path / "ficha.pdf"
    paper.write_bytes(b"%PDF")
    office.find(FileField, "record_file").set_path(paper)
    told = {"began_at": NOW, "offer": earlier.id, "offer_version": earlier.version, "offer_began_at": 1}
    refused_once(office, Refused("notice_of_other_time", **told))
    office.click("record_permission_confirm")
    await until(lambda: office.shows("record_earlier"))
    said = office.find(QLabel, "record_permission_problem").text()
    assert "só existe desde 20/11/2026" in said
    assert f"versão {earlier.version}" in said
    office.click("record_earlier")
    assert not office.shows("record_earlier")
    assert any(it.text() == earlier.body for it in office.find(QWidget, "record_notice").findChildren(QLabel))
    office.click("record_permission_confirm")
    await until(lambda: not office.shows("record_permission"))
    (*_, (_, request)) = asked(office, "record")
    assert request.notice_version == earlier.id
