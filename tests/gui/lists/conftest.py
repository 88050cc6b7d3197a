"""A timeline and a conversation list with the sample team's people, on a plain theme."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.delegates.conversation_delegate import ConversationDelegate
from desktop.ui.delegates.describe import row_words
from desktop.ui.delegates.message_delegate import MessageDelegate
from desktop.ui.lists.ports import RowState
from desktop.ui.lists.row_list import RowListView
from desktop.ui.lists.thread_view import ThreadView
from desktop.ui.models.conversation_model import ConversationModel
from desktop.ui.models.rows import Row
from desktop.ui.models.timeline_model import TimelineModel
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from server_stub.contract.model import Message
from tests.helpers.portuguese import Portuguese
from tests.helpers.sample_desk import SampleDesk
from tests.helpers.sample_media import SampleMedia
from tests.helpers.sample_people import ANA


class CountingDelegate(MessageDelegate):
    """Notes which rows were painted."""

    painted: list[int]

    def paint(self, painter: QPainter, row: int, top: int, width: int, state: RowState) -> None:
        self.painted.append(row)
        super().paint(painter, row, top, width, state)


@dataclass
class Thread:
    view: ThreadView
    model: TimelineModel
    delegate: CountingDelegate
    media: SampleMedia

    def top_of(self, message_id: str) -> int:
        """Where a message in view begins."""
        row = self.model.row_of(message_id)
        assert row is not None
        area = self.view.visualRect(self.model.index(row, 0))
        assert not area.isNull(), f"{message_id} is not in view"
        return area.top()

    def settle(self) -> list[int]:
        """Let everything be painted and answer which rows were."""
        everything: list[int] = []
        quiet = 0
        while quiet < 3:
            self.delegate.painted = []
            QApplication.processEvents()
            quiet = 0 if self.delegate.painted else quiet + 1
            everything += self.delegate.painted
        return everything


@pytest.fixture
def desk(tmp_path: Path) -> SampleDesk:
    return SampleDesk(tmp_path)


@pytest.fixture
def thread(qtbot, theme: Theme, desk: SampleDesk) -> Thread:
    words = Portuguese()

    def describe(row: Row) -> str:
        return row_words(row, words, desk.now, account_id=ANA.id, contact_name="Mariana")

    model = TimelineModel(describe)
    media = SampleMedia()
    delegate = CountingDelegate(model, theme, words, media, desk.now)
    delegate.painted = []
    delegate.set_people(account_id=ANA.id, contact_name="Mariana")
    view = ThreadView("Mensagens")
    view.set_source(model, delegate)
    qtbot.addWidget(view)
    view.resize(620, 500)
    view.show()
    return Thread(view, model, delegate, media)


@pytest.fixture
def inbox(qtbot, theme: Theme, desk: SampleDesk) -> RowListView:
    """The conversation list; its model is `inbox.model()`."""
    view = RowListView(SIZES.row, "Conversas")
    delegate = ConversationDelegate(theme, Portuguese(), ANA.id, desk.accounts, desk.now, view)
    model = ConversationModel(ANA.id, delegate.describe, view)
    model.reset_conversations((item, desk.contact(item.contact_id)) for item in desk.conversations())
    view.setModel(model)
    view.setItemDelegate(delegate)
    qtbot.addWidget(view)
    view.resize(336, 500)
    view.show()
    return view


def settle(widget: QWidget) -> None:
    QApplication.processEvents()
    QApplication.processEvents()


def plain_messages(count: int, *, first: int = 0, conversation: str = "v") -> list[Message]:
    """Texts of different lengths, a minute apart, from both sides."""
    from server_stub.contract.content import Content, Kind
    from server_stub.contract.delivery import Status
    from tests.helpers.sample_people import NOW

    made = []
    for number in range(first, first + count):
        ours = number % 3 == 0
        text = f"mensagem {number} " + "palavra " * (number * 7 % 40)
        at = NOW - 10_000_000 + number * 60_000
        status = Status.SENT if ours else Status.RECEIVED
        author = ANA.id if ours else None
        made.append(
            Message(
                f"p{number + 10_000}",
                conversation,
                "out" if ours else "in",
                Content(Kind.TEXT, text.strip()),
                at,
                status,
                author,
            )
        )
    return made
