"""A template as the customer will see it: header or what it shows, text with the fields filled, buttons, carousel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.ui.texts import names
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import RADII
from desktop.ui.views.parts import column, ground, label, line, picture, row
from server_stub.contract.content import Button
from server_stub.contract.model import Template, TemplateCard

_BLANK = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_PICTURES = {"IMAGE": "image", "VIDEO": "video", "DOCUMENT": "document", "LOCATION": "location"}
WIDEST = 380
MEDIA_HEIGHT = 96
CARDS_SHOWN = 3
"""Cards of a carousel drawn side by side; the rest is told as a number."""


class TemplatePreview(QFrame):
    """Painted like an outgoing bubble on the ground of a conversation."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("template_preview")
        self._theme = theme
        self._bubble = _Bubble(theme)
        self._cards: list[QWidget] = []
        self.setProperty("ground", "chat")
        caption = label(self.tr("As the customer sees it"), font=theme.fonts.tiny_strong, ink="muted")
        self._more = label(font=theme.fonts.fine, ink="muted", name="preview_more_cards")
        self._more.hide()
        self._carousel = row(gap=8)
        self.setLayout(
            column(caption, row(None, self._bubble), self._carousel, row(None, self._more), margins=(14, 10, 18, 14))
        )

    def show_template(self, template: Template, values: Mapping[str, str]) -> None:
        self._bubble.show_template(template, values)
        self._show_cards(template.cards, values)
        told = [self._bubble.accessibleName(), *(card.accessibleName() for card in self._cards)]
        self.setAccessibleName(", ".join(part for part in told if part))

    @property
    def shown(self) -> str:
        """The body as it will be read."""
        return self._bubble.body

    def _show_cards(self, cards: Sequence[TemplateCard], values: Mapping[str, str]) -> None:
        for old in self._cards:
            old.hide()
            old.deleteLater()
        self._cards = [_Card(self._theme, card, values) for card in cards[:CARDS_SHOWN]]
        for made in self._cards:
            self._carousel.addWidget(made, 1)
        rest = len(cards) - CARDS_SHOWN
        self._more.setVisible(rest > 0)
        self._more.setText(self.tr("and {count} more cards").format(count=max(0, rest)))


class _Painted(QFrame):
    """The ground of an outgoing bubble."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("bubble_out"))
        painter.drawRoundedRect(self.rect(), RADII.bubble, RADII.bubble)
        painter.end()

    def add_buttons(self, box: QVBoxLayout, buttons: Sequence[Button]) -> list[QWidget]:
        made: list[QWidget] = []
        for item in buttons:
            caption = label(item.title, font=self._theme.fonts.strong, ink="link")
            caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
            made += [line(), caption]
        for shown in made:
            box.addWidget(shown)
        return made


class _Bubble(_Painted):
    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setMaximumWidth(WIDEST)
        self._media_box = QVBoxLayout()
        self._media: QWidget | None = None
        self._header = label(font=theme.fonts.strong, wrap=True)
        self._body = label(font=theme.fonts.text, wrap=True, name="preview_body")
        self._footer = label(font=theme.fonts.fine, ink="muted", wrap=True)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(4)
        self._shown: list[QWidget] = []
        parts = (self._media_box, self._header, self._body, self._footer, self._buttons)
        self.setLayout(column(*parts, margins=(14, 10, 14, 10), gap=6))

    @property
    def body(self) -> str:
        return self._body.text()

    def show_template(self, template: Template, values: Mapping[str, str]) -> None:
        self._show_media(template.header_kind)
        self._header.setText(filled(template.header, values))
        self._header.setVisible(bool(template.header))
        self._body.setText(filled(template.body, values))
        self._footer.setText(template.footer)
        self._footer.setVisible(bool(template.footer))
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = self.add_buttons(self._buttons, template.buttons)
        above = names.header(template.header_kind) if self._media is not None else ""
        words = (above, self._header.text(), self.body, template.footer, *(item.title for item in template.buttons))
        self.setAccessibleName(", ".join(part for part in words if part))

    def _show_media(self, kind: str) -> None:
        if self._media is not None:
            self._media.hide()
            self._media.deleteLater()
        self._media = _media(self._theme, kind)
        if self._media is not None:
            self._media_box.addWidget(self._media)


class _Card(_Painted):
    """One card of a carousel."""

    def __init__(self, theme: Theme, card: TemplateCard, values: Mapping[str, str]) -> None:
        super().__init__(theme)
        body = label(filled(card.body, values), font=theme.fonts.fine, wrap=True)
        buttons = QVBoxLayout()
        buttons.setSpacing(4)
        self.setLayout(column(_media(theme, card.header_kind), body, buttons, None, margins=(8, 8, 8, 8), gap=6))
        self.add_buttons(buttons, card.buttons)
        self.setAccessibleName(", ".join([body.text(), *(item.title for item in card.buttons)]))


def _media(theme: Theme, kind: str) -> QWidget | None:
    """A place where the picture, film, document or map will be; None for a header of words or without one."""
    icon = _PICTURES.get(kind.upper())
    if icon is None:
        return None
    made = ground("info", "preview_media")
    made.setFixedHeight(MEDIA_HEIGHT)
    says = names.header(kind)
    caption: QLabel = label(says, font=theme.fonts.fine, ink="info")
    made.setLayout(column(None, row(None, picture(theme, icon, "info", 26), caption, None), None))
    made.setAccessibleName(says)
    return made


def filled(text: str, values: Mapping[str, str]) -> str:
    """Fields that are still empty stay visible as they are written in the template."""
    return _BLANK.sub(lambda found: values.get(found[1]) or found[0], text)
