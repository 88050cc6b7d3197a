"""Templates with a file, place, offer or coupon: chosen and filled by keys, seen as the customer will, sent once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, QRegularExpression, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDateTimeEdit, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from desktop.domain.errors import Refused
from desktop.ui.views.choices import ChoiceList
from desktop.ui.views.template_picker import TemplatePicker
from desktop.ui.widgets.verdict_light import VerdictLight
from server_stub.contract.content import Content
from server_stub.contract.model import TemplateButton
from tests.gui.views.conftest import Office
from tests.helpers.sample_people import TEMPLATES
from tests.helpers.waiting import until

_FIELD = QRegularExpression("^template_field_")
PDF = b"%PDF-1.7\n" + b"x" * 4000


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "loja nova.jpg"
    Image.new("RGB", (120, 80), (200, 120, 40)).save(path)
    return path


async def open_picker(office: Office, template_id: str) -> TemplatePicker:
    await office.open("v-paula")
    office.work.templates.open()
    await until(lambda: office.shows("template_picker"))
    picker = office.find(TemplatePicker, "template_picker")
    assert office.find(ChoiceList, "template_list").choose(template_id)
    # Qt shows what was added to a layout in its next turn.
    await until(lambda: all(field.isVisible() for field in picker.form.findChildren(QLineEdit, _FIELD)))
    return picker


async def choose_file(office: Office, path: Path) -> None:
    """By the keys of the button that has the focus, and the system's dialog."""
    office.press(Qt.Key.Key_Space)
    await until(lambda: office.window.findChild(QFileDialog, "file_dialog") is not None)
    dialog = office.window.findChild(QFileDialog, "file_dialog")
    dialog.filesSelected.emit([str(path)])
    dialog.done(QFileDialog.DialogCode.Accepted)
    await until(lambda: office.window.findChild(QFileDialog, "file_dialog") is None)


def field(office: Office, name: str) -> QLineEdit:
    return office.find(QLineEdit, f"template_field_{name}")


def fill(office: Office, name: str, text: str) -> None:
    field(office, name).setFocus()
    field(office, name).clear()
    office.write(text)


def last_sent(office: Office) -> Content:
    return office.desk._timelines["v-paula"][-1].content


async def test_a_picture_is_chosen_by_keys_seen_and_sent(office: Office, picture: Path) -> None:
    await open_picker(office, "t-cupom")
    send = office.find(QPushButton, "template_send")
    assert send.toolTip() == "Escolher imagem…"
    office.find(ChoiceList, "template_list").setFocus()
    office.press(Qt.Key.Key_Return)
    assert office.window.focusWidget() is None or office.find(QWidget, "template_file_choose").hasFocus()
    await choose_file(office, picture)
    await until(lambda: office.shows("preview_picture"))
    assert office.find(QLabel, "template_file_name").text() == "loja nova.jpg"
    assert office.find(QWidget, "preview_picture").accessibleName().startswith("Imagem, loja nova.jpg, ")
    assert office.find(QLabel, "preview_offer").text() == "Só neste mês"
    fill(office, "1", "Paula")
    assert "Código do cupom" in send.toolTip()
    fill(office, "button.0", "vinte %")
    assert not send.isEnabled()
    assert "só letras sem acento e números" in office.find(QLabel, "template_problem").text()
    fill(office, "button.0", "PAULA20")
    assert send.isEnabled()
    assert not office.shows("template_problem")
    assert "Copiar código da oferta" in office.find(QWidget, "template_preview").accessibleName()
    office.press(Qt.Key.Key_Return)
    await until(lambda: not office.shows("template_picker"))
    await until(lambda: len(office.sent("v-paula")) == 1)
    content = last_sent(office)
    assert content.text == "*Só neste mês*\nParabéns, Paula! Este mês a Loja Horizonte tem um presente para você."
    assert content.media is not None
    assert (content.media.file_name, content.media.mime_type) == ("loja nova.jpg", "image/jpeg")
    assert [button.title for button in content.buttons] == ["PAULA20", "Ir à loja", "Parar promoções"]


async def test_a_file_of_another_kind_is_refused_with_a_reason(office: Office, tmp_path: Path, picture: Path) -> None:
    picker = await open_picker(office, "t-nota")
    empty, big = tmp_path / "vazia.pdf", tmp_path / "grande.pdf"
    empty.write_bytes(b"")
    with big.open("wb") as stream:
        stream.write(PDF)
        stream.truncate(101 * 1024 * 1024)
    problem = office.window.findChild(QLabel, "template_file_problem")
    for path, told in (
        (picture, "Este modelo começa com um documento: escolha um arquivo PDF."),
        (empty, "O arquivo está vazio."),
        (big, "O arquivo é grande demais"),
        (tmp_path / "sumiu.pdf", "Não foi possível ler o arquivo."),
    ):
        picker.file_given.emit(path)
        await until(lambda told=told: told in problem.text())
        assert problem.isVisible()
        assert picker.form.file is None
    good = tmp_path / "nota.pdf"
    good.write_bytes(PDF)
    picker.file_given.emit(good)
    await until(lambda: picker.form.file is not None)
    assert not problem.isVisible()
    assert "nota.pdf" in office.find(QWidget, "preview_media").accessibleName()


