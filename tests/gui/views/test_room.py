"""Where there is little room: what opens stays inside its window, and what was found stands together."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.choices import Choice
from desktop.ui.views.found import FoundView
from desktop.ui.views.trace_popup import TracePopup
from desktop.ui.widgets.search_popup import PopupItem, SearchPopup


@pytest.fixture
def window(qtbot, theme: Theme) -> QWidget:
    made = QWidget()
    made.resize(900, 700)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("left", [0, 300, 690])
def test_results_stay_inside_the_window(window: QWidget, theme: Theme, left: int) -> None:
    field = QLineEdit(window)
    field.setGeometry(left, 600, 200, 30)
    field.show()
    popup = SearchPopup(theme, field, "Frases", above=True)
    popup.set_items([PopupItem("oi", "/oi", "Olá, tudo bem?")])
    assert popup.search("") == 1
    assert window.rect().contains(popup.geometry())


def test_a_long_id_needs_no_scrolling_to_the_side(window: QWidget, theme: Theme) -> None:
    popup = TracePopup(theme, [("23/11/2026 10:00:00", "wamid." + "HBgNNTUxMTk4MTIz" * 3)], window)
    popup.show()
    QApplication.processEvents()
    area = popup.findChild(QScrollArea)
    assert area is not None
    assert area.horizontalScrollBar().maximum() == 0
    assert popup.width() <= window.width()


def test_messages_found_stand_below_their_title(window: QWidget, theme: Theme) -> None:
    found = FoundView(theme, window)
    found.show_here([Choice("m1", "Rafael", "caixa-nova.jpg"), Choice("m2", "Carlos", "uma caixa")])
    found.give_room(alone=True)
    found.setGeometry(window.rect())
    found.show()
    QApplication.processEvents()
    title = found.findChild(QWidget, "found_title")
    assert title is not None
    assert title.y() < 20
    assert found.here.y() < title.geometry().bottom() + 10
