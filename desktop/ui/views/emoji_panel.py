"""Emoji to pick from, floating above the composer: search, categories, skin tones, all by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QWidget

from desktop.domain.emoji import TONES
from desktop.ui.delegates.cell_delegate import CellDelegate
from desktop.ui.lists.grid_geometry import Section
from desktop.ui.models.cells import CELL_ROLE, Cell
from desktop.ui.speech import announce
from desktop.ui.texts import emoji as words
from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import column, ground, label, line, row
from desktop.ui.views.picker_panel import PickerPanel
from desktop.ui.widgets.elided_label import ElidedLabel

CELL, COLUMNS, ROWS = 42, 9, 6


@dataclass(frozen=True, slots=True)
class EmojiGroup:
    """`sign` stands for it among the categories."""

    title: str
    sign: str
    cells: Sequence[Cell]


class EmojiPanel(PickerPanel):
    """Signals, beside those of every picker:
    tone_chosen(object): 0 to 5.
    """

    tone_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "emoji", self.tr("Search emoji"), self.tr("Clear the search"), parent)
        self.setAccessibleName(self.tr("Emoji"))
        self._theme = theme
        self.grid = self.build_grid(CellDelegate(theme, self), self.tr("Emoji"), CELL, COLUMNS, ROWS)
        self.grid.row_changed.connect(self._tell)
        self.grid.section_reached.connect(self._mark)
        self._groups = QButtonGroup(self)
        self._groups.setExclusive(True)
        self._groups.idClicked.connect(self._to_group)
        self._tabs = row(margins=(2, 0, 2, 0), gap=0)
        self._empty = label(self.tr("No emoji of that name"), font=theme.fonts.text, ink="muted", name="emoji_none")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setFixedSize(self.grid.size())
        self._empty.hide()
        self._sign = label(font=theme.fonts.emoji(17), name="emoji_sign")
        self._name = ElidedLabel(font=theme.fonts.fine, ink="muted", name="emoji_name")
        self._tone = self._button(self.tr("Skin tone"), "emoji_tone")
        self._tone.clicked.connect(self._ask_tone)
        self._tones, self._tone_choices = self._build_tones()
        foot = row(self._sign, self._name, self._tones, self._tone, margins=(6, 4, 2, 0))
        foot.setStretchFactor(self._name, 1)
        box = column(
            self._search,
            self._tabs,
            line(),
            self.grid,
            self._empty,
            line(),
            foot,
            margins=(8, 8, 8, 6),
            gap=5,
        )
        self.setLayout(box)
        theme.changed.connect(self.grid.relay)

    def _build_tones(self) -> tuple[QFrame, QButtonGroup]:
        frame, choices = ground("window", "emoji_tones"), QButtonGroup(self)
        box = row(margins=(0, 0, 2, 0), gap=2)
        box.addStretch(1)
        for tone in range(TONES + 1):
            made = self._button(words.tone(tone), f"emoji_tone_{tone}")
            made.setCheckable(True)
            choices.addButton(made, tone)
            box.addWidget(made)
        choices.idClicked.connect(self._tone_taken)
        frame.setLayout(box)
        frame.hide()
        return frame, choices

    def offer(self, groups: Sequence[EmojiGroup]) -> None:
        """Everything under headings, with a button for each."""
        for old in self._groups.buttons():
            self._groups.removeButton(old)
            old.deleteLater()
        for number, group in enumerate(groups):
            made = self._button(group.title, f"emoji_group_{number}")
            made.setText(group.sign)
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._groups.addButton(made, number)
            self._tabs.addWidget(made)
        self._fill([(group.title, group.cells) for group in groups])
        self._mark(0)

    def show_found(self, cells: Sequence[Cell]) -> None:
        self._fill([("", cells)])

    def show_tone(self, hands: Sequence[str], tone: int) -> None:
        """`hands`: one sign in every tone, without one first."""
        self._tone.setText(hands[tone])
        self._tone.setProperty("tone", tone)
        for number, hand in enumerate(hands):
            choice = self._tone_choices.button(number)
            choice.setText(hand)
            choice.setChecked(number == tone)

    def begin(self) -> None:
        self._show_tones(shown=False)
        super().begin()

    def _fill(self, sections: Sequence[tuple[str, Sequence[Cell]]]) -> None:
        cells = [cell for _, group in sections for cell in group]
        self._model.show_cells(cells)
        self.grid.set_sections([Section(title, len(group)) for title, group in sections])
        self.grid.setVisible(bool(cells))
        self._empty.setVisible(not cells)
        if cells:
            self.grid.to_first()
        else:
            self._show_name("", "")

    def _tell(self, cell_id: object) -> None:
        cell = self.grid.currentIndex().data(CELL_ROLE)
        if isinstance(cell, Cell):
            self._show_name(cell.sign, cell.name)
            announce(self, cell.name)

    def _show_name(self, sign: str, name: str) -> None:
        self._sign.setText(sign)
        self._name.setText(name)

    def _to_group(self, number: int) -> None:
        if self.sought:
            self._search.clear()
        self.grid.show_section(number)
        self._search.setFocus()

    def _mark(self, section: int) -> None:
        button = self._groups.button(section)
        if button is not None and not self.sought:
            button.setChecked(True)

    def _ask_tone(self) -> None:
        self._show_tones(shown=self._tones.isHidden())
        if self._tones.isVisible():
            self._tones.findChild(QToolButton, f"emoji_tone_{self._tone.property('tone')}").setFocus()

    def _show_tones(self, *, shown: bool) -> None:
        """In place of the name."""
        self._tones.setVisible(shown)
        self._sign.setVisible(not shown)
        self._name.setVisible(not shown)

    def _tone_taken(self, tone: int) -> None:
        self._show_tones(shown=False)
        self._search.setFocus()
        self.tone_chosen.emit(tone)

    def _button(self, says: str, name: str) -> QToolButton:
        made = QToolButton()
        made.setObjectName(name)
        made.setProperty("look", "icon")
        made.setFont(self._theme.fonts.emoji(14))
        made.setAccessibleName(says)
        made.setToolTip(says)
        made.setFixedSize(38, 36)
        return made
