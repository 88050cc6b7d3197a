"""New messages while nobody looks: one sound, one notification, the number in the title."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.application.preferences import Preferences
from desktop.domain.changes import ChangeSet
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.models.conversation_entry import is_offered
from desktop.ui.notifications import Notice, Notifier, Sound
from desktop.ui.texts import names, people
from desktop.ui.views.window import MainWindow
from server_stub.contract.cases import CaseState
from server_stub.contract.content import Kind
from server_stub.contract.model import Conversation, Message

FRESH_MS = 10 * 60_000
"""What is older came while the line was down, or is an edit: the list shows it, no bell rings for it."""
QUIET_MS = 1500
"""At most one sound in so many milliseconds."""
REMEMBERED = 500


def _is_score(conversation: Conversation) -> bool:
    """After a case somebody said what nobody has to read: how content they are with it."""
    case = conversation.case
    return case is not None and case.state is CaseState.CLOSED and not conversation.unread


class NoticeController(Controller):
    """Rings for one's own conversations and the queue; what colleagues are told is not one's business."""

    def __init__(
        self,
        tools: Tools,
        window: MainWindow,
        notifier: Notifier,
        sound: Sound,
        preferences: Preferences,
        parent: QObject,
    ) -> None:
        super().__init__(tools, parent)
        self._window, self._notifier, self._sound = window, notifier, sound
        self.preferences = preferences
        self.open_id = ""
        self._since = self.desk.now()
        self._rang_at = 0
        self._told: dict[str, None] = {}
        tools.bus.changed.connect(self._changed)

    def refresh_title(self) -> None:
        me = self.desk.account.id
        unread = sum(
            1
            for item in self.desk.conversations()
            if (item.unread and item.assignee_id in (me, None)) or is_offered(item, me)
        )
        heading = " · ".join(filter(None, (self.desk.account.name, self.desk.brand)))
        self._window.set_heading(heading, unread)
        self._notifier.set_unread(unread)

    def _changed(self, changes: ChangeSet) -> None:
        if changes.conversations or changes.everything:
            self.refresh_title()
        ids = {each for found in changes.messages.values() for each in found if each not in self._told}
        if ids and not changes.everything:
            self.run(self._look(frozenset(ids)), "new messages")

    async def _look(self, ids: frozenset[str]) -> None:
        messages = await self.desk.messages(sorted(ids))
        if not self.alive:
            return
        fresh = [message for message in messages if self._is_news(message)]
        for message in messages:
            self._told[message.id] = None
        while len(self._told) > REMEMBERED:
            del self._told[next(iter(self._told))]
        if fresh:
            self._ring(max(fresh, key=lambda message: (message.sent_at, message.id)))

    def _is_news(self, message: Message) -> bool:
        now, me = self.desk.now(), self.desk.account.id
        if message.id in self._told or message.sent_at < max(self._since, now - FRESH_MS):
            return False
        conversation = self.desk.conversation(message.conversation_id)
        if conversation is None:
            return False
        theirs = message.direction == "in" and conversation.assignee_id in (None, me) and not _is_score(conversation)
        if not theirs and not self._calls_me(message):
            return False
        return not (self._window.isActiveWindow() and message.conversation_id == self.open_id)

    def _calls_me(self, message: Message) -> bool:
        """A colleague's note that mentions the person here, whoever serves the customer."""
        me = self.desk.account.id
        return message.content.kind == Kind.NOTE and me in message.content.mentions and message.author_id != me

    def _ring(self, message: Message) -> None:
        now = self.desk.now()
        if self.preferences.sounds and now - self._rang_at >= QUIET_MS:
            self._rang_at = now
            self._sound.play()
        if self._calls_me(message):
            self.tools.tell(self._called(message))
        if self.preferences.notifications and not self._window.isActiveWindow():
            self._notifier.show(self._notice(message))

    def _notice(self, message: Message) -> Notice:
        conversation = self.desk.conversation(message.conversation_id)
        contact = self.desk.contact(conversation.contact_id) if conversation else None
        if self._calls_me(message):
            return Notice(message.conversation_id, people.name(contact), self._called(message))
        text = self.tr("New message")
        if self.preferences.preview_in_notifications:
            text = message.content.text or names.kind(message.content.kind)
        return Notice(message.conversation_id, people.name(contact), text)

    def _called(self, message: Message) -> str:
        """Names only: what a note says is read in its conversation."""
        conversation = self.desk.conversation(message.conversation_id)
        contact = self.desk.contact(conversation.contact_id) if conversation else None
        told = self.tr("{colleague} mentions you in a note about {customer}.")
        return told.format(colleague=message.author_name, customer=people.name(contact))
