"""Windows about to close: the list by time left, and beside it what Enter would send, or why it may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.empty import EmptyState
from desktop.ui.views.item_list import ItemList
from desktop.ui.views.parts import button, column, ground, label, line, row, set_property
from desktop.ui.widgets.fitting_scroll import FittingScroll
from desktop.ui.widgets.search_popup import PopupItem

SIDE = 340


@dataclass(frozen=True, slots=True)
class RescueFacts:
    """One window in words. `obstacle`: why `text` may not be sent; `note`: that it was, and when."""

    name: str
    left: str
    who: str
    where: str
    text: str
    obstacle: str
    note: str


class _Rows(ItemList):
    """Enter sends; a click only chooses. `entered()`."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            super().keyPressEvent(event)


class RescuePage(QFrame):
    """Signals: `seen(bool)` somebody looks at it or not; `chosen(object)` id of the current row; `send_asked()`;
    `open_asked()`; `again_asked()`.
    """

    seen = Signal(bool)
    chosen = Signal(object)
    send_asked = Signal()
    open_asked = Signal()
    again_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rescue")
        self.setProperty("ground", "window")
        self.setAccessibleName(self.tr("Windows about to close"))
        self._theme = theme
        self._count = label(font=theme.fonts.fine, ink="muted", name="rescue_count")
        told = self.tr("One question keeps a window of 24 hours open. Nobody is asked twice, and nobody who left.")
        self.list = _Rows(theme, "rescue_list", self.tr("Windows about to close, by time left"))
        self.list.row_changed.connect(self.chosen)
        self.list.entered.connect(self.send_asked)
        self._state = EmptyState(theme, name="rescue_state")
        self._state.action_asked.connect(self.again_asked)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._state)
        self._pages.addWidget(self._build_body())
        heading = label(self.tr("Windows about to close"), font=theme.fonts.heading)
        first = row(heading, 10, self._count, None)
        head = column(first, label(told, font=theme.fonts.fine, ink="muted", wrap=True), gap=4)
        head.setContentsMargins(20, 14, 16, 12)
        whole = column(head, line(), self._pages, gap=0)
        whole.setStretchFactor(self._pages, 1)
        self.setLayout(whole)

    def show_rows(self, rows: Sequence[PopupItem], count: str) -> None:
        is_first = self._pages.currentIndex() == 0
        self.list.show_items(rows, begin=True)
        self._pages.setCurrentIndex(1)
        self.show_count(count, is_stale=False)
        if is_first and self.isVisible():
            self.list.setFocus()

    def show_count(self, sentence: str, *, is_stale: bool) -> None:
        self._count.setText(sentence)
        set_property(self._count, "ink", "warn" if is_stale else "muted")

    def show_state(self, icon: str, title: str, text: str, action: str = "") -> None:
        """Instead of the list."""
        self.show_count("", is_stale=False)
        self._state.show_text(icon, title, text, action=action)
        self._pages.setCurrentIndex(0)

    def show_facts(self, facts: RescueFacts, *, may_send: bool) -> None:
        for shown, text in (
            (self._name, facts.name),
            (self._left, facts.left),
            (self._who, facts.who),
            (self._where, facts.where),
            (self._text, facts.text),
            (self._obstacle, facts.obstacle),
            (self._note, facts.note),
        ):
            shown.setText(text)
            shown.setVisible(bool(text))
        self._bubble.setVisible(bool(facts.text))
        set_property(self._bubble, "ground", "info" if may_send else "side")
        self._caption.setText(self.tr("This is sent:") if may_send else self.tr("This would be sent:"))
        self._caption.setVisible(bool(facts.text))
        self._send.setEnabled(may_send)

    def begin(self) -> None:
        self.list.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seen.emit(False)

    def _build_body(self) -> QWidget:
        fonts = self._theme.fonts
        self._name = label(font=fonts.title, wrap=True, name="rescue_name")
        self._left = label(font=fonts.strong, wrap=True, name="rescue_left")
        self._who = label(font=fonts.text, wrap=True, name="rescue_who")
        self._where = label(font=fonts.fine, ink="muted", wrap=True, name="rescue_where")
        self._note = label(font=fonts.fine_strong, ink="ok", wrap=True, name="rescue_note")
        self._obstacle = label(font=fonts.fine_strong, ink="warn", wrap=True, name="rescue_obstacle")
        self._caption = label(font=fonts.tiny_strong, ink="muted")
        self._text = label(font=fonts.text, wrap=True, name="rescue_text")
        self._bubble = ground("info")
        self._bubble.setLayout(column(self._text, margins=(12, 10, 12, 10)))
        self._send = button(self.tr("Send it"), name="rescue_send", look="primary", tip=self.tr("Send it (Enter)"))
        self._send.clicked.connect(self.send_asked)
        look = button(self.tr("Open conversation"), name="rescue_open")
        look.clicked.connect(self.open_asked)
        told = column(
            self._name,
            self._left,
            self._who,
            self._where,
            6,
            self._note,
            self._obstacle,
            self._caption,
            self._bubble,
            None,
            gap=6,
        )
        side = ground("window")
        side.setFixedWidth(self._theme.length(SIDE))
        scroll = FittingScroll(told, "window")
        beside = column(scroll, None, row(look, None, self._send), margins=(16, 14, 12, 14), gap=12)
        beside.setStretchFactor(scroll, 1)
        side.setLayout(beside)
        left = ground("side")
        left.setLayout(column(self.list, margins=(10, 8, 8, 8)))
        body = ground("window")
        split = row(left, line(upright=True), side, gap=0)
        split.setStretchFactor(left, 1)
        body.setLayout(split)
        return body
