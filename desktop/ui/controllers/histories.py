"""The history of a case on its way to the customer: what became of it, and by which way it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.application.desk import Link
from desktop.domain.errors import AppError
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import errors, histories, moments, people
from desktop.ui.views.contact_panel import ContactPanel
from desktop.ui.views.history_form import HistoryFacts, HistoryForm
from server_stub.contract.cases import HANDED_OVER, AskHistory, Case, CaseBrief, HistoryJob
from server_stub.contract.model import Conversation, Role

_EVERY_MS: Final = 15_000
"""Nothing is told of a job by itself; while one is under way it is asked about."""


@dataclass(frozen=True, slots=True)
class HistoryBegun:
    """What somebody has filled in, and of which case."""

    case_id: str
    protocol: str
    wish: AskHistory


class HistoryController(Controller):
    """`changed()`: something about it is to be read again."""

    changed = Signal()

    def __init__(
        self, tools: Tools, panel: ContactPanel, conversation: ConversationController, parent: QObject
    ) -> None:
        super().__init__(tools, parent)
        self._panel, self._conversation = panel, conversation
        self._cases: Sequence[Case] = ()
        self._form: HistoryForm | None = None
        self._case_id = self._protocol = ""
        self._again = QTimer(self)
        self._again.setInterval(_EVERY_MS)
        self._again.timeout.connect(self._look_again)
        panel.case.history_asked.connect(self.open)
        conversation.opened.connect(self._leave)

    @property
    def form(self) -> HistoryForm | None:
        """While it is open."""
        return self._form if self._form is not None and self._panel.task is self._form else None

    @property
    def begun(self) -> HistoryBegun | None:
        """While the form is open."""
        return HistoryBegun(self._case_id, self._protocol, self.form.values()) if self.form is not None else None

    def resume(self, begun: HistoryBegun) -> None:
        """In a window that was built again."""
        conversation = self._conversation.conversation
        if conversation is not None:
            self._begin(conversation, begun.case_id, begun.protocol).restore(begun.wish)

    def show(self, case: CaseBrief, cases: Sequence[Case]) -> None:
        """On the card of `case`; `cases`: all of the conversation, as far as they were read."""
        self._cases = cases
        job, now = self._job(case), self.desk.now()
        online = self.desk.connection.link is Link.ONLINE
        told = ""
        if job is not None:
            told = histories.job(job, now, self.desk.purposes(), of_other=job.case_id != case.id)
        is_late, waits = job is not None and histories.is_late(job, now), job is not None and self._is_under_way(job)
        self._panel.case.show_job(told, may_send=online, may_look=online, is_begun=waits, is_late=is_late)
        self._again.start() if waits else self._again.stop()

    def forget(self) -> None:
        """No case is shown."""
        self._cases = ()
        self._again.stop()

    def open(self) -> None:
        """About the case whose history the customer waits for, else about the one that is shown."""
        conversation = self._conversation.conversation
        case = conversation.case if conversation is not None else None
        if conversation is None or case is None:
            return
        job = self._job(case)
        if job is not None and self._is_under_way(job):
            self._begin(conversation, job.case_id, job.protocol)
        else:
            self._begin(conversation, case.id, case.protocol)

    def _begin(self, conversation: Conversation, case_id: str, protocol: str) -> HistoryForm:
        self._case_id, self._protocol = case_id, protocol
        contact = self.desk.contact(conversation.contact_id)
        leads = self.desk.account.role is not Role.AGENT
        window = conversation.window_until
        facts = HistoryFacts(
            people.protocol(protocol),
            contact.email if contact is not None else "",
            waits=window is None or window <= self.desk.now(),
            may_note=leads or self._is_in_charge(case_id),
            may_edit=leads,
        )
        self._form = form = HistoryForm(self.tools.theme, facts)
        form.left.connect(self._leave)
        form.confirmed.connect(self._confirmed)
        self._panel.show_task(form)
        return form

    def _is_in_charge(self, case_id: str) -> bool:
        """As the gateway sees it: whose conversation it is while the case is open, else who had the case."""
        conversation = self._conversation.conversation
        case = conversation.case if conversation is not None else None
        if conversation is not None and case is not None and case.id == case_id and case.closed_at is None:
            return conversation.assignee_id == self.desk.account.id
        return any(it.brief.id == case_id and it.agent_id == self.desk.account.id for it in self._cases)

    def _job(self, case: CaseBrief) -> HistoryJob | None:
        """What a customer waits for comes first, also where it is about an earlier case."""
        under_way = [job for item in self._cases for job in item.history if self._is_under_way(job)]
        if under_way:
            return min(under_way, key=_due)
        own = next((item.history for item in self._cases if item.brief.id == case.id), [])
        return own[-1] if own else None

    def _is_under_way(self, job: HistoryJob) -> bool:
        return job.state in histories.UNDER_WAY

    def _look_again(self) -> None:
        if self._panel.isVisible():
            self.changed.emit()

    def _leave(self) -> None:
        if self.form is not None:
            self._panel.end_task()
        self._form = None

    def _confirmed(self, wish: object) -> None:
        if self.form is not None and isinstance(wish, AskHistory):
            self.form.set_busy(busy=True)
            self.run(self._ask(self.form, self._case_id, wish), "history for the customer")

    async def _ask(self, form: HistoryForm, case_id: str, wish: AskHistory) -> None:
        """What is wrong is said in the form, which stays as it was filled in."""
        try:
            job = await self.desk.team.ask_history(case_id, wish)
        except AppError as problem:
            if self.alive and self.form is form:
                form.set_busy(busy=False)
                form.show_problem(errors.error(problem))
            return
        if not self.alive:
            return
        if self.form is form:
            self._leave()
        told = self.tr("The customer gets the history by {date}.").format(date=moments.day(job.due_at))
        self.tools.tell(self.tr("Noted: the customer has the history.") if wish.way == HANDED_OVER else told)
        self.changed.emit()


def _due(job: HistoryJob) -> int:
    return job.due_at
