"""Paints one line of the conversation list: face, name, last message, time, what waits and who has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui.delegates import ticks
from desktop.ui.delegates.conversation_around import Around
from desktop.ui.delegates.conversation_words import Line, LineWords
from desktop.ui.delegates.words import Words
from desktop.ui.models.conversation_entry import ConversationEntry
from desktop.ui.models.conversation_model import ENTRY_ROLE
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from server_stub.contract.delivery import Status
from server_stub.contract.model import Account

_LEFT = 16
_RIGHT = 16
_TEXT = _LEFT + SIZES.avatar + 12
_OWNER = 20
_KEPT = 400
_MOST_UNREAD = 99
_WIDEST_QUEUE = 84
_AFTER_QUEUE = 6
_LEAST_PREVIEW = 56
"""With less room for what was said, the queue gives way."""


class ConversationDelegate(QStyledItemDelegate):
    """`accounts` answers the colleagues by id; `now` is milliseconds UTC."""

    def __init__(
        self,
        theme: Theme,
        words: Words,
        account_id: str,
        accounts: Callable[[], Mapping[str, Account]],
        now: Callable[[], int],
        parent: QWidget | None = None,
        *,
        around: Around | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.words = LineWords(words, account_id, accounts, now, around)
        self._lines: dict[tuple[str, int], _Kept] = {}
        self._remake()
        theme.changed.connect(self._remake)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(SIZES.list_width, self._height)

    def describe(self, entry: ConversationEntry) -> str:
        """For screen readers; give it to the ConversationModel."""
        return self.words.describe(entry)

    def forget(self) -> None:
        """Words may be other ones now: names of queues have changed."""
        self._lines.clear()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: ConversationEntry = index.data(ENTRY_ROLE)
        area: QRect = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        kept = self._line(entry, area.width())
        line = kept.line
        ground = self._paint_ground(painter, area, option.state, is_offered=line.is_offered)
        top, right = area.top(), area.right() - _RIGHT
        self._paint_face(painter, entry, line, ground, area.left() + _LEFT, top + (self._height - SIZES.avatar) // 2)
        is_unread = entry.conversation.unread > 0
        painter.setFont(self._theme.fonts.fine)
        painter.setPen(self._link if is_unread else self._muted)
        painter.drawText(right - self._fine.horizontalAdvance(line.time), top + self._upper, line.time)
        painter.setFont(self._theme.fonts.strong)
        painter.setPen(self._text)
        painter.drawText(area.left() + _TEXT, top + self._upper, kept.name)
        self._paint_mark(painter, line, right - self._fine.horizontalAdvance(line.time) - 21, top + self._upper - 5)
        x = area.left() + _TEXT
        if kept.queue:
            self._paint_queue(painter, kept, x, top, ground)
            x += kept.queue_width + _AFTER_QUEUE
        if line.icon:
            ratio = painter.device().devicePixelRatioF()
            ink = self._theme.colours.muted
            painter.drawPixmap(x, top + self._lower - 13, self._theme.icons.pixmap(line.icon, ink, 16, ratio))
            x += 20
        strong = line.is_alarm or line.is_offered
        painter.setFont(self._theme.fonts.fine_strong if strong else self._theme.fonts.fine)
        painter.setPen(self._preview_pen(line, is_unread=is_unread))
        painter.drawText(x, top + self._lower, kept.preview)
        self._paint_end(painter, line, badges(line, entry.conversation.unread), right, top)

    # Inside

    def _remake(self) -> None:
        theme = self._theme
        self._fine = QFontMetrics(theme.fonts.fine)
        self._fine_strong = QFontMetrics(theme.fonts.fine_strong)
        self._strong = QFontMetrics(theme.fonts.strong)
        self._tiny = QFontMetrics(theme.fonts.tiny_strong)
        self._text, self._muted = QPen(theme.colour("text")), QPen(theme.colour("muted"))
        self._link, self._danger = QPen(theme.colour("link")), QPen(theme.colour("danger"))
        self._tick = QPen(theme.colour("tick"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        self._tick_read = QPen(theme.colour("tick_read"), 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        lines = self._strong.height() + self._fine.height() + 3
        self._height = max(SIZES.row, lines + 24)
        self._upper = (self._height - lines) // 2 + self._strong.ascent()
        self._lower = (self._height - lines) // 2 + self._strong.height() + 3 + self._fine.ascent()
        self._lines.clear()
        self.sizeHintChanged.emit(QModelIndex())

    def _line(self, entry: ConversationEntry, width: int) -> _Kept:
        """Words and elided texts, kept while entry, width and minute are the same."""
        minute = self.words.now() // 60_000
        key = (entry.id, width)
        kept = self._lines.get(key)
        if kept is not None and kept.entry is entry and kept.minute == minute:
            return kept
        line = self.words.line(entry)
        elide = Qt.TextElideMode.ElideRight
        beside = self._fine.horizontalAdvance(line.time) + (22 if line.mark else 0) + (22 if line.looking else 0)
        room = width - _TEXT - _RIGHT
        name = self._strong.elidedText(line.name, elide, room - beside - 10)
        queue = self._tiny.elidedText(line.queue, elide, _WIDEST_QUEUE) if line.queue else ""
        queue_width = self._tiny.horizontalAdvance(queue) + 12 if queue else 0
        room -= self._end_width(line, badges(line, entry.conversation.unread)) + (20 if line.icon else 0)
        if queue and room - queue_width - _AFTER_QUEUE < _LEAST_PREVIEW:
            queue, queue_width = "", 0
        room -= queue_width + _AFTER_QUEUE if queue else 0
        metrics = self._fine_strong if line.is_alarm or line.is_offered else self._fine
        preview = metrics.elidedText(line.preview, elide, room)
        if len(self._lines) >= _KEPT:
            del self._lines[next(iter(self._lines))]
        self._lines[key] = made = _Kept(entry, minute, line, name, preview, queue, queue_width)
        return made

    def _preview_pen(self, line: Line, *, is_unread: bool) -> QPen:
        if line.is_alarm:
            return self._danger
        if line.is_offered or line.is_typing:
            return self._link
        return self._text if is_unread else self._muted

    def _badge_width(self, text: str) -> int:
        return max(20, self._tiny.horizontalAdvance(text) + 12)

    def _end_width(self, line: Line, texts: list[str]) -> int:
        shown = sum(self._badge_width(text) + 6 for text in texts)
        return shown + (self._tiny.horizontalAdvance(line.hint.text) + 26 if line.hint else 0)

    def _paint_ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag, *, is_offered: bool) -> str:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        plain = "info_fill" if is_offered else "side"
        ground = "selection" if is_selected else "hover" if is_hovered else plain
        if ground != "side":
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(self._theme.colour("accent"), 2) if focused else self._theme.outline)
            painter.setBrush(self._theme.colour(ground))
            painter.drawRoundedRect(QRectF(area).adjusted(6, 2, -6, -2), 10, 10)
        if is_offered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(QRectF(area.left() + 6, area.top() + 12, 4, area.height() - 24), 2, 2)
        return ground

    def _paint_queue(self, painter: QPainter, kept: _Kept, x: int, top: int, ground: str) -> None:
        height = self._tiny.height() + 4
        middle = top + self._lower - self._fine.ascent() + self._fine.height() / 2
        pill = QRectF(x, middle - height / 2, kept.queue_width, height)
        painter.setPen(self._theme.outline)
        painter.setBrush(self._theme.colour("field" if ground == "side" else "side"))
        painter.drawRoundedRect(pill, 6, 6)
        painter.setFont(self._theme.fonts.tiny_strong)
        painter.setPen(self._muted)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, kept.queue)

    def _paint_face(self, painter: QPainter, entry: ConversationEntry, line: Line, ground: str, x: int, y: int) -> None:
        ratio = painter.device().devicePixelRatioF()
        faces = self._theme.faces
        painter.drawPixmap(x, y, faces.pixmap(line.name, entry.conversation.contact_id, SIZES.avatar, ratio))
        ring = QPen(self._theme.colour(ground), 2)
        if line.owner_name:
            corner = QPointF(x + SIZES.avatar - _OWNER + 4, y + SIZES.avatar - _OWNER + 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(ground))
            painter.drawEllipse(QRectF(corner.x() - 2, corner.y() - 2, _OWNER + 4, _OWNER + 4))
            painter.drawPixmap(corner, faces.pixmap(line.owner_name, line.owner_id, _OWNER, ratio))
            return
        painter.setPen(ring)
        painter.setBrush(self._theme.colour("open" if line.is_open else "closed"))
        painter.drawEllipse(QPointF(x + SIZES.avatar - 6, y + SIZES.avatar - 6), 6.5, 6.5)

    def _paint_mark(self, painter: QPainter, line: Line, x: int, middle: int) -> None:
        if line.looking:
            ratio = painter.device().devicePixelRatioF()
            eye = self._theme.icons.pixmap("eye", self._theme.colours.muted, 15, ratio)
            painter.drawPixmap(x - (20 if line.mark else 0), middle - 8, eye)
        if line.mark == Status.FAILED:
            ratio = painter.device().devicePixelRatioF()
            icon = self._theme.icons.pixmap("warning", self._theme.colours.danger, 15, ratio)
            painter.drawPixmap(x, middle - 8, icon)
        elif line.mark:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ticks.paint_ticks(painter, x, middle, line.mark, self._tick, self._tick_read)

    def _paint_end(self, painter: QPainter, line: Line, texts: list[str], right: int, top: int) -> None:
        """Badges and hint at the end of the second line, the first badge outermost."""
        x = float(right)
        painter.setFont(self._theme.fonts.tiny_strong)
        for text in texts:
            width = self._badge_width(text)
            x -= width
            pill = QRectF(x, top + self._lower - 15, width, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(pill, 10, 10)
            painter.setPen(self._theme.colour("on_accent"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
            x -= 6
        if line.hint is not None:
            width = self._tiny.horizontalAdvance(line.hint.text)
            ratio = painter.device().devicePixelRatioF()
            painter.setPen(self._theme.colour(line.hint.ink))
            painter.drawText(QPointF(x - width, top + self._lower - 1), line.hint.text)
            ink = getattr(self._theme.colours, line.hint.ink)
            icon = self._theme.icons.pixmap(line.hint.icon, ink, 14, ratio)
            painter.drawPixmap(QPointF(x - width - 17, top + self._lower - 12), icon)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a row says at one width in one minute."""

    entry: ConversationEntry
    minute: int
    line: Line
    name: str
    preview: str
    queue: str
    queue_width: int


def badges(line: Line, unread: int) -> list[str]:
    """How many are unread, and the sign of a note that calls this person by name."""
    return [text for text, shown in ((badge_text(unread), unread > 0), ("@", line.is_called)) if shown]


def badge_text(count: int) -> str:
    return f"{_MOST_UNREAD}+" if count > _MOST_UNREAD else str(count)
