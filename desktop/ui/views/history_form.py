"""The history of a case for the customer: by WhatsApp, by e-mail, or noted that they have it already."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.ui.theme.theme import Theme
from desktop.ui.views.panel_form import PanelForm, Ways, line_field
from server_stub.contract.cases import EMAIL, HANDED_OVER, LONGEST_NOTE, WHATSAPP, AskHistory


@dataclass(frozen=True, slots=True)
class HistoryFacts:
    """`email`: where the customer gets e-mails, "" where that is not known; `waits`: the window is closed;
    `may_note`: this person may say that it was handed over; `may_edit`: and may fill in the address.
    """

    protocol: str
    email: str
    waits: bool
    may_note: bool
    may_edit: bool


class HistoryForm(PanelForm):
    """Carries an AskHistory."""

    def __init__(self, theme: Theme, facts: HistoryFacts) -> None:
        super().__init__(theme, "history")
        self._facts = facts
        ways = [(WHATSAPP, self.tr("WhatsApp")), (EMAIL, self.tr("E-mail"))]
        if facts.may_note:
            ways.append((HANDED_OVER, self.tr("Otherwise")))
        about = self.tr("Protocol {number}. The customer must have it within five days of asking.")
        self._way = Ways(theme, "history_way", self.tr("By which way"), ways)
        self._told = self.told("")
        self._told.setObjectName("history_told")
        self._note = line_field("history_note", self.tr("How the customer got it"))
        self._note.setMaxLength(LONGEST_NOTE)
        self._note.textChanged.connect(self.refresh)
        self._note.returnPressed.connect(self._confirm)
        for part in (self.told(about.format(number=facts.protocol)), self._way, self._told, self._note):
            self.body.addWidget(part)
        if facts.waits and facts.email:
            self._way.choose(EMAIL)
        self._way.changed.connect(self._show_way)
        self._show_way()

    def values(self) -> AskHistory:
        way = self._way.key
        return AskHistory(way, self._note.text().strip() if way == HANDED_OVER else "")

    def restore(self, given: AskHistory) -> None:
        """What was filled in before the window was built again."""
        self._way.choose(given.way)
        self._note.setText(given.note)

    def missing(self) -> str:
        way = self._way.key
        if way == EMAIL and not self._facts.email:
            return self.tr("No e-mail address of the customer is known.")
        if way == HANDED_OVER and not self._note.text().strip():
            return self.tr("Say in a few words how the customer got it.")
        return ""

    def _show_way(self) -> None:
        way = self._way.key
        captions = {
            WHATSAPP: self.tr("Send by WhatsApp"),
            EMAIL: self.tr("Send by e-mail"),
            HANDED_OVER: self.tr("Note it"),
        }
        self.entitle(self.tr("History for the customer"), captions[way])
        self._told.setText(self._words(way))
        self._note.setVisible(way == HANDED_OVER)
        self.refresh()

    def _words(self, way: str) -> str:
        if way == HANDED_OVER:
            return self.tr("Nothing is sent: it is noted in your name. To print the history, save it as PDF.")
        if way == EMAIL and self._facts.email:
            return self.tr("As PDF to {address}.").format(address=self._facts.email)
        if way == EMAIL and self._facts.may_edit:
            return self.tr("No e-mail address of the customer is known: ask for it, and fill it in below with “Edit”.")
        if way == EMAIL:
            return self.tr("No e-mail address of the customer is known: ask for it, and have a team lead fill it in.")
        if self._facts.waits:
            return self.tr("The 24 hours for WhatsApp are over: the PDF goes as soon as the customer writes.")
        return self.tr("As PDF in the conversation, at once.")
