"""What a case was about, found by typing a few letters: the leaves of the tree with the way to them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame

from desktop.domain.dispositions import Leaf
from desktop.ui.lists.ports import ID_ROLE
from desktop.ui.texts import cases
from desktop.ui.theme.theme import Theme
from desktop.ui.views.panel_form import line_field
from desktop.ui.views.parts import column, label
from desktop.ui.widgets.search_popup import PopupItem, SearchPopup
from server_stub.contract.cases import Outcome

ROWS, FEW_ROWS = 5, 3
_ROOMY = 760
"""Height of a window, in logical pixels, from which on more rows are shown at once."""
_ICONS = {
    Outcome.SOLVED: "check-circle",
    Outcome.WAITING_CUSTOMER: "hourglass",
    Outcome.WAITING_US: "hourglass",
    Outcome.COMPLAINT: "warning",
    Outcome.OPT_OUT: "block",
    Outcome.DATA_REQUEST: "shield",
}
_NONE = "none"


class _Results(SearchPopup):
    def _key(self, event: QKeyEvent) -> bool:
        """What is marked is chosen already: Tab goes on to the next field."""
        return False if event.key() == Qt.Key.Key_Tab else super()._key(event)


class LeafList(QFrame):
    """The field keeps the focus while arrows move in the list; what is marked is what is chosen.

    Signals: `changed()` another one is marked; `confirmed()` Enter or a click.
    """

    changed = Signal()
    confirmed = Signal()

    def __init__(self, theme: Theme, leaves: Sequence[Leaf], *, required: bool) -> None:
        """`leaves` in the order in which they are offered; unless `required`, none of them may be chosen."""
        super().__init__()
        self._theme, self._found = theme, 0
        self._leaves = {leaf.id: leaf for leaf in leaves}
        self._field = line_field("closing_search", self.tr("Type to find"))
        self._field.setAccessibleName(self.tr("What it was about: type to find"))
        self._field.setProperty("first", True)
        self._results = _Results(theme, self._field, self.tr("What it was about"), inline=True)
        self._results.list.setObjectName("closing_leaves")
        self._results.set_items(self._items(leaves, required=required))
        self._nothing = label(font=theme.fonts.fine, ink="muted", wrap=True, name="closing_nothing")
        self._path = label(font=theme.fonts.fine_strong, wrap=True, name="closing_path")
        self.setLayout(column(self._field, self._results, self._nothing, self._path, gap=6))
        self._results.list.selectionModel().currentChanged.connect(self._marked)
        self._results.chosen.connect(self._chosen)
        self._field.textChanged.connect(self._search)
        self._search("")

    @property
    def leaf(self) -> Leaf | None:
        """None where none is marked, or the one without a classification."""
        return self._leaves.get(str(self._results.list.current_id()))

    @property
    def words(self) -> str:
        """By which one is looked for."""
        return self._field.text()

    def search(self, words: str) -> None:
        """As if they were typed."""
        self._field.setText(words)

    def mark(self, leaf_id: str) -> None:
        """As if the person had moved there; one that is not offered leaves everything as it is."""
        model = self._results.list.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        wanted = next((row for row in rows if row.data(ID_ROLE) == (leaf_id or _NONE)), None)
        if wanted is not None:
            self._results.list.setCurrentIndex(wanted)

    def _items(self, leaves: Sequence[Leaf], *, required: bool) -> list[PopupItem]:
        found = [
            PopupItem(
                leaf.id,
                leaf.path[-1],
                cases.path(leaf.path[:-1]) or cases.outcome(leaf.outcome),
                icon=_ICONS.get(Outcome(leaf.outcome) if leaf.outcome in set(Outcome) else "", "dash-circle"),
                keywords=f"{' '.join(leaf.path)} {cases.outcome(leaf.outcome)}",
            )
            for leaf in leaves
        ]
        if not required:
            found.insert(0, PopupItem(_NONE, self.tr("Without classification"), icon="minus"))
        return found

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        rows = ROWS if self.window().height() >= self._theme.length(_ROOMY) else FEW_ROWS
        self._results.setFixedHeight(min(self._found, rows) * self._results.row_height + 10)

    def _search(self, words: str) -> None:
        found = self._results.search(words)
        self._results.setVisible(bool(found))
        self._found = found
        self._fit()
        none_at_all = self.tr("This queue offers no classification.")
        self._nothing.setText(self.tr("Nothing is called like this.") if words else none_at_all)
        self._nothing.setVisible(not found)
        self._marked()

    def _marked(self) -> None:
        leaf = self.leaf
        self._path.setText(cases.path(leaf.path) if leaf is not None else "")
        self._path.setVisible(leaf is not None)
        self.changed.emit()

    def _chosen(self, leaf_id: object) -> None:
        self.confirmed.emit()
