"""Schemes change while running; icons exist, are drawn and are sharp."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel

from desktop.ui.theme.icons import IconSet, icons_folder
from desktop.ui.theme.theme import Scheme, Theme
from desktop.ui.theme.tokens import DARK, LIGHT
from desktop.ui.widgets.ground import label
from tests.gui.widgets.conftest import Window


def test_the_scheme_changes_without_a_restart(theme: Theme, window: Window, qapp: QApplication) -> None:
    heard: list[str] = []

    def note() -> None:
        heard.append(theme.colours.window)

    theme.changed.connect(note)
    shown = label("texto", ink="muted")
    window.put(shown)
    light = window.grab().toImage()
    theme.set_scheme(Scheme.DARK)
    QApplication.processEvents()
    assert heard == [DARK.window]
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    assert window.grab().toImage() != light
    theme.set_scheme(Scheme.DARK)
    assert heard == [DARK.window]
    theme.set_scheme(Scheme.LIGHT)
    assert heard == [DARK.window, LIGHT.window]


def test_text_grows(theme: Theme) -> None:
    before = theme.fonts.text.pointSizeF()
    theme.set_text_scale(1.5)
    assert theme.fonts.text.pointSizeF() == pytest.approx(before * 1.5)
    theme.set_text_scale(9)
    assert theme.text_scale == 2.0


@pytest.mark.parametrize("name", IconSet(icons_folder()).names())
def test_every_icon_is_drawn_in_its_colour(qapp: QApplication, name: str) -> None:
    image = IconSet(icons_folder()).pixmap(name, "#ff0000", 24, 1.5).toImage()
    assert image.width() == 36
    colours = {
        image.pixelColor(x, y).name() for x in range(36) for y in range(36) if image.pixelColor(x, y).alpha() > 250
    }
    assert colours == {"#ff0000"}


def test_every_icon_that_the_interface_names_exists() -> None:
    """Names stand as literals in calls of icon(), IconButton(), NotePart(), PopupItem() and in tables called _ICONS."""
    names = set(IconSet(icons_folder()).names())
    calls = re.compile(r"(?:\.icon\(|IconButton\(\s*[\w.]+,\s*|NotePart\(|icons\.pixmap\(|set_icon\()\s*\"([\w-]+)\"")
    tables = re.compile(r"_ICONS = \{(.*?)\}", re.DOTALL)
    wanted: set[str] = set()
    for path in (Path(__file__).parents[3] / "desktop" / "ui").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        wanted |= set(calls.findall(source))
        for table in tables.findall(source):
            wanted |= set(re.findall(r":\s*\"([\w-]+)\"", table))
    assert wanted
    assert wanted <= names


def test_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        IconSet(icons_folder()).pixmap("no-such-icon", "#000000")


def test_labels_show_text_and_never_markup(window: Window) -> None:
    shown = label("<b>Ana</b>")
    window.put(shown)
    assert isinstance(shown, QLabel)
    plain = shown.sizeHint().width()
    bold = QLabel("<b>Ana</b>")
    bold.setFont(shown.font())
    assert plain > bold.sizeHint().width()
