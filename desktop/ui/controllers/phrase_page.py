"""Keeping canned phrases: written, tried, saved, deleted and brought back; nobody's typing is lost to a colleague's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.application.desk import Link
from desktop.application.office import Office
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import Refused
from desktop.domain.phrase_list import Entry, entries, entry_id, found
from desktop.domain.phrases import PhraseValues
from desktop.domain.serving import served
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.attached_file import RowWatch
from desktop.ui.controllers.phrase_removing import PhraseRemoving
from desktop.ui.controllers.phrase_writing import Writing
from desktop.ui.controllers.tools import Tools
from desktop.ui.dialogs import chosen_files
from desktop.ui.texts import phrases as texts
from desktop.ui.views.choices import Choice
from desktop.ui.views.phrases import PhrasePage
from server_stub.contract.content import Media
from server_stub.contract.model import Phrase, Role
from server_stub.contract.phrases import PERSONAL, SHARED, SavePhrase

_SAMPLE_PROTOCOL = "202600000000000017"
_ICONS = {PERSONAL: "person", SHARED: "team"}


class PhrasePageController(PageController):
    """`left()`: back to the conversations."""

    left = Signal()
    page: PhrasePage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        sample = PhraseValues(texts.sample_name(), tools.desk.account.name, _SAMPLE_PROTOCOL)
        super().__init__(tools, office, PhrasePage(tools.theme, sample), parent)
        self._book = tools.desk.phrase_book
        self._removing = PhraseRemoving(tools, self)
        self._removing.done.connect(self._removed)
        self._queues: dict[str, str] = {}
        self._entries: dict[str, Entry] = {}
        self._unsaved: dict[str, Writing] = {}
        self._now = Writing(PERSONAL)
        self._sought = ""
        self._is_new = False
        self._filling = False
        page = self.page
        page.left.connect(self.left)
        page.sought.connect(self._seek)
        page.changed.connect(self._written)
        page.file_asked.connect(self._choose_file)
        page.file_removed.connect(self._drop_file)
        page.action_asked.connect(self._action)
        tools.bus.changed.connect(self._changed)

    def open(self) -> None:
        """They are known here: nothing has to be waited for."""
        self._list()

    async def load(self) -> None:
        self._list()

    def write(self, text: str) -> None:
        """A new phrase that says this."""
        self._unsaved[""] = Writing(PERSONAL, text=text)
        self._list()
        self.begin()

    def choose(self, key: object) -> None:
        entry = None if self._filling else self._entries.get(str(key))
        if entry is not None and not (self.key == entry.id and self.key in self._unsaved):
            self._is_new = False
            self._show(entry.id, self._unsaved.get(entry.id) or Writing.of(entry))

    def begin(self) -> None:
        self._is_new = True
        self._show("", self._unsaved.get("") or Writing(PERSONAL))

    async def save(self, values: Mapping[str, Any]) -> None:
        writing, entry = self._now, self._entries.get(self.key)
        writing.take(values, self.page.file.path)
        is_copy = entry is not None and entry.scope != PERSONAL and not self._leads
        scope = PERSONAL if is_copy else writing.scope
        field, wrong = writing.wrong(is_new=entry is None)
        if not wrong and (entry is None or is_copy) and entry_id(scope, writing.key) in self._entries:
            field, wrong = "key", "taken"
        if wrong:
            self.page.show_problem(texts.problem(wrong), field)
            return
        if writing.path is not None:
            writing.file, writing.path = await self._upload(writing.path), None
            self.page.show_file(writing.file_words())
        request = SavePhrase(writing.title, writing.text, writing.request().file_id) if is_copy else writing.request()
        try:
            saved = await self._book.save(scope, writing.key, request)
        except Refused as refused:
            if refused.code != "state_conflict":
                raise
            await self._book.refresh()
            self._warn()
            return
        self._saved(saved)

    @property
    def _leads(self) -> bool:
        return self.desk.account.role in (Role.LEAD, Role.ADMIN)

    def _served(self) -> dict[str, str]:
        return served(self.desk.queues().values(), self.desk.account)

    # What is shown

    def _list(self) -> None:
        self._queues = self._served()
        self._entries = {entry.id: entry for entry in entries(self._book.layers(), self._queues)}
        if not self._entries and "" not in self._unsaved:
            told = self.tr("What you write often can be kept here and put into a message by its key.")
            self.page.show_none(self.tr("There are no phrases yet"), told)
            return
        listed = [_choice(entry, self._queues) for entry in found(self._sought, list(self._entries.values()))]
        self._filling = True
        self.page.list_entries(listed, keep=self.key, sought=self._sought)
        self._filling = False
        if self._is_new:
            self.page.list.selectionModel().clear()
        else:
            self.choose(self.page.list.current_key())

    def _show(self, key: str, writing: Writing) -> None:
        self.key, self._now = key, writing
        self._filling = True
        self.page.form.offer("scope", texts.scopes(self._queues), shown=self._leads)
        self.page.show_record(writing.fields(), exists=bool(key))
        if writing.path is not None:
            self.page.file.set_path(writing.path)
        else:
            self.page.show_file(writing.file_words())
        self._filling = False
        self.page.show_preview()
        if key in self._unsaved:
            self.page.set_busy(busy=False)
        self.page.newer.hide()
        self._show_actions()

    def _show_actions(self) -> None:
        entry, page = self._entries.get(self.key), self.page
        may = entry is not None and (self._leads or entry.scope == PERSONAL)
        hidden = entry is not None and entry.phrase.hidden
        changed = entry is not None and entry.original is not None and entry.kept is not None
        page.remove.setVisible(may and not hidden)
        page.back.setVisible(may and changed)
        page.back.setText(self.tr("Bring back") if hidden else self.tr("Back to the original"))
        told = ""
        if hidden:
            told = self.tr("This phrase is hidden: nobody is offered it.")
        elif entry is not None and not may:
            told = self.tr("This phrase is the team's. Saving keeps a version of it that only you see.")
        if self.desk.connection.link is not Link.ONLINE:
            told = self.tr("There is no line to the gateway: what you write here can be saved when it is back.")
        page.tell(told)

    # What the person does

    def _written(self) -> None:
        if not self._filling:
            self._now.take(self.page.form.values(), self.page.file.path)
            self._unsaved[self.key] = self._now
            self.page.set_busy(busy=False)

    def _seek(self, query: object) -> None:
        self._sought = str(query)
        self._list()

    def _choose_file(self) -> None:
        self.run(self._pick(), "choose file of phrase")

    async def _pick(self) -> None:
        paths = await chosen_files(self.page.window(), title=self.tr("File that goes with the phrase"))
        if self.alive and paths:
            self.page.file.set_path(paths[0])

    def _drop_file(self) -> None:
        self._now.file = None
        self.page.show_file("")
        self._written()

    async def _upload(self, path: Path) -> Media:
        """Made ready as when it is sent: pictures small enough and without the place where they were taken."""
        made = await self.desk.preparing.prepare(path, as_document=False, watch=RowWatch())
        try:
            return await self._book.upload(made.path)
        finally:
            await self.desk.preparing.clear(made.path)

    def _saved(self, saved: Phrase) -> None:
        if not self.alive:
            return
        self._unsaved.pop(self.key, None)
        self.key, self._is_new = entry_id(saved.scope, saved.key), False
        self._sought = ""
        self.page.search.clear()
        self._list()
        self.page.list.setFocus()
        self.tools.tell(self.tr("Saved. Type /{key} in a message to use it.").format(key=saved.key))

    def _removed(self, key: str) -> None:
        self._unsaved.pop(key, None)
        self.key, self._is_new = key, False
        self._list()

    def _action(self, name: str) -> None:
        entry = self._entries.get(self.key)
        if name == "newer":
            self._unsaved.pop(self.key, None)
            self._list()
        elif entry is not None:
            work = self._removing.remove if name == "remove" else self._removing.bring_back
            self.act(partial(work, entry), f"{name} phrase")

    # What colleagues do

    def _changed(self, changes: ChangeSet) -> None:
        if changes.catalogue or changes.everything or (changes.team and self._queues != self._served()):
            before, writing = self.key, self._unsaved.get(self.key)
            self._list()
            if writing is not None and before:
                self._look_for_newer(before, writing)
        if changes.connection or changes.everything:
            self._show_actions()

    def _look_for_newer(self, key: str, writing: Writing) -> None:
        """Whoever is writing learns at once what a colleague did to the same phrase."""
        entry = self._entries.get(key)
        if entry is None:
            del self._unsaved[key]
            writing.revision = 0
            self._unsaved[""] = writing
            self.begin()
            self.page.show_problem(self.tr("A colleague deleted this phrase. What you wrote is here as a new one."))
        elif key == self.key and Writing.of(entry).revision != writing.revision:
            self._warn()

    def _warn(self) -> None:
        """What was written stays; saving again is now meant to replace the newer one."""
        entry = self._entries.get(self.key)
        if not self.alive:
            return
        self._now.revision = 0 if entry is None else Writing.of(entry).revision
        self._unsaved[self.key] = self._now
        self.page.newer.setVisible(entry is not None)
        # In large text there is room for two buttons, and nobody deletes what they have not seen.
        self.page.remove.hide()
        self.page.back.hide()
        told = self.tr(
            "A colleague changed this phrase meanwhile. What you wrote is still here: save again to keep it."
        )
        self.page.show_problem(told)


def _choice(entry: Entry, queues: Mapping[str, str]) -> Choice:
    shown = entry.shown
    detail = shown.title or shown.text or (shown.file.file_name if shown.file else "")
    icon, ink = _ICONS.get(entry.scope, "hourglass"), "muted" if entry.phrase.hidden else "text"
    return Choice(entry.id, f"/{shown.key}", detail, end=texts.whose(entry, queues), icon=icon, ink=ink)
