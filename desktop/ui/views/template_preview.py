"""A template as the customer will see it: header or what it shows, text with the fields filled, buttons, carousel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.texts import names, templates
from desktop.ui.texts.counts import Counts
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import RADII
from desktop.ui.views.parts import column, label, line, picture, row
from desktop.ui.views.template_form import ShownFile
from server_stub.contract.model import Template, TemplateButton, TemplateCard
from server_stub.contract.template_fields import HEADER, PLACE_ADDRESS, PLACE_NAME, filled

_PICTURES = {"IMAGE": "image", "VIDEO": "video", "DOCUMENT": "document", "LOCATION": "location", "PRODUCT": "cart"}
_BUTTON_ICONS = {
    "QUICK_REPLY": "reply",
    "URL": "link",
    "PHONE_NUMBER": "phone",
    "VOICE_CALL": "phone",
    "COPY_CODE": "copy",
    "OTP": "copy",
    "FLOW": "list",
    "CATALOG": "cart",
    "MPM": "cart",
    "SPM": "cart",
}
WIDEST = 380
MEDIA_HEIGHT = 96
TALLEST = 210
"""Of a picture; taller ones are cut above and below, as in WhatsApp."""
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

    def show_template(self, template: Template, values: Mapping[str, str], file: ShownFile | None = None) -> None:
        self._bubble.show_template(template, values, file)
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
        self._more.setText(Counts().more_cards(max(0, rest)))


class _Painted(QFrame):
    """A ground with round corners: that of an outgoing bubble, or another `ground` of the theme."""

    def __init__(self, theme: Theme, ground: str = "bubble_out", radius: int = RADII.bubble) -> None:
        super().__init__()
        self._theme, self._ground, self._radius = theme, ground, radius

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._ground))
        painter.drawRoundedRect(self.rect(), self._radius, self._radius)
        painter.end()

    def add_buttons(self, box: QVBoxLayout, buttons: Sequence[TemplateButton]) -> list[QWidget]:
        made: list[QWidget] = []
        for item in buttons:
            caption = label(templates.button(item), font=self._theme.fonts.strong, ink="link")
            whole = QWidget()
            icon = _BUTTON_ICONS.get(item.kind)
            sign = None if icon is None else picture(self._theme, icon, "link", 16)
            signs = [] if sign is None else [sign]
            whole.setLayout(row(None, *signs, caption, None))
            made += [line(), whole]
        for shown in made:
            box.addWidget(shown)
        return made


class _Bubble(_Painted):
    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setFixedWidth(WIDEST)
        self._media_box = QVBoxLayout()
        self._media: QWidget | None = None
        self._header = label(font=theme.fonts.strong, wrap=True, name="preview_header")
        self._offer = label(font=theme.fonts.strong, wrap=True, name="preview_offer")
        self._body = label(font=theme.fonts.text, wrap=True, name="preview_body")
        self._footer = label(font=theme.fonts.fine, ink="muted", wrap=True)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(4)
        self._shown: list[QWidget] = []
        parts = (self._media_box, self._header, self._offer, self._body, self._footer, self._buttons)
        self.setLayout(column(*parts, margins=(14, 10, 14, 10), gap=6))

    @property
    def body(self) -> str:
        return self._body.text()

    def show_template(self, template: Template, values: Mapping[str, str], file: ShownFile | None) -> None:
        self._show_media(template.header_kind, values, file)
        self._body.setText(filled(template.body, values))
        for shown, text in (
            (self._header, filled(template.header, values, HEADER)),
            (self._offer, template.offer),
            (self._footer, template.footer),
        ):
            shown.setText(text)
            shown.setVisible(bool(text))
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = self.add_buttons(self._buttons, template.buttons)
        above = "" if self._media is None else self._media.accessibleName()
        words = (above, self._header.text(), self._offer.text(), self.body, template.footer)
        self.setAccessibleName(", ".join([part for part in words if part] + [*map(templates.button, template.buttons)]))

    def _show_media(self, kind: str, values: Mapping[str, str], file: ShownFile | None) -> None:
        if self._media is not None:
            self._media.hide()
            self._media.deleteLater()
        self._media = _header(self._theme, kind, values, file)
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
        self.setAccessibleName(", ".join([body.text(), *map(templates.button, card.buttons)]))


class _Photograph(QWidget):
    """The chosen picture as wide as the bubble, with round corners."""

    def __init__(self, image: QImage, width: int) -> None:
        super().__init__()
        self.setObjectName("preview_picture")
        self._image = image
        height = round(width * image.height() / max(1, image.width()))
        self.setFixedHeight(min(TALLEST, max(MEDIA_HEIGHT, height)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), RADII.control, RADII.control)
        painter.setClipPath(path)
        scale = max(self.width() / self._image.width(), self.height() / self._image.height())
        seen = QRectF(0, 0, self.width() / scale, self.height() / scale)
        seen.moveCenter(QRectF(self._image.rect()).center())
        painter.drawImage(QRectF(self.rect()), self._image, seen)
        painter.end()


def _header(theme: Theme, kind: str, values: Mapping[str, str], file: ShownFile | None) -> QWidget | None:
    """What stands above the text: the chosen file, the named place, or where they will be."""
    says = names.header(kind)
    if file is not None and file.image is not None:
        shown = _Photograph(file.image, WIDEST - 28)
        shown.setAccessibleName(f"{says}, {file.path.name}, {file.size}")
        return shown
    title, detail = (values.get(PLACE_NAME, ""), values.get(PLACE_ADDRESS, "")) if kind == "LOCATION" else ("", "")
    if file is not None:
        title, detail = file.path.name, file.size
    return _media(theme, kind, title, detail)


def _media(theme: Theme, kind: str, title: str = "", detail: str = "") -> QWidget | None:
    """A place for the picture, film, document or map; None for a header of words or without one."""
    icon = _PICTURES.get(kind.upper())
    if icon is None:
        return None
    made = _Painted(theme, "info_fill", RADII.control)
    made.setObjectName("preview_media")
    made.setMinimumHeight(MEDIA_HEIGHT if kind != "DOCUMENT" else MEDIA_HEIGHT // 2 + 12)
    says = names.header(kind)
    caption: QLabel = label(title or says, font=theme.fonts.fine_strong if title else theme.fonts.fine, ink="info")
    caption.setWordWrap(bool(title))
    sign = picture(theme, icon, "info", 26)
    if title:
        below = label(detail, font=theme.fonts.tiny, ink="info", wrap=True)
        below.setVisible(bool(detail))
        words = column(caption, below, gap=0)
        inside = row(sign, words, margins=(14, 8, 14, 8), gap=10)
        inside.setStretchFactor(words, 1)
    else:
        inside = row(None, sign, caption, None)
    made.setLayout(column(None, inside, None))
    made.setAccessibleName(", ".join(part for part in (says, title, detail) if part))
    return made
