"""Forms for a place, a contact card and an internal note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from desktop.domain.template_fields import coordinates
from desktop.ui.theme.theme import Theme
from desktop.ui.views.ask_form import AskForm
from desktop.ui.views.parts import label
from server_stub.contract.content import Card, Location
from server_stub.contract.sendable import ADDRESS_LIMIT, NAME_LIMIT

_NOTE_HEIGHT = 110


class LocationForm(AskForm):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "location_form", parent)
        self.entitle(self.tr("Send a place"), self.tr("Send"))
        self._at = self.field("location_at", self.tr("Coordinates"), longest=60, example="-23.5614, -46.6559")
        self._name = self.field("location_name", self.tr("Name (optional)"), longest=NAME_LIMIT)
        self._address = self.field("location_address", self.tr("Address (optional)"), longest=ADDRESS_LIMIT)
        self.refresh()
        self._at.setFocus()

    def values(self) -> Location | None:
        pair = coordinates(self._at.text().strip())
        if pair is None:
            return None
        return Location(float(pair[0]), float(pair[1]), self._name.text().strip(), self._address.text().strip())


class CardForm(AskForm):
    """`known`: cards that can be chosen instead of typing: contacts with a number."""

    def __init__(self, theme: Theme, known: Sequence[Card], parent: QWidget) -> None:
        super().__init__(theme, "card_form", parent)
        self.entitle(self.tr("Send a contact card"), self.tr("Send"))
        self._known = known
        self._choice = QComboBox()
        self._choice.setObjectName("card_known")
        self._choice.setAccessibleName(self.tr("Take from"))
        self._choice.addItem(self.tr("Type it in"))
        for card in known:
            self._choice.addItem(f"{card.name} · {card.phones[0]}")
        self._choice.activated.connect(self._take)
        self.body.addWidget(label(self.tr("Take from"), font=theme.fonts.fine_strong, ink="muted"))
        self.body.addWidget(self._choice)
        self._name = self.field("card_name", self.tr("Name"), longest=NAME_LIMIT)
        self._phone = self.field("card_phone", self.tr("Telephone"), longest=NAME_LIMIT, example="+55 11 98123-4567")
        self._email = self.field("card_email", self.tr("E-mail"), longest=NAME_LIMIT)
        self._company = self.field("card_company", self.tr("Company"), longest=NAME_LIMIT)
        self.refresh()
        self._name.setFocus()

    def values(self) -> Card | None:
        name, phone, email = (field.text().strip() for field in (self._name, self._phone, self._email))
        if not name or not (phone or email):
            return None
        phones, emails = [phone] if phone else [], [email] if email else []
        return Card(name, phones=phones, emails=emails, organisation=self._company.text().strip())

    def _take(self, place: int) -> None:
        if place == 0:
            return
        card = self._known[place - 1]
        self._name.setText(card.name)
        self._phone.setText(card.phones[0])
        self._email.setText(card.emails[0] if card.emails else "")


class NoteForm(AskForm):
    """A window of its own, in its own colour, so that a note is never sent to a customer by mistake.

    `colleagues`: names by account id. `confirmed` carries the text and the ids of those called by @name.
    """

    def __init__(self, theme: Theme, colleagues: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(theme, "note_form", parent)
        self.entitle(self.tr("Internal note"), self.tr("Keep the note"))
        self._colleagues = colleagues
        told = self.tr("Only colleagues see it. It is never sent to the customer.")
        self.body.addWidget(label(told, font=theme.fonts.fine, ink="warn", wrap=True))
        self._text = QPlainTextEdit()
        self._text.setObjectName("note_text")
        self._text.setProperty("look", "field")
        self._text.setAccessibleName(self.tr("Internal note"))
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(_NOTE_HEIGHT)
        self._text.textChanged.connect(self.refresh)
        self.body.addWidget(self._text)
        self._mention = QComboBox()
        self._mention.setObjectName("note_mention")
        self._mention.setAccessibleName(self.tr("Mention a colleague"))
        self._mention.addItem(self.tr("Mention a colleague"))
        for name in colleagues.values():
            self._mention.addItem(f"@{name}")
        self._mention.activated.connect(self._insert)
        self.body.addWidget(self._mention)
        self.refresh()
        self._text.setFocus()

    def values(self) -> tuple[str, tuple[str, ...]] | None:
        text = self._text.toPlainText().strip()
        return (text, mentioned(text, self._colleagues)) if text else None

    def _insert(self, place: int) -> None:
        if place:
            self._text.insertPlainText(f"{self._mention.itemText(place)} ")
            self._mention.setCurrentIndex(0)
            self._text.setFocus()


def mentioned(text: str, colleagues: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of those whose @name stands in the text; of two names that begin alike the longer one is meant."""
    found: list[str] = []
    rest = text.casefold()
    for account_id, name in sorted(colleagues.items(), key=lambda item: -len(item[1])):
        call = f"@{name.casefold()}"
        if call in rest:
            found.append(account_id)
            rest = rest.replace(call, "")
    return tuple(found)
