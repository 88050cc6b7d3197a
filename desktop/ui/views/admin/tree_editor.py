"""The tree of dispositions as an outline that is written by keyboard, with what the current line means below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import uuid4

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.domain import disposition_outline as tree
from desktop.ui.texts import cases
from desktop.ui.theme.theme import Theme
from desktop.ui.views.panel_form import choice_field
from desktop.ui.views.parts import button, column, label, row
from server_stub.contract.cases import Outcome

_KEYS = {
    Qt.Key.Key_Return: "add",
    Qt.Key.Key_Enter: "add",
    Qt.Key.Key_Tab: "deeper",
    Qt.Key.Key_Backtab: "shallower",
    Qt.Key.Key_Delete: "remove",
}
_WITH_ALT = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "shallower",
    Qt.Key.Key_Right: "deeper",
}
_LABEL = 0
_ROW_HIGH = 28
_HINT = QAbstractItemDelegate.EndEditHint


class _Roomy(QStyledItemDelegate):
    """Rows in which a line can be written."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._high = theme.length(_ROW_HIGH)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self._high)


class OutlineTree(QTreeWidget):
    """Signals: `asked(object)` a step by its name; `left()` Escape, because Tab is taken here."""

    asked = Signal(object)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.AltModifier
        step = (_WITH_ALT if alt else _KEYS).get(key, "")
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()  # what the line being written leaves over, as the Enter that ends it
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif step:
            self.asked.emit(step)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Tab indents; else it would never come to `keyPressEvent`."""
        return False

    def edit_current(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.editItem(item, _LABEL)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab while writing indents what was written."""
        super().closeEditor(editor, _HINT.NoHint)
        self.setFocus()
        if hint in (_HINT.EditNextItem, _HINT.EditPreviousItem):
            self.asked.emit("deeper" if hint is _HINT.EditNextItem else "shallower")


