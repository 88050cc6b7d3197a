"""The team's stickers by keyboard: found, sent, liked, renamed, removed, brought back; added from all sides."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from desktop.application.desk import Link
from desktop.domain.errors import Refused
from desktop.ui.lists.grid_view import GridView
from desktop.ui.views.sticker_form import StickerForm
from desktop.ui.views.sticker_panel import StickerPanel
from desktop.ui.widgets.search_field import SearchField
from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.stickers import StickerWords
from tests.gui.views.conftest import Office, StartedSampleDesk, build_office
from tests.helpers.media_files import picture, scene
from tests.helpers.sample_people import BRUNO
from tests.helpers.waiting import until

# Menus grab the keyboard, which the platform without a screen cannot do.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


async def opened(office: Office) -> GridView:
    await office.open("v-mariana")
    QTest.keyClick(office.window, Qt.Key.Key_Semicolon, CONTROL)
    await until(lambda: office.shows("sticker_panel"))
    return next(it for it in office.window.findChildren(GridView) if it.objectName() == "sticker_grid")


def spoken(grid: GridView) -> str:
    return str(grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def headings(office: Office) -> list[str]:
    """Of the packs, in their order."""
    names = {it.objectName() for it in office.window.findChildren(QPushButton) if it.isVisible()}
    return [office.find(QPushButton, name).text() for name in sorted(names) if name.startswith("sticker_pack_")]


def chosen(office: Office, name: str) -> None:
    """An entry of the current sticker's menu."""
    office.press(Qt.Key.Key_F10, SHIFT)
    menu = next(it for it in office.window.findChildren(QMenu) if it.objectName() == "sticker_actions")
    action = next(it for it in menu.actions() if it.text() == name)
    action.trigger()
    menu.setObjectName("used")
    menu.close()


async def test_a_word_finds_it_and_enter_sends_it_as_an_answer(office: Office) -> None:
    await office.open("v-mariana")
    office.work.composer.focus()
    office.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    quoted = office.work.composer.quoted
    assert quoted
    grid = await opened(office)
    assert isinstance(office.window.focusWidget(), SearchField)
    office.write("GRATIDAO")
    assert grid.current_id() == "s-2"
    office.press(Qt.Key.Key_Return)
    assert not office.shows("sticker_panel")
    assert office.window.focusWidget().objectName() == "composer_input"
    await until(lambda: office.desk.team_stickers.sent == [("s-2", quoted)])
    await until(lambda: not office.work.composer.quoted)
    await until(lambda: office.desk.habits.kept.get("sticker_recent") == "s-2")
    assert office.desk._timelines["v-mariana"][-1].content.kind == Kind.STICKER


async def test_tab_goes_from_pack_to_pack_and_every_sticker_speaks(office: Office) -> None:
    office.desk.habits.kept |= {"sticker_recent": "s-5 gone s-1", "sticker_liked": "s-4"}
    grid = await opened(office)
    assert office.find(StickerPanel, "sticker_panel").accessibleName() == "Figurinhas da equipe"
    assert headings(office) == ["Recentes", "Favoritas", "Atendimento", "Loja"]
    assert (grid.current_id(), spoken(grid)) == ("s-5", "Promoção, oferta, pacote Loja")
    office.press(Qt.Key.Key_Tab)
    assert (grid.current_id(), spoken(grid)) == ("s-4", "Dança, festa, parabéns, pacote Loja, com movimento")
    office.press(Qt.Key.Key_Tab)
    assert (grid.current_id(), spoken(grid)) == ("s-1", "Bom dia, oi, olá, pacote Atendimento")
    assert office.find(QLabel, "sticker_title").text() == "Bom dia"
    assert office.find(QLabel, "sticker_more").text() == "pacote Atendimento · oi · olá"
    office.press(Qt.Key.Key_Right)
    assert grid.current_id() == "s-2"
    office.press(Qt.Key.Key_Backtab, SHIFT)
    assert grid.current_id() == "s-4"
    office.press(Qt.Key.Key_Return, SHIFT)
    await until(lambda: office.desk.team_stickers.sent == [("s-4", None)])
    assert office.shows("sticker_panel")
    office.press(Qt.Key.Key_Escape)
    assert not office.shows("sticker_panel")


