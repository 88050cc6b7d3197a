"""The second paint: last time's conversations, read without a network, before the rest is there."""

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
from server_stub.contract.model import Account, Contact, Conversation


def show_conversations(view: OpeningView, theme: Theme, pairs: Sequence[tuple[Conversation, Contact | None]]) -> None:
    """In a list that can only be looked at."""
    rows = RowListView(SIZES.row, QCoreApplication.translate("Rows", "Conversations"))
    painter = ConversationDelegate(theme, RowWords(), "", _nobody, _now, rows)
    model = ConversationModel("", painter.describe, rows)
    rows.setModel(model)
    rows.setItemDelegate(painter)
    model.reset_conversations(pairs)
    view.show_list(rows)


def _nobody() -> Mapping[str, Account]:
    return {}


def _now() -> int:
    return time.time_ns() // 1_000_000