class TreeEditor(QFrame):
    """Signals: `edited()`; `refused(object)` the sentence of why a step is not possible; `removed(object)` a name,
    and what brings it back.
    """

    edited = Signal()
    refused = Signal(object)
    removed = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tree.Outline = ()
        self._queues: dict[str, str] = {}
        self._filling = False
        self._tree = OutlineTree()
        self._build_tree(theme)
        self._outcome = choice_field(
            "tree_outcome", self.tr("What it means"), [(it, cases.outcome(it)) for it in Outcome]
        )
        self._queue = choice_field("tree_queue", self.tr("Offered in"), [])
        self._active = QCheckBox(self.tr("Is offered"))
        self._active.setObjectName("tree_active")
        self._outcome.activated.connect(self._set_outcome)
        self._queue.activated.connect(self._set_queue)
        self._active.clicked.connect(self._set_active)
        told = self.tr(
            "Enter: another one beside it. Tab and Shift+Tab: deeper and back. Alt with arrows: move. F2: rename. "
            "Delete: remove. Esc: to what it means."
        )
        self._outcome_caption = label(self.tr("What it means"), font=theme.fonts.strong)
        self._queue_caption = label(self.tr("Offered in"), font=theme.fonts.strong)
        self._empty = label(
            self.tr("There is none yet: cases are closed without one. Begin with Add."),
            font=theme.fonts.text,
            ink="muted",
            wrap=True,
            name="tree_empty",
        )
        self.setMaximumWidth(720)
        self.setLayout(
            column(
                label(told, font=theme.fonts.fine, ink="muted", wrap=True),
                self._empty,
                self._tree,
                self._steps(),
                self._outcome_caption,
                self._outcome,
                self._queue_caption,
                self._queue,
                self._active,
                gap=8,
            )
        )

    @property
    def lines(self) -> tree.Outline:
        return self._lines

    def fill(self, lines: tree.Outline, queues: Sequence[tuple[str, str]]) -> None:
        """`queues`: (id, name)."""
        self._queues = dict(queues)
        self._queue.clear()
        self._queue.addItem(self.tr("Every queue"), "")
        for queue_id, name in queues:
            self._queue.addItem(name, queue_id)
        self._show(lines, 0 if lines else -1)

    def choose(self, at: int) -> None:
        """Make this line current."""
        self._tree.setCurrentItem(self._items[at])
        self._tree.setFocus()

    def first_without_outcome(self) -> int | None:
        """A line that means nothing yet and has nothing below it."""
        found = (
            at
            for at, it in enumerate(self._lines)
            if it.active and it.label.strip() and not it.outcome and tree.is_leaf(self._lines, at)
        )
        return next(found, None)

    # Steps

    def _step(self, name: str) -> None:
        at = self._at()
        if name == "add":
            self._add(at)
        elif at is not None and name == "remove":
            self._remove(at)
        elif at is not None:
            steps: dict[str, Callable[[], tree.Step | None]] = {
                "deeper": lambda: tree.deeper(self._lines, at),
                "shallower": lambda: tree.shallower(self._lines, at),
                "up": lambda: tree.moved(self._lines, at, down=False),
                "down": lambda: tree.moved(self._lines, at, down=True),
            }
            self._take(steps[name]())

    def _add(self, at: int | None) -> None:
        made = tree.added(self._lines, at, uuid4().hex)
        self._take(made)
        if made is not None:
            self._tree.edit_current()

    def _remove(self, at: int) -> None:
        before, name = self._lines, self._lines[at].label
        step = tree.removed(before, at)
        self._take(step)

        def bring_back() -> None:
            """All as it was; after other changes at the end of the tree, where nothing else is moved by it."""
            cut = before[at : tree.end(before, at)]
            roots = tree.outline(tree.nodes(cut)) if self._lines is not step.lines else ()
            self._take(tree.Step(before, at) if not roots else tree.Step((*self._lines, *roots), len(self._lines)))

        if name.strip():
            self.removed.emit(name, bring_back)

    def _take(self, step: tree.Step | None) -> None:
        if step is None:
            told = self.tr("Not possible: at most three levels, and ten beside each other.")
            self.refused.emit(told)
            return
        self._show(step.lines, step.at)
        self.edited.emit()

    def _step_clicked(self) -> None:
        self._step(str(self.sender().property("step")))
        if self._tree.state() is not QAbstractItemView.State.EditingState:
            self._tree.setFocus()

    def _set_outcome(self, _place: int) -> None:
        self._change(outcome=str(self._outcome.currentData()))

    def _set_queue(self, _place: int) -> None:
        self._change(queue_id=str(self._queue.currentData()))

    def _set_active(self, on: bool) -> None:
        at = self._at()
        if at is not None:
            self._take(tree.switched(self._lines, at, on=on))
            self._show_facts()

    def _change(self, **values: str) -> None:
        at = self._at()
        if at is not None:
            self._show(tree.changed(self._lines, at, **values), at)
            self.edited.emit()

    def _renamed(self, item: QTreeWidgetItem, place: int) -> None:
        if not self._filling and place == _LABEL:
            at = self._items.index(item)
            text = " ".join(item.text(_LABEL).split())
            if text != self._lines[at].label:
                self._lines = tree.changed(self._lines, at, label=text)
                self.edited.emit()

    # Showing

    def _at(self) -> int | None:
        item = self._tree.currentItem()
        return self._items.index(item) if item is not None else None

    def _show(self, lines: tree.Outline, at: int) -> None:
        self._filling = True
        self._lines = lines
        self._tree.clear()
        self._items = []
        path: list[QTreeWidgetItem] = []
        for place, line in enumerate(lines):
            del path[line.depth - 1 :]
            item = QTreeWidgetItem([line.label, self._meaning(place), self._where(line)])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            if path:
                path[-1].addChild(item)
            else:
                self._tree.addTopLevelItem(item)
            font = item.font(_LABEL)
            font.setStrikeOut(not line.active)
            item.setFont(_LABEL, font)
            path.append(item)
            self._items.append(item)
        self._tree.expandAll()
        if 0 <= at < len(self._items):
            self._tree.setCurrentItem(self._items[at])
        self._filling = False
        self._show_facts()

    def _meaning(self, at: int) -> str:
        line = self._lines[at]
        if not line.active:
            return self.tr("switched off")
        if not tree.is_leaf(self._lines, at):
            return ""
        return cases.outcome(line.outcome) if line.outcome else self.tr("Choose what it means")

    def _where(self, line: tree.Line) -> str:
        return self._queues.get(line.queue_id, "") if line.depth == 1 else ""

    def _show_facts(self) -> None:
        if self._filling:
            return
        at = self._at()
        line = self._lines[at] if at is not None else None
        is_leaf = at is not None and tree.is_leaf(self._lines, at)
        for each in (self._outcome_caption, self._outcome):
            each.setVisible(is_leaf)
        for each in (self._queue_caption, self._queue):
            each.setVisible(line is not None and line.depth == 1)
        self._active.setVisible(line is not None)
        self._empty.setVisible(not self._lines)
        if line is not None:
            self._outcome.setCurrentIndex(self._outcome.findData(line.outcome))
            self._queue.setCurrentIndex(max(0, self._queue.findData(line.queue_id)))
            self._active.setChecked(line.active)

    def _current_changed(self, *_: object) -> None:
        self._show_facts()

    # Inside

    def _build_tree(self, theme: Theme) -> None:
        self._items: list[QTreeWidgetItem] = []
        self._tree.setObjectName("tree")
        self._tree.setAccessibleName(self.tr("Classifications"))
        self._tree.setFont(theme.fonts.text)
        self._tree.setItemDelegate(_Roomy(theme, self._tree))
        self._tree.setColumnCount(3)
        self._tree.setHeaderLabels([self.tr("Classification"), self.tr("Means"), self.tr("Only in")])
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_LABEL, QHeaderView.ResizeMode.Stretch)
        for place in (1, 2):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            self._tree.setColumnWidth(place, theme.length(150))
        self._tree.setMinimumHeight(theme.length(330))
        self._tree.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self._tree.asked.connect(self._step)
        self._tree.left.connect(self._leave)
        self._tree.itemChanged.connect(self._renamed)
        self._tree.currentItemChanged.connect(self._current_changed)

    def _leave(self) -> None:
        wanted = (self._outcome, self._queue, self._active)
        next((it for it in wanted if it.isVisible()), self._active).setFocus()

    def _steps(self) -> QWidget:
        words = {
            "add": self.tr("Add"),
            "deeper": self.tr("Deeper"),
            "shallower": self.tr("Back out"),
            "up": self.tr("Up"),
            "down": self.tr("Down"),
            "remove": self.tr("Remove"),
        }
        made = row(gap=6)
        for step, text in words.items():
            each = button(text, name=f"tree_{step}", look="link")
            each.setProperty("step", step)
            each.clicked.connect(self._step_clicked)
            made.addWidget(each)
        made.addStretch(1)
        holder = QWidget()
        holder.setLayout(made)
        return holder
