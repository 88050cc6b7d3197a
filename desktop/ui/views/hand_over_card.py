"""The card that goes with a conversation: what the customer wants, what was done, what was promised, and a note."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import column, label
from server_stub.contract.transfers import HandOver

MOST = 500
"""Characters of one field (contract.transfers.HandOver)."""


class HandOverCard(QFrame):
    """Enter goes on to the next field; `finished()`: Enter on the last one."""

    finished = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hand_over_card")
        captions = {
            "wants": (self.tr("What does the customer want?"), ""),
            "done": (self.tr("What was done?"), ""),
            "promised": (self.tr("What was promised?"), ""),
            "note": (self.tr("A word to your colleague"), self.tr("Never reaches the customer")),
        }
        self._fields: dict[str, QLineEdit] = {}
        parts: list[QWidget] = []
        for name, (caption, hint) in captions.items():
            field = QLineEdit()
            field.setObjectName(f"card_{name}")
            field.setProperty("look", "field")
            field.setMaxLength(MOST)
            field.setAccessibleName(caption)
            field.setPlaceholderText(hint)
            field.returnPressed.connect(self._go_on)
            above = label(caption, font=theme.fonts.fine, ink="muted")
            above.setBuddy(field)
            parts += [above, field]
            self._fields[name] = field
        self.setLayout(column(*parts, gap=4))

    @property
    def card(self) -> HandOver:
        return HandOver(**{name: field.text().strip() for name, field in self._fields.items()})

    def fill(self, card: HandOver) -> None:
        """With what was written before."""
        for name, field in self._fields.items():
            field.setText(getattr(card, name))

    def focus(self) -> None:
        """On the first that is empty."""
        fields = list(self._fields.values())
        next((each for each in fields if not each.text()), fields[0]).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter stays here: a dialog would take it for its own button."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not is_enter or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        fields: list[QObject] = list(self._fields.values())
        place = fields.index(self.sender())
        if place + 1 == len(fields):
            self.finished.emit()
        else:
            list(self._fields.values())[place + 1].setFocus()
