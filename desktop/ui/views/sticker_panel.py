"""The team's stickers, floating above the composer: search, packs, what was used and liked, all by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.delegates.media import MediaProvider
from desktop.ui.delegates.sticker_face import StickerFace
from desktop.ui.lists.grid_geometry import Section
from desktop.ui.models.cells import CELL_ROLE
from desktop.ui.models.sticker_cells import StickerCell, StickerGroup
from desktop.ui.speech import announce
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, line, row, tool
from desktop.ui.views.picker_panel import PickerPanel
from desktop.ui.views.sticker_tabs import StickerTabs
from desktop.ui.widgets.elided_label import ElidedLabel

CELL, COLUMNS, ROWS = 88, 4, 3


class StickerPanel(PickerPanel):
    """Signals, beside those of every picker:
    liked(object): id of the sticker whose star is to be turned.
    menu_asked(object, QPoint): id, and where on the screen its menu belongs.
    studio_asked(): somebody wants to make one.
    """

    liked = Signal(object)
    menu_asked = Signal(object, QPoint)
    studio_asked = Signal()

    def __init__(self, theme: Theme, pictures: MediaProvider, parent: QWidget) -> None:
        super().__init__(theme, "sticker", self.tr("Search stickers"), self.tr("Clear the search"), parent)
        self.setAccessibleName(self.tr("Stickers of the team"))
        self._face = StickerFace(theme, pictures, self)
        self.grid = self.build_grid(self._face, self.tr("Stickers"), CELL, COLUMNS, ROWS)
        self.grid.row_changed.connect(self._tell)
        self.grid.section_reached.connect(self._mark)
        self.grid.context_requested.connect(self.menu_asked)
        self._tabs = StickerTabs(theme, self.tr("Packs"))
        self._tabs.chosen.connect(self._to_group)
        self._starts: list[int] = []
        self._build(theme)
        theme.changed.connect(self.grid.relay)

    def _build(self, theme: Theme) -> None:
        self._empty = label(font=theme.fonts.text, ink="muted", wrap=True, name="sticker_none")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setFixedSize(self.grid.size())
        self._empty.hide()
        self._title = ElidedLabel(font=theme.fonts.strong, ink="text", name="sticker_title")
        self._more = ElidedLabel(font=theme.fonts.fine, ink="muted", name="sticker_more")
        says = self.tr("Favourite")
        self._like = tool(theme, "star", name="sticker_like", says=says, keys="Ctrl+D", checked_ink="accent")
        self._like.clicked.connect(self._turn_star)
        self._menu = tool(theme, "more", name="sticker_menu", says=self.tr("More about this sticker"))
        self._menu.clicked.connect(self._ask_menu)
        self._make = button(self.tr("Make one…"), name="sticker_make")
        self._make.clicked.connect(self._ask_studio)
        words = column(self._title, self._more, gap=1)
        foot = row(words, self._like, self._menu, self._make, margins=(6, 2, 2, 0), gap=2)
        foot.setStretchFactor(words, 1)
        box = column(
            self._search, self._tabs, line(), self.grid, self._empty, line(), foot, margins=(8, 8, 8, 6), gap=5
        )
        self.setLayout(box)

    def offer(self, groups: Sequence[StickerGroup], nothing: str) -> None:
        """Everything under headings; `nothing` is said where there is none at all."""
        self._tabs.offer([group.title for group in groups])
        self._fill(groups, nothing)
        self._mark(0)

    def show_found(self, cells: Sequence[StickerCell], nothing: str) -> None:
        self._tabs.unmark()
        self._fill([StickerGroup("", cells)] if cells else [], nothing)

    def refresh(self, sticker_id: str) -> None:
        """Its picture has come, or another frame of it is due."""
        self.grid.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._act(event):
            super().keyPressEvent(event)

    def steer(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not self.sought and self._starts:
            self._turn_pack(-1 if event.key() == Qt.Key.Key_Backtab else 1)
            return True
        return self._act(event) or super().steer(event)

    def _act(self, event: QKeyEvent) -> bool:
        """Keys about the current sticker, wherever the focus is in here."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if control and event.key() == Qt.Key.Key_D:
            self._turn_star()
        elif event.key() == Qt.Key.Key_Menu or (shift and event.key() == Qt.Key.Key_F10):
            self._ask_menu()
        else:
            return False
        return True

    def _fill(self, groups: Sequence[StickerGroup], nothing: str) -> None:
        kept = self.grid.current_id()
        cells = [cell for group in groups for cell in group.cells]
        self._model.show_cells(cells)
        self.grid.set_sections([Section(group.title, len(group.cells)) for group in groups])
        starts = [0]
        for group in groups:
            starts.append(starts[-1] + len(group.cells))
        self._starts = starts[:-1]
        self._empty.setText(nothing)
        self._empty.setVisible(not cells)
        for widget in (self.grid, self._like, self._menu):
            widget.setVisible(bool(cells))
        if cells:
            again = self._model.row_of(str(kept))
            self.grid.setCurrentIndex(self._model.index(max(0, again), 0))
        else:
            self._show_words("", "")
            announce(self, nothing)

    def _turn_pack(self, steps: int) -> None:
        """To the first of the next pack, round and round."""
        here = max((number for number, start in enumerate(self._starts) if start <= self._row), default=0)
        self._to_group((here + steps) % len(self._starts))

    @property
    def _row(self) -> int:
        return max(0, self.grid.currentIndex().row())

    def _to_group(self, number: int) -> None:
        if self.sought:
            self._search.clear()
        self.grid.show_section(number)
        self.grid.setCurrentIndex(self._model.index(self._starts[number], 0))
        self._mark(number)
        self._search.setFocus()

    def _mark(self, section: int) -> None:
        if not self.sought:
            self._tabs.mark(section)

    def _tell(self, sticker_id: object) -> None:
        cell = self.grid.currentIndex().data(CELL_ROLE)
        self._face.current = str(sticker_id or "")
        if isinstance(cell, StickerCell):
            self._show_words(cell.title, cell.more)
            self._like.setChecked(cell.is_liked)
            announce(self, cell.name)

    def _show_words(self, title: str, more: str) -> None:
        self._title.setText(title)
        self._more.setText(more)

    def _turn_star(self) -> None:
        if self.grid.current_id() is not None:
            self.liked.emit(self.grid.current_id())

    def _ask_menu(self) -> None:
        index = self.grid.currentIndex()
        if index.isValid():
            place = self.grid.viewport().mapToGlobal(self.grid.visualRect(index).center())
            self.menu_asked.emit(self.grid.current_id(), place)

    def _ask_studio(self) -> None:
        self.leave()
        self.studio_asked.emit()
