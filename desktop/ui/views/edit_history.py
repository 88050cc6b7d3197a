"""What an edited message said before: every version with its time, the one that holds now at the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from desktop.ui.delegates.composition import beginning
from desktop.ui.delegates.formatting import plain
from desktop.ui.texts import moments, names
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, row
from server_stub.contract.content import Version

_WIDTH, _TALLEST = 460, 520
_LONGEST = 4000


class EditHistory(QDialog):
    def __init__(self, theme: Theme, versions: Sequence[Version], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("edit_history")
        self.setWindowTitle(self.tr("What the message said"))
        self._theme = theme
        cards = [self._card(version, is_last=version is versions[-1]) for version in versions]
        inner = QFrame()
        inner.setProperty("ground", "window")
        inner.setLayout(column(*cards, None, gap=10))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.tr("Versions of the message"))
        area.setWidget(inner)
        close = button(self.tr("Close"), name="edit_history_close", look="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        title = label(self.windowTitle(), font=theme.fonts.title)
        self.setLayout(column(title, area, row(None, close), margins=(20, 18, 20, 16), gap=12))
        self.resize(_WIDTH, min(_TALLEST, 150 + inner.sizeHint().height()))

    def _card(self, version: Version, *, is_last: bool) -> QWidget:
        when = moments.day_and_time(version.at)
        heading = self.tr("{time}, shown now").format(time=when) if is_last else when
        said = beginning(plain(version.content.text), _LONGEST) or names.kind(version.content.kind)
        text = label(said, font=self._theme.fonts.text, wrap=True, name="version_text")
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text.setAccessibleName(f"{heading}: {said}")
        card = QFrame()
        card.setProperty("ground", "popup")
        card.setLayout(
            column(label(heading, font=self._theme.fonts.fine, ink="muted"), text, margins=(12, 8, 12, 10), gap=3)
        )
        return card
