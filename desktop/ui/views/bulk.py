"""Many cases at once: where they go or what they were about, what would happen to each, and only then that it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui import speech
from desktop.ui.theme.theme import Theme
from desktop.ui.views.item_list import ItemList
from desktop.ui.views.panel_form import choice_field
from desktop.ui.views.parts import button, column, label, row
from desktop.ui.widgets.search_popup import PopupItem

WIDTH, ROWS = 520, 6


class BulkDialog(QDialog):
    """Signals: `choice_changed(object)` key of what was chosen; `apply_asked()`."""

    choice_changed = Signal(object)
    apply_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        caption: str,
        choices: Sequence[tuple[str, str]],
        action: str,
        parent: QWidget,
    ) -> None:
        """`choices`: (key, words); `action` words the button."""
        super().__init__(parent)
        self.setObjectName("bulk")
        self.setWindowTitle(title)
        self._choice = choice_field("bulk_choice", caption, choices)
        self._choice.setMaxVisibleItems(12)
        self._choice.currentIndexChanged.connect(self._changed)
        self._told = label(font=theme.fonts.strong, wrap=True, name="bulk_told")
        self._rows = ItemList(theme, "bulk_rows", self.tr("What becomes of each"))
        self._problem = label(font=theme.fonts.fine, ink="danger", wrap=True, name="bulk_problem")
        self._apply = button(action, name="bulk_apply", look="primary")
        self._apply.setDefault(True)
        self._apply.clicked.connect(self.apply_asked)
        cancel = button(self.tr("Cancel"), name="bulk_cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        heading = label(title, font=theme.fonts.title, wrap=True)
        asked = label(caption, font=theme.fonts.fine_strong, ink="muted")
        foot = row(cancel, None, self._apply)
        whole = column(heading, asked, self._choice, self._told, self._rows, self._problem, foot, gap=10)
        whole.setContentsMargins(20, 18, 20, 16)
        self.setLayout(whole)
        self.setMinimumWidth(min(theme.length(WIDTH), parent.window().width() - 40))
        self._rows.doItemsLayout()
        self._rows.setFixedHeight(self._rows.row_height * ROWS)
        self.show_problem("")
        self.show_waiting("")
        self._choice.setFocus()

    @property
    def choice(self) -> str:
        return str(self._choice.currentData() or "")

    def choose(self, key: str) -> None:
        """One that is not offered any more leaves the first."""
        self._choice.setCurrentIndex(max(0, self._choice.findData(key)))

    def show_waiting(self, sentence: str) -> None:
        """Nothing can be done before it is known what would happen."""
        self._told.setText(sentence)
        self._apply.setEnabled(False)

    def show_preview(self, sentence: str, rows: Sequence[PopupItem], *, may_apply: bool) -> None:
        self._told.setText(sentence)
        self._rows.show_items(rows)
        self._apply.setEnabled(may_apply)
        speech.announce(self, sentence)

    def show_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        if sentence:
            speech.announce(self, sentence, urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the box of choices does what the button does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._apply.isEnabled():
                self.apply_asked.emit()
            return
        super().keyPressEvent(event)

    def _changed(self) -> None:
        self.choice_changed.emit(self.choice)
