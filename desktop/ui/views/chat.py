"""Talk between colleagues: channels at the left, what was said, and a line to say something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.item_list import ItemList
from desktop.ui.views.parts import button, column, ground, label, line, row, set_property
from desktop.ui.widgets.growing_text import GrowingTextEdit
from desktop.ui.widgets.icon_button import IconButton
from desktop.ui.widgets.search_field import SearchField
from desktop.ui.widgets.search_popup import SearchPopup

LIST_WIDTH = 300
WIDEST = 760
NEAR_END = 60
"""Whoever is so near the newest message, in pixels, is taken along by the next."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message in words. `head` is empty where the same person goes on; `calls`: this person was called in it."""

    id: str
    head: str
    time: str
    text: str
    calls: bool = False


class ChatPage(QFrame):
    """Signals: `channel_chosen(object)` its id; `searched(object)`; `send_asked()`; `edited()`;
    `name_chosen(object)` an account to call; `older_asked()`; `again_asked()`; `looked()`: somebody has it before them.
    """

    channel_chosen = Signal(object)
    searched = Signal(object)
    send_asked = Signal()
    edited = Signal()
    name_chosen = Signal(object)
    older_asked = Signal()
    again_asked = Signal()
    looked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chat")
        self.setProperty("ground", "window")
        self.setAccessibleName(self.tr("Colleagues"))
        self._theme = theme
        self._shown: list[Said] = []
        self._from_end: int | None = 0
        self.search = SearchField(theme, self.tr("Channel or colleague"), clear_name=self.tr("Clear the search"))
        self.search.setObjectName("chat_search")
        self.search.text_settled.connect(self.searched)
        self.channels = ItemList(theme, "chat_channels", self.tr("Channels"))
        self.channels.row_changed.connect(self.channel_chosen)
        self.channels.row_activated.connect(self._to_input)
        self.search.moved_down.connect(self.channels.setFocus)
        self._heading = label(font=theme.fonts.title, name="chat_heading")
        self._detail = label(font=theme.fonts.fine, ink="muted", name="chat_detail")
        self._state = label(font=theme.fonts.text, ink="muted", wrap=True, name="chat_state")
        self._state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._again = button(self.tr("Try again"), name="chat_again", look="link")
        self._again.clicked.connect(self.again_asked)
        self._older = button(self.tr("Earlier messages"), name="chat_older", look="link")
        self._older.clicked.connect(self.older_asked)
        self._lines = column(gap=2)
        self._area = self._build_messages()
        self._told = label(font=theme.fonts.fine_strong, ink="warn", wrap=True, name="chat_told")
        self.input = GrowingTextEdit(theme, self.tr("Message to colleagues"))
        self.input.setObjectName("chat_input")
        self.input.setPlaceholderText(self.tr("To colleagues only. @ calls somebody"))
        self.input.submitted.connect(self.send_asked)
        self.input.text_edited.connect(self.edited)
        self._send = IconButton(theme, "send", self.tr("Send"), look="send", ink="on_accent")
        self._send.setObjectName("chat_send")
        self._send.clicked.connect(self.send_asked)
        split = row(self._build_list(), line(upright=True), self._build_talk(), gap=0)
        split.setStretch(2, 1)
        self.setLayout(split)
        self.names = SearchPopup(theme, self.input, self.tr("Colleagues to call"), above=True)
        self.names.list.setObjectName("chat_names")
        self.names.chosen.connect(self.name_chosen)
        self.show_told("")
        self.show_state("")

    def show_channel(self, name: str, detail: str) -> None:
        self._heading.setText(name)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))

    def show_messages(self, said: Sequence[Said], *, has_older: bool, stay: bool = False) -> None:
        """`stay`: older ones came above. Whoever reads further up stays there; else the newest is in view."""
        self._older.setVisible(has_older)
        if list(said) == self._shown:
            return
        bar = self._area.verticalScrollBar()
        if stay:
            self._from_end = bar.maximum() - bar.value()
        elif self._shown and said and bar.maximum() - bar.value() > NEAR_END:
            self._from_end = None
        else:
            self._from_end = 0
        self._shown = list(said)
        while self._lines.count():
            item = self._lines.takeAt(0)
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for each in said:
            self._lines.addWidget(self._line(each))

    def show_state(self, sentence: str, *, may_retry: bool = False) -> None:
        """Above the messages, or in their place."""
        self._state.setText(sentence)
        self._state.setVisible(bool(sentence))
        self._again.setVisible(may_retry)

    def show_told(self, sentence: str, *, is_trouble: bool = True) -> None:
        """Above the input: what became of the message in it."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))
        set_property(self._told, "ink", "warn" if is_trouble else "muted")

    def set_sending(self, *, sending: bool) -> None:
        """What is on its way is not changed under way."""
        self.input.setReadOnly(sending)
        self._send.setEnabled(not sending)

    def begin(self) -> None:
        self.input.setFocus()

    @property
    def is_looked_at(self) -> bool:
        return self.isVisible() and self.window().isActiveWindow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.names.close_results()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.is_looked_at:
            self.looked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in pages:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + pages[Qt.Key(event.key())] * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def _build_list(self) -> QWidget:
        made = ground("side")
        made.setFixedWidth(self._theme.length(LIST_WIDTH))
        heading = label(self.tr("Colleagues"), font=self._theme.fonts.heading)
        told = label(self.tr("No customer reads it."), font=self._theme.fonts.fine, ink="muted", wrap=True)
        box = column(heading, told, self.search, self.channels, margins=(12, 14, 8, 8), gap=8)
        box.setStretchFactor(self.channels, 1)
        made.setLayout(box)
        return made

    def _build_messages(self) -> QScrollArea:
        inside = ground("window")
        middle = column(
            row(None, self._older, None), self._state, row(None, self._again, None), self._lines, None, gap=6
        )
        middle.setContentsMargins(20, 12, 20, 12)
        inside.setLayout(middle)
        area = QScrollArea()
        area.setObjectName("chat_messages")
        area.setAccessibleName(self.tr("Messages"))
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.verticalScrollBar().rangeChanged.connect(self._range_changed)
        area.verticalScrollBar().valueChanged.connect(self._scrolled)
        return area

    def _build_talk(self) -> QWidget:
        made = ground("window")
        head = column(self._heading, self._detail, margins=(20, 14, 16, 10), gap=2)
        foot = row(self.input, self._send, gap=8)
        foot.setAlignment(self._send, Qt.AlignmentFlag.AlignBottom)
        below = column(self._told, foot, margins=(16, 8, 16, 12), gap=6)
        box = column(head, line(), self._area, line(), below, gap=0)
        box.setStretchFactor(self._area, 1)
        made.setLayout(box)
        return made

    def _line(self, said: Said) -> QFrame:
        fonts = self._theme.fonts
        made = ground("info" if said.calls else "window", "chat_line")
        made.setAccessibleName(f"{said.head} {said.time}: {said.text}".strip())
        parts: list[object] = []
        if said.head:
            name = label(said.head, font=fonts.fine_strong)
            parts.append(row(name, label(said.time, font=fonts.tiny, ink="muted"), None, margins=(0, 8, 0, 0)))
        text = label(said.text, font=fonts.text, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setMaximumWidth(self._theme.length(WIDEST))
        made.setLayout(column(*parts, text, margins=(8, 1, 8, 1), gap=2))
        return made

    def _range_changed(self, _least: int, most: int) -> None:
        """Messages have their heights now, or others than before."""
        if self._from_end is not None:
            self._area.verticalScrollBar().setValue(most - self._from_end)

    def _scrolled(self, value: int) -> None:
        if self._from_end is not None:
            self._from_end = self._area.verticalScrollBar().maximum() - value

    def _to_input(self, _channel: object) -> None:
        self.begin()
