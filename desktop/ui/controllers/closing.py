"""Closing the case of the open conversation, taking that back, and what is done where a case is over."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.domain.dispositions import leaves, recent_first
from desktop.domain.errors import AppError
from desktop.domain.said_texts import filled
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.permission import PermissionController
from desktop.ui.controllers.recent_leaves import RecentLeaves
from desktop.ui.controllers.tools import LONG_MS, Controller, Tools
from desktop.ui.texts import errors, people, reasons
from desktop.ui.views.closing import Closing, ClosingFacts, ClosingForm
from desktop.ui.views.workspace import Workspace
from server_stub.contract.cases import CaseBrief, CaseState, NewSubject, OpenCase
from server_stub.contract.gate import Verdict
from server_stub.contract.model import Conversation, Role
from server_stub.contract.queues import Queue

UNDO_MS = LONG_MS + 2_000


class ClosingController(Controller):
    """One closing at a time, of the conversation that was open when it began."""

    def __init__(
        self,
        tools: Tools,
        view: Workspace,
        conversation: ConversationController,
        permission: PermissionController,
        parent: QObject,
    ) -> None:
        super().__init__(tools, parent)
        self._view, self._conversation, self._permission = view, conversation, permission
        self._form: ClosingForm | None = None
        self._case_id = self._closed_id = ""
        self._had_panel = True
        self._recent = RecentLeaves(tools, self)
        view.conversation.header.close_asked.connect(self.open)
        conversation.opened.connect(self._refresh)
        conversation.changed.connect(self._refresh)
        permission.outlook_changed.connect(self._judge)

    @property
    def case(self) -> CaseBrief | None:
        """The open one of the open conversation, where this person may close it."""
        conversation = self._conversation.conversation
        case = conversation.case if conversation is not None else None
        if conversation is None or case is None or case.state is CaseState.CLOSED:
            return None
        may = conversation.assignee_id == self.desk.account.id or self.desk.account.role is not Role.AGENT
        return case if may else None

    @property
    def form(self) -> ClosingForm | None:
        """While it is open."""
        return self._form if self._form is not None and self._view.panel.task is self._form else None

    def open(self) -> None:
        """Beside the conversation; once more goes back to the first field."""
        conversation, case = self._conversation.conversation, self.case
        if conversation is None:
            return
        if case is None:
            self.tools.tell(self._why_not(conversation))
        elif self.form is not None:
            self.form.begin()
        else:
            self._begin(conversation, case)

    def end_chat(self) -> None:
        """The talk is over; what came of it is told in the wrap-up."""
        conversation, case = self._conversation.conversation, self.case
        if conversation is None:
            return
        if case is None:
            self.tools.tell(self._why_not(conversation))
        elif case.state is CaseState.ASSIGNED and self._queue(case).wrap_up_seconds:
            self.run(self.desk.team.wrap_up(case.id), "end a chat")
        else:
            self.open()

    def reopen(self, case_id: str) -> None:
        self.run(self._reopen(case_id), "reopen a case")

    def begin_case(self) -> None:
        """Where none is open; in the queue of the one before."""
        conversation = self._conversation.conversation
        if conversation is not None:
            queue_id = conversation.queue_id if conversation.queue_id in self.desk.queues() else ""
            self.run(self._open_case(conversation.id, OpenCase(queue_id)), "open a case")

    @property
    def filled(self) -> Closing | None:
        """What is in the form, while it is open."""
        return self.form.values() if self.form is not None else None

    def resume(self, filled: Closing) -> None:
        """In a window that was built again."""
        self.open()
        if self.form is not None:
            self.form.restore(filled)

    def submit(self) -> None:
        """The wrap-up is nearly over: what the person has filled in is kept."""
        if self.form is not None and self.form.is_meant:
            self._confirmed(self.form.values())

    # The form

    def _begin(self, conversation: Conversation, case: CaseBrief) -> None:
        form = ClosingForm(self.tools.theme, self._facts(conversation, case))
        form.left.connect(self._leave)
        form.confirmed.connect(self._confirmed)
        form.end_asked.connect(self._end_instead)
        self._form, self._case_id = form, case.id
        self._had_panel = self._view.panel_shown
        self._view.panel.show_task(form)
        self._view.show_panel(shown=True)
        form.begin()

    def _facts(self, conversation: Conversation, case: CaseBrief) -> ClosingFacts:
        queue = self._queue(case)
        return ClosingFacts(
            recent_first(leaves(self.desk.dispositions(), case.queue_id), self._recent.ids),
            queue.disposition_required,
            self._goodbye(conversation, case, queue),
            self._goodbye_obstacle(),
            [(each.id, each.name) for each in self.desk.queues().values() if each.enabled],
            case.queue_id,
            may_end=case.state is CaseState.ASSIGNED and bool(queue.wrap_up_seconds),
        )

    def _goodbye(self, conversation: Conversation, case: CaseBrief, queue: Queue) -> str:
        contact = self.desk.contact(conversation.contact_id)
        values = {
            "protocol": people.protocol(case.protocol),
            "name": contact.name if contact else "",
            "queue": queue.name,
            "agent": self.desk.account.name,
        }
        return filled(queue.closing_text, values).strip()

    def _goodbye_obstacle(self) -> str:
        outlook = self._permission.outlook
        if outlook is None or outlook.reply.verdict is Verdict.ALLOW:
            return ""
        return reasons.decision(outlook.reply, self.desk.purposes())

    def _judge(self) -> None:
        """The send gate answers while the form is open, or otherwise than before."""
        if self.form is not None:
            self.form.show_obstacle(self._goodbye_obstacle())

    def _confirmed(self, values: object) -> None:
        form = self.form
        if form is not None and isinstance(values, Closing):
            form.set_busy(busy=True)
            self.run(self._close(form, self._case_id, values), "close a case")

    async def _close(self, form: ClosingForm, case_id: str, given: Closing) -> None:
        """What is wrong is said in the form, which stays as it was filled in."""
        team = self.desk.team
        try:
            if given.queue_id is None:
                await team.close_case(case_id, given.wish)
            else:
                made = await team.new_subject(case_id, NewSubject(given.wish, given.queue_id))
        except AppError as problem:
            if self.alive and self.form is form:
                form.set_busy(busy=False)
                form.show_problem(errors.error(problem, self.desk.purposes()))
            return
        if self.alive:
            self._recent.add(given.wish.disposition_id)
            if self.form is form:
                self._leave()
            if given.queue_id is None:
                self._closed_id = case_id
                self.tools.telling.offer_undo(self.tr("The case is closed."), self._undo, milliseconds=UNDO_MS)
            else:
                told = self.tr("A new case is open: protocol {number}.")
                self.tools.tell(told.format(number=people.protocol(made.brief.protocol)))

    def _leave(self) -> None:
        """Back to the conversation, with the contact beside it or not as it was before."""
        self._form = None
        self._view.panel.end_task()
        if not self._had_panel:
            self._view.show_panel(shown=False)
        self._view.conversation.composer.focus()

    def _end_instead(self) -> None:
        self._leave()
        self.end_chat()

    def _refresh(self) -> None:
        """The button follows the conversation; the form goes with the case that it was about."""
        case = self.case
        self._view.conversation.header.show_closing(is_shown=case is not None)
        if self.form is not None and (case is None or case.id != self._case_id):
            self._view.panel.end_task()
            self._form = None

    # What can be done after

    def _undo(self) -> None:
        self.reopen(self._closed_id)

    async def _reopen(self, case_id: str) -> None:
        await self.desk.team.reopen(case_id)
        if self.alive:
            self.tools.tell(self.tr("The case is open again, under the same protocol."))
            self._view.conversation.composer.focus()

    async def _open_case(self, conversation_id: str, wish: OpenCase) -> None:
        made = await self.desk.team.open_case(conversation_id, wish)
        if self.alive:
            told = self.tr("A new case is open: protocol {number}.")
            self.tools.tell(told.format(number=people.protocol(made.brief.protocol)))
            self._view.conversation.composer.focus()

    # Inside

    def _why_not(self, conversation: Conversation) -> str:
        if conversation.case is None or conversation.case.state is CaseState.CLOSED:
            return self.tr("No case is open here.")
        return self.tr("Take the conversation first: only who serves it closes the case.")

    def _queue(self, case: CaseBrief) -> Queue:
        return self.desk.queues().get(case.queue_id) or Queue(case.queue_id, "")
