"""The frame of the work: rail, list, conversation, contact, status bar. It places panes and moves the focus."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from desktop.ui.theme.tokens import SIZES
from desktop.ui.views.contact_panel import ContactPanel
from desktop.ui.views.conversation import ConversationView
from desktop.ui.views.inbox import InboxView
from desktop.ui.views.parts import column, line, row
from desktop.ui.views.rail import Rail
from desktop.ui.views.status_bar import StatusBar

ROOM_FOR_PANEL = 1160
"""Below this width the contact is shown only when asked for, in logical pixels."""
NARROW = 1100
NARROW_LIST = 320


class Workspace(QFrame):
    """`panel_toggled(bool)`: the contact is shown or not, by the person or for want of room."""

    panel_toggled = Signal(bool)

    def __init__(
        self,
        rail: Rail,
        inbox: InboxView,
        conversation: ConversationView,
        panel: ContactPanel,
        status: StatusBar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("workspace")
        self.rail, self.inbox, self.conversation, self.panel, self.status = rail, inbox, conversation, panel, status
        self._wide = True
        self._wanted = True
        self._panel_line = line(upright=True)
        inbox.fit(SIZES.list_width)
        work = row(inbox, line(upright=True), conversation, self._panel_line, panel, gap=0)
        work.setStretchFactor(conversation, 1)
        talking = QFrame()
        talking.setLayout(work)
        self._stack = QStackedWidget()
        self._stack.addWidget(talking)
        self._places: dict[str, QWidget] = {"conversations": talking}
        self._right = right = column(self._stack, line(), status, gap=0)
        right.setStretch(0, 1)
        whole = row(rail, right, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._place_panel(shown=False)

    def put_above(self, strip: QWidget) -> None:
        """Over list, conversation and contact, as wide as they are together."""
        self._right.insertWidget(0, strip)

    @property
    def place(self) -> str:
        """Where the person is: conversations, or the name of an added place."""
        here = self._stack.currentWidget()
        return next(name for name, widget in self._places.items() if widget is here)

    def add_place(self, name: str, widget: QWidget) -> None:
        self._places[name] = widget
        self._stack.addWidget(widget)

    def show_place(self, name: str) -> None:
        self._stack.setCurrentWidget(self._places[name])
        self.rail.show_place(name)

    def show_panel(self, *, shown: bool) -> None:
        """As the person wants it; an empty middle pane has no contact beside it."""
        self._wanted = shown
        self._place_panel(shown=shown and self.conversation.is_open)

    @property
    def panel_shown(self) -> bool:
        return not self.panel.isHidden()

    def refresh_panel(self) -> None:
        """After a conversation was opened: show the contact if there is room and the person has not closed it."""
        self._place_panel(shown=self._wanted and self._wide and self.conversation.is_open)

    def move_focus(self, steps: int) -> None:
        """To the next part of the window, round and round."""
        panes = self._panes()
        here = next((place for place, pane in enumerate(panes) if _within(pane)), -1 if steps > 0 else 0)
        target = panes[(here + steps) % len(panes)]
        if target is self.conversation.composer:
            self.conversation.composer.focus()
        elif target is self.inbox:
            self.inbox.focus_list()
        elif target is self.conversation.timeline:
            target.setFocus()
        else:
            _focus_first(target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        self.inbox.fit(NARROW_LIST if width < NARROW else SIZES.list_width)
        wide = width >= ROOM_FOR_PANEL
        if wide != self._wide:
            self._wide = wide
            self._place_panel(shown=wide and self._wanted and self.conversation.is_open)

    def _place_panel(self, *, shown: bool) -> None:
        changed = self.panel_shown != shown
        self.panel.setVisible(shown)
        self._panel_line.setVisible(shown)
        if changed:
            self.panel_toggled.emit(shown)

    def _panes(self) -> list[QWidget]:
        if self.place != "conversations":
            return [self._stack.currentWidget(), self.rail]
        panes: list[QWidget] = [self.inbox]
        if self.conversation.is_open:
            panes += [self.conversation.header, self.conversation.timeline, self.conversation.composer]
            if self.panel_shown:
                panes.append(self.panel)
        return [*panes, self.rail]


def _within(pane: QWidget) -> bool:
    focused = pane.window().focusWidget()
    return focused is not None and (focused is pane or pane.isAncestorOf(focused))


def _focus_first(pane: QWidget) -> None:
    for child in pane.findChildren(QWidget):
        if child.isVisibleTo(pane) and child.isEnabled() and child.focusPolicy() != child.focusPolicy().NoFocus:
            child.setFocus()
            return
