"""Do-not-contact lists of consumer agencies: loaded from files, replaced by newer ones."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from desktop.application.office import Office
from desktop.domain.states import STATES
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.dialogs import chosen_files, confirmed
from desktop.ui.texts import errors, moments
from desktop.ui.views.admin.inputs import Field, Kind
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.choices import Choice
from server_stub.contract.registers import BlockList

LOOK_AGAIN_SECONDS = 1.0


class BlockListPage(RecordsPage):
    def __init__(self, tools: Tools) -> None:
        states = (("", self.tr("the whole country")), *((state, state) for state in STATES))
        fields = (
            Field("name", self.tr("Name"), help=self.tr("For example “PROCON-SP”."), fixed=True),
            Field("state", self.tr("Binds numbers of"), Kind.CHOICE, choices=states, fixed=True),
        )
        super().__init__(
            tools.theme,
            "block_lists",
            self.tr("Do-not-contact lists"),
            self.tr("Numbers on these lists get no promotion and no collection, unless they agreed later."),
            fields,
            new=self.tr("New list"),
            save=self.tr("Choose file (CSV)…"),
        )
        self.newer = self.add_action("newer", self.tr("Load newer file…"))
        self.remove = self.add_action("remove", self.tr("Delete list"), look="danger")


class BlockListController(PageController):
    page: BlockListPage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, BlockListPage(tools), parent)
        self._records: dict[str, BlockList] = {}
        self._follows = False
        self.page.action_asked.connect(self._action)

    async def load(self) -> None:
        self._records = {it.id: it for it in await self.office.block_lists()}
        self._offer()
        if not self._follows and self._loading():
            self._follows = True
            self.run(self._follow(), "follow block lists")

    def choose(self, key: object) -> None:
        record = self._records.get(str(key))
        if record is not None:
            self.key = record.id
            self._show(record, exists=True)

    def begin(self) -> None:
        self.key = ""
        self._show(BlockList("", ""), exists=False)

    async def save(self, values: Mapping[str, Any]) -> None:
        paths = await chosen_files(self.page, title=self.tr("List of telephone numbers"))
        if paths:
            loaded = await self.office.upload_block_list(paths[0], values["name"], state=values["state"] or "")
            self._records[loaded.id] = loaded
            self.key = loaded.id
            await self.load()
            if not loaded.loading:
                self._tell_loaded(loaded)

    def _loading(self) -> set[str]:
        return {it.id for it in self._records.values() if it.loading}

    async def _follow(self) -> None:
        """Until the gateway has read in every list; the person may look at something else meanwhile."""
        try:
            while self.alive and (waiting := self._loading()):
                await asyncio.sleep(LOOK_AGAIN_SECONDS)
                self._records = {it.id: it for it in await self.office.block_lists()}
                if self.alive:
                    self._offer()
                    for done in waiting - self._loading():
                        self._tell_ended(done)
        finally:
            self._follows = False

    def _tell_ended(self, list_id: str) -> None:
        ended = self._records.get(list_id)
        if ended is not None and ended.failure:
            self.tools.tell(errors.error_code(ended.failure))
        elif ended is not None:
            self._tell_loaded(ended)

    def _tell_loaded(self, loaded: BlockList) -> None:
        told = self.tr("{count} numbers loaded, {skipped} lines without a number left out.")
        self.tools.tell(told.format(count=loaded.entries, skipped=loaded.skipped))

    def _told_of(self, record: BlockList) -> str:
        if record.loading:
            return self.tr("Being loaded: {count} lines so far").format(count=record.done)
        if record.failure:
            return self.tr("Not loaded: the file was refused")
        return self.tr("{count} numbers, {date}").format(count=record.entries, date=moments.day(record.loaded_at))

    def _show(self, record: BlockList, *, exists: bool) -> None:
        self.page.show_record({"name": record.name, "state": record.state}, exists=exists)
        self.page.newer.setVisible(exists)
        self.page.remove.setVisible(exists)

    def _offer(self) -> None:
        choices = [
            Choice(
                it.id,
                it.name,
                self._told_of(it),
                end=it.state,
                icon="block",
            )
            for it in self._records.values()
        ]
        if choices:
            self.page.show_records(choices, keep=self.key)
        else:
            text = self.tr("Load the file of a consumer agency to keep to its list.")
            self.page.show_none(self.tr("There is no list yet"), text)

    def _action(self, name: str) -> None:
        self.act(self._newer if name == "newer" else self._remove, f"{name} block list")

    async def _newer(self) -> None:
        record = self._records[self.key]
        await self.save({"name": record.name, "state": record.state})

    async def _remove(self) -> None:
        sure = await confirmed(
            self.page,
            title=self.tr("Delete the list?"),
            question=self.tr("Its numbers may get promotions again if they agreed to them."),
            action=self.tr("Delete"),
            cancel=self.tr("Cancel"),
        )
        if sure:
            await self.office.delete_block_list(self.key)
            self.key = ""
            await self.load()
