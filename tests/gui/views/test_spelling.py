"""Words spelt wrong have a line below them, and the keyboard puts them right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QMenu

from desktop.application.preferences import SPELLINGS
from desktop.application.spelling import WORDS
from desktop.domain.errors import LocalProblem
from desktop.domain.spelling_book import LANGUAGES
from desktop.ui.texts import errors
from desktop.ui.views.composer_input import ComposerInput
from desktop.ui.views.spelling_menu import languages
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
MARIANA = "v-mariana"
WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


@pytest.fixture
async def writing(office: Office) -> ComposerInput:
    """The field, empty, with the Portuguese dictionary."""
    await office.open(MARIANA)
    field = office.work.view.findChild(ComposerInput)
    assert field is not None
    field.setFocus()
    return field


def put(field: ComposerInput, text: str) -> None:
    """Written at once, and left: the cursor is at the beginning."""
    field.insert_text(text)
    field.moveCursor(QTextCursor.MoveOperation.Start)


def marked(field: ComposerInput) -> list[str]:
    """What is painted with a wavy line, cut out by the positions that Qt paints at."""
    found = []
    for number in range(field.document().blockCount()):
        block = field.document().findBlockByNumber(number)
        units = block.text().encode("utf-16-le")
        for span in block.layout().formats():
            assert span.format.underlineStyle() == WAVE
            found.append(units[2 * span.start : 2 * (span.start + span.length)].decode("utf-16-le"))
    return found


def menu(office: Office) -> QMenu:
    (found,) = [each for each in office.window.findChildren(QMenu, "composer_menu") if each.isVisible()]
    return found


def shows_menu(office: Office) -> bool:
    return any(each.isVisible() for each in office.window.findChildren(QMenu, "composer_menu"))


def action(office: Office, name: str) -> QAction:
    return next(each for each in menu(office).findChildren(QAction, name) if each.isVisible())


def offered(office: Office) -> list[str]:
    return [each.text() for each in menu(office).findChildren(QAction, "spelling_suggestion") if each.isVisible()]


async def test_a_word_is_judged_when_it_is_left(office: Office, writing: ComposerInput) -> None:
    office.write("seu atendmento")
    await until(lambda: "seu" in office.desk.spelling.asked)
    assert marked(writing) == []
    office.write(" 😀, obigado")
    await until(lambda: marked(writing) == ["atendmento"])
    office.press(Qt.Key.Key_Home)
    await until(lambda: marked(writing) == ["atendmento", "obigado"])
    assert "obigad" not in office.desk.spelling.asked


async def test_only_the_paragraph_that_changed_is_looked_at(office: Office, writing: ComposerInput) -> None:
    put(writing, "😀 obigado\num atendmento aqui")
    await until(lambda: marked(writing) == ["obigado", "atendmento"])
    asked = list(office.desk.spelling.asked)
    office.write("hoje ")
    await until(lambda: "hoje" in office.desk.spelling.asked)
    assert office.desk.spelling.asked == [*asked, "hoje"]
    assert marked(writing) == ["obigado", "atendmento"]


async def test_the_keyboard_finds_a_word_and_puts_it_right(office: Office, writing: ComposerInput) -> None:
    put(writing, "Seu 😀 atendmento segue, obigado.")
    await until(lambda: len(marked(writing)) == 2)
    office.press(Qt.Key.Key_F7)
    await until(lambda: menu(office).activeAction() is not None)
    assert writing.textCursor().selectedText() == "atendmento"
    assert menu(office).activeAction().text() == "atendimento"
    QTest.keyClick(menu(office), Qt.Key.Key_Down)
    QTest.keyClick(menu(office), Qt.Key.Key_Up)
    QTest.keyClick(menu(office), Qt.Key.Key_Return)
    assert writing.text() == "Seu 😀 atendimento segue, obigado."
    await until(lambda: marked(writing) == ["obigado"])
    writing.undo()
    assert writing.text() == "Seu 😀 atendmento segue, obigado."


async def test_the_menu_key_offers_what_the_mouse_does(office: Office, writing: ComposerInput) -> None:
    put(writing, "obigado xyzzyx")
    await until(lambda: len(marked(writing)) == 2)
    office.press(Qt.Key.Key_End)
    office.press(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    await until(lambda: action(office, "spelling_looking").text() in ("Nenhuma sugestão", "No suggestions"))
    menu(office).close()
    place = QPoint(6, writing.cursorRect().center().y())
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, writing.viewport().mapToGlobal(place))
    QApplication.sendEvent(writing.viewport(), event)
    await until(lambda: offered(office) == ["obrigado"])
    action(office, "spelling_suggestion").trigger()
    assert writing.text() == "obrigado xyzzyx"
    menu(office).close()


async def test_an_own_word_is_right_also_after_a_restart(office: Office, writing: ComposerInput) -> None:
    put(writing, "Obigado, obigado")
    office.desk.spelling.misspelt["Obigado"] = ()
    await until(lambda: len(marked(writing)) == 2)
    office.press(Qt.Key.Key_F7)
    await until(lambda: shows_menu(office))
    action(office, "spelling_learn").trigger()
    menu(office).close()
    await until(lambda: marked(writing) == [])
    assert office.desk.habits.kept[WORDS].casefold() == "obigado"
    await office.seat.take(office.desk)
    await office.open(MARIANA)
    again = office.work.view.findChild(ComposerInput)
    assert again is not None
    put(again, "obigado atendmento")
    await until(lambda: marked(again) == ["atendmento"])


async def test_an_own_word_can_be_removed(office: Office, writing: ComposerInput) -> None:
    office.desk.habits.kept[WORDS] = "obigado\natendmento"
    office.work.arranging.show_settings()
    await until(lambda: office.shows("settings_words"))
    office.click("settings_words")
    await until(lambda: office.shows("spelling_words_list"))
    rows = office.find(QListWidget, "spelling_words_list")
    assert [rows.item(place).text() for place in range(rows.count())] == ["atendmento", "obigado"]
    office.press(Qt.Key.Key_Delete)
    await until(lambda: office.desk.habits.kept[WORDS] == "obigado")
    office.click("spelling_words_remove")
    await until(lambda: office.shows("spelling_words_empty"))
    office.click("spelling_words_close")
    office.click("settings_done")
    put(writing, "obigado atendmento")
    await until(lambda: marked(writing) == ["obigado", "atendmento"])


async def test_an_ignored_word_and_names_are_left_alone(office: Office, writing: ComposerInput) -> None:
    office.desk.spelling.misspelt |= {"Mariana": (), "Carla": ()}
    put(writing, "xyzzyx Mariana Carla atendmento")
    await until(lambda: marked(writing) == ["xyzzyx", "atendmento"])
    office.work.composer.spelling.next()
    await until(lambda: shows_menu(office))
    action(office, "spelling_ignore").trigger()
    menu(office).close()
    assert marked(writing) == ["atendmento"]


async def test_the_language_is_chosen_in_the_menu_and_kept(office: Office, writing: ComposerInput) -> None:
    put(writing, "atendmento")
    await until(lambda: marked(writing) == ["atendmento"])
    office.press(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert action(office, "spelling_language_pt_BR").isChecked()
    action(office, "spelling_language_both").trigger()
    menu(office).close()
    await until(lambda: office.desk.spelling.spoken[-1] == ("pt_BR", "en"))
    assert office.file.kept.spelling == "both"
    office.preferring.change({"spelling": "off"})
    assert marked(writing) == []
    await until(lambda: office.desk.spelling.rests == 1)


def test_what_is_kept_is_what_can_be_chosen() -> None:
    assert {*SPELLINGS} == {*LANGUAGES} == {value for _, value in languages()}


async def test_without_dictionaries_one_sentence_is_said_and_writing_goes_on(office: Office) -> None:
    office.desk.spelling.missing = True
    await office.open(MARIANA)
    field = office.work.view.findChild(ComposerInput)
    assert field is not None
    put(field, "um atendmento")
    await until(lambda: office.window.toast.accessibleName() == errors.error(LocalProblem("spelling_unavailable")))
    office.window.toast.hide()
    asked = len(office.desk.spelling.spoken)
    put(field, "outro obigado ")
    office.preferring.change({"undo_seconds": 5})
    assert marked(field) == []
    assert not office.shows("toast")
    assert len(office.desk.spelling.spoken) == asked
