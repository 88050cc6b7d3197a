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
        page.chosen.connect(self.choose)
        page.new_asked.connect(self.begin)
        page.save_asked.connect(self._save)
        page.again_asked.connect(self.open)

    def open(self) -> None:
        """Load what the page shows."""
        self.page.show_loading()
        self.run(self.load(), f"load {self.page.objectName()}", refused=self.page.show_trouble)

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
        self.run(self._busy(work), name)

    def _save(self, values: Mapping[str, Any]) -> None:
        async def work() -> None:
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
