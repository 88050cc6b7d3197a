"""What can be done with one message, from its menu: everything that a click inside the bubble does, and more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.delegates.bubble import HISTORY
from desktop.ui.delegates.composition import FIRST_LOOK, beginning
from desktop.ui.delegates.failure_part import DISCARD, RETRY
from desktop.ui.delegates.targets import targets
from desktop.ui.delegates.text_parts import MORE
from desktop.ui.models.rows import is_answerable
from desktop.ui.texts import failures
from desktop.ui.theme.theme import Theme
from server_stub.contract.content import Kind
from server_stub.contract.delivery import Status
from server_stub.contract.model import ConsentPurpose, Message

QUOTE: Final = "quote"
COPY: Final = "copy"
MEDIA: Final = "media"
REACT: Final = "react"
TRACE: Final = "trace"
KEEP: Final = "keep"
LINK: Final = "link "
"""Begins the name of an action that follows an address: the address comes behind it."""
_UNSENT: Final = frozenset({Status.PENDING, Status.FAILED, Status.IN_DOUBT})
_WIDEST: Final = 320
"""Logical pixels for an address."""


class MessageMenu(QObject):
    """Signals: `chosen(object, str)` the Message, and the name of what is to be done with it."""

    chosen = Signal(object, str)

    def __init__(
        self, theme: Theme, view: QWidget, purposes: Callable[[], Iterable[ConsentPurpose]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme, self._view, self._purposes = theme, view, purposes
        self._menu: QMenu | None = None
        self._message: Message | None = None

    def show(self, message: Message, position: QPoint) -> None:
        """At a place of the screen; the one that was shown before goes."""
        if self._menu is not None:
            self._menu.deleteLater()
        self._message = message
        self._menu = QMenu(self._view)
        self._menu.setObjectName("message_menu")
        self._menu.setAccessibleName(self.tr("Message"))
        self._fill(message, self._menu)
        self._menu.popup(position)

    def _fill(self, message: Message, menu: QMenu) -> None:
        if is_answerable(message):
            self._add(menu, QUOTE, self.tr("Answer"), "reply")
        if is_answerable(message) and message.direction == "in":
            self._add(menu, REACT, self.tr("React"), "emoji")
        self._add(menu, COPY, self.tr("Copy"), "copy")
        if message.content.media is not None:
            self._add(menu, MEDIA, self.tr("Open the file"), "document")
            if message.content.kind == Kind.STICKER and message.content.media.state == "ready":
                self._add(menu, KEEP, self.tr("Add to the team's stickers…"), "sticker")
        if message.edited_at is not None and message.deleted_at is None:
            self._add(menu, HISTORY, self.tr("What it said before"), "clock")
        self._add_inside(message, menu)
        if message.direction == "out" and (message.status in _UNSENT or message.hold is not None):
            self._add_unsent(message, menu)
        menu.addSeparator()
        self._add(menu, TRACE, self.tr("The way of this message"), "list")

    def _add_inside(self, message: Message, menu: QMenu) -> None:
        """What can be clicked inside the bubble, for the keyboard."""
        if len(beginning(message.content.text, FIRST_LOOK)) < len(message.content.text):
            self._add(menu, MORE, self.tr("Read more"), "chevron-down")
        for address in targets(message):
            shown = QFontMetrics(menu.font()).elidedText(address, Qt.TextElideMode.ElideMiddle, _WIDEST)
            if address.startswith("tel:"):
                number = shown.removeprefix("tel:")
                self._add(menu, f"{LINK}{address}", self.tr("Copy {number}").format(number=number), "copy")
            else:
                text = self.tr("Open {address}").format(address=shown.removeprefix("mailto:"))
                self._add(menu, f"{LINK}{address}", text.replace("&", "&&"), "link")

    def _add_unsent(self, message: Message, menu: QMenu) -> None:
        menu.addSeparator()
        if message.status is Status.FAILED:
            told = menu.addAction(failures.failure(message.failure, self._purposes()))
            told.setEnabled(False)
            self._add(menu, RETRY, self.tr("Send again"), "refresh")
        if message.status is not Status.IN_DOUBT:
            self._add(menu, DISCARD, self.tr("Remove"), "trash")

    def _add(self, menu: QMenu, name: str, text: str, icon: str) -> None:
        action = menu.addAction(self._theme.icon(icon), text)
        action.setObjectName(f"message_{name}")
        action.setData(name)
        action.triggered.connect(self._choose)

    def _choose(self) -> None:
        if self._message is not None:
            self.chosen.emit(self._message, self.sender().data())
