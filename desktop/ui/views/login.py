"""The first window: which gateway, who, and the password; problems are told in a sentence above the button."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, ground, label, picture, row

CARD_WIDTH = 392


@dataclass(frozen=True, slots=True)
class Credentials:
    gateway: str
    login: str
    password: str

    def __repr__(self) -> str:
        return "Credentials(…)"


class LoginView(QFrame):
    """`submitted(Credentials)`: the person asks to sign in."""

    submitted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("login_view")
        self.setProperty("ground", "chat")
        self._theme = theme
        self._gateway = self._field("login_gateway", self.tr("Gateway address"), "https://")
        self._login = self._field("login_user", self.tr("User"), "")
        self._password = self._field("login_password", self.tr("Password"), "")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._submit = button(self.tr("Sign in"), name="login_submit", look="primary")
        self._submit.setDefault(True)
        self._submit.setMinimumHeight(38)
        self._submit.clicked.connect(self._try)
        self._problem = self._strip("login_problem", "danger", "warning")
        self._note = self._strip("login_note", "info", "info")
        self._lay_out()

    def fill_in(self, gateway: str, login: str) -> None:
        """What is remembered from last time."""
        self._gateway.setText(gateway)
        self._login.setText(login)

    def show_problem(self, sentence: str) -> None:
        """Empty takes it away. The text is announced, and the password is ready to be typed again."""
        self._show_strip(self._problem, sentence)
        if sentence:
            self._password.setFocus()
            self._password.selectAll()

    def show_note(self, sentence: str) -> None:
        """Something to know that does not keep anyone from signing in."""
        self._show_strip(self._note, sentence)

    def set_busy(self, *, busy: bool) -> None:
        for field in (self._gateway, self._login, self._password):
            field.setReadOnly(busy)
        self._submit.setEnabled(not busy)
        self._submit.setText(self.tr("Signing in…") if busy else self.tr("Sign in"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first_empty().setFocus()

    def _field(self, name: str, accessible: str, placeholder: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setProperty("look", "field")
        field.setAccessibleName(accessible)
        field.setPlaceholderText(placeholder)
        field.returnPressed.connect(self._try)
        return field

    def _strip(self, name: str, kind: str, icon: str) -> QFrame:
        strip = ground(kind, name)
        text = label(font=self._theme.fonts.fine, ink=kind, wrap=True, name=f"{name}_text")
        strip.setLayout(row(picture(self._theme, icon, kind, 18), text, margins=(12, 10, 12, 10)))
        strip.layout().setAlignment(Qt.AlignmentFlag.AlignTop)
        strip.layout().setStretchFactor(text, 1)
        strip.hide()
        return strip

    def _show_strip(self, strip: QFrame, sentence: str) -> None:
        text = strip.findChild(QWidget, f"{strip.objectName()}_text")
        text.setText(sentence)
        text.setAccessibleName(sentence)
        strip.setVisible(bool(sentence))

    def _labelled(self, field: QLineEdit) -> object:
        caption = label(field.accessibleName(), font=self._theme.fonts.fine_strong, ink="muted")
        caption.setBuddy(field)
        return column(caption, field, gap=4)

    def _lay_out(self) -> None:
        fonts = self._theme.fonts
        card = ground("popup", "login_card")
        card.setFixedWidth(CARD_WIDTH)
        head = row(picture(self._theme, "logo", "accent", 40), label("Balcão", font=fonts.heading), None, gap=12)
        welcome = label(self.tr("Sign in to serve your customers."), font=fonts.text, ink="muted", wrap=True)
        card.setLayout(
            column(
                head,
                welcome,
                8,
                self._labelled(self._gateway),
                self._labelled(self._login),
                self._labelled(self._password),
                self._problem,
                4,
                self._submit,
                self._note,
                margins=(32, 28, 32, 28),
                gap=12,
            )
        )
        outer = column(None, row(None, card, None), None, margins=(16, 16, 16, 16))
        self.setLayout(outer)

    def _first_empty(self) -> QLineEdit:
        fields = (self._gateway, self._login, self._password)
        return next((field for field in fields if not field.text().strip()), self._password)

    def _try(self) -> None:
        if not self._submit.isEnabled():
            return
        empty = self._first_empty()
        if not empty.text().strip():
            empty.setFocus()
            missing = QCoreApplication.translate("LoginView", "Fill in: {field}.").format(field=empty.accessibleName())
            self._show_strip(self._problem, missing)
            return
        self.show_problem("")
        self.submitted.emit(
            Credentials(self._gateway.text().strip(), self._login.text().strip(), self._password.text())
        )
