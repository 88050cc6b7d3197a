"""The frame of the work: rail, list, conversation, contact, status bar. It places panes and moves the focus.

Where window and text leave no room for two panes side by side, there is one at a time: nothing is cut off.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from desktop.ui.views.contact_panel import ContactPanel
from desktop.ui.views.conversation import ConversationView
from desktop.ui.views.inbox import InboxView
from desktop.ui.views.offer_strip import OfferStrip
from desktop.ui.views.parts import column, line, row
from desktop.ui.views.rail import Rail
from desktop.ui.views.reading_order import keep_reading_order
from desktop.ui.views.status_bar import StatusBar

ROOMY = 440
"""Without so much for the conversation, the contact is shown only when asked for. In pixels at the usual size."""
LEAST = 280
"""Without so much for the conversation, something beside it gives way."""
NARROW = 1100
NARROW_LIST = 320


class Workspace(QFrame):
    """`panel_toggled(bool)`: the contact is shown or not, by the person or for want of room.

    `_front`: the pane that is seen while there is room for one only.
    """

    panel_toggled = Signal(bool)

    def __init__(
        self,
        theme: Theme,
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
        self._theme = theme
        self._wide = self._three = self._wanted = True
        self._alone = False
        self._front: QWidget = inbox
        self._list_line, self._panel_line = line(upright=True), line(upright=True)
        inbox.fit(SIZES.list_width)
        inbox.wanted.connect(self.show_list)
        conversation.header.list_asked.connect(inbox.focus_list)
        work = row(inbox, self._list_line, conversation, self._panel_line, panel, gap=0)
        work.setStretchFactor(conversation, 1)
        talking = QFrame()
        talking.setLayout(work)
        self._stack = QStackedWidget()
        self._stack.addWidget(talking)
        self._places: dict[str, QWidget] = {"conversations": talking}
        self._strips: list[QWidget] = []
        self._right = right = column(self._stack, line(), status, gap=0)
        right.setStretch(0, 1)
        whole = row(rail, right, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._place_panel(shown=False)

    def put_above(self, strip: QWidget) -> None:
        """Over list, conversation and contact, as wide as they are together; one of the panes while it is shown."""
        self._right.insertWidget(0, strip)
        self._strips.insert(0, strip)

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
        self._front = self.panel if shown else self.conversation
        self._place_panel(shown=shown and self.conversation.is_open)

    @property
    def panel_shown(self) -> bool:
        return not self.panel.isHidden()

    def refresh_panel(self) -> None:
        """After a conversation was opened: show the contact if there is room and the person has not closed it."""
        self._front = self.conversation if self.conversation.is_open else self.inbox
        self._measure(self.width())
        self._place_panel(shown=self._wanted and self._wide and self.conversation.is_open)

    def show_list(self) -> None:
        """Where it may be out of sight: somebody wants to choose from it."""
        self._reveal(self.inbox)

    def move_focus(self, steps: int) -> None:
        """To the next part of the window, round and round."""
        panes = self._panes()
        here = next((place for place, pane in enumerate(panes) if _within(pane)), -1 if steps > 0 else 0)
        target = panes[(here + steps) % len(panes)]
        if target in (self.inbox, self.panel):
            self._reveal(target)
        elif self.conversation.isAncestorOf(target):
            self._reveal(self.conversation)
        if target is self.conversation.composer:
            self.conversation.composer.focus()
        elif target is self.inbox:
            self.inbox.focus_list()
        elif isinstance(target, OfferStrip):
            target.focus()
        elif target is self.conversation.timeline:
            target.setFocus()
        else:
            _focus_first(target)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own signature
        keep_reading_order(self)
        return super().focusNextPrevChild(next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure(event.size().width())

    def _measure(self, width: int) -> None:
        """What fits beside what, with the text as large as it is."""
        self.inbox.fit(NARROW_LIST if width < NARROW else SIZES.list_width)
        length = self._theme.length
        room = width - self.rail.width() - max(self.inbox.width(), length(SIZES.list_width if width >= NARROW else 0))
        beside = room - max(self.panel.minimumWidth(), length(SIZES.panel_width))
        before, was_wide = (self._alone, self._three, self._wide), self._wide
        self._alone, self._three, self._wide = room < length(LEAST), beside >= length(LEAST), beside >= length(ROOMY)
        if (self._alone, self._three, self._wide) != before:
            shown = self._wide and self._wanted if self._wide != was_wide else self.panel_shown
            self._place_panel(shown=shown and self.conversation.is_open)

    def _reveal(self, pane: QWidget) -> None:
        self._front = pane
        self._place_panel(shown=self.panel_shown)

    def _place_panel(self, *, shown: bool) -> None:
        """And with it, where there is little room, the others."""
        seen = self._seen(with_panel=shown)
        changed = self.panel_shown != (self.panel in seen)
        for pane in (self.inbox, self.conversation, self.panel):
            pane.setVisible(pane in seen)
        self._list_line.setVisible(self.inbox in seen and self.conversation in seen)
        self._panel_line.setVisible(self.panel in seen and self.conversation in seen)
        self.conversation.header.show_back(is_shown=self.inbox not in seen)
        if changed:
            self.panel_toggled.emit(self.panel in seen)

    def _seen(self, *, with_panel: bool) -> tuple[QWidget, ...]:
        """All three, two of them, or the one in front."""
        if self._alone:
            has_person = self.conversation.is_open or self._front is not self.panel
            return (self._front if has_person else self.conversation,)
        if not with_panel or (not self._three and self._front is self.inbox):
            return (self.inbox, self.conversation)
        if self._three:
            return (self.inbox, self.conversation, self.panel)
        return (self.conversation, self.panel) if self._pair_fits() else (self.panel,)

    def _pair_fits(self) -> bool:
        """With large text a form beside the conversation may need more than is left of it."""
        left = self.width() - self.rail.width() - self.panel.minimumWidth()
        return left >= self.conversation.minimumSizeHint().width()

    def _panes(self) -> list[QWidget]:
        above = [strip for strip in self._strips if not strip.isHidden() and _can_focus(strip)]
        if self.place != "conversations":
            return [*above, self._stack.currentWidget(), self.rail]
        panes: list[QWidget] = [*above, self.inbox]
        if self.conversation.is_open:
            panes += [self.conversation.header, self.conversation.timeline, self.conversation.composer]
            if self.panel_shown or self._alone:
                panes.append(self.panel)
        return [*panes, self.rail]


def _within(pane: QWidget) -> bool:
    focused = pane.window().focusWidget()
    return focused is not None and (focused is pane or pane.isAncestorOf(focused))


def _can_focus(pane: QWidget) -> bool:
    return next(_focusable(pane), None) is not None


def _focus_first(pane: QWidget) -> None:
    child = next(_focusable(pane), None)
    if child is not None:
        child.setFocus()


def _focusable(pane: QWidget) -> Iterator[QWidget]:
    for child in pane.findChildren(QWidget):
        if child.isVisibleTo(pane) and child.isEnabled() and child.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield child
