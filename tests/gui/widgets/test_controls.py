"""Controls: named for screen readers, usable by keyboard, telling what happened by signals."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.delegates.conversation_delegate import badge_text
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.avatar import Avatar
from desktop.ui.widgets.banner import Banner, Tone
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.consent_row import ConsentRow, ConsentTone
from desktop.ui.widgets.growing_text import GrowingTextEdit, SubmitKey
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.widgets.section import KeyValue
from desktop.ui.widgets.toast import Toast
from desktop.ui.widgets.verdict_light import Light, VerdictLight
from tests.gui.widgets.conftest import Window

ENTER = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Heard:
    """Collects what signals say."""

    def __init__(self) -> None:
        self.said: list[object] = []

    def __call__(self, *what: object) -> None:
        self.said.append(what[0] if what else None)


@pytest.fixture
def heard() -> Heard:
    return Heard()


def test_an_icon_button_needs_a_name(theme: Theme) -> None:
    with pytest.raises(ValueError, match="name"):
        IconButton(theme, "send", " ")
    button = IconButton(theme, "search", "Buscar", shortcut="Ctrl+F")
    assert button.accessibleName() == "Buscar"
    assert "Ctrl+F" in button.toolTip()


class TestComposer:
    @pytest.fixture
    def edit(self, theme: Theme, window: Window) -> GrowingTextEdit:
        made = GrowingTextEdit(theme, "Mensagem")
        window.put(made)
        return made

    def test_enter_sends_and_shift_enter_makes_a_line(self, edit: GrowingTextEdit, heard: Heard) -> None:
        edit.submitted.connect(heard)
        QTest.keyClicks(edit, "oi")
        QTest.keyClick(edit, ENTER, SHIFT)
        QTest.keyClicks(edit, "tudo bem")
        assert heard.said == []
        QTest.keyClick(edit, ENTER)
        assert heard.said == [None]
        assert edit.text() == "oi\ntudo bem"

    def test_or_control_enter_sends(self, edit: GrowingTextEdit, heard: Heard) -> None:
        edit.submit_key = SubmitKey.CTRL_ENTER
        edit.submitted.connect(heard)
        QTest.keyClick(edit, ENTER)
        assert heard.said == []
        QTest.keyClick(edit, ENTER, CONTROL)
        assert heard.said == [None]
        assert edit.text() == "\n"

    def test_it_grows_and_stops_growing(self, edit: GrowingTextEdit) -> None:
        heights = []
        for lines in (1, 3, 7, 30):
            edit.set_text("\n".join("linha" for _ in range(lines)))
            QApplication.processEvents()
            heights.append(edit.height())
        assert heights[0] < heights[1] < heights[2] == heights[3]
        edit.set_text("")
        QApplication.processEvents()
        assert edit.height() == heights[0]

    def test_long_lines_count_as_several(self, edit: GrowingTextEdit) -> None:
        low = edit.height()
        edit.set_text("palavra " * 60)
        QApplication.processEvents()
        assert edit.height() > low

    def test_only_a_person_edits(self, edit: GrowingTextEdit, heard: Heard) -> None:
        edit.text_edited.connect(heard)
        edit.set_text("rascunho")
        assert heard.said == []
        QTest.keyClicks(edit, "!")
        assert len(heard.said) == 1
        assert edit.text() == "rascunho!"

    def test_files_and_pictures_are_offered_not_pasted(
        self, edit: GrowingTextEdit, heard: Heard, tmp_path: Path
    ) -> None:
        edit.files_pasted.connect(heard)
        edit.image_pasted.connect(heard)
        files = QMimeData()
        files.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])
        edit.insertFromMimeData(files)
        assert heard.said == [[tmp_path / "a.pdf"]]
        picture = QMimeData()
        picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
        edit.insertFromMimeData(picture)
        assert isinstance(heard.said[1], QImage)
        text = QMimeData()
        text.setHtml("<b>negrito</b>")
        text.setText("negrito")
        edit.insertFromMimeData(text)
        assert edit.text() == "negrito"

    def test_tab_leaves_it(self, edit: GrowingTextEdit, theme: Theme, window: Window) -> None:
        button = IconButton(theme, "send", "Enviar")
        window.put(button)
        edit.setFocus()
        QTest.keyClick(edit, Qt.Key.Key_Tab)
        assert edit.text() == ""
        assert button.hasFocus()


def test_searching_waits_for_a_pause(theme: Theme, window: Window, heard: Heard, qtbot) -> None:
    field = SearchField(theme, "Buscar", clear_name="Limpar")
    window.put(field)
    field.text_settled.connect(heard)
    with qtbot.waitSignal(field.text_settled, timeout=2000):
        QTest.keyClicks(field, "ana")
    assert heard.said == ["ana"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert heard.said == ["ana", ""]
    field.left.connect(heard)
    field.moved_down.connect(heard)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert heard.said[2:] == [None, None]


def test_what_is_found_in_a_frame_is_searched_at_every_key(theme: Theme, window: Window, heard: Heard) -> None:
    field = SearchField(theme, "Buscar", clear_name="Limpar", pause_ms=0)
    window.put(field)
    field.text_settled.connect(heard)
    QTest.keyClicks(field, "ana")
    assert heard.said == ["a", "an", "ana"]


class TestVerdictLight:
    def test_it_counts_down_and_says_when_time_is_up(self, theme: Theme, window: Window, heard: Heard) -> None:
        moment = [0]
        light = VerdictLight(theme, lambda: moment[0], lambda left: f"{left // 60_000} min")
        window.put(light)
        light.lapsed.connect(heard)
        light.show_verdict(Light.ALLOW, "Resposta liberada.", until=120_000)
        assert light.accessibleName() == "Resposta liberada. 2 min"
        moment[0] = 60_000
        light.refresh()
        assert light.accessibleName() == "Resposta liberada. 1 min"
        assert heard.said == []
        moment[0] = 120_000
        light.refresh()
        light.refresh()
        assert heard.said == [None]

    def test_its_timer_runs_with_the_clock(self, theme: Theme, window: Window, qtbot) -> None:
        from time import monotonic

        light = VerdictLight(theme, lambda: int(monotonic() * 1000), lambda left: "já")
        window.put(light)
        with qtbot.waitSignal(light.lapsed, timeout=3000):
            light.show_verdict(Light.ALLOW, "Liberada.", until=int(monotonic() * 1000) + 60)

    def test_each_light_has_its_own_shape(self, theme: Theme, window: Window) -> None:
        light = VerdictLight(theme, lambda: 0, str)
        window.put(light)
        pictures = []
        for kind in Light:
            light.show_verdict(kind, "Uma frase.")
            QApplication.processEvents()
            grey = light._lamp.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
            pictures.append(bytes(grey.constBits()))
            assert light.light is kind
        assert len(set(pictures)) == len(pictures)


def test_a_banner_acts_and_goes(theme: Theme, window: Window, heard: Heard) -> None:
    banner = Banner(theme, Tone.CONSENT, dismiss_name="Fechar")
    window.put(banner)
    banner.show_text("Consentimento pendente.", "Não envie ofertas.", action="Pedir")
    assert banner.accessibleName() == "Consentimento pendente. Não envie ofertas."
    banner.action_triggered.connect(heard)
    banner.dismissed.connect(heard)
    QTest.mouseClick(banner._action, Qt.MouseButton.LeftButton)
    QTest.mouseClick(banner._close, Qt.MouseButton.LeftButton)
    assert len(heard.said) == 2
    assert banner.isHidden()


class TestToast:
    def test_it_can_be_undone(self, theme: Theme, window: Window, heard: Heard) -> None:
        toast = Toast(theme, window)
        window.show()
        toast.undo_requested.connect(heard)
        toast.show_message("Devolvida à fila", undo="Desfazer")
        assert not toast.isHidden()
        QTest.mouseClick(toast._undo, Qt.MouseButton.LeftButton)
        assert heard.said == [None]
        assert toast.isHidden()

    def test_it_goes_by_itself(self, theme: Theme, window: Window, qtbot) -> None:
        toast = Toast(theme, window)
        window.show()
        with qtbot.waitSignal(toast.expired, timeout=2000):
            toast.show_message("Feito", milliseconds=20)
        assert toast.isHidden()

    def test_a_new_one_ends_the_old(self, theme: Theme, window: Window, heard: Heard) -> None:
        toast = Toast(theme, window)
        window.show()
        toast.expired.connect(heard)
        toast.show_message("Um", undo="Desfazer")
        toast.show_message("Dois")
        assert heard.said == [None]
        assert toast.accessibleName() == "Dois"

    def test_a_question_that_opens_above_the_messages_is_not_covered(self, theme: Theme, window: Window) -> None:
        messages = QWidget(window, objectName="timeline")
        messages.setGeometry(0, 40, 300, 400)
        window.show()
        toast = Toast(theme, window)
        toast.show_message("Feito")
        assert toast.y() < 100
        messages.setGeometry(0, 160, 300, 280)
        assert toast.y() > 160
        messages.hide()
        assert toast.y() > window.height() // 2


def test_a_consent_row_is_opened_by_key_and_mouse(theme: Theme, window: Window, heard: Heard) -> None:
    row = ConsentRow(theme, "mkt.promotions")
    window.put(row)
    row.set_state(ConsentTone.WARN, "Promoções", "pedido há 2 dias", "Pendente")
    assert row.accessibleName() == "Promoções: Pendente"
    row.activated.connect(heard)
    QTest.keyClick(row, ENTER)
    QTest.keyClick(row, Qt.Key.Key_Space)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert heard.said == ["mkt.promotions"] * 3


def test_counts(theme: Theme) -> None:
    chip = Chip(theme, "Não lidas", checkable=True)
    chip.set_count(4)
    assert (chip.text(), chip.accessibleName()) == ("Não lidas 4", "Não lidas 4")
    chip.set_count(0)
    assert chip.text() == "Não lidas"
    assert [badge_text(count) for count in (1, 99, 100)] == ["1", "99", "99+"]


def test_names_and_values_are_reused(theme: Theme, window: Window) -> None:
    rows = KeyValue(theme)
    window.put(rows)
    rows.set_rows([("Telefone", "1"), ("Protocolo", "2")])
    rows.set_rows([("Telefone", "3")])
    shown = [value.text() for _, value in rows._rows if not value.isHidden()]
    assert shown == ["3"]


def test_a_face_is_named(theme: Theme, window: Window) -> None:
    face = Avatar(theme, 48)
    face.set_person("Ana Paula", "account-1")
    window.put(face)
    assert face.accessibleName() == "Ana Paula"
    named = face.grab().toImage()
    face.set_person("Bruno Dias", "account-1")
    assert face.grab().toImage() != named
