"""Lists of rows with their models and painters, put together for one window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from desktop.ui.controllers.around import AroundConversations
from desktop.ui.controllers.media import PictureFetcher
from desktop.ui.controllers.tools import Tools
from desktop.ui.delegates.conversation_delegate import ConversationDelegate
from desktop.ui.delegates.describe import row_words
from desktop.ui.delegates.message_delegate import MessageDelegate
from desktop.ui.delegates.text_parts import MORE
from desktop.ui.lists.row_list import RowListView
from desktop.ui.lists.thread_view import ThreadView
from desktop.ui.models.conversation_model import ConversationModel
from desktop.ui.models.rows import Row
from desktop.ui.models.timeline_model import TimelineModel
from desktop.ui.texts.row_words import RowWords
from desktop.ui.theme.tokens import SIZES


@dataclass(frozen=True, slots=True)
class RowParts:
    view: RowListView
    model: ConversationModel
    lines: ConversationDelegate


class ThreadParts(QObject):
    """A timeline; `call` says how the customer is called in quotations and for screen readers."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = tools.desk
        self._words = RowWords(tools.desk.purposes)
        self._name = ""
        self.view = ThreadView(self.tr("Messages"))
        self.model = TimelineModel(self._describe, self)
        self.pictures = PictureFetcher(tools, self._arrived, self)
        ratio = self.view.devicePixelRatioF()
        self._painter = MessageDelegate(
            self.model, tools.theme, self._words, self.pictures, tools.desk.now, ratio=ratio
        )
        self.view.set_source(self.model, self._painter)
        self.view.action_activated.connect(self._acted)

    def call(self, name: str) -> None:
        if name != self._name:
            self._name = name
            self._painter.set_people(account_id=self._desk.account.id, contact_name=name)
            self.view.restyle()

    def show_authors(self, *, shown: bool) -> None:
        """Whether the names of colleagues stand above what they wrote."""
        self._painter.show_authors(shown=shown)
        self.view.restyle()

    def _acted(self, message_id: str, name: str) -> None:
        if name == MORE:
            self._painter.read_more(message_id)
            self.model.touch(message_id)

    def _describe(self, row: Row) -> str:
        return row_words(row, self._words, self._desk.now, account_id=self._desk.account.id, contact_name=self._name)

    def _arrived(self, media_id: str) -> None:
        self._painter.forget_media(media_id)
        self.view.refresh_media(media_id)


def build_list(tools: Tools) -> RowParts:
    desk = tools.desk
    view = RowListView(SIZES.row, QCoreApplication.translate("Rows", "Conversations"))
    around = AroundConversations(desk)
    lines = ConversationDelegate(tools.theme, RowWords(), desk.account.id, desk.accounts, desk.now, view, around=around)
    model = ConversationModel(desk.account.id, lines.describe, view)
    view.setModel(model)
    view.setItemDelegate(lines)
    return RowParts(view, model, lines)


def build_thread(tools: Tools, parent: QObject) -> ThreadParts:
    return ThreadParts(tools, parent)
