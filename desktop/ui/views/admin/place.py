"""The administration: its pages named at the left, the chosen one at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.choices import Choice, ChoiceList
from desktop.ui.views.parts import column, label, line, row

_AROUND_NAME = 94
"""Margins, the sign before a name and room for a scroll bar; logical pixels."""
_AROUND_HEADING = 30


class AdminView(QFrame):
    """`page_chosen(object)`: the key of a page, which is then put here by `show_page`."""

    page_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("admin")
        self.setProperty("ground", "window")
        title = self.tr("Administration")
        self.setAccessibleName(title)
        self._list = ChoiceList(theme, name="admin_pages", accessible=title)
        self._list.selectionModel().currentChanged.connect(self._row_changed)
        self._stack = QStackedWidget()
        self._theme = theme
        self._left = left = QFrame()
        left.setProperty("ground", "side")
        heading = label(title, font=theme.fonts.heading)
        left.setLayout(column(heading, self._list, margins=(14, 20, 10, 10), gap=12))
        whole = row(left, line(upright=True), self._stack, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def offer(self, pages: Sequence[Choice]) -> None:
        """The longest name fits, in any language and size of text, and the heading too."""
        metrics, heading = QFontMetrics(self._theme.fonts.strong), QFontMetrics(self._theme.fonts.heading)
        widest = max(metrics.horizontalAdvance(page.title) for page in pages)
        least = heading.horizontalAdvance(self.accessibleName()) + _AROUND_HEADING
        self._left.setFixedWidth(max(_AROUND_NAME + widest, least))
        self._list.offer(pages, begin=False)

    def go(self, key: str) -> None:
        self._list.choose(key)

    @property
    def current(self) -> str:
        return self._list.current_key()

    def show_page(self, page: QWidget) -> None:
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def focus(self) -> None:
        self._list.setFocus()

    def _row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.page_chosen.emit(self._list.current_key())
