"""Pages with one table to read: messages outside WhatsApp, what is kept for how long, and the ledger's state."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.application.office import Office
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.dialogs import confirmed
from desktop.ui.texts import moments, upkeep
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.admin.table import ReadTable
from desktop.ui.views.parts import label
from server_stub.contract.rights import RetentionRun

TABLE_HIGH = 400


class TablePage(RecordsPage):
    """A sentence and a table; no form."""

    def __init__(self, tools: Tools, name: str, title: str, explanation: str) -> None:
        super().__init__(tools.theme, name, title, explanation, listed=False)
        self.sentence = label(font=tools.theme.fonts.text, wrap=True, name=f"{name}_sentence")
        self.table = ReadTable(tools.theme, name=f"{name}_table", accessible=title, high=TABLE_HIGH)
        self.extra.addWidget(self.sentence)
        self.extra.addWidget(self.table)
        self.add_action("again", self.tr("Refresh"))

    def show_table(self, sentence: str, columns: list[str], rows: list[list[str]]) -> None:
        self.sentence.setText(sentence)
        self.table.show_rows(columns, rows, stretch_last=True)
        self.table.setVisible(bool(rows))
        self.show_record({})


class OutsidePage(TablePage):
    def __init__(self, tools: Tools) -> None:
        title = self.tr("E-mail and SMS")
        told = self.tr("Requests for permission on their way. What cannot be sent now waits and is tried again.")
        super().__init__(tools, "outside", title, told)


class LedgerPage(TablePage):
    def __init__(self, tools: Tools) -> None:
        told = self.tr("Every permission and every opt-out, chained and sealed: what is in it cannot be changed.")
        super().__init__(tools, "ledger", self.tr("Ledger"), told)


class RetentionPage(TablePage):
    def __init__(self, tools: Tools) -> None:
        told = self.tr("Permissions and opt-outs are never deleted. Everything else goes after its time, each night.")
        super().__init__(tools, "retention", self.tr("Keeping and deleting"), told)
        self.add_action("run", self.tr("Delete what is due now"), look="danger")


class OutsideController(PageController):
    """E-mails and SMS that ask for permission: which wait, which failed and why."""

    page: TablePage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, OutsidePage(tools), parent)
        self.page.action_asked.connect(self._again)

    async def load(self) -> None:
        messages = await self.office.outside_messages()
        rows = [
            [
                moments.day_and_time(it.created_at),
                upkeep.channel(it.channel),
                it.address,
                upkeep.outside_state(it.state),
                "" if it.next_attempt_at is None else moments.day_and_time(it.next_attempt_at),
                it.failure,
            ]
            for it in messages
        ]
        columns = [self.tr("When"), self.tr("By"), self.tr("To"), self.tr("State"), self.tr("Next try"), self.tr("Why")]
        self.page.show_table("" if rows else self.tr("Nothing was sent yet."), columns, rows)

    def _again(self, _name: str) -> None:
        self.open()


class LedgerController(PageController):
    """Whether the record of permissions is whole."""

    page: TablePage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, LedgerPage(tools), parent)
        self.page.action_asked.connect(self._again)

    async def load(self) -> None:
        state = await self.office.ledger()
        if state.broken_at is None:
            sentence = self.tr("The ledger is whole.")
        else:
            told = self.tr("The ledger is broken at entry {entry}: nothing business-initiated is sent.")
            sentence = told.format(entry=state.broken_at)
        sealed = "" if state.checkpoint_at is None else moments.day_and_time(state.checkpoint_at)
        rows = [
            [self.tr("Entries"), str(state.size)],
            [self.tr("Sealed up to entry"), str(state.checkpoint_size)],
            [self.tr("Sealed at"), sealed],
        ]
        self.page.show_table(sentence, [self.tr("What"), self.tr("Value")], rows)

    def _again(self, _name: str) -> None:
        self.open()


class RetentionController(PageController):
    """What is kept for how long, how much is over its time, and removing that."""

    page: TablePage

    def __init__(self, tools: Tools, office: Office, parent: QObject) -> None:
        super().__init__(tools, office, RetentionPage(tools), parent)
        self.page.action_asked.connect(self._action)

    async def load(self) -> None:
        rules = await self.office.retention()
        rows = [[upkeep.data_class(it.data_class), str(it.days), str(it.floor_days or ""), str(it.due)] for it in rules]
        columns = [self.tr("Data"), self.tr("Kept (days)"), self.tr("At least (law)"), self.tr("Due now")]
        self.page.show_table("", columns, rows)

    def _action(self, name: str) -> None:
        if name == "again":
            self.open()
        else:
            self.act(self._run, "run retention")

    async def _run(self) -> None:
        trial = await self.office.run_retention(dry=True)
        if not await self._sure(trial):
            return
        done = await self.office.run_retention(dry=False)
        await self.load()
        self.tools.tell(self.tr("{count} deleted.").format(count=sum(done.removed.values())))

    async def _sure(self, trial: RetentionRun) -> bool:
        lines = [f"{upkeep.data_class(code)}: {count}" for code, count in trial.removed.items() if count]
        if not lines:
            self.tools.tell(self.tr("Nothing is due."))
            return False
        question = self.tr("This cannot be undone:") + "\n" + "\n".join(lines)
        title, action = self.tr("Delete what is due?"), self.tr("Delete")
        return await confirmed(self.page, title=title, question=question, action=action, cancel=self.tr("Cancel"))