async def test_a_file_can_be_dropped(office: Office, tmp_path: Path) -> None:
    picker = await open_picker(office, "t-nota")
    path = tmp_path / "nota.pdf"
    path.write_bytes(PDF)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    picker.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, none))
    await until(lambda: picker.form.file is not None)
    fill(office, "1", "Paula")
    fill(office, "2", "4821")
    assert not office.find(QWidget, "template_send").isEnabled()
    assert "https://loja.example/pedidos/…" in field(office, "button.0").accessibleName()
    fill(office, "button.0", "4821")
    office.click("template_send")
    await until(lambda: len(office.sent("v-paula")) == 1)
    assert last_sent(office).media is not None


async def test_what_was_chosen_stays_while_the_verdicts_change(office: Office, tmp_path: Path) -> None:
    picker = await open_picker(office, "t-nota")
    path = tmp_path / "nota.pdf"
    path.write_bytes(PDF)
    picker.file_given.emit(path)
    await until(lambda: picker.form.file is not None)
    fill(office, "1", "Paula")
    office.work.templates._offer()
    assert picker.form.file is not None
    assert field(office, "1").text() == "Paula"
    office.find(ChoiceList, "template_list").choose("t-cupom")
    assert picker.form.file is None
    office.find(ChoiceList, "template_list").choose("t-retomar")
    assert not office.shows("template_file_choose")


async def test_a_refused_template_keeps_its_file(office: Office, tmp_path: Path) -> None:
    picker = await open_picker(office, "t-nota")
    path = tmp_path / "nota.pdf"
    path.write_bytes(PDF)
    picker.file_given.emit(path)
    await until(lambda: picker.form.file is not None)
    for name in ("1", "2", "button.0"):
        fill(office, name, "a1")
    office.desk.refuse_next(Refused("template_file_wrong", kind="DOCUMENT"))
    office.click("template_send")
    await until(lambda: office.shows("template_problem"))
    assert "outro tipo de arquivo acima do texto" in office.find(QLabel, "template_problem").text()
    assert picker.form.file is not None
    assert office.find(QWidget, "template_send").isEnabled()


async def test_a_place_takes_both_numbers_at_once(office: Office) -> None:
    await open_picker(office, "t-loja")
    field(office, "location.latitude").setText("-23.5505, -46.6333")
    assert field(office, "location.latitude").text() == "-23.5505"
    assert field(office, "location.longitude").text() == "-46.6333"
    fill(office, "location.name", "Loja Horizonte")
    fill(office, "location.address", "Rua das Flores 10")
    fill(office, "1", "Paula")
    fill(office, "location.latitude", "123")
    assert "de -90 a 90" in office.find(QLabel, "template_problem").text()
    fill(office, "location.latitude", "-23,5505")
    assert "Mapa, Loja Horizonte, Rua das Flores 10" in office.find(QWidget, "template_preview").accessibleName()
    office.click("template_send")
    await until(lambda: len(office.sent("v-paula")) == 1)
    place = last_sent(office).location
    assert place is not None
    assert (place.latitude, place.longitude, place.name) == (-23.5505, -46.6333, "Loja Horizonte")


async def test_an_offer_that_is_over_cannot_be_sent(office: Office, picture: Path) -> None:
    picker = await open_picker(office, "t-cupom")
    picker.file_given.emit(picture)
    await until(lambda: picker.form.file is not None)
    fill(office, "1", "Paula")
    fill(office, "button.0", "PAULA20")
    send, ends = office.find(QWidget, "template_send"), office.find(QDateTimeEdit, "template_field_offer.ends_at")
    assert send.isEnabled()
    ends.setDateTime(ends.dateTime().addDays(-2))
    assert not send.isEnabled()
    assert "precisa estar no futuro" in office.find(QLabel, "template_problem").text()


async def test_what_cannot_be_sent_from_here_says_why(office: Office) -> None:
    await open_picker(office, "t-vitrine")
    light = office.find(VerdictLight, "template_light")
    assert "Um carrossel não pode ser enviado daqui" in light.accessibleName()
    assert not office.find(QWidget, "template_send").isEnabled()
    assert not office.shows("template_field_1")
    assert "e mais 1 cartão" in office.find(QLabel, "preview_more_cards").text()


async def test_tab_goes_through_the_form_in_its_order(office: Office, picture: Path) -> None:
    picker = await open_picker(office, "t-cupom")
    office.find(ChoiceList, "template_list").setFocus()
    seen = [""]
    while seen[-1] != "template_cancel" and len(seen) < 20:
        office.press(Qt.Key.Key_Tab)
        name = picker.focusWidget().objectName()
        if name != seen[-1]:  # Tab also goes through the parts of a date
            seen.append(name)
    assert seen[1:] == [
        "template_file_choose",
        "template_field_offer.ends_at",
        "template_field_1",
        "template_field_button.0",
        "template_cancel",
    ]


def test_the_sample_buttons_are_those_of_templates() -> None:
    assert all(isinstance(button, TemplateButton) for it in TEMPLATES for button in it.buttons)