async def test_a_key_makes_a_favourite_and_unmakes_it(office: Office) -> None:
    grid = await opened(office)
    office.write("promo")
    office.press(Qt.Key.Key_D, CONTROL)
    await until(lambda: office.desk.habits.kept.get("sticker_liked") == "s-5")
    assert office.find(QWidget, "sticker_like").isChecked()
    assert grid.current_id() == "s-5"
    office.find(SearchField, "sticker_search").clear()
    assert headings(office)[0] == "Favoritas"
    office.press(Qt.Key.Key_D, CONTROL)
    await until(lambda: office.desk.habits.kept.get("sticker_liked") == "")
    assert headings(office) == ["Atendimento", "Loja"]


async def test_one_is_renamed_where_it_is_and_a_refusal_stays_in_the_form(office: Office) -> None:
    shelf = office.desk.team_stickers
    shelf.has_pictures = True
    await opened(office)
    office.write("bom dia")
    chosen(office, "Renomear…")
    await until(lambda: office.shows("sticker_form"))
    assert office.find(QComboBox, "sticker_pack").currentText() == "Atendimento"
    office.find(QLineEdit, "sticker_words").setText("oi,  bom dia ,oi")
    office.find(QLineEdit, "sticker_name").setText(" ")
    assert not office.find(QWidget, "sticker_form_confirm").isEnabled()
    office.find(QLineEdit, "sticker_name").setText("Olá")
    shelf.refusal = Refused("state_conflict")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("sticker_form_problem"))
    office.press(Qt.Key.Key_Return)
    await until(lambda: not office.shows("sticker_form"))
    named = shelf.kept["s-1"]
    assert (named.pack, named.name, named.keywords) == ("Atendimento", "Olá", ["oi", "bom dia"])


async def test_one_is_removed_and_comes_back(office: Office) -> None:
    grid = await opened(office)
    office.write("bom dia")
    chosen(office, "Remover para toda a equipe")
    await until(lambda: "s-1" not in office.desk.team_stickers.kept)
    assert office.find(QLabel, "sticker_none").text() == "Nenhuma figurinha com estas palavras"
    await until(lambda: office.shows("toast"))
    office.window.toast.undo_requested.emit()
    await until(lambda: grid.current_id() == "s-1")
    assert "s-1" in office.desk.team_stickers.kept


async def test_who_may_not_change_it_is_not_offered_to(qapp: QApplication, tmp_path: Path) -> None:
    async for office in build_office(qapp, tmp_path, StartedSampleDesk(tmp_path, account=BRUNO)):
        office.desk._replace_conversation("v-mariana", assignee_id=BRUNO.id)
        await opened(office)
        for word, entries in (("bom dia", 1), ("espera", 3)):
            office.find(SearchField, "sticker_search").setText(word)
            office.press(Qt.Key.Key_F10, SHIFT)
            menu = next(it for it in office.window.findChildren(QMenu) if it.objectName() == "sticker_actions")
            assert len(menu.actions()) == entries
            menu.setObjectName("used")
            menu.close()


async def test_what_is_missing_is_said(office: Office) -> None:
    shelf = office.desk.team_stickers
    kept = dict(shelf.kept)
    shelf.kept.clear()
    await opened(office)
    assert office.find(QLabel, "sticker_none").text().startswith("A equipe ainda não tem figurinhas.")
    office.desk.set_link(Link.OFFLINE)
    await until(lambda: "não há conexão" in office.find(QLabel, "sticker_none").text())
    shelf.kept.update(kept)
    office.desk.set_link(Link.ONLINE)
    await until(lambda: office.shows("sticker_grid"))
    office.write("zzzz")
    assert office.find(QLabel, "sticker_none").text() == "Nenhuma figurinha com estas palavras"
    office.press(Qt.Key.Key_Return)
    assert office.shows("sticker_panel")
    office.find(SearchField, "sticker_search").clear()
    shelf.refusal = Refused("sticker_unknown")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("toast"))
    assert shelf.sent == []
    assert "sticker_recent" not in office.desk.habits.kept


