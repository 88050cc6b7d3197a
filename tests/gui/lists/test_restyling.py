"""Scheme, text size and screen may change while a conversation is open."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop.ui.lists.row_list import RowListView
from desktop.ui.theme.theme import Scheme, Theme
from tests.gui.lists.conftest import Thread, plain_messages, settle


def test_the_timeline_follows_the_scheme(thread: Thread, theme: Theme) -> None:
    thread.model.reset_messages(plain_messages(20))
    thread.settle()
    light = thread.view.grab().toImage()
    theme.set_scheme(Scheme.DARK)
    thread.settle()
    dark = thread.view.grab().toImage()
    middle = light.rect().center()
    assert dark.pixelColor(3, middle.y()).lightness() < 60 < light.pixelColor(3, middle.y()).lightness()
    assert thread.view.is_at_bottom
    theme.set_scheme(Scheme.LIGHT)
    thread.settle()
    assert thread.view.grab().toImage() == light


def test_larger_text_makes_taller_bubbles_and_the_end_stays(thread: Thread, theme: Theme) -> None:
    thread.model.reset_messages(plain_messages(20))
    last = thread.model.index(thread.model.rowCount() - 1, 0)
    before = thread.view.visualRect(last).height()
    theme.set_text_scale(1.5)
    thread.settle()
    assert thread.view.visualRect(last).height() > before * 1.2
    assert thread.view.is_at_bottom


def test_larger_text_makes_taller_lines(inbox: RowListView, theme: Theme) -> None:
    assert inbox.visualRect(inbox.model().index(1, 0)).top() == 68
    theme.set_text_scale(1.8)
    QApplication.processEvents()
    settle(inbox)
    assert inbox.visualRect(inbox.model().index(1, 0)).top() > 76


def test_another_screen_makes_other_pictures(thread: Thread) -> None:
    heard: list[str] = []
    thread.delegate.restyled.connect(lambda: heard.append("restyled"))
    thread.delegate.set_ratio(1.0)
    assert heard == []
    thread.delegate.set_ratio(1.5)
    assert heard == ["restyled"]
