"""Pages with one table to read: messages outside WhatsApp, and the state of the ledger."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.application.office import Office
from desktop.ui.controllers.admin.pages import PageController
from desktop.ui.controllers.tools import Tools
from desktop.ui.texts import moments, names, upkeep
from desktop.ui.views.admin.page import RecordsPage
from desktop.ui.views.admin.table import ReadTable
from desktop.ui.views.parts import label
from server_stub.contract.ledger import LedgerState

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
        self.sentence.setVisible(bool(sentence))
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
                names.channel(it.channel),
                it.address,
                upkeep.outside_state(it.state),
                "" if it.next_attempt_at is None else moments.day_and_time(it.next_attempt_at),
                upkeep.failure(it.failure),
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
        sealed = "" if state.checkpoint_at is None else moments.day_and_time(state.checkpoint_at)
        rows = [
            [self.tr("Entries"), str(state.size)],
            [self.tr("Sealed up to entry"), str(state.checkpoint_size)],
            [self.tr("Sealed at"), sealed],
        ]
        self.page.show_table(self._sentence(state), [self.tr("What"), self.tr("Value")], rows)

    def _sentence(self, state: LedgerState) -> str:
        if state.broken_at is not None:
            told = self.tr("The ledger is broken at entry {entry}: nothing business-initiated is sent.")
            return told.format(entry=state.broken_at)
        if not state.holds:
            return self.tr("The ledger is whole.")
        read, of = (0, state.size) if state.verifying is None else (state.verifying.read, state.verifying.of)
        told = self.tr("Being verified: {read} of {total} entries. What the company initiates waits until then.")
        return told.format(read=read, total=of)

    def _again(self, _name: str) -> None:
        self.open()