async def test_pictures_come_beside_the_loop_and_only_the_current_one_moves(office: Office) -> None:
    office.desk.team_stickers.has_pictures = True
    grid = await opened(office)
    pictures, size = office.work.stickers.pictures, QSize(74, 74)
    await until(lambda: pictures.pixmap("s-1", size) is not None, 30)
    await until(lambda: pictures.pixmap("s-4", size) is not None, 30)
    assert not pictures.animations.is_moving
    office.write("festa")
    assert grid.current_id() == "s-4"
    seen: set[int] = set()

    def has_moved() -> bool:
        shown = pictures.sticker("s-4", size)
        seen.add(0 if shown is None else shown.cacheKey())
        return len(seen) > 3

    await until(has_moved, 30)
    office.press(Qt.Key.Key_Escape)
    office.theme.set_still(still=True)
    await opened(office)
    office.write("festa")
    await until(lambda: not pictures.animations.is_moving)
    assert len({pictures.sticker("s-4", size).cacheKey() for _ in range(5)}) == 1
    assert not pictures.animations.is_moving
    office.theme.set_still(still=False)


async def test_a_sticker_of_the_customer_becomes_one_of_the_team(office: Office) -> None:
    office.desk.has_pictures = True
    await office.open("v-mariana")
    media = Media("media-sticker", "image/webp", "ready", width=512, height=512)
    message = office.desk.receive("v-mariana", Content(Kind.STICKER, media=media))
    await until(lambda: office.work.timeline.message(message.id) is not None)
    office.work.timeline._show_menu(message.id, QPoint(10, 10))
    menu = next(it for it in office.window.findChildren(QMenu) if it.objectName() == "message_menu")
    action = menu.findChild(QAction, "message_keep")
    menu.close()
    action.trigger()
    await until(lambda: office.shows("sticker_form"))
    form = office.find(StickerForm, "sticker_form")
    office.find(QComboBox, "sticker_pack").setCurrentText("Clientes")
    office.find(QLineEdit, "sticker_name").setText("Ela mandou")
    office.press(Qt.Key.Key_Return)
    await until(lambda: not office.shows("sticker_form"))
    ((path, words),) = office.desk.team_stickers.added
    assert (path.name, words) == ("media-sticker.png", StickerWords("Clientes", "Ela mandou"))
    assert not form.picture.is_empty
    await until(lambda: office.shows("toast"))


async def test_what_the_studio_made_is_kept_for_the_team(office: Office, tmp_path: Path) -> None:
    await opened(office)
    office.press(Qt.Key.Key_Escape)
    office.work.stickers.studio.open()
    await until(lambda: office.shows("sticker_studio"))
    assert not office.find(QWidget, "sticker_keep").isEnabled()
    path = tmp_path / "logo da loja.png"
    path.write_bytes(picture(scene(300, 200), "PNG"))
    office.work.stickers.studio._take(path)
    await until(lambda: office.find(QWidget, "sticker_keep").isEnabled(), 30)
    office.click("sticker_keep")
    await until(lambda: office.shows("sticker_form"))
    office.find(QComboBox, "sticker_pack").setCurrentText("Loja")
    assert office.find(QLineEdit, "sticker_name").text() == "logo da loja"
    office.click("sticker_form_confirm")
    await until(lambda: not office.shows("sticker_form"))
    ((_, words),) = office.desk.team_stickers.added
    assert words == StickerWords("Loja", "logo da loja")
    assert office.shows("sticker_studio")
    office.click("sticker_cancel")
    await until(lambda: not office.shows("sticker_studio"))


async def test_where_there_is_little_room_the_menu_has_it(office: Office) -> None:
    await office.open("v-mariana")
    assert office.shows("composer_sticker")
    office.window.resize(820, 600)
    await until(lambda: not office.shows("composer_sticker"))
    office.click("composer_more")
    menu = office.window.findChild(QMenu, "more_menu")
    menu.close()
    menu.actions()[0].trigger()
    await until(lambda: office.shows("sticker_panel"))
