"""The audit log: who looked into whose conversation or took a hand in it, newest first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.application.office import Office
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.admin.tables import TablePage
from desktop.ui.controllers.looking import noted
from desktop.ui.controllers.tools import Tools
from desktop.ui.texts import audit, moments
from desktop.ui.views.panel_form import choice_field
from desktop.ui.views.parts import row
from server_stub.contract.wall import AuditRow


class AuditPage(TablePage):
    """`person` and `kind` narrow it down; their first choice is everybody, and everything."""

    def __init__(self, tools: Tools) -> None:
        told = self.tr("Each look and each hand in a conversation of others is written down first. Nothing is removed.")
        super().__init__(tools, "audit", self.tr("Audit log"), told)
        everybody = sorted(((it.id, it.name) for it in tools.desk.accounts().values()), key=_by_name)
        self.person = choice_field("audit_person", self.tr("Who"), [("", self.tr("Everybody")), *everybody])
        kinds = [(code, audit.kind(code)) for code in audit.KINDS]
        self.kind = choice_field("audit_kind", self.tr("What"), [("", self.tr("Everything")), *kinds])
        self.above.addLayout(row(self.person, self.kind, None, gap=10))
        self.older = self.add_action("older", self.tr("Show older"))
        self.look = self.add_action("look", self.tr("Open conversation"))


class AuditController(PageController):
    """`look_asked(object)`: the id of a conversation, once the look is noted."""

    look_asked = Signal(object)
    page: AuditPage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, AuditPage(tools), parent)
        self._rows: list[AuditRow] = []
        self._before: int | None = None
        self.page.action_asked.connect(self._act)
        self.page.table.itemSelectionChanged.connect(self._row_chosen)
        self.page.table.itemActivated.connect(self._look)
        for box in (self.page.person, self.page.kind):
            box.activated.connect(self._narrow)

    async def load(self) -> None:
        await self._load(older=False)

    async def _load(self, *, older: bool) -> None:
        chosen = self._chosen()
        person, kind = chosen
        before = self._before if older else None
        found = await self.desk.team.audit(before, account_id=person, action=kind)
        if not self.alive or chosen != self._chosen():
            return
        self._rows = [*(self._rows if older else ()), *found.rows]
        self._before = found.before
        self._show()

    def _chosen(self) -> tuple[str, str]:
        return str(self.page.person.currentData()), str(self.page.kind.currentData())

    def _show(self) -> None:
        columns = [self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("Customer")]
        rows = [
            [moments.day_and_time(it.at), self._name(it.account_id), audit.deed(it, self._name), it.customer]
            for it in self._rows
        ]
        nothing = self.tr("Nothing of this kind yet.") if any(self._chosen()) else self.tr("Nobody looked yet.")
        self.page.show_table("" if rows else nothing, columns, rows)
        self.page.older.setVisible(self._before is not None)
        self._row_chosen()

    def _name(self, account_id: str) -> str:
        account = self.desk.accounts().get(account_id)
        return account.name if account is not None else self.tr("a former colleague")

    def _act(self, name: str) -> None:
        if name == "again":
            self.open()
        elif name == "older":
            self.act(self._load_older, "load older audit")
        else:
            self._look()

    async def _load_older(self) -> None:
        await self._load(older=True)

    def _narrow(self, _place: int) -> None:
        self.act(self.load, "narrow audit")

    def _row_chosen(self) -> None:
        self.page.look.setEnabled(bool(self._conversation()))

    def _look(self, *_: object) -> None:  # where Qt says which cell it was
        if conversation_id := self._conversation():
            self.act(partial(self._note, conversation_id), "look at a conversation")

    async def _note(self, conversation_id: str) -> None:
        if await noted(self.tools, conversation_id) and self.alive:
            self.look_asked.emit(conversation_id)

    def _conversation(self) -> str:
        place, chosen = self.page.table.currentRow(), self.page.table.selectedItems()
        return self._rows[place].conversation_id if chosen and place < len(self._rows) else ""


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()
