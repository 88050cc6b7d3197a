"""Leads transfer or close many cases at once: first what would happen, then that it does, then the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.domain.dispositions import Leaf, leaves
from desktop.domain.errors import AppError
from desktop.ui.controllers.tools import LONG_MS, Controller, Tools
from desktop.ui.controllers.transfer_items import ACCOUNT, QUEUE, id_of
from desktop.ui.dialogs import finished
from desktop.ui.texts import cases, errors, shift, wall
from desktop.ui.views.bulk import BulkDialog
from desktop.ui.widgets.search_popup import PopupItem
from server_stub.contract.team import AgentState
from server_stub.contract.transfers import Bulk, BulkResult
from server_stub.contract.wall import CaseNow

UNDO_MS: Final = LONG_MS * 2
Chosen = Sequence[tuple[CaseNow, str]]
"""Cases with the names of their customers."""


@dataclass(frozen=True, slots=True)
class Many:
    """What was about to happen to many: `choice` is where they go or what they were about."""

    chosen: Chosen
    closes: bool
    choice: str


class BulkController(Controller):
    """One dialog at a time. `done()`: something was changed."""

    done = Signal()

    def __init__(self, tools: Tools, over: QWidget, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._over = over
        self._dialog: BulkDialog | None = None
        self._chosen: Chosen = ()
        self._names: dict[str, str] = {}
        self._closes = False
        self._undo_id = ""
        self._turn = 0

    @property
    def begun(self) -> Many | None:
        """While the dialog is open."""
        dialog = self._dialog
        return Many(self._chosen, self._closes, dialog.choice) if dialog is not None else None

    def resume(self, begun: Many) -> None:
        """In a window that was built again."""
        if begun.closes:
            self.close(begun.chosen)
        else:
            self.transfer(begun.chosen)
        if self._dialog is not None:
            self._dialog.choose(begun.choice)

    def transfer(self, chosen: Chosen) -> None:
        """To one queue or one colleague."""
        queues = [(f"{QUEUE}{it.id}", it.name) for it in self.desk.queues().values() if it.enabled]
        title = self.tr("Transfer what is chosen")
        self._begin(chosen, title, self.tr("To whom"), queues + self._colleagues(), self.tr("Transfer"), closes=False)

    def close(self, chosen: Chosen) -> None:
        """With one classification, or without."""
        found = [("", self.tr("Without classification"))]
        found += [(leaf.id, cases.path(leaf.path)) for leaf in self._leaves({case.queue_id for case, _ in chosen})]
        title = self.tr("Close what is chosen")
        self._begin(chosen, title, self.tr("What they were about"), found, self.tr("Close them"), closes=True)

    def _colleagues(self) -> list[tuple[str, str]]:
        statuses = self.desk.statuses()
        at_work = [it for it in statuses.values() if it.state is not AgentState.OFFLINE]
        known = [(self.desk.accounts().get(it.account_id), it) for it in at_work]
        found = [
            (f"{ACCOUNT}{account.id}", f"{account.name} · {shift.standing(status)}")
            for account, status in known
            if account is not None
        ]
        return sorted(found, key=_by_name)

    def _leaves(self, queues: set[str]) -> list[Leaf]:
        nodes = self.desk.dispositions()
        return list({leaf.id: leaf for queue in sorted(queues) for leaf in leaves(nodes, queue)}.values())

    def _begin(
        self,
        chosen: Chosen,
        title: str,
        caption: str,
        choices: Sequence[tuple[str, str]],
        action: str,
        *,
        closes: bool,
    ) -> None:
        if self._dialog is not None:
            return
        self._chosen = chosen
        self._names, self._closes = {case.conversation_id: name for case, name in chosen}, closes
        self._dialog = dialog = BulkDialog(self.tools.theme, title, caption, choices, action, self._over)
        dialog.choice_changed.connect(self._preview)
        dialog.apply_asked.connect(self._apply)
        self.run(self._show(dialog), "many at once")
        self._preview()

    async def _show(self, dialog: BulkDialog) -> None:
        try:
            await finished(dialog)
        finally:
            self._dialog = None

    def _wish(self, dialog: BulkDialog) -> Bulk:
        ids = list(self._names)
        if self._closes:
            return Bulk(ids, close=True, disposition_id=dialog.choice)
        to_queue, to_account = id_of(dialog.choice)
        return Bulk(ids, to_queue=to_queue, to_account=to_account)

    def _preview(self) -> None:
        dialog = self._dialog
        if dialog is not None:
            self._turn += 1
            dialog.show_problem("")
            dialog.show_waiting(self.tr("Looking what would happen…"))
            self.run(self._look(dialog, self._turn), "preview of many")

    async def _look(self, dialog: BulkDialog, turn: int) -> None:
        try:
            told = await self.desk.team.bulk(self._wish(dialog))
        except AppError as problem:
            if self._is_about(dialog) and turn == self._turn:
                dialog.show_waiting("")
                dialog.show_problem(errors.error(problem))
            return
        if self._is_about(dialog) and turn == self._turn:
            going = sum(not row.obstacle for row in told.rows)
            dialog.show_preview(self._sentence(going, len(told.rows) - going), self._rows(told), may_apply=going > 0)

    def _sentence(self, going: int, staying: int) -> str:
        counts = wall.WallCounts()
        told = [counts.will_close(going) if self._closes else counts.will_move(going)]
        if staying:
            told.append(counts.stay(staying))
        return " ".join(told)

    def _rows(self, told: BulkResult) -> list[PopupItem]:
        """What cannot be done comes first: it is what has to be read."""
        rows = [
            PopupItem(
                row.conversation_id,
                self._names.get(row.conversation_id, ""),
                wall.obstacle(row.obstacle) if row.obstacle else "",
                icon="block" if row.obstacle else "check",
                dim=bool(row.obstacle),
            )
            for row in told.rows
        ]
        return [row for row in rows if row.dim] + [row for row in rows if not row.dim]

    def _apply(self) -> None:
        if self._dialog is not None:
            self._turn += 1
            self._dialog.show_waiting(self.tr("One moment…"))
            self.run(self._go(self._dialog), "many at once, for real")

    async def _go(self, dialog: BulkDialog) -> None:
        try:
            told = await self.desk.team.bulk(msgspec.structs.replace(self._wish(dialog), apply=True))
        except AppError as problem:
            if self._is_about(dialog):
                self._preview()
                dialog.show_problem(errors.error(problem))
            return
        if not self.alive:
            return
        if isValid(dialog):
            dialog.accept()
        self.done.emit()
        counts, went = wall.WallCounts(), sum(not row.obstacle for row in told.rows)
        sentence = [counts.closed(went) if self._closes else counts.moved(went)]
        if went < len(told.rows):
            sentence.append(counts.stay(len(told.rows) - went))
        self._undo_id = told.id
        self.tools.telling.offer_undo(" ".join(sentence), self._undo, milliseconds=UNDO_MS)

    def _undo(self) -> None:
        self.run(self._undo_bulk(self._undo_id), "undo many")

    async def _undo_bulk(self, bulk_id: str) -> None:
        told = await self.desk.team.undo_bulk(bulk_id)
        if self.alive:
            self.done.emit()
            counts, back = wall.WallCounts(), sum(not row.obstacle for row in told.rows)
            sentence = [counts.back(back)]
            if back < len(told.rows):
                sentence.append(counts.stay(len(told.rows) - back))
            self.tools.tell(" ".join(sentence))

    def _is_about(self, dialog: BulkDialog) -> bool:
        return self.alive and isValid(dialog) and self._dialog is dialog


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()
