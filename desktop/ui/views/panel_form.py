"""A page inside the contact's pane for one task: a heading, its fields, what is wrong, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QLineEdit, QWidget

from desktop.ui.theme.theme import Theme
from desktop.ui.views.parts import button, column, label, row, tool
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.elided_label import ElidedLabel
from desktop.ui.widgets.fitting_scroll import FittingScroll


class PanelForm(QFrame):
    """Signals: `confirmed(object)` what was filled in; `left()`: back without doing anything (also Escape)."""

    confirmed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, name: str, *, look: str = "primary") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("ground", "window")
        self.theme = theme
        self._busy = self._pressed = False
        back = tool(theme, "chevron-left", name=f"{name}_back", says=self.tr("Back to the contact"), keys="Esc")
        back.clicked.connect(self.left)
        self._heading = label(font=theme.fonts.title, wrap=True)
        head = row(back, self._heading, gap=4)
        head.setStretchFactor(self._heading, 1)
        self.body = column(gap=8)
        scroll = FittingScroll(self.body, "window")
        self._problem = label(font=theme.fonts.fine, ink="danger", wrap=True, name=f"{name}_problem")
        self._problem.hide()
        self.ok = button("", name=f"{name}_confirm", look=look)
        self.ok.clicked.connect(self._confirm)
        cancel = button(self.tr("Cancel"), name=f"{name}_cancel")
        cancel.clicked.connect(self.left)
        self.setLayout(
            column(head, scroll, self._problem, row(cancel, None, self.ok), None, margins=(10, 12, 8, 14), gap=12)
        )

    def entitle(self, title: str, confirm: str) -> None:
        """`confirm`: what the button says."""
        self.setAccessibleName(title)
        self._heading.setText(title)
        self.ok.setText(confirm)
        self.ok.setAccessibleName(confirm)

    def values(self) -> object:
        """What `confirmed` carries."""
        raise NotImplementedError

    def missing(self) -> str:
        """What is still to be done before it can be confirmed; empty when all is there."""
        return ""

    def begin(self) -> None:
        """Focus where the person begins."""
        self.refresh()
        first = next((item for item in self.findChildren(QWidget) if item.property("first")), self.ok)
        first.setFocus()

    def show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def set_busy(self, *, busy: bool) -> None:
        """The button cannot keep the focus while it works; it gets it back."""
        had_focus = self.ok.hasFocus()
        self._busy = busy
        self.refresh()
        if self._pressed and not busy:
            self.ok.setFocus()
        self._pressed = busy and had_focus

    @property
    def is_busy(self) -> bool:
        return self._busy

    def refresh(self) -> None:
        missing = self.missing()
        self.ok.setEnabled(not missing and not self._busy)
        self.ok.setToolTip(missing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def told(self, text: str, *, ink: str = "muted") -> QWidget:
        return label(text, font=self.theme.fonts.fine, ink=ink, wrap=True)

    def _confirm(self) -> None:
        if self.ok.isEnabled():
            self.show_problem("")
            self.confirmed.emit(self.values())


class Ways(QFrame):
    """Some answers side by side of which one holds. `changed()`."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, accessible: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._group = QButtonGroup(self)
        chips = []
        for key, text in choices:
            chip = Chip(theme, text, checkable=True)
            chip.setObjectName(f"{name}_{key}")
            chip.setAccessibleName(text)
            chip.setProperty("key", key)
            self._group.addButton(chip)
            chips.append(chip)
        chips[0].setChecked(True)
        chips[0].setProperty("first", True)
        self._group.buttonToggled.connect(self.changed)
        self.setLayout(row(*chips, None, gap=6))

    @property
    def key(self) -> str:
        return str(self._group.checkedButton().property("key"))

    def choose(self, key: str) -> None:
        for chip in self._group.buttons():
            if chip.property("key") == key:
                chip.setChecked(True)

    def allow(self, key: str, *, allowed: bool, why: str = "") -> None:
        for chip in self._group.buttons():
            if chip.property("key") == key:
                chip.setEnabled(allowed)
                chip.setToolTip(why)


class FileField(QFrame):
    """One file, chosen or dropped. Signals: `choose_asked()`; `changed()`."""

    choose_asked = Signal()
    changed = Signal()

    def __init__(self, theme: Theme, name: str, invitation: str) -> None:
        """`invitation`: what it says while there is no file."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("ground", "popup")
        self.setAcceptDrops(True)
        self._invitation = invitation
        self.path: Path | None = None
        self._shown = ElidedLabel(font=theme.fonts.fine, ink="muted", name=f"{name}_shown")
        self._choose = button(self.tr("Choose file…"), name=f"{name}_choose")
        self._choose.clicked.connect(self.choose_asked)
        self.setLayout(column(self._shown, row(self._choose, None), margins=(12, 10, 12, 10), gap=6))
        self.set_path(None)

    def set_path(self, path: Path | None) -> None:
        self.path = path
        self._show(self._invitation if path is None else path.name)
        self.changed.emit()

    def show_name(self, name: str) -> None:
        """A file that is kept elsewhere; "" for none."""
        self.path = None
        self._show(name or self._invitation)

    def _show(self, text: str) -> None:
        self._shown.setText(text)
        self.setAccessibleName(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.set_path(Path(next(url for url in event.mimeData().urls() if url.isLocalFile()).toLocalFile()))


def line_field(name: str, says: str, text: str = "") -> QLineEdit:
    made = QLineEdit(text)
    made.setObjectName(name)
    made.setProperty("look", "field")
    made.setPlaceholderText(says)
    made.setAccessibleName(says)
    return made


def choice_field(name: str, says: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    """`choices`: (key, words)."""
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(says)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    for key, words in choices:
        made.addItem(words, key)
    return made
