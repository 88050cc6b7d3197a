"""The tasks of the contact's pane: record a permission, record leaving, ask for permission, open a request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QCheckBox, QDateTimeEdit, QWidget

from desktop.ui.texts import ledger, moments
from desktop.ui.theme.theme import Theme
from desktop.ui.views.choices import Choice, ChoiceList
from desktop.ui.views.panel_form import FileField, PanelForm, Ways, choice_field, line_field
from desktop.ui.views.parts import button, column, ground, label
from server_stub.contract.rights import Right

Named = Sequence[tuple[str, str]]
"""Codes with their names."""


@dataclass(frozen=True, slots=True)
class Permission:
    """`way`: message, voice or paper; the proof is a message or a file. `said_at` in ms, 0 where the message tells.

    `notice_version`: an earlier text that was agreed to, "" for the current one.
    """

    purpose: str
    way: str
    message_id: str
    path: Path | None
    said_at: int
    note: str
    notice_version: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    scope: str
    note: str


@dataclass(frozen=True, slots=True)
class Asking:
    purpose: str
    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class Editing:
    """`age`: minor, adult, or "" where nobody knows."""

    email: str
    age: str
    legal_block: bool


@dataclass(frozen=True, slots=True)
class Requesting:
    right: Right
    note: str


class PermissionForm(PanelForm):
    """`file_asked()`: the person wants to pick a file."""

    file_asked = Signal()

    def __init__(self, theme: Theme, purpose: str, title: str, notice: str, now: int) -> None:
        super().__init__(theme, "record_permission")
        self.entitle(self.tr("Record permission: {purpose}").format(purpose=title), self.tr("Record"))
        self._purpose, self._version = purpose, ""
        self._earlier = ("", "")
        self._notice = label(notice, font=theme.fonts.fine, ink="info", wrap=True)
        said = ground("info", "record_notice")
        said.setLayout(column(self._notice, margins=(12, 8, 12, 8)))
        said.setVisible(bool(notice))
        self._use_earlier = button("", name="record_earlier")
        self._use_earlier.clicked.connect(self._take_earlier)
        self._use_earlier.hide()
        for part in (said, self._use_earlier):
            self.body.addWidget(part)
        ways = [(key, ledger.way(key)) for key in ("message", "voice", "paper")]
        self._way = Ways(theme, "record_way", self.tr("How the customer agreed"), ways)
        self._way.changed.connect(self._show_way)
        self._messages = ChoiceList(theme, name="record_messages", accessible=self.tr("Messages of the customer"))
        self._messages.setMinimumHeight(190)
        self._messages.selectionModel().currentChanged.connect(self.refresh)
        self._none = self.told(self.tr("The customer has not written anything that could be proof."))
        self._none.setObjectName("record_no_message")
        self.file = FileField(theme, "record_file", self.tr("Drop the recording or the scanned paper here."))
        self.file.choose_asked.connect(self.file_asked)
        self.file.changed.connect(self.refresh)
        self._when_words = self.told(self.tr("When the customer said so"))
        self._when = _moment_field("record_when", self.tr("When the customer said so"), now)
        self._note = line_field("record_note", self.tr("Note (optional)"))
        for part in (self._way, self._messages, self._none, self.file, self._when_words, self._when, self._note):
            self.body.addWidget(part)
        self._offered = False
        self._show_way()

    def offer_messages(self, choices: Sequence[Choice]) -> None:
        """The newest first. None is chosen beforehand: proof is not a matter of chance."""
        self._offered = bool(choices)
        self._messages.offer(choices, begin=False)
        self._show_way()

    def offer_earlier(self, version_id: str, version: int, text: str) -> None:
        """The text that was in force when the customer said so."""
        self._earlier = (version_id, text)
        says = self.tr("Use version {version}").format(version=version)
        self._use_earlier.setText(says)
        self._use_earlier.setAccessibleName(says)
        self._use_earlier.show()

    def values(self) -> Permission:
        by_message = self._way.key == "message"
        return Permission(
            self._purpose,
            self._way.key,
            self._messages.current_key() if by_message else "",
            None if by_message else self.file.path,
            0 if by_message else self._when.dateTime().toMSecsSinceEpoch(),
            self._note.text().strip(),
            self._version,
        )

    def missing(self) -> str:
        if self._way.key == "message":
            return "" if self._messages.current_key() else self.tr("Choose the message first")
        return "" if self.file.path is not None else self.tr("Choose the recording or the scanned paper first")

    def _take_earlier(self) -> None:
        """Shown before it is recorded: whoever records it sees what the customer agreed to."""
        self._version, text = self._earlier
        self._notice.setText(text)
        self._use_earlier.hide()
        self.show_problem("")
        self.ok.setFocus()

    def _show_way(self) -> None:
        by_message = self._way.key == "message"
        self._messages.setVisible(by_message and self._offered)
        self._none.setVisible(by_message and not self._offered)
        for part in (self.file, self._when_words, self._when):
            part.setVisible(not by_message)
        self.refresh()


class LeavingForm(PanelForm):
    """Says plainly that it cannot be undone from here."""

    def __init__(self, theme: Theme, scopes: Named) -> None:
        super().__init__(theme, "record_leaving", look="danger")
        self.entitle(self.tr("Record refusal or opt-out"), self.tr("Stop now"))
        warning = ground("danger", "leaving_warning")
        words = self.tr("It takes effect at once and cannot be undone here: only the customer can agree again.")
        warning.setLayout(column(self.told(words, ink="danger"), margins=(12, 8, 12, 8)))
        self._scope = choice_field("leaving_scope", self.tr("What the customer does not want"), scopes)
        self._scope.setProperty("first", True)
        self._note = line_field("leaving_note", self.tr("Note (optional)"))
        for part in (warning, self.told(self.tr("What the customer does not want")), self._scope, self._note):
            self.body.addWidget(part)

    def values(self) -> Leaving:
        return Leaving(self._scope.currentData(), self._note.text().strip())


class AskingForm(PanelForm):
    """In the chat, by e-mail or by SMS; the chat only where the send gate allows it now."""

    def __init__(self, theme: Theme, purposes: Named, *, chat: str, email: str, phone: str) -> None:
        """`chat`: why it may not be asked in the chat, empty when it may."""
        super().__init__(theme, "ask_permission")
        self.entitle(self.tr("Ask for permission"), self.tr("Ask"))
        self._addresses = {"email": email, "sms": phone}
        self._purpose = choice_field("ask_purpose", self.tr("What for"), purposes)
        self._nothing = self.told(self.tr("There is nothing to ask for now."))
        self._nothing.setVisible(not purposes)
        self._purpose.setVisible(bool(purposes))
        channels = (("chat", self.tr("In the chat")), ("email", self.tr("E-mail")), ("sms", self.tr("SMS")))
        self._channel = Ways(theme, "ask_channel", self.tr("By which way"), channels)
        self._address = line_field("ask_address", self.tr("Address"))
        self._address.textChanged.connect(self.refresh)
        self._address.returnPressed.connect(self._confirm)
        self._why = self.told(chat)
        self._why.setVisible(bool(chat))
        self._how = self.told("")
        for part in (self._nothing, self._purpose, self._channel, self._why, self._address, self._how):
            self.body.addWidget(part)
        if chat:
            self._channel.allow("chat", allowed=False, why=chat)
            self._channel.choose("email")
        self._channel.changed.connect(self._show_channel)
        self._show_channel()

    def values(self) -> Asking:
        return Asking(self._purpose.currentData(), self._channel.key, self._address.text().strip())

    def missing(self) -> str:
        if self._purpose.currentData() is None:
            return self.tr("There is nothing to ask for now.")
        needs = self._channel.key != "chat" and not self._address.text().strip()
        return self.tr("Fill in the address first") if needs else ""

    def _show_channel(self) -> None:
        key = self._channel.key
        self._address.setVisible(key != "chat")
        says = self.tr("Telephone number, with area code") if key == "sms" else self.tr("E-mail address")
        self._address.setPlaceholderText(says)
        self._address.setAccessibleName(says)
        self._address.setText(self._addresses.get(key, ""))
        answers = {
            "email": self.tr("The customer reads the exact notice on a page, and confirms offers on WhatsApp too."),
            "sms": self.tr("The customer answers with one word: SIM or NÃO."),
        }
        self._how.setText(answers.get(key) or self.tr("The customer gets the exact notice and answers with one tap."))
        self.refresh()


class EditForm(PanelForm):
    """What leads set about a person."""

    def __init__(self, theme: Theme, now: Editing) -> None:
        super().__init__(theme, "edit_person")
        self.entitle(self.tr("Edit contact"), self.tr("Save"))
        self._email = line_field("edit_email", self.tr("E-mail address"), now.email)
        self._email.setProperty("first", True)
        ages = [("adult", self.tr("Of age")), ("minor", self.tr("Under age"))]
        if not now.age:
            ages.insert(0, ("", self.tr("Age not known")))
        self._age = choice_field("edit_age", self.tr("Age"), ages)
        self._age.setCurrentIndex(self._age.findData(now.age))
        self._legal = _check("edit_legal", self.tr("Legal block"), on=now.legal_block)
        told = self.told(self.tr("Under age: a guardian has to give permission. Legal block: nothing at all is sent."))
        for part in (self._email, self._age, self._legal, told):
            self.body.addWidget(part)

    def values(self) -> Editing:
        return Editing(self._email.text().strip(), str(self._age.currentData()), self._legal.isChecked())


class RequestForm(PanelForm):
    """A request under the data protection law (LGPD): gets a protocol number and a due date at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "rights_request")
        self.entitle(self.tr("LGPD request"), self.tr("Open request"))
        rights = [(right.value, ledger.right(right)) for right in Right]
        self._right = choice_field("request_right", self.tr("What the person asks for"), rights)
        self._right.setProperty("first", True)
        self._note = line_field("request_note", self.tr("In the person's words (optional)"))
        told = self.told(self.tr("The person gets a protocol number; the answer is due within 15 days."))
        for part in (self.told(self.tr("What the person asks for")), self._right, self._note, told):
            self.body.addWidget(part)

    def values(self) -> Requesting:
        return Requesting(Right(self._right.currentData()), self._note.text().strip())


def _check(name: str, says: str, *, on: bool) -> QCheckBox:
    made = QCheckBox(says)
    made.setObjectName(name)
    made.setAccessibleName(says)
    made.setChecked(on)
    return made


def _moment_field(name: str, says: str, now: int) -> QWidget:
    """Never in the future: nobody agrees tomorrow."""
    made = QDateTimeEdit(QDateTime.fromMSecsSinceEpoch(now))
    made.setObjectName(name)
    made.setAccessibleName(says)
    made.setProperty("look", "field")
    made.lineEdit().setAccessibleName(says)
    made.lineEdit().setTextMargins(8, 0, 0, 0)
    made.lineEdit().setObjectName(f"{name}_line")
    made.setDisplayFormat("dd/MM/yyyy HH:mm" if moments.portuguese() else "d MMM yyyy HH:mm")
    made.setMaximumDateTime(QDateTime.fromMSecsSinceEpoch(now))
    return made
