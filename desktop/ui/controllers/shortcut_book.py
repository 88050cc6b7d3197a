"""The keys in use: gives every action its shortcut, says in tool tips which it is, and changes them at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.domain.shortcuts import Objection, ShortcutTable, read_table
from desktop.ui.texts import shortcuts as texts

_ACTION = "action"
"""The property by which a widget says whose keys it tells of, and a shortcut whose it is."""
_SAYS = "says"
_CONTEXTS = {True: Qt.ShortcutContext.WidgetShortcut, False: Qt.ShortcutContext.WindowShortcut}


class ShortcutBook(QObject):
    """One per window. `kept`: what was chosen before, as the preferences hold it; what makes no sense is left out.

    Signals:
        changed(): some action has other keys.
        chosen(object): the same as a dict for the preferences.
    """

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, kept: Mapping[str, object], parent: QObject) -> None:
        super().__init__(parent)
        self.table, self.is_sound = read_table(texts.ACTIONS, kept)

    def keys(self, action_id: str) -> list[QKeySequence]:
        portable = QKeySequence.SequenceFormat.PortableText
        return [QKeySequence.fromString(keys, portable) for keys in self.table.keys(action_id)]

    def shown(self, action_id: str) -> str:
        """The first key in the words of this computer; empty without one."""
        return next((texts.native(keys) for keys in self.table.keys(action_id)), "")

    def bind(self, view: QWidget, deeds: Mapping[str, Callable[[], object]], *, only_focused: bool = False) -> None:
        """Keys for `view` as long as it lives, everywhere in its window or only while it has the focus itself."""
        for action_id, deed in deeds.items():
            shortcut = QShortcut(view)
            shortcut.setContext(_CONTEXTS[only_focused])
            shortcut.setObjectName(f"key_{action_id}")
            shortcut.setProperty(_ACTION, action_id)
            shortcut.setKeys(self.keys(action_id))
            shortcut.activated.connect(deed)
        self.label(view)

    def label(self, view: QWidget) -> None:
        """Tool tips of all in `view` that tell of keys."""
        for widget in (view, *view.findChildren(QWidget)):
            action_id = widget.property(_ACTION)
            if isinstance(action_id, str) and action_id:
                says = widget.property(_SAYS) or widget.toolTip() or widget.accessibleName()
                widget.setProperty(_SAYS, says)
                keys = self.shown(action_id)
                widget.setToolTip(f"{says} ({keys})" if keys else says)
                if isinstance(widget, QAbstractButton):
                    widget.setAccessibleDescription(keys)

    def assign(self, action_id: str, keys: str) -> Objection | None:
        """These keys from now on, or why not."""
        return self._take(self.table.assign(action_id, keys))

    def clear(self, action_id: str) -> None:
        self._take(self.table.clear(action_id))

    def restore(self, action_id: str) -> Objection | None:
        return self._take(self.table.restore(action_id))

    def restore_all(self) -> None:
        self._take(self.table.restore_all())

    def _take(self, wanted: ShortcutTable | Objection) -> Objection | None:
        if isinstance(wanted, Objection):
            return wanted
        if wanted.chosen != self.table.chosen:
            self.table = wanted
            self._rebind()
            self.chosen.emit({"shortcuts": {name: list(keys) for name, keys in wanted.chosen.items()}})
            self.changed.emit()
        return None

    def _rebind(self) -> None:
        """Whoever was bound is found again in the windows that live: nothing here holds on to them."""
        window = self.parent()
        for shortcut in window.findChildren(QShortcut):
            action_id = shortcut.property(_ACTION)
            if isinstance(action_id, str):
                shortcut.setKeys(self.keys(action_id))
        if isinstance(window, QWidget):
            self.label(window)
