"""A template as the customer will see it: header, text with the fields filled, footer, buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import RADII
from desktop.ui.views.parts import column, label, line, row
from server_stub.contract.model import Template

_BLANK = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
WIDEST = 380


class TemplatePreview(QFrame):
    """Painted like an outgoing bubble on the ground of a conversation."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("template_preview")
        self._bubble = _Bubble(theme)
        self.setProperty("ground", "chat")
        caption = label(self.tr("As the customer sees it"), font=theme.fonts.tiny_strong, ink="muted")
        self.setLayout(column(caption, row(None, self._bubble), margins=(14, 10, 18, 14)))

    def show_template(self, template: Template, values: Mapping[str, str]) -> None:
        self._bubble.show_template(template, values)
        self.setAccessibleName(self._bubble.accessibleName())

    @property
    def shown(self) -> str:
        """The body as it will be read."""
        return self._bubble.body


class _Bubble(QFrame):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setMaximumWidth(WIDEST)
        self._header = label(font=theme.fonts.strong, wrap=True)
        self._body = label(font=theme.fonts.text, wrap=True, name="preview_body")
        self._footer = label(font=theme.fonts.fine, ink="muted", wrap=True)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(4)
        self._shown: list[QWidget] = []
        self.setLayout(column(self._header, self._body, self._footer, self._buttons, margins=(14, 10, 14, 10), gap=6))

    @property
    def body(self) -> str:
        return self._body.text()

    def show_template(self, template: Template, values: Mapping[str, str]) -> None:
        self._header.setText(filled(template.header, values))
        self._header.setVisible(bool(template.header))
        self._body.setText(filled(template.body, values))
        self._footer.setText(template.footer)
        self._footer.setVisible(bool(template.footer))
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = []
        for item in template.buttons:
            rule, caption = line(), self._button(item.title)
            self._shown += [rule, caption]
            self._buttons.addWidget(rule)
            self._buttons.addWidget(caption)
        words = (self._header.text(), self._body.text(), template.footer, *(item.title for item in template.buttons))
        self.setAccessibleName(", ".join(part for part in words if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("bubble_out"))
        painter.drawRoundedRect(self.rect(), RADII.bubble, RADII.bubble)
        painter.end()

    def _button(self, title: str) -> QLabel:
        made = label(title, font=self._theme.fonts.strong, ink="link")
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return made


def filled(text: str, values: Mapping[str, str]) -> str:
    """Fields that are still empty stay visible as they are written in the template."""
    return _BLANK.sub(lambda found: values.get(found[1]) or found[0], text)
