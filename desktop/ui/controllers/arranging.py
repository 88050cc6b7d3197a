"""How a person arranges this computer: the settings, the overview of keys, and the keys they want instead."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.domain.shortcuts import Objection
from desktop.ui.controllers.preferring import Preferring
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import finished
from desktop.ui.texts import shortcuts as texts
from desktop.ui.views.choices import Choice
from desktop.ui.views.settings import SettingsDialog
from desktop.ui.views.shortcut_editor import ShortcutEditor
from desktop.ui.views.shortcuts import ShortcutsDialog
from desktop.ui.views.window import MainWindow


class ArrangingController(Controller):
    """Three dialogs; at most one of each.

    `words_asked(object)`: the personal dictionary is wanted, over this widget.
    """

    words_asked = Signal(object)

    def __init__(self, tools: Tools, window: MainWindow, preferring: Preferring, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._window, self._preferring = window, preferring
        self.settings_open = False
        self._editor: ShortcutEditor | None = None

    def show_settings(self) -> None:
        """Also called after another look was chosen there: the person is not done with the settings yet."""
        if not self.settings_open:
            self.run(self._settings(), "settings")

    def show_shortcuts(self) -> None:
        dialog = ShortcutsDialog(self.tools.theme, self.tools.keys.table, self._window)
        dialog.edit_asked.connect(self.edit_shortcuts)
        self.run(finished(dialog), "shortcuts")

    def edit_shortcuts(self) -> None:
        if self._editor is None:
            self.run(self._edit(), "change shortcuts")

    async def _settings(self) -> None:
        dialog = SettingsDialog(self.tools.theme, self._preferring.current, self._window)
        dialog.changed.connect(self._preferring.change)
        dialog.shortcuts_asked.connect(self.edit_shortcuts)
        dialog.words_asked.connect(self._ask_words)
        self.settings_open = True
        try:
            await finished(dialog)
        finally:
            self.settings_open = False

    def _ask_words(self) -> None:
        self.words_asked.emit(self.sender())

    async def _edit(self) -> None:
        self._editor = editor = ShortcutEditor(self.tools.theme, self._window)
        editor.offer(self._choices())
        editor.keys_pressed.connect(self._assign)
        editor.cleared.connect(self._clear)
        editor.restored.connect(self._restore)
        editor.all_restored.connect(self._restore_all)
        try:
            await finished(editor)
        finally:
            self._editor = None

    def _choices(self) -> list[Choice]:
        table = self.tools.keys.table
        return [
            Choice(it.id, texts.action(it), texts.group(it.group), end=self._keys(it.id))
            for it in table.actions
            if not it.fixed
        ]

    def _keys(self, action_id: str) -> str:
        return "  ".join(texts.native(keys) for keys in self.tools.keys.table.keys(action_id))

    def _assign(self, action_id: str, keys: str) -> None:
        self._tell(action_id, self.tools.keys.assign(action_id, keys), texts.native(keys))

    def _clear(self, action_id: str) -> None:
        self.tools.keys.clear(action_id)
        self._tell(action_id, None)

    def _restore(self, action_id: str) -> None:
        before = next(it for it in texts.ACTIONS if it.id == action_id)
        self._tell(action_id, self.tools.keys.restore(action_id), "  ".join(map(texts.native, before.keys)))

    def _restore_all(self) -> None:
        self.tools.keys.restore_all()
        if self._editor is not None:
            self._editor.offer(self._choices())
            self._editor.tell(self.tr("All keys are as they were at the beginning."))

    def _tell(self, action_id: str, objection: Objection | None, wanted: str = "") -> None:
        editor = self._editor
        if editor is None:
            return
        if objection is not None:
            editor.tell(texts.objection(objection, wanted), refused=True)
            return
        editor.offer(self._choices())
        keys = self._keys(action_id)
        editor.tell(self.tr("From now on: {keys}").format(keys=keys) if keys else self.tr("It has no key any more."))
