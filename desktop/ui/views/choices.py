"""A short list of choices in two lines each, for phrases, the switcher, templates and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QPainter,
    QStandardItem,
    QStandardItemModel,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import RADII, SIZES
from server_stub.contract.words import Sought

CHOICE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Choice:
    """`face`: name for a disc with initials; `icon` and `ink`: a sign at the left; `end`: small text at the right.

    `sought`: what is marked in the detail.
    """

    key: str
    title: str
    detail: str = ""
    end: str = ""
    face: str = ""
    icon: str = ""
    ink: str = "muted"
    sought: Sought | None = None

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.title, self.end, self.detail) if part)


class ChoiceDelegate(QStyledItemDelegate):
    """Paints with theme tokens only."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        first, second = self._line_heights()
        if index.data(CHOICE).detail:
            return QSize(200, max(SIZES.popup_row, first + second + 10))
        return QSize(200, max(38, first + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: Choice = index.data(CHOICE)
        colours, fonts = self._theme.colours, self._theme.fonts
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(4, 1, -4, -1)
        state = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(self._theme.outline)
            painter.setBrush(self._theme.colour("selection" if chosen else "hover"))
            painter.drawRoundedRect(area, RADII.control, RADII.control)
        left = self._paint_sign(painter, area, choice)
        right = area.right() - 10
        first, second = self._line_heights()
        top = QRectF(left, area.top(), 0, area.height())
        if choice.detail:
            top.setTop(area.top() + (area.height() - first - second) / 2)
            top.setHeight(first)
        if choice.end:
            painter.setFont(fonts.tiny)
            painter.setPen(colours.muted)
            width = QFontMetrics(fonts.tiny).horizontalAdvance(choice.end)
            end = QRectF(right - width, top.top(), width + 1, top.height() if choice.detail else area.height())
            painter.drawText(end, Qt.AlignmentFlag.AlignVCenter, choice.end)
            right -= width + 8
        top.setWidth(right - left)
        self._line(painter, top, choice.title, strong=True)
        if choice.detail:
            below = QRectF(left, top.bottom(), area.right() - 10 - left, second)
            self._line(painter, below, choice.detail, strong=False, sought=choice.sought)
        painter.restore()

    def _line_heights(self) -> tuple[int, int]:
        fonts = self._theme.fonts
        return QFontMetrics(fonts.strong).height(), QFontMetrics(fonts.fine).height()

    def _paint_sign(self, painter: QPainter, area: QRectF, choice: Choice) -> float:
        """Where the text begins."""
        ratio = painter.device().devicePixelRatioF()
        if choice.face:
            pixmap = self._theme.faces.pixmap(choice.face, choice.key, 32, ratio)
            painter.drawPixmap(round(area.left() + 8), round(area.center().y() - 16), pixmap)
            return area.left() + 50
        if choice.icon:
            pixmap = self._theme.icons.pixmap(choice.icon, getattr(self._theme.colours, choice.ink), 18, ratio)
            painter.drawPixmap(round(area.left() + 10), round(area.center().y() - 9), pixmap)
            return area.left() + 38
        return area.left() + 12

    def _line(self, painter: QPainter, area: QRectF, text: str, *, strong: bool, sought: Sought | None = None) -> None:
        font = self._theme.fonts.strong if strong else self._theme.fonts.fine
        painter.setFont(font)
        painter.setPen(self._theme.colour("text" if strong else "muted"))
        single = " ".join(text.split())
        elided = QFontMetrics(font).elidedText(single, Qt.TextElideMode.ElideRight, int(area.width()))
        marks = sought.marks(elided) if sought else []
        if not marks:
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
            return
        layout = QTextLayout(elided, font)
        layout.beginLayout()
        layout.createLine().setLineWidth(area.width() + font.pointSizeF())
        layout.endLayout()
        top = area.top() + (area.height() - layout.boundingRect().height()) / 2
        layout.draw(painter, QPointF(area.left(), top), [_marked(self._theme, elided, mark) for mark in marks])


def _marked(theme: Theme, text: str, mark: tuple[int, int]) -> QTextLayout.FormatRange:
    """Qt counts UTF-16 units, we count characters. Colours only, so that the line keeps its width."""
    made = QTextLayout.FormatRange()
    made.start = _units(text[: mark[0]])
    made.length = _units(text[mark[0] : sum(mark)])
    form = QTextCharFormat()
    form.setForeground(theme.colour("text"))
    form.setBackground(theme.colour("found"))
    made.format = form
    return made


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class ChoiceList(QListView):
    """At most some dozens of rows, so the stock list is quick enough. The first row is current after `offer`."""

    def __init__(self, theme: Theme, *, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(ChoiceDelegate(theme, self))

    def offer(self, choices: Sequence[Choice], *, keep: str = "", begin: bool = True) -> None:
        """Replace the rows; the row with the key `keep` stays current if it is among them.

        `begin`: without it the first row becomes current; else the person has to choose.
        """
        self._items.clear()
        for choice in choices:
            item = QStandardItem(choice.title)
            item.setData(choice, CHOICE)
            item.setData(choice.spoken, Qt.ItemDataRole.AccessibleTextRole)
            item.setEditable(False)
            self._items.appendRow(item)
        keys = [choice.key for choice in choices]
        if keep in keys or (keys and begin):
            self.setCurrentIndex(self._items.index(keys.index(keep) if keep in keys else 0, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where the person has to choose, coming here by Tab is not choosing: Qt would take the first row."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        else:
            QAbstractScrollArea.focusInEvent(self, event)

    def count(self) -> int:
        return self._items.rowCount()

    def current_key(self) -> str:
        """Key of the current row, empty when there is none."""
        index = self.currentIndex()
        return index.data(CHOICE).key if index.isValid() else ""

    def choose(self, key: str) -> bool:
        """Make the row with this key current."""
        for number in range(self._items.rowCount()):
            if self._items.index(number, 0).data(CHOICE).key == key:
                self.setCurrentIndex(self._items.index(number, 0))
                return True
        return False

    def move(self, steps: int) -> None:
        """Up or down, around the ends."""
        if self._items.rowCount():
            row = (self.currentIndex().row() + steps) % self._items.rowCount()
            self.setCurrentIndex(self._items.index(row, 0))

    def height_for(self, most: int) -> int:
        """Pixels for at most `most` rows."""
        rows = min(most, self._items.rowCount())
        return sum(self.sizeHintForRow(number) for number in range(rows)) + 2
