"""The first paint: last time's conversations, read without a network, before anything heavy is imported."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from desktop.ui.delegates.conversation_delegate import ConversationDelegate
from desktop.ui.lists.row_list import RowListView
from desktop.ui.models.conversation_model import ConversationModel
from desktop.ui.texts.row_words import RowWords
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from desktop.ui.views.opening import OpeningView
from desktop.ui.views.window import MainWindow
from server_stub.contract.model import Account, Contact, Conversation


class Opening:
    """A list that can only be looked at."""

    def __init__(self, window: MainWindow, theme: Theme) -> None:
        self._rows = RowListView(SIZES.row, QCoreApplication.translate("Rows", "Conversations"))
        painter = ConversationDelegate(theme, RowWords(), "", _nobody, _now, self._rows)
        self._model = ConversationModel("", painter.describe, self._rows)
        self._rows.setModel(self._model)
        self._rows.setItemDelegate(painter)
        window.show_page(OpeningView(theme, self._rows))

    def show_conversations(self, pairs: Sequence[tuple[Conversation, Contact | None]]) -> None:
        self._model.reset_conversations(pairs)


def show_opening(window: MainWindow, theme: Theme) -> Opening:
    return Opening(window, theme)


def _nobody() -> Mapping[str, Account]:
    return {}


def _now() -> int:
    return time.time_ns() // 1_000_000
