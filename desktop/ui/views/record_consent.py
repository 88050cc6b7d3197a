"""Recording what a customer said: permission needs the message that says it, a refusal needs nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.choices import Choice, ChoiceList
from desktop.ui.views.parts import button, column, ground, label, row


class RecordConsentDialog(QDialog):
    """`recorded(evidence_message_id, note)`: the id is empty for a refusal."""

    recorded = Signal(object, object)

    def __init__(self, theme: Theme, purpose: str, notice: str, *, granted: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("record_consent")
        self.resize(520, 480 if granted else 240)
        self.granted = granted
        self._busy = False
        title = self.tr("Record permission") if granted else self.tr("Record refusal or opt-out")
        self.setWindowTitle(title)
        heading = label(f"{title}: {purpose}", font=theme.fonts.title, wrap=True)
        explanation = self.tr("Choose the message in which the customer agrees. It is kept as proof.")
        if not granted:
            explanation = self.tr("It takes effect at once: nothing of this kind is sent any more.")
        self._evidence = ChoiceList(theme, name="consent_evidence", accessible=self.tr("Messages of the customer"))
        self._evidence.setVisible(granted)
        self._evidence.activated.connect(self._confirm)
        self._evidence.selectionModel().currentChanged.connect(self._refresh)
        self._none = label(
            self.tr("The customer has not written anything that could be proof. Ask for permission in the chat."),
            font=theme.fonts.text,
            ink="muted",
            wrap=True,
            name="consent_no_evidence",
        )
        self._none.hide()
        self._note = QLineEdit()
        self._note.setObjectName("consent_note")
        self._note.setProperty("look", "field")
        self._note.setPlaceholderText(self.tr("Note (optional)"))
        self._note.setAccessibleName(self.tr("Note (optional)"))
        self._note.returnPressed.connect(self._confirm)
        self._problem = label(font=theme.fonts.fine, ink="danger", wrap=True, name="consent_problem")
        self._problem.hide()
        look = "primary" if granted else "danger"
        self._ok = button(self.tr("Record"), name="consent_confirm", look=look)
        self._ok.clicked.connect(self._confirm)
        cancel = button(self.tr("Cancel"), name="consent_cancel")
        cancel.clicked.connect(self.reject)
        said = ground("info", "consent_notice")
        said.setLayout(column(label(notice, font=theme.fonts.fine, ink="info", wrap=True), margins=(12, 8, 12, 8)))
        said.setVisible(granted and bool(notice))
        told = label(explanation, font=theme.fonts.text, ink="muted", wrap=True)
        buttons = row(None, cancel, self._ok)
        self.setLayout(
            column(
                heading,
                said,
                told,
                self._evidence,
                self._none,
                None if not granted else 0,
                self._note,
                self._problem,
                buttons,
                margins=(20, 18, 20, 16),
                gap=10,
            )
        )

    def offer_evidence(self, choices: Sequence[Choice]) -> None:
        """Messages of the customer, the newest first. None is chosen beforehand: proof is not a matter of chance."""
        self._evidence.offer(choices, begin=False)
        self._evidence.setVisible(self.granted and bool(choices))
        self._none.setVisible(self.granted and not choices)
        self._refresh()
        (self._evidence if choices else self._note).setFocus()

    def show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._refresh()

    def _refresh(self) -> None:
        chosen = bool(self._evidence.current_key()) or not self.granted
        self._ok.setEnabled(chosen and not self._busy)
        self._ok.setToolTip("" if chosen else self.tr("Choose the message first"))

    def _confirm(self) -> None:
        if self._ok.isEnabled():
            self.recorded.emit(self._evidence.current_key() if self.granted else "", self._note.text().strip())
