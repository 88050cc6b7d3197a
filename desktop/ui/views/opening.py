"""What is seen in the first fraction of a second: the list as it was last time, while the rest is fetched."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from desktop.ui.views.parts import column, ground, line, row


class OpeningView(QFrame):
    """The same places as the workspace, so that nothing jumps when it comes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("opening")
        rail = ground("rail")
        rail.setFixedWidth(SIZES.rail)
        pane = ground("side")
        pane.setFixedWidth(SIZES.list_width)
        self._list = column(92, gap=0)
        pane.setLayout(self._list)
        middle = ground("chat", "opening_text")
        says = QLabel(self.tr("Opening…"))
        says.setObjectName("opening_text_title")
        says.setFont(theme.fonts.title)
        middle.setLayout(column(None, row(None, says, None), None))
        middle.setAccessibleName(says.text())
        whole = row(rail, pane, line(upright=True), middle, gap=0)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def show_list(self, conversations: QWidget) -> None:
        """As they were last time: to be looked at only."""
        conversations.setEnabled(False)
        self._list.addWidget(conversations, 1)
