"""The case in the contact's pane: where it stands, those before it, and its history as a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.application.desk import Link
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.histories import HistoryController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.dialogs import chosen_target
from desktop.ui.texts import cases, errors, moments, people
from desktop.ui.texts.histories import UNDER_WAY
from desktop.ui.texts.shift import Sentences
from desktop.ui.views.contact_panel import ContactPanel
from desktop.ui.views.earlier_cases import EarlierLine
from server_stub.contract.cases import Case, CaseBrief, CaseState
from server_stub.contract.model import Conversation, Role


class CaseCardController(Controller):
    """What the conversation knows is shown at once; the rest is read when it opens and when its case changes."""

    def __init__(
        self, tools: Tools, panel: ContactPanel, conversation: ConversationController, parent: QObject
    ) -> None:
        super().__init__(tools, parent)
        self._view, self._conversation = panel.case, conversation
        self.histories = HistoryController(tools, panel, conversation, self)
        self._cases: Sequence[Case] = ()
        self._seen: tuple[str, CaseBrief | None, int | None] = ("", None, None)
        self._turn = 0
        self._problem = ""
        self._folder: QTemporaryDir | None = None
        self._written: Path | None = None
        view = self._view
        view.priority_asked.connect(self._prioritise)
        self.histories.changed.connect(self._load)
        view.pdf_asked.connect(self._fetch_pdf)
        view.folder_asked.connect(self._show_folder)
        view.earlier.log_asked.connect(self._ask_log)
        view.earlier.again_asked.connect(self._load)
        conversation.opened.connect(self._opened)
        conversation.changed.connect(self._changed)
        tools.bus.changed.connect(self._heard)

    def refresh(self) -> None:
        """As it stands now, from what is known."""
        conversation = self._conversation.conversation
        case = conversation.case if conversation is not None else None
        if conversation is None or case is None:
            self._view.forget()
            self.histories.forget()
            return
        self._view.show_facts(self._facts(conversation, case))
        is_open = case.state is not CaseState.CLOSED
        leads = self.desk.account.role is not Role.AGENT
        self._view.show_priority(case.priority, may_change=leads and is_open)
        self.histories.show(case, self._cases)
        earlier = [item for item in self._cases if item.brief.id != case.id]
        self._view.earlier.show_lines([self._line(item) for item in earlier], self._problem)

    def _facts(self, conversation: Conversation, case: CaseBrief) -> list[tuple[str, str]]:
        queue = self.desk.queues().get(case.queue_id)
        told = self._told(case.id)
        facts = [(self.tr("Case state"), cases.state(case.state))]
        if queue is not None:
            facts.append((self.tr("Queue"), queue.name))
        facts.append((self.tr("Opened on"), moments.day_and_time(case.opened_at)))
        if case.queued_at is not None:
            facts.append((self.tr("Waiting since"), moments.day_and_time(case.queued_at)))
        if case.answer_due_at is not None:
            facts.append((self.tr("Answer due"), moments.day_and_time(case.answer_due_at)))
        if case.closed_at is not None:
            facts.append((self.tr("Closed on"), moments.day_and_time(case.closed_at)))
        if case.priority and self.desk.account.role is Role.AGENT:
            facts.append((self.tr("Priority"), str(case.priority)))
        if told is not None and told.transfers:
            facts.append((self.tr("Handed on"), Sentences().transfers(told.transfers)))
        if told is not None and told.survey is not None:
            facts.append((self.tr("Customer's score"), cases.score(told.survey)))
        if told is not None and told.parent_protocol:
            facts.append((self.tr("Continues"), people.protocol(told.parent_protocol)))
        return facts

    def _line(self, item: Case) -> EarlierLine:
        brief = item.brief
        closer = self.desk.accounts().get(item.closed_by or item.agent_id or "")
        about = cases.about(self.desk.dispositions(), item.disposition_id, item.outcome)
        at = moments.day(brief.closed_at or brief.opened_at)
        who = closer.name if closer is not None else ""
        detail = " · ".join(filter(None, (at, about or cases.state(brief.state), who, cases.rated(item.survey))))
        return EarlierLine(brief.id, people.protocol(brief.protocol), detail)

    def _told(self, case_id: str) -> Case | None:
        return next((item for item in self._cases if item.brief.id == case_id), None)

    # Reading

    def _opened(self, conversation_id: str) -> None:
        self._cases, self._written, self._problem = (), None, ""
        self._view.forget()
        self._look()

    def _changed(self) -> None:
        self._look()

    def _look(self) -> None:
        """Read it again where the case is another one, or in another state, or its history is on the way."""
        conversation = self._conversation.conversation
        case = conversation.case if conversation is not None else None
        # What a customer says after a case may be the score that they give.
        after = conversation.last_inbound_at if conversation and case and case.closed_at is not None else None
        seen = (self._conversation.id, case, after)
        under_way = any(job.state in UNDER_WAY for item in self._cases for job in item.history)
        if seen != self._seen or under_way:
            self._seen = seen
            self._load()
        self.refresh()

    def _heard(self, changes: ChangeSet) -> None:
        if changes.everything or (changes.connection and self.desk.connection.link is Link.ONLINE):
            self._load()
        if changes.connection or changes.team or changes.catalogue or changes.everything:
            self.refresh()

    def _load(self) -> None:
        conversation = self._conversation.conversation
        if conversation is not None and conversation.case is not None:
            self._turn += 1
            self.run(self._fetch(conversation.id, self._turn), "load cases")

    async def _fetch(self, conversation_id: str, turn: int) -> None:
        try:
            found = await self.desk.team.cases_of(conversation_id)
        except AppError as problem:
            if self.alive and turn == self._turn:
                self._failed(problem)
            return
        if self.alive and turn == self._turn:
            self._cases, self._problem = found, ""
            self.refresh()

    def _failed(self, problem: AppError) -> None:
        """What was read before stays; without a line it comes by itself when the line is back."""
        if self._cases:
            return
        offline = self.desk.connection.link is not Link.ONLINE
        told = self.tr("Without a connection earlier cases are not shown.")
        self._problem = told if offline else errors.error(problem)
        self.refresh()

    def _ask_log(self, case_id: str) -> None:
        self.run(self._log(case_id), "log of a case")

    async def _log(self, case_id: str) -> None:
        try:
            events = await self.desk.team.case_events(case_id)
        except AppError as problem:
            if self.alive:
                self._view.earlier.show_log(case_id, [], errors.error(problem))
            return
        if self.alive:
            names = {account.id: account.name for account in self.desk.accounts().values()}
            queues = {queue.id: queue.name for queue in self.desk.queues().values()}
            lines = [(moments.day_and_time(event.at), cases.move(event, names, queues)) for event in events]
            self._view.earlier.show_log(case_id, lines, self.tr("Nothing is recorded yet."))

    # What can be asked

    @property
    def _case(self) -> CaseBrief | None:
        conversation = self._conversation.conversation
        return conversation.case if conversation is not None else None

    def _prioritise(self, step: int) -> None:
        if self._case is not None:
            priority = self._case.priority + step
            self.run(self.desk.team.set_priority(self._case.id, priority), "priority of a case")

    def _fetch_pdf(self, keep: bool) -> None:  # Qt passes it by position
        if self._case is not None:
            self.run(self._pdf(self._case, keep=keep), "history as a file")

    async def _pdf(self, case: CaseBrief, *, keep: bool) -> None:
        """`keep`: where the person wants it; else a copy to look at that goes with this window."""
        name = self.tr("protocol-{number}.pdf").format(number=case.protocol)
        title = self.tr("Keep the history of this case")
        target = await chosen_target(self._view.window(), title=title, name=name) if keep else self._copy(name)
        if target is None or not self.alive or self._case is None or self._case.id != case.id:
            return
        strip = self._view.progress
        strip.begin(self.tr("Putting it together…"))
        try:
            written = await self.desk.team.history_pdf(case.id, target, strip.advance)
        except AppError as problem:
            if self.alive:
                strip.end(errors.error(problem))
            return
        if not self.alive:
            return
        self._written = written if keep else None
        if keep:
            strip.end(self.tr("Written: {name}").format(name=written.name), action=self.tr("Show in the folder"))
        else:
            strip.end("")
            self._open(written)

    def _copy(self, name: str) -> Path:
        if self._folder is None:
            self._folder = QTemporaryDir()
        return Path(self._folder.filePath(name))

    def _show_folder(self) -> None:
        if self._written is not None:
            self._open(self._written.parent)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.tools.tell(self.tr("No program here can open this."))
