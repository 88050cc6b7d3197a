"""A page of the administration: a list of records at the left, the form of one at the right, and what happens said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.admin.form import Form
from desktop.ui.views.admin.inputs import Field
from desktop.ui.views.admin.typed import NEW, TypedValues
from desktop.ui.views.choices import Choice, ChoiceList
from desktop.ui.views.empty import EmptyState
from desktop.ui.views.parts import button, column, label, line, row

LIST_WIDTH, NARROW_LIST = 280, 190
NARROW = 680
ONE = "."
"""The key of the record where there is only one."""


class RecordsPage(QFrame):
    """Signals: `chosen(object)` the key of a record; `new_asked()`; `save_asked(object)` the form's values;
    `action_asked(object)` the name of an extra action; `again_asked()` load once more; `discard_asked()` forget what
    was typed.
    """

    chosen = Signal(object)
    new_asked = Signal()
    save_asked = Signal(object)
    action_asked = Signal(object)
    again_asked = Signal()
    discard_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        title: str,
        explanation: str,
        fields: Sequence[Field] = (),
        *,
        new: str = "",
        save: str = "",
        listed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`new` and `save`: words of the buttons, "" for none. Without `listed` there is one record only."""
        super().__init__(parent)
        self.setObjectName(f"page_{name}")
        self.setAccessibleName(title)
        self._theme, self._name, self._save_words = theme, name, save
        self._filling = False
        self._left: QFrame | None = None
        self.form = Form(theme, fields)
        self.form.edited.connect(self._edited)
        self.typed = TypedValues(self.read_values, self.write_values)
        self._exists = True
        self.above, self.extra = column(gap=12), column(gap=12)
        """For what a page shows beside its form, over it and below it."""
        self.beside = column()
        """For what it shows over the list."""
        self.list = ChoiceList(theme, name=f"{name}_list", accessible=title)
        self.list.selectionModel().currentChanged.connect(self._row_changed)
        self._new = self._act(new, f"{name}_new", self.new_asked)
        self._save = button(save or self.tr("Save"), name=f"{name}_save", look="primary")
        if not save:  # shown before it has a place, it would be a window of its own for a moment
            self._save.hide()
        self._save.clicked.connect(self._save_clicked)
        self._unsaved = self._build_unsaved()
        self._actions = row(gap=8)
        self._problem = label(font=theme.fonts.fine, ink="danger", wrap=True, name=f"{name}_problem")
        self._problem.hide()
        self._state = EmptyState(theme, name=f"{name}_state")
        self._state.action_asked.connect(self._state_action)
        self._state_makes_new = False
        self._body = self._build_body(listed=listed)
        heading = label(title, font=theme.fonts.heading, wrap=True)
        told = label(explanation, font=theme.fonts.text, ink="muted", wrap=True)
        head = column(heading, told, margins=(28, 22, 28, 14), gap=4)
        whole = column(gap=0)
        whole.addLayout(head)
        whole.addWidget(line())
        whole.addWidget(self._body, 1)
        whole.addWidget(self._state, 1)
        self.setLayout(whole)
        self.show_loading()

    # What is shown

    def show_loading(self) -> None:
        self._show_state("hourglass", self.tr("One moment…"), "", "")

    def show_trouble(self, sentence: str) -> None:
        self._show_state("warning", self.tr("This could not be loaded"), sentence, self.tr("Try again"))

    def show_none(self, title: str, text: str) -> None:
        """There is no record yet; the button that makes one stays."""
        self._show_state("list", title, text, self._new.text(), makes_new=True)

    def show_records(self, choices: Sequence[Choice], *, keep: str = "") -> None:
        self._state.hide()
        self._body.show()
        self._filling = True
        self.list.offer(choices, keep=keep)
        self._filling = False
        if self.list.current_key():
            self.chosen.emit(self.list.current_key())

    def show_record(self, values: Mapping[str, object], *, exists: bool = True) -> None:
        self._state.hide()
        self._body.show()
        self.show_problem("")
        self._exists = exists
        self.form.fill(values, exists=exists)
        met = self.typed.begin(NEW if not exists else self.list.current_key() or ONE)
        self._show_typed()
        if met:
            self.tell_met(met)
        if not exists:
            # Also the current row: choosing it again must be heard.
            self.list.selectionModel().clear()
            self.form.focus()

    def tell_met(self, names: Sequence[str]) -> None:
        """Somebody else changed these fields while what was typed into them waited."""
        told = self.tr("Somebody changed this meanwhile. Their changes are shown, yours are kept: look, and save.")
        if both := self.form.captions(names):
            told += " " + self.tr("You both changed: {fields}.").format(fields=", ".join(both))
        self.show_problem(told)

    def read_values(self) -> dict[str, object]:
        """What could be typed on this page; one with more than its form says so, in a shape that can be written."""
        return self.form.values()

    def write_values(self, values: Mapping[str, object]) -> None:
        self.form.fill(values, exists=self._exists)

    def show_problem(self, sentence: str, field: str = "") -> None:
        """At the field that is wrong, where the form has it; else beside the button."""
        self.form.clear_problems()
        at_field = bool(field) and self.form.show_problem(field, sentence)
        self._problem.setText("" if at_field else sentence)
        self._problem.setVisible(bool(sentence) and not at_field)
        if at_field:
            self._scroll.ensureWidgetVisible(self.form.part(field))

    def set_busy(self, *, busy: bool) -> None:
        self._save.setEnabled(not busy)
        self._save.setText(self.tr("Saving…") if busy else self._save_words)
        self._unsaved.setVisible(bool(self.typed.typed()))

    def add_action(self, name: str, words: str, *, look: str = "ghost") -> QPushButton:
        """A button beside "save"; it asks with `name`."""
        made = button(words, name=f"{self._name}_{name}", look=look)
        made.setProperty("action", name)
        made.clicked.connect(self._action_clicked)
        self._actions.addWidget(made)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the list gives way to the form."""
        super().resizeEvent(event)
        if self._left is not None:
            scale = self._theme.text_scale
            is_narrow = self.width() < round(NARROW * scale)
            self._left.setFixedWidth(round((NARROW_LIST if is_narrow else LIST_WIDTH) * scale))

    # Inside

    def _build_body(self, *, listed: bool) -> QFrame:
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QFrame()
        inner.setProperty("ground", "window")
        content = column(self.above, self.form, self.extra, None, margins=(28, 18, 28, 18), gap=18)
        inner.setLayout(content)
        scroll.setWidget(inner)
        doing = row(self._save, self._actions, None, gap=10)
        foot = column(self._problem, self._unsaved, doing, margins=(28, 10, 28, 14), gap=8)
        right = column(gap=0)
        right.addWidget(scroll, 1)
        right.addLayout(foot)
        body = QFrame()
        if listed:
            left = self._left = QFrame()
            left.setFixedWidth(round(LIST_WIDTH * self._theme.text_scale))
            left.setProperty("ground", "side")
            left.setLayout(column(self.beside, self._new, self.list, margins=(12, 12, 12, 12), gap=8))
            body.setLayout(row(left, line(upright=True), right, gap=0))
            body.layout().setStretch(2, 1)
        else:
            self.list.setParent(self)
            self.list.hide()
            self._new.setParent(self)
            self._new.hide()
            body.setLayout(right)
        return body

    def _build_unsaved(self) -> QWidget:
        """A line of its own: beside the other buttons it would make the page wider while somebody types."""
        made = QWidget()
        told = label(self.tr("Not saved yet."), font=self._theme.fonts.fine, ink="muted")
        discard = button(self.tr("Discard changes"), name=f"{self._name}_discard", look="link")
        discard.clicked.connect(self.discard_asked)
        made.setLayout(row(told, discard, None, gap=8))
        made.hide()
        return made

    def _act(self, words: str, name: str, signal: Signal) -> QPushButton:
        made = button(words, name=name, look="ghost")
        if not words:
            made.hide()
        made.clicked.connect(signal)
        return made

    def _show_state(self, icon: str, title: str, text: str, action: str, *, makes_new: bool = False) -> None:
        self._state_makes_new = makes_new
        self._body.hide()
        self._state.show_text(icon, title, text, action=action)
        self._state.show()

    def _state_action(self) -> None:
        (self.new_asked if self._state_makes_new else self.again_asked).emit()

    def _row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._filling and current.isValid():
            self.chosen.emit(self.list.current_key())

    def _edited(self) -> None:
        self._show_typed()
        self._save.setEnabled(True)

    def _show_typed(self) -> None:
        is_typed = bool(self.typed.typed())
        self._save.setEnabled(is_typed or not self._exists)
        self._unsaved.setVisible(is_typed)

    def _save_clicked(self) -> None:
        self.save_asked.emit(self.form.values())

    def _action_clicked(self) -> None:
        self.action_asked.emit(self.sender().property("action"))
