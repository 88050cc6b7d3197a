"""What cases are closed with: the tree of classifications, written as a whole and saved as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from desktop.application.office import Office
from desktop.domain import disposition_outline as tree
from desktop.domain.errors import AppError, Refused
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.texts import queues as texts
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.admin.tree_editor import TreeEditor
from server_stub.contract.cases import Disposition, tree_mark
from server_stub.contract.errors import ErrorCode


class DispositionPage(RecordsPage):
    def __init__(self, tools: Tools) -> None:
        super().__init__(
            tools.theme,
            "dispositions",
            self.tr("Classifications"),
            self.tr("What a case was about, chosen when it is closed. What is used once is only switched off."),
            save=self.tr("Save"),
            listed=False,
        )
        self.tree = TreeEditor(tools.theme)
        self.tree.edited.connect(self.form.edited)
        self.extra.addWidget(self.tree)
        self._queues: Sequence[tuple[str, str]] = ()

    def show_tree(self, lines: tree.Outline, queues: Sequence[tuple[str, str]]) -> None:
        """`queues`: (id, name) of those that a classification can be for."""
        self._queues = queues
        self.tree.fill(lines, queues)
        self.show_record({})

    def read_values(self) -> dict[str, object]:
        return {"tree": self.tree.lines}

    def write_values(self, values: Mapping[str, Any]) -> None:
        self.tree.fill(values["tree"], self._queues)

    def tell_met(self, _names: Sequence[str] = ()) -> None:
        told = self.tr(
            "Somebody else saved the classifications meanwhile. Yours are kept here: save again to put them in place "
            "of theirs, or discard them to see theirs."
        )
        self.show_problem(told)


class DispositionController(PageController):
    page: DispositionPage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, DispositionPage(tools), parent)
        self._team = tools.desk.team
        self._queues: list[tuple[str, str]] = []
        self._seen = ""
        self.page.tree.refused.connect(self._refused)
        self.page.tree.removed.connect(self._removed)

    async def load(self) -> None:
        found = sorted(await self._team.all_queues(), key=lambda it: (it.position, it.name.casefold()))
        self._queues = [(it.id, it.name) for it in found]
        self._show(await self._team.all_dispositions())

    async def save(self, values: Mapping[str, Any]) -> None:
        unclear = self.page.tree.first_without_outcome()
        if unclear is not None:
            self.page.tree.choose(unclear)
            raise Refused(ErrorCode.VALUE_INVALID, field="outcome")
        wanted = tree.nodes(tree.without_empty(self.page.tree.lines))
        try:
            saved = await self._team.save_dispositions(wanted, seen=self._seen)
        except Refused as problem:
            if problem.code != ErrorCode.STATE_CONFLICT or not self.page.typed.shows_saved:
                raise
            self._seen = tree_mark(await self._team.all_dispositions())
            self.page.tell_met()
            return
        self._show(saved)
        self.tools.tell(self.tr("Saved."))

    def sentence(self, problem: AppError) -> str:
        return texts.wrong(str(problem.params.get("field", ""))) or super().sentence(problem)

    def _show(self, nodes: Sequence[Disposition]) -> None:
        self._seen = tree_mark(nodes)
        self.page.show_tree(tree.outline(nodes), self._queues)

    def _refused(self, sentence: str) -> None:
        self.tools.refuse(sentence)

    def _removed(self, name: str, bring_back: Callable[[], None]) -> None:
        self.tools.telling.offer_undo(self.tr("{name} was removed.").format(name=name), bring_back)
