"""What the pages of the administration have in common: loading, saving, and refusals said where they belong."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from desktop.application.office import Office
from desktop.domain.errors import AppError
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import errors
from desktop.ui.views.admin.page import RecordsPage


class PageController(Controller):
    """One page. Records are kept by key while the page lives; they are loaded anew each time it is opened."""

    def __init__(self, tools: Tools, office: Office, page: RecordsPage, parent: QObject) -> None:
        super().__init__(tools, parent)
        self.office = office
        self.page = page
        self.key = ""
        """The record that is shown; "" for a new one."""
        self.begins_new = False
        """Once it is loaded, the form of a new record is shown."""
        page.chosen.connect(self._chosen)
        page.new_asked.connect(self._begun)
        page.save_asked.connect(self._save)
        page.again_asked.connect(self.open)
        page.discard_asked.connect(self._discard)

    def open(self) -> None:
        """Load what the page shows; what was typed and not saved is there again."""
        self.page.typed.let_go()
        self.page.show_loading()
        self.run(self._load_all(), f"load {self.page.objectName()}", refused=self.page.show_trouble)

    @abstractmethod
    async def load(self) -> None:
        """Fetch the records and show them."""

    def choose(self, key: object) -> None:
        """Show one record."""

    def begin(self) -> None:
        """Show the empty form of a new record."""

    async def save(self, values: Mapping[str, Any]) -> None:
        """Send what was written. Raises AppError."""

    def sentence(self, problem: AppError) -> str:
        """What is said of a refusal; a page that knows more of its fields says more."""
        return errors.error(problem)

    def act(self, work: Callable[[], Awaitable[None]], name: str) -> None:
        """Do something that may be refused; the page is busy meanwhile."""
        self.page.typed.put_aside()
        self.run(self._busy(work), name)

    async def _load_all(self) -> None:
        await self.load()
        if self.alive and self.begins_new:
            self._begun()

    def _chosen(self, key: object) -> None:
        self.page.typed.let_go()
        self.choose(key)

    def _begun(self) -> None:
        self.begins_new = False
        self.page.typed.let_go()
        self.begin()

    def _discard(self) -> None:
        self.page.typed.forget()
        self.open()

    def _save(self, values: Mapping[str, Any]) -> None:
        async def work() -> None:
            with self.page.typed.being_saved():
                await self.save(values)

        self.act(work, f"save {self.page.objectName()}")

    async def _busy(self, work: Callable[[], Awaitable[None]]) -> None:
        self.page.show_problem("")
        self.page.set_busy(busy=True)
        try:
            await work()
        except AppError as problem:
            if self.alive:
                self.page.set_busy(busy=False)
                self.page.show_problem(self.sentence(problem), str(problem.params.get("field", "")))
            return
        if self.alive:
            self.page.set_busy(busy=False)
