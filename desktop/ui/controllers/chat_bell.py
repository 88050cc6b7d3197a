"""Tells of talk between colleagues: a mark for what is unread, sound and notice only for whoever is addressed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.application.preferences import Preferences
from desktop.domain.changes import ChangeSet
from desktop.domain.colleague_chat import alerts, partner, queue_of
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.notifications import Notice, Notifier, Sound
from desktop.ui.texts import chat
from desktop.ui.views.rail import Rail
from desktop.ui.views.window import MainWindow
from server_stub.contract.team import ChatChannel


class ChatBell(Controller):
    """`is_read`: whether somebody has a channel in front of them, asked by its id."""

    def __init__(
        self,
        tools: Tools,
        window: MainWindow,
        rail: Rail,
        notifier: Notifier,
        sound: Sound,
        preferences: Preferences,
        is_read: Callable[[str], bool],
        parent: QObject,
    ) -> None:
        super().__init__(tools, parent)
        self._window, self._rail, self._notifier, self._sound = window, rail, notifier, sound
        self.preferences = preferences
        self._is_read = is_read
        self._known = {each.id: each for each in self.desk.chats()}
        tools.bus.changed.connect(self._changed)
        self._mark()

    def _changed(self, changes: ChangeSet) -> None:
        if changes.everything:
            self._known = {each.id: each for each in self.desk.chats()}
            self._mark()
        elif changes.chat:
            told = {each.id: each for each in self.desk.chats()}
            for each in told.values():
                if alerts(self._known.get(each.id), each, self.desk.account.id):
                    self._alert(each)
            self._known = told
            self._mark()

    def _mark(self) -> None:
        channels = self._known.values()
        unread, called = sum(each.unread for each in channels), any(each.called for each in channels)
        self._rail.show_chat(unread, called=called)

    def _alert(self, channel: ChatChannel) -> None:
        """Names only: what colleagues say is read where they say it."""
        last = channel.last
        if last is None or self._is_read(channel.id):
            return
        author = self.desk.accounts().get(last.author_id)
        sentence = chat.alert(author.name if author is not None else chat.somebody(), self._channel(channel.id))
        if self.preferences.sounds:
            self._sound.play()
        self.tools.tell(sentence)
        if self.preferences.notifications and not self._window.isActiveWindow():
            self._notifier.show(Notice("", self.desk.brand, sentence))

    def _channel(self, channel: str) -> str:
        if partner(channel, self.desk.account.id):
            return ""
        queue = self.desk.queues().get(queue_of(channel))
        return queue.name if queue is not None else chat.team()
