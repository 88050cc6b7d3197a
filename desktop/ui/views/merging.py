"""Contacts that may be one person: why it looks so, both side by side, and the decision, which can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import SIZES
from desktop.ui.views.empty import EmptyState
from desktop.ui.views.parts import button, column, ground, label, row
from desktop.ui.widgets.avatar import Avatar
from desktop.ui.widgets.section import KeyValue


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two contacts."""

    id: str
    name: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """`decided`: a sentence about what was decided, empty while it is open. `may_undo`: it can be taken back.

    `new_phone`: the number that the person may have now, `by_platform` where WhatsApp says so.
    """

    id: str
    reason: str
    contact: Side
    other: Side | None
    decided: str = ""
    may_undo: bool = False
    new_phone: str = ""
    by_platform: bool = False


class MergingView(QFrame):
    """Signals, each with the id of a proposal: accepted(object), rejected(object), undone(object); again_asked()."""

    accepted = Signal(object)
    rejected = Signal(object)
    undone = Signal(object)
    again_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("merging")
        self.setProperty("ground", "window")
        self.setAccessibleName(self.tr("Same person?"))
        self._theme = theme
        self._cards: list[QFrame] = []
        self._state = EmptyState(theme, name="merging_state")
        self._state.action_asked.connect(self.again_asked)
        self._box = QVBoxLayout()
        self._box.setSpacing(14)
        inside = ground("window")
        inside.setLayout(column(self._box, None, margins=(24, 18, 24, 18)))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        self.setLayout(column(self._state, self._area))

    def show_state(self, icon: str, title: str, text: str, action: str = "") -> None:
        self._area.hide()
        self._state.show_text(icon, title, text, action=action)
        self._state.show()

    def show_proposals(self, proposals: Sequence[Proposal]) -> None:
        for old in self._cards:
            old.hide()
            old.deleteLater()
        self._cards = [self._card(item) for item in proposals]
        for made in self._cards:
            self._box.addWidget(made)
        self._state.hide()
        self._area.show()

    def set_busy(self, proposal_id: str, *, busy: bool) -> None:
        for card in self._cards:
            if card.property("proposal") == proposal_id:
                card.setEnabled(not busy)

    def _card(self, item: Proposal) -> QFrame:
        made = ground("popup", f"merge_{item.id}")
        made.setProperty("proposal", item.id)
        made.setAccessibleName(item.reason)
        fonts = self._theme.fonts
        first = self._side(item.contact)
        second = self._side(item.other) if item.other is not None else self._new_owner(item)
        both = row(first, second, gap=14)
        both.setStretchFactor(first, 1)
        both.setStretchFactor(second, 1)
        reason = label(item.reason, font=fonts.strong, wrap=True)
        keeps = self.tr("Conversations are put together; a permission never passes from one contact to the other.")
        if item.other is None:
            keeps = self.tr("Until you decide, nothing is begun with this person.")
        foot = label(item.decided or keeps, font=fonts.fine, ink="muted", wrap=True)
        box = column(reason, both, foot, self._actions(item), margins=(18, 14, 18, 14), gap=10)
        made.setLayout(box)
        return made

    def _actions(self, item: Proposal) -> QFrame:
        made = QFrame()
        if item.decided:
            undo = self._button(self.tr("Undo"), "undo", item.id)
            undo.setVisible(item.may_undo)
            made.setLayout(row(undo, None))
            return made
        accept = self.tr("Same person, put together") if item.other is not None else self.tr("Still the same person")
        reject = self.tr("Different people") if item.other is not None else self.tr("Another person now")
        yes, no = self._button(accept, "accept", item.id), self._button(reject, "reject", item.id)
        yes.setProperty("look", "primary")
        made.setLayout(row(yes, no, None))
        return made

    def _button(self, text: str, verb: str, proposal_id: str) -> QWidget:
        made = button(text, name=f"merge_{verb}_{proposal_id}")
        made.setProperty("proposal", proposal_id)
        made.setProperty("verb", verb)
        made.clicked.connect(self._clicked)
        return made

    def _clicked(self) -> None:
        asked = self.sender()
        signals = {"accept": self.accepted, "reject": self.rejected, "undo": self.undone}
        signals[asked.property("verb")].emit(asked.property("proposal"))

    def _side(self, side: Side) -> QFrame:
        made = ground("side")
        face = Avatar(self._theme, SIZES.avatar_small)
        face.set_person(side.name, side.id)
        facts = KeyValue(self._theme)
        facts.set_rows(side.facts)
        name = label(side.name, font=self._theme.fonts.strong, wrap=True)
        head = row(face, name, gap=10)
        head.setStretchFactor(name, 1)
        made.setLayout(column(head, facts, None, margins=(12, 10, 12, 10), gap=8))
        return made

    def _new_owner(self, item: Proposal) -> QFrame:
        made = ground("side")
        words = self.tr("Perhaps somebody else has this number now.")
        if item.new_phone and item.by_platform:
            words = self.tr("WhatsApp says that this person moved to this number.")
        facts = KeyValue(self._theme)
        facts.set_rows([(self.tr("New number"), item.new_phone)] if item.new_phone else [])
        facts.setVisible(bool(item.new_phone))
        told = label(words, font=self._theme.fonts.text, wrap=True)
        made.setLayout(column(facts, told, None, margins=(12, 10, 12, 10), gap=8))
        return made
