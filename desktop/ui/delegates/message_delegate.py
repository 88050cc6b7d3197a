"""Lays out and paints the rows of a timeline: keeps the last few hundred layouts and answers what lies where."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, Signal, Slot
from PySide6.QtGui import QPainter

from desktop.ui.delegates.bubble import BubbleLayout
from desktop.ui.delegates.cleaning import cleaned
from desktop.ui.delegates.compose import Composer
from desktop.ui.delegates.composition import FIRST_LOOK
from desktop.ui.delegates.describe import copied_text
from desktop.ui.delegates.ink import BubbleInk
from desktop.ui.delegates.line_layout import NoticeLayout, UnreadLayout
from desktop.ui.delegates.media import MediaProvider, Pictures
from desktop.ui.delegates.part import PaintContext
from desktop.ui.delegates.words import Word, Words
from desktop.ui.lists.ports import Hit, RowState
from desktop.ui.models.rows import DaySeparator, Placement, Row, UnreadLine, is_line
from desktop.ui.models.timeline_model import TimelineModel
from desktop.ui.theme.theme import Theme
from server_stub.contract.model import Message

_KEPT = 200
"""Ten screens; a layout takes 15 kB."""
_LONGEST_LINE = 2400
"""Characters of a system line."""
Layout = BubbleLayout | NoticeLayout | UnreadLayout


class MessageDelegate(QObject):
    """Implements lists.ports.ThreadPainter over a TimelineModel. Follows the theme by itself.

    Signals:
        restyled(): everything must be laid out and painted again.
    """

    restyled = Signal()
    estimate = 76

    def __init__(
        self,
        model: TimelineModel,
        theme: Theme,
        words: Words,
        media: MediaProvider,
        now: Callable[[], int],
        *,
        ratio: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        # Never without an owner in Qt: collected as garbage in a worker thread it would take the program down.
        super().__init__(parent or model)
        self._model = model
        self._theme = theme
        self._words = words
        self._media = media
        self._now = now
        self._account_id = ""
        self._contact_name = ""
        self._shows_authors = True
        self._layouts: OrderedDict[str, Layout] = OrderedDict()
        self._looks: dict[str, int] = {}
        self._ratio = ratio
        self._remake()
        theme.changed.connect(self._remake)

    def set_people(self, *, account_id: str, contact_name: str) -> None:
        """Who is looking (their own messages carry no name) and how the customer is called in quotations."""
        self._account_id = account_id
        self._contact_name = contact_name
        self.forget_all()
        self.restyled.emit()

    def show_authors(self, *, shown: bool) -> None:
        """Whether the names of colleagues stand above what they wrote."""
        if shown != self._shows_authors:
            self._shows_authors = shown
            self.forget_all()
            self.restyled.emit()

    def set_ratio(self, ratio: float) -> None:
        """Device pixel ratio of the screen that the view is on: pictures and icons are made for it."""
        if ratio != self._ratio:
            self._ratio = ratio
            self._remake()

    def read_more(self, message_id: str) -> None:
        """Show more of a very long text; the row must be measured again."""
        self._looks[message_id] = 4 * self._looks.get(message_id, FIRST_LOOK)
        self._layouts.pop(message_id, None)

    # ThreadPainter

    def height(self, row: int, width: int) -> int:
        return self._layout(row, width).height

    def paint(self, painter: QPainter, row: int, top: int, width: int, state: RowState) -> None:
        layout = self._layout(row, width)
        if not isinstance(layout, BubbleLayout):
            layout.paint(painter, top, state, self._ink)
            return
        message = self._model.row_at(row)
        assert isinstance(message, Message)  # noqa: S101 - only messages have bubbles
        context = self._contexts[message.direction == "out"]
        if state.selection is not None or state.marks:
            context = PaintContext(context.ink, context.side, context.pictures, state.selection, state.marks)
        layout.paint(painter, top, width, message.status, state, context)

    def paint_background(self, painter: QPainter, area: QRect, shift: int) -> None:
        step = round(self._ink.dots.width() / self._ratio)
        painter.drawTiledPixmap(area, self._ink.dots, QPoint(area.x() % step, (area.y() - shift) % step))

    def hit(self, row: int, x: int, y: int, width: int) -> Hit | None:
        layout = self._layout(row, width)
        return layout.hit(x, y) if isinstance(layout, BubbleLayout) else None

    def text_position(self, row: int, x: int, y: int, width: int, *, nearest: bool) -> int | None:
        layout = self._layout(row, width)
        if isinstance(layout, BubbleLayout):
            return layout.text_position(x, y, nearest=nearest)
        return 0 if nearest else None

    def text(self, row: int) -> str:
        layout = self._layouts.get(self._model.row_at(row).id)
        return layout.text() if isinstance(layout, BubbleLayout) else ""

    def copied(self, row: int) -> str:
        shown = self._model.row_at(row)
        return copied_text(shown, self._words) if isinstance(shown, Message) else ""

    def shows_media(self, row: int, media_id: str) -> bool:
        layout = self._layouts.get(self._model.row_at(row).id)
        return isinstance(layout, BubbleLayout) and layout.shows_media(media_id)

    def forget(self, row: int) -> None:
        self._layouts.pop(self._model.row_at(row).id, None)

    def forget_media(self, media_id: str) -> None:
        """A picture was replaced by a better one."""
        self._pictures.forget(media_id)

    def forget_all(self) -> None:
        self._layouts.clear()

    # Inside

    @Slot()
    def _remake(self) -> None:
        self._ink = BubbleInk(self._theme, self._ratio)
        self._pictures = Pictures(self._media, self._ratio)
        self._contexts = {
            ours: PaintContext(self._ink, self._ink.side(ours=ours), self._pictures) for ours in (True, False)
        }
        self.forget_all()
        self.restyled.emit()

    def _layout(self, row: int, width: int) -> Layout:
        shown = self._model.row_at(row)
        found = self._layouts.get(shown.id)
        if found is not None and found.row_width == width:
            self._layouts.move_to_end(shown.id)
            return found
        layout = self._build(shown, row, width)
        self._layouts[shown.id] = layout
        if len(self._layouts) > _KEPT:
            self._layouts.popitem(last=False)
        return layout

    def _build(self, shown: Row, row: int, width: int) -> Layout:
        if isinstance(shown, DaySeparator):
            return NoticeLayout(self._words.day(shown.start, self._now()), width, self._ink)
        if isinstance(shown, UnreadLine):
            return UnreadLayout(self._words.unread_line(shown.count), width, self._ink)
        if is_line(shown):
            line, _, beside = cleaned(self._words.line(shown.content))[:_LONGEST_LINE].partition("\n")
            told = f"{line}\u00a0·\u00a0{self._words.clock(shown.sent_at)}"
            return NoticeLayout(f"{told}\n{beside}" if beside else told, width, self._ink)
        return self._bubble(shown, self._model.placement(row), width)

    def _bubble(self, message: Message, placement: Placement, width: int) -> BubbleLayout:
        ink = self._ink
        room = min(int(width * ink.sizes.share), ink.sizes.widest) - 2 * ink.sizes.pad_x
        side = ink.side(ours=message.direction == "out")
        name = self._contact_name or self._words.word(Word.CUSTOMER)
        look = self._looks.get(message.id, FIRST_LOOK)
        composer = Composer(self._words, ink, side, max(120, room), name, look)
        is_colleague = self._shows_authors and message.author_id != self._account_id
        made = composer.compose(message, author=message.author_name if is_colleague and placement.first else "")
        return BubbleLayout(message, placement, made, width, ink, self._words)
