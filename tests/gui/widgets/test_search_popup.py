"""Results under an input: the focus stays in the input, the keys move in the results."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.growing_text import GrowingTextEdit
from desktop.ui.widgets.search_popup import PopupItem, SearchPopup
from tests.gui.widgets.conftest import Window

ITEMS = [
    PopupItem("saudacao", "/saudacao", "Olá, tudo bem?", "bolt"),
    PopupItem("boleto", "/segunda-via-boleto", "Segue a segunda via", "bolt"),
    PopupItem("pix", "/pix", "Nossa chave", "bolt", keywords="pagamento"),
]


@pytest.fixture
def edit(theme: Theme, window: Window) -> GrowingTextEdit:
    made = GrowingTextEdit(theme, "Mensagem")
    window.put(made)
    return made


@pytest.fixture
def popup(theme: Theme, edit: GrowingTextEdit) -> SearchPopup:
    made = SearchPopup(theme, edit, "Frases", above=True)
    made.set_items(ITEMS)
    return made


def chosen_by(popup: SearchPopup) -> list[object]:
    said: list[object] = []
    popup.chosen.connect(said.append)
    return said


def test_keys_choose_while_typing(popup: SearchPopup, edit: GrowingTextEdit) -> None:
    said = chosen_by(popup)
    sent: list[str] = []
    edit.submitted.connect(lambda: sent.append("sent"))
    assert popup.search("") == 3
    assert popup.isVisible()
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert said == ["boleto"]
    assert sent == []
    assert popup.isHidden()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert sent == ["sent"]


def test_it_finds_by_keyword_and_closes_without_results(popup: SearchPopup) -> None:
    assert popup.search("pagam") == 1
    assert popup.list.current_id() == "pix"
    assert popup.search("nada disso") == 0
    assert popup.isHidden()


def test_escape_closes_without_choosing(popup: SearchPopup, edit: GrowingTextEdit) -> None:
    said = chosen_by(popup)
    closed: list[str] = []
    popup.closed.connect(lambda: closed.append("closed"))
    popup.search("")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert (popup.isHidden(), said, closed) == (True, [], ["closed"])


def test_a_click_chooses(popup: SearchPopup) -> None:
    said = chosen_by(popup)
    popup.search("")
    QApplication.processEvents()
    middle = popup.list.visualRect(popup.list.model().index(2, 0)).center()
    QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert said == ["pix"]


def test_it_stands_above_its_field_and_inside_the_window(
    popup: SearchPopup, edit: GrowingTextEdit, window: Window
) -> None:
    popup.search("")
    assert window.rect().contains(popup.geometry())
    assert popup.parentWidget() is window


def test_results_are_read_out(popup: SearchPopup) -> None:
    popup.search("")
    QAccessible.setActive(True)
    spoken = QAccessible.queryAccessibleInterface(popup.list)
    assert spoken.childCount() == 3
    assert spoken.child(1).text(QAccessible.Text.Name) == "/segunda-via-boleto. Segue a segunda via"


def test_a_key_comes_before_a_text_that_begins_with_it(popup: SearchPopup) -> None:
    popup.set_items(
        [
            PopupItem("unclear", "/naoentendi", "Desculpe, não entendi bem."),
            PopupItem("sorry", "/desculpe", "Sinto muito pelo transtorno.", keywords="Pedido de desculpas"),
        ]
    )
    assert popup.search("desculpe") == 2
    assert popup.list.current_id() == "sorry"
