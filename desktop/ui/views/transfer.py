"""Where a conversation goes: found by a few letters, with load and state, then the card for whoever gets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QFrame, QLayout, QLineEdit, QWidget

from desktop.ui import speech
from desktop.ui.theme.theme import Theme
from desktop.ui.views.hand_over_card import HandOverCard
from desktop.ui.views.parts import button, column, ground, label, row
from desktop.ui.widgets.chip import Chip
from desktop.ui.widgets.search_popup import PopupItem, SearchPopup
from server_stub.contract.transfers import HandOver

ROWS = 7
WIDTH = 560


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of handing on: `told` says what comes of it."""

    key: str
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody chose and wrote so far. `target` and its `name` are "" while they look for one with `words`;
    `focus`: the name of the field in which they are.
    """

    kind: str
    target: str
    name: str
    words: str
    card: HandOver
    focus: str = ""


class TransferDialog(QDialog):
    """First whom, then the card. Ctrl+1 to Ctrl+3 choose the kind; Escape goes one step back.

    Signals:
        kind_chosen(object): key of a Kind.
        target_chosen(object): id of an item; the listener answers with `ask_card` or `show_problem`.
        send_asked(): what `kind`, `target` and `card` say.
        retry_asked(): the list could not be fetched.
    """

    kind_chosen = Signal(object)
    target_chosen = Signal(object)
    send_asked = Signal()
    retry_asked = Signal()

    def __init__(self, theme: Theme, title: str, kinds: Sequence[Kind], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("transfer")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.kind = kinds[0].key
        self.target = self.name = self._focus = ""
        self._kinds = {each.key: each for each in kinds}
        self._chips = self._build_kinds(theme)
        self._told = label(font=theme.fonts.fine, ink="muted", wrap=True, name="transfer_told")
        self._problem = label(font=theme.fonts.fine_strong, ink="danger", wrap=True, name="transfer_problem")
        self._retry = button(self.tr("Try again"), name="transfer_retry", look="link")
        self._retry.clicked.connect(self.retry_asked)
        self.card = HandOverCard(theme)
        self.card.finished.connect(self.send_asked)
        self._whom = self._build_whom(theme)
        self._about = self._build_about(theme)
        heading = label(title, font=theme.fonts.heading, wrap=True, name="transfer_title")
        kinds_row = row(*self._chips.values(), None, gap=6)
        trouble = row(self._problem, self._retry)
        trouble.setStretchFactor(self._problem, 1)
        frame = ground("popup", "transfer_frame")
        box = column(heading, kinds_row, self._told, trouble, self._whom, self._about, margins=(18, 16, 18, 14))
        frame.setLayout(box)
        frame.setFixedWidth(min(theme.length(WIDTH), max(420, parent.window().width() - 40)))
        outer = column(frame, gap=0)
        outer.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        self.setLayout(outer)
        self.show_problem("")
        self.show_kind(self.kind)
        self.ask_whom()

    @property
    def filled(self) -> Filled:
        field = self.focusWidget()
        where = field.objectName() if field is not None else ""
        return Filled(self.kind, self.target, self.name, self._field.text(), self.card.card, where)

    # What the controller shows

    def restore(self, filled: Filled, action: str) -> None:
        """As it was in a window that is built again; `action` as for `ask_card`."""
        self.show_kind(filled.kind)
        self._field.setText(filled.words)
        self.card.fill(filled.card)
        if filled.target:
            self.ask_card(filled.target, filled.name, action)
        self._focus = filled.focus

    def show_kind(self, key: str) -> None:
        self.kind = key
        self._chips[key].setChecked(True)
        self._told.setText(self._kinds[key].told)

    def offer(self, items: Sequence[PopupItem]) -> None:
        """Everything it can go to. A list that is told anew while somebody moves in it leaves them where they are."""
        current = self._results.list.current_id()
        self._results.set_items(items)
        self._find(self._field.text(), current)

    def show_loading(self) -> None:
        self._none.setText(self.tr("Asking who is there…"))
        self._none.setVisible(self._results.isHidden())

    def show_problem(self, sentence: str, *, may_retry: bool = False) -> None:
        """Said aloud, and the dialog stays as it is."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._retry.setVisible(may_retry)
        if may_retry:
            self._none.hide()
        if sentence:
            speech.announce(self, sentence, urgent=True)

    def ask_whom(self) -> None:
        self.target = self.name = ""
        self._about.hide()
        self._whom.show()
        self._field.setFocus()

    def ask_card(self, target: str, name: str, action: str) -> None:
        """`name` of who was chosen; `action` words the button."""
        self.target, self.name = target, name
        self.show_problem("")
        self._name.setText(name)
        self._send.setText(action)
        self._send.setAccessibleName(action)
        self._whom.hide()
        self._about.show()
        self.card.focus()

    def set_busy(self, *, busy: bool) -> None:
        self._send.setEnabled(not busy)
        self.card.setEnabled(not busy)

    # Inside

    def showEvent(self, event: QShowEvent) -> None:
        """Near the top, where its growing and shrinking does not move the field."""
        super().showEvent(event)
        window = self.parentWidget().window()
        self.move(window.mapToGlobal(QPoint((window.width() - self.width()) // 2, window.height() // 10)))
        field = self.findChild(QWidget, self._focus) if self._focus else None
        if field is not None and field.isVisible():
            field.setFocus()
            QTimer.singleShot(0, self, self._go_on_writing)
        elif self.target:
            self.card.focus()
        else:
            self._field.setFocus()

    def _go_on_writing(self) -> None:
        """Qt marks everything in the field of a dialog that comes up: the next letter would replace it."""
        field = self.focusWidget()
        if isinstance(field, QLineEdit):
            field.end(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if 0 <= place < len(self._chips):
                self.kind_chosen.emit(list(self._chips)[place])
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.target:
                self.send_asked.emit()
                return
        if event.key() == Qt.Key.Key_Escape and self.target:
            self.ask_whom()
            return
        super().keyPressEvent(event)

    def _build_kinds(self, theme: Theme) -> dict[str, Chip]:
        group = QButtonGroup(self)
        chips = {}
        for place, kind in enumerate(self._kinds.values(), start=1):
            chip = Chip(theme, kind.name, checkable=True)
            chip.setObjectName(f"transfer_{kind.key}")
            chip.setProperty("kind", kind.key)
            chip.setToolTip(f"{kind.told} (Ctrl+{place})")
            chip.clicked.connect(self._kind_clicked)
            group.addButton(chip)
            chips[kind.key] = chip
        return chips

    def _build_whom(self, theme: Theme) -> QFrame:
        self._field = QLineEdit()
        self._field.setObjectName("transfer_field")
        self._field.setProperty("look", "field")
        self._field.setPlaceholderText(self.tr("Colleague or queue"))
        self._field.setAccessibleName(self.tr("Colleague or queue"))
        self._none = label(self.tr("Nobody found"), font=theme.fonts.text, ink="muted", name="transfer_none")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setMinimumHeight(60)
        frame = ground("plain", "transfer_whom")
        box = column(self._field, self._none)
        frame.setLayout(box)
        self._results = SearchPopup(theme, self._field, self.tr("Colleagues and queues"), inline=True)
        self._results.list.setObjectName("transfer_list")
        self._results.chosen.connect(self.target_chosen)
        self._results.hide()
        box.addWidget(self._results)
        self._field.textChanged.connect(self._search)
        return frame

    def _build_about(self, theme: Theme) -> QFrame:
        self._name = label(font=theme.fonts.strong, wrap=True, name="transfer_name")
        other = button(self.tr("Choose another"), name="transfer_other", look="link")
        other.clicked.connect(self.ask_whom)
        self._send = button("", name="transfer_send", look="primary", tip="Ctrl+Enter")
        self._send.clicked.connect(self.send_asked)
        head = row(self._name, other)
        head.setStretchFactor(self._name, 1)
        frame = ground("plain", "transfer_about")
        frame.setLayout(column(head, self.card, row(None, self._send), gap=10))
        return frame

    def _search(self, words: str) -> None:
        self._find(words, None)

    def _find(self, words: str, keep: object) -> None:
        found = self._results.search(words, keep=keep)
        if words and not found:
            self._none.setText(self.tr("Nobody found"))
        self._none.setVisible(not found)
        self._results.setVisible(bool(found))
        self._results.setFixedHeight(min(found, ROWS) * self._results.row_height + 10)

    def _kind_clicked(self) -> None:
        self.kind_chosen.emit(self.sender().property("kind"))
