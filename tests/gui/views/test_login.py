"""Signing in and out, with problems told as sentences."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from tests.gui.views.conftest import Office
from tests.helpers.waiting import until


async def test_out_and_in_again_by_keys(office: Office) -> None:
    office.window.findChild(QAction, "account_sign_out").trigger()
    await until(lambda: office.shows("login_view"))
    assert office.find(QLineEdit, "login_gateway").hasFocus()
    office.write("gateway.example")
    office.press(Qt.Key.Key_Tab)
    office.write("ana")
    office.press(Qt.Key.Key_Return)
    assert office.find(QLabel, "login_problem_text").text() == "Preencha: Senha."
    office.write("wrong")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.find(QPushButton, "login_submit").isEnabled())
    assert office.find(QLabel, "login_problem_text").text() == "Usuário ou senha incorretos."
    office.write("right")
    office.press(Qt.Key.Key_Return)
    await until(lambda: office.shows("workspace"))
    assert office.desk.running


async def test_the_form_never_shows_the_password(office: Office) -> None:
    office.work.sign_in_asked.emit()
    await until(lambda: office.shows("login_password"))
    field = office.find(QLineEdit, "login_password")
    field.setText("secret")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert "secret" not in field.displayText()
