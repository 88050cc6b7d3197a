"""Words in one conversation: marked in the bubbles, stepped through from the newest, further back as far as it goes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.domain.errors import GatewayUnreachable
from desktop.ui.controllers.timeline import TimelineController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.lists.ports import ID_ROLE
from desktop.ui.lists.thread_view import ThreadView
from desktop.ui.texts import found, moments
from desktop.ui.views.find_bar import FindBar
from server_stub.contract.model import Message
from server_stub.contract.words import Sought

_TOP = 60
"""Logical pixels below the edge: a message that only ends there is not what one reads."""
_PAGES_AT_ONCE = 5
"""Of the gateway's answers, when they hold nothing new; another press goes on."""


class FindBarController(Controller):
    def __init__(
        self, tools: Tools, view: FindBar, thread: ThreadView, timeline: TimelineController, parent: QObject
    ) -> None:
        super().__init__(tools, parent)
        self._view, self._thread, self._timeline = view, thread, timeline
        self._id = ""
        self._turn = 0
        self._sought = Sought.of("")
        self._found: list[Message] = []
        self._place = 0
        self._is_whole = False
        self._next: str | None = None
        self._came_from: QWidget | None = None
        self._was_at: Message | None = None
        view.words_changed.connect(self._look_for)
        view.older_asked.connect(self.older)
        view.newer_asked.connect(self.newer)
        view.close_asked.connect(self.close)

    def open(self, conversation_id: str) -> None:
        """Show the bar with its words selected; opened again it only takes the focus."""
        if self._view.isHidden():
            self._came_from = QApplication.focusWidget()
            self._was_at = self._in_view()
        self._id = conversation_id
        self._view.show()
        self._view.field.setFocus()
        self._view.field.selectAll()
        if self._view.field.text():
            self._look_for(self._view.field.text())

    def close(self) -> None:
        """Focus and place are as they were."""
        if self._view.isHidden():
            return
        self._forget()
        if self._was_at is None:
            self._timeline.to_bottom()
        else:
            self._go_to(self._was_at)
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus()

    def leave(self) -> None:
        """Another conversation is opened: its place and focus are its own."""
        if not self._view.isHidden():
            self._forget()
            self._view.field.clear()

    def older(self) -> None:
        if self._view.isHidden() or not self._sought:
            return
        if self._place + 1 < len(self._found):
            self._step(1)
        elif not self._is_whole:
            self._view.show_count(self.tr("Looking further back…"), may_step=False)
            self.run(self._go_back(self._turn), "search older messages", refused=self._tell_stopped)

    def newer(self) -> None:
        if not self._view.isHidden() and self._place > 0:
            self._step(-1)

    def _look_for(self, words: str) -> None:
        if self._view.isHidden():
            return
        self._turn += 1
        self._sought, self._found, self._place, self._is_whole = Sought.of(words), [], 0, False
        self._next = None
        self._thread.mark(self._sought.marks if self._sought else None)
        if self._sought:
            self.run(self._look(words, self._turn), "search in the conversation")
        else:
            self._view.show_count("", may_step=False)

    async def _look(self, words: str, turn: int) -> None:
        here = await self.desk.finding.in_conversation(self._id, words)
        if not self._current(turn):
            return
        self._found = list(here)
        if self._found:
            self._step(0)
        else:
            self.older()

    async def _go_back(self, turn: int) -> None:
        """What only the gateway has of it: its index knows the words, so nothing is fetched to look through it."""
        words = self._view.field.text()
        for _ in range(_PAGES_AT_ONCE):
            try:
                page = await self.desk.finding.further_back(self._id, words, page=self._next)
            except GatewayUnreachable:
                if self._current(turn):
                    self._tell_stopped(found.offline())
                return
            if not self._current(turn):
                return
            self._next, self._is_whole = page.next_page, page.next_page is None and not page.indexing
            known = {it.id for it in self._found}
            new = [it for it in page.messages if it.id not in known]
            if new:
                self._take(new)
                return
            if self._next is None:
                break
        self._tell()
        if page.indexing:
            self.tools.tell(found.nothing_more(indexing=True))

    def _take(self, new: list[Message]) -> None:
        """Go on to the next older one. What is kept here from beyond a gap may lie between what came."""
        at = self._found[self._place] if self._found else None
        self._found = sorted((*self._found, *new), key=_age, reverse=True)
        self._place = self._found.index(at) if at is not None else -1
        self._step(1)

    def _step(self, steps: int) -> None:
        self._place += steps
        self._go_to(self._found[self._place])
        self._tell()

    def _go_to(self, message: Message) -> None:
        if self._timeline.message(message.id) is not None:
            self._timeline.show(message)
        else:
            self._timeline.open(self._id, around=message)

    def _in_view(self) -> Message | None:
        """The topmost message that is seen; None at the end of the conversation."""
        bar = self._thread.verticalScrollBar()
        if bar.value() >= bar.maximum():
            return None
        index = self._thread.indexAt(QPoint(self._thread.viewport().width() // 2, _TOP))
        return self._timeline.message(str(index.data(ID_ROLE)))

    def _tell(self) -> None:
        count = len(self._found)
        if not count:
            self._view.show_count(self.tr("Not found"), may_step=not self._is_whole)
            return
        more = "" if self._is_whole else "+"
        day = moments.day(self._found[self._place].sent_at)
        sentence = self.tr("{place} of {count} · {day}").format(place=self._place + 1, count=f"{count}{more}", day=day)
        self._view.show_count(sentence, may_step=True)

    def _tell_stopped(self, sentence: str) -> None:
        self._tell()
        self.tools.tell(sentence)

    def _forget(self) -> None:
        self._turn += 1
        self._found, self._sought = [], Sought.of("")
        self._thread.mark(None)
        self._view.show_count("", may_step=False)
        self._view.hide()

    def _current(self, turn: int) -> bool:
        return self.alive and turn == self._turn


def _age(message: Message) -> tuple[int, str]:
    return message.sent_at, message.id
