"""Pens, brushes, fonts and metrics of bubbles, made once per theme so that painting makes none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QTextCharFormat, QTextOption

from desktop.ui.delegates.formatting import Style
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import BUBBLE, BubbleSizes, Colours

_DOT_STEP = 28
_TILED = 8


@dataclass(frozen=True, slots=True)
class SideInk:
    """Colours of one side of the conversation; `link` and so on are names of tokens where icons need them."""

    fill: QBrush
    text: QPen
    muted: QPen
    muted_token: str
    link: QPen
    link_token: str
    danger: QPen
    danger_token: str
    quote: QBrush
    formats: dict[Style, QTextCharFormat]


class BubbleInk:
    """Everything a part needs to lay itself out and to paint. Rebuilt when the theme changes."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        colours, fonts = theme.colours, theme.fonts
        self.theme = theme
        self.ratio = ratio
        self.sizes: BubbleSizes = BUBBLE.scaled(theme.text_scale)
        self.text_font, self.strong_font = fonts.text, fonts.strong
        self.fine_font, self.fine_strong_font, self.tiny_font = fonts.fine, fonts.fine_strong, fonts.tiny
        self.badge_font = QFont(fonts.tiny)
        self.badge_font.setPointSizeF(fonts.tiny.pointSizeF() * 0.86)
        self.badge_font.setWeight(QFont.Weight.Bold)
        self.text_metrics = QFontMetrics(fonts.text)
        self.strong_metrics = QFontMetrics(fonts.strong)
        self.fine_metrics = QFontMetrics(fonts.fine)
        self.fine_strong_metrics = QFontMetrics(fonts.fine_strong)
        self.tiny_metrics = QFontMetrics(fonts.tiny)
        self.wrap = QTextOption()
        self.wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.shadow = QBrush(QColor(colours.shadow))
        self.accent = QBrush(QColor(colours.accent))
        self.on_accent = QPen(QColor(colours.on_accent))
        self.placeholder = QBrush(QColor(colours.placeholder))
        self.on_placeholder = QPen(QColor(colours.on_placeholder))
        self.overlay = QBrush(QColor(colours.overlay))
        self.on_overlay = QPen(QColor(colours.on_overlay))
        self.wave = QBrush(QColor(colours.wave))
        self.notice, self.on_notice = QBrush(QColor(colours.notice)), QPen(QColor(colours.on_notice))
        self.unread, self.on_unread = QBrush(QColor(colours.unread)), QPen(QColor(colours.on_unread))
        self.field = QBrush(QColor(colours.field))
        self.line = QPen(QColor(colours.line))
        self.outline = theme.outline
        self.focus = QPen(QColor(colours.accent), 2)
        self.tick = _round_pen(colours.tick, 1.5)
        self.tick_read = _round_pen(colours.tick_read, 1.7)
        self.tick_on_overlay = _round_pen(colours.on_overlay, 1.5)
        self.tick_read_overlay = _round_pen(colours.tick_read_overlay, 1.7)
        self.flash = QColor(colours.accent)
        self.flash.setAlpha(46)
        self.selection = _coloured(colours.on_accent, colours.accent)
        self.found = _coloured(colours.text, colours.found)
        self.incoming = self._side(colours, "in", fonts.fixed)
        self.outgoing = self._side(colours, "out", fonts.fixed)
        self.note = replace(self.outgoing, fill=QBrush(QColor(colours.warn_fill)))
        """What never leaves must not look like what was sent."""
        self.ground = QColor(colours.chat)
        self.dots = _dots(colours, ratio)

    def side(self, *, ours: bool) -> SideInk:
        return self.outgoing if ours else self.incoming

    def icon(self, name: str, token: str, size: int) -> QPixmap:
        return self.theme.icons.pixmap(name, getattr(self.theme.colours, token), size, self.ratio)

    def fill(self, token: str) -> QBrush:
        """A brush in the colour of a token, for what is painted too rarely to be kept ready."""
        return QBrush(QColor(getattr(self.theme.colours, token)))

    def pen(self, token: str) -> QPen:
        return QPen(QColor(getattr(self.theme.colours, token)))

    def _side(self, colours: Colours, side: str, fixed: QFont) -> SideInk:
        def colour(token: str) -> QColor:
            return QColor(getattr(colours, token.format(side)))

        return SideInk(
            fill=QBrush(colour("bubble_{}")),
            text=QPen(colour("text")),
            muted=QPen(colour("bubble_{}_muted")),
            muted_token=f"bubble_{side}_muted",
            link=QPen(colour("bubble_{}_link")),
            link_token=f"bubble_{side}_link",
            danger=QPen(colour("bubble_{}_danger")),
            danger_token=f"bubble_{side}_danger",
            quote=QBrush(colour("quote_{}")),
            formats=_formats(colour("bubble_{}_link"), fixed, QBrush(colour("quote_{}"))),
        )


def _formats(link: QColor, fixed: QFont, code_ground: QBrush) -> dict[Style, QTextCharFormat]:
    made = {style: QTextCharFormat() for style in Style}
    made[Style.BOLD].setFontWeight(QFont.Weight.Bold)
    made[Style.ITALIC].setFontItalic(True)
    made[Style.STRIKE].setFontStrikeOut(True)
    made[Style.CODE].setFontFamilies(fixed.families())
    made[Style.CODE].setBackground(code_ground)
    made[Style.LINK].setForeground(link)
    made[Style.LINK].setFontUnderline(True)
    return made


def _coloured(text: str, ground: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setBackground(QColor(ground))
    made.setForeground(QColor(text))
    return made


def _round_pen(colour: str, width: float) -> QPen:
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _dots(colours: Colours, ratio: float) -> QPixmap:
    """A tile of the chat background: two dots on its ground."""
    # Several steps in one tile: fewer copies for each strip that is painted.
    side = round(_DOT_STEP * _TILED * ratio)
    tile = QPixmap(side, side)
    tile.setDevicePixelRatio(ratio)
    tile.fill(QColor(colours.chat))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.chat_dots))
    for row in range(2 * _TILED):
        for column in range(_TILED):
            x = (column + (0.25 if row % 2 == 0 else 0.75)) * _DOT_STEP
            painter.drawEllipse(QPointF(x, (row / 2 + 0.25) * _DOT_STEP), 1.5, 1.5)
    painter.end()
    return tile
