"""Short warnings about a person, as pills one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import column, label, row

WIDEST = 262
"""What the narrow pane has room for, in logical pixels."""


class Badges(QFrame):
    """Hidden while there is nothing to warn of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel_badges")
        self._shown: tuple[tuple[str, str], ...] = ()
        self._rows: list[QFrame] = []
        self._box = column(gap=4)
        self.setLayout(self._box)
        self.hide()

    def show_badges(self, theme: Theme, badges: Sequence[tuple[str, str]]) -> None:
        """(tone, words): ok, warn, danger or idle."""
        if tuple(badges) == self._shown:
            return
        self._shown = tuple(badges)
        for old in self._rows:
            old.hide()
            old.deleteLater()
        self._rows = [_badge(theme, tone, words) for tone, words in badges]
        for made in self._rows:
            self._box.addWidget(made)
        self.setAccessibleName(", ".join(words for _, words in badges))
        self.setVisible(bool(badges))


def _badge(theme: Theme, tone: str, words: str) -> QFrame:
    pill = label(words, font=theme.fonts.fine_strong, wrap=True)
    pill.setProperty("pill", tone)
    pill.setProperty("ink", "")
    # Short words stay on one line; long ones are broken where the pane ends.
    pill.setMinimumWidth(min(pill.fontMetrics().horizontalAdvance(words) + 18, WIDEST))
    made = QFrame()
    made.setLayout(row(None, pill, None, gap=0))
    return made
