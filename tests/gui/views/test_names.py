"""Whoever cannot see the window hears a name for everything that can be used, in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.ui.views.login import LoginView
from tests.gui.views.conftest import Office
from tests.helpers.waiting import until

USABLE = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractScrollArea)


def nameless(root: QWidget) -> list[str]:
    """Visible controls that a screen reader would read without a name."""
    found = []
    for widget in root.findChildren(QWidget):
        takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if not widget.isVisible() or not (takes_focus or isinstance(widget, QAbstractButton)):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None and not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def unidentified(root: QWidget) -> list[str]:
    """Visible controls of ours that a test or the demo could not find."""
    own = [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, USABLE) and widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    return [f"{type(widget).__name__} {widget.accessibleName()}" for widget in own if not widget.objectName()]


@pytest.mark.parametrize("language", ["pt_BR", "en"])
async def test_every_control_has_a_name(office: Office, language: str) -> None:
    QAccessible.setActive(True)
    office.preferring.change({"language": language})
    await until(lambda: office.seat.workspace is not None and office.shows("filter_mine"))
    for conversation in ("v-mariana", "v-paula", "v-condominio", "v-carlos"):
        await office.open(conversation)
        assert nameless(office.window) == [], conversation
        assert unidentified(office.window) == [], conversation
    await office.open("v-mariana")
    for opened, shown in (
        (office.work.templates.open, "template_picker"),
        (office.work.switcher.open, "switcher"),
        (office.work.arranging.show_settings, "settings"),
        (office.work.arranging.show_shortcuts, "shortcuts"),
        (office.work.arranging.edit_shortcuts, "shortcut_editor"),
    ):
        opened()
        await until(lambda shown=shown: office.shows(shown))
        assert nameless(office.window) == [], shown
        office.press(Qt.Key.Key_Escape)
        await until(lambda shown=shown: not office.shows(shown))


@pytest.mark.parametrize("language", ["pt_BR", "en"])
async def test_login_has_names_too(office: Office, language: str) -> None:
    office.preferring.change({"language": language})
    view = LoginView(office.theme)
    view.show()
    view.show_problem("x")
    assert nameless(view) == []
    assert unidentified(view) == []
    view.hide()
    view.deleteLater()


async def test_the_reader_walks_list_and_timeline(office: Office) -> None:
    QAccessible.setActive(True)
    await office.open("v-mariana")
    for name, words in (("conversation_list", "Mariana Albuquerque"), ("timeline", "Perfeito, pode enviar o boleto")):
        view = office.find(QWidget, name)
        interface = QAccessible.queryAccessibleInterface(view)
        assert interface.role() == QAccessible.Role.List
        assert interface.text(QAccessible.Text.Name) in ("Conversas", "Mensagens")
        texts = [interface.child(row).text(QAccessible.Text.Name) for row in range(interface.childCount())]
        assert any(words in text for text in texts)
