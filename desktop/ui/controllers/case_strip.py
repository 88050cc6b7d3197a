"""The strip above the composer: counts the wrap-up down, and says of a closed case who closed it and how."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.domain.errors import AppError
from desktop.ui.controllers.closing import ClosingController
from desktop.ui.controllers.conversation import ConversationController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import cases, moments, people, shift
from desktop.ui.views.case_strip import CaseStrip
from server_stub.contract.cases import Case, CaseBrief, CaseState
from server_stub.contract.model import Conversation, Role

SECOND_MS = 1_000
KEEP_MS = 1_500
"""So long before the wrap-up ends, what is filled in is sent: it must arrive before the gateway closes the case."""


class CaseStripController(Controller):
    """The gateway decides when the wrap-up is over; here it is only counted, by the gateway's clock."""

    def __init__(
        self,
        tools: Tools,
        view: CaseStrip,
        conversation: ConversationController,
        closing: ClosingController,
        parent: QObject,
    ) -> None:
        super().__init__(tools, parent)
        self._view, self._conversation, self._closing = view, conversation, closing
        self._told: Case | None = None
        self._asked = ("", 0)
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND_MS)
        self._timer.timeout.connect(self.tick)
        view.close_asked.connect(closing.open)
        view.reopen_asked.connect(self._reopen)
        view.new_asked.connect(closing.begin_case)
        conversation.opened.connect(self.refresh)
        conversation.changed.connect(self.refresh)

    def refresh(self) -> None:
        """As the case of the open conversation stands now."""
        conversation = self._conversation.conversation
        case = conversation.case if conversation is not None else None
        runs = case is not None and case.state is CaseState.WRAPPING_UP
        if runs and not self._timer.isActive():
            self._timer.start()
        elif not runs:
            self._timer.stop()
        if conversation is None or case is None or case.state in (CaseState.QUEUED, CaseState.ASSIGNED):
            self._view.hide()
        elif runs:
            self._show_wrap_up(conversation, case)
        else:
            self._show_closed(case)

    def tick(self) -> None:
        """Once a second while a wrap-up runs."""
        conversation = self._conversation.conversation
        case = conversation.case if conversation is not None else None
        if conversation is None or case is None or case.state is not CaseState.WRAPPING_UP:
            return
        self._show_wrap_up(conversation, case)
        if case.wrap_until is not None and 0 < case.wrap_until - self.desk.now() <= KEEP_MS:
            self._closing.submit()

    def _show_wrap_up(self, conversation: Conversation, case: CaseBrief) -> None:
        left = max(0, (case.wrap_until or 0) - self.desk.now())
        mine = conversation.assignee_id == self.desk.account.id
        title = self.tr("Wrap-up {time}").format(time=shift.left(left))
        form = self._closing.form
        if not mine:
            detail = self.tr("The chat is over; a colleague is writing down what came of it.")
        elif form is not None and form.is_meant:
            detail = self.tr("When the time is over, the case is closed with what is filled in.")
        else:
            detail = self.tr("When the time is over, the case is closed without a classification.")
        self._view.show_wrap_up(title, detail, may_close=self._closing.case is not None and form is None)

    def _show_closed(self, case: CaseBrief) -> None:
        # Kept together where the line breaks: it is read aloud from here.
        number = people.protocol(case.protocol).replace(" ", "\N{NO-BREAK SPACE}")
        title = self.tr("Case closed · protocol {number}").format(number=number)
        told = self._told if self._told is not None and self._told.brief.id == case.id else None
        at = moments.day_and_time(case.closed_at) if case.closed_at else ""
        if told is None:
            detail = at
        else:
            closer = self.desk.accounts().get(told.closed_by)
            who = cases.closing(told.close_way, closer.name if closer else "")
            about = cases.about(self.desk.dispositions(), told.disposition_id, told.outcome)
            detail = " · ".join(filter(None, (f"{who}, {at}" if at else who, about)))
        # Who had it last reopens it, and leads; everybody else begins a new one.
        is_lead = self.desk.account.role is not Role.AGENT
        may_reopen = is_lead or (told is not None and told.agent_id == self.desk.account.id)
        self._view.show_closed(title, detail, may_reopen=may_reopen, may_open=True)
        wanted = (case.id, case.closed_at or 0)
        if wanted != self._asked:
            self._asked = wanted
            self.tools.spawn(self._learn(case.id), name="who closed a case")

    async def _learn(self, case_id: str) -> None:
        """Without a line it stays untold: that it is closed, and when, is known anyway."""
        try:
            told = await self.desk.team.case(case_id)
        except AppError:
            self._asked = ("", 0)
            return
        if self.alive:
            self._told = told
            self.refresh()

    def _reopen(self) -> None:
        conversation = self._conversation.conversation
        if conversation is not None and conversation.case is not None:
            self._closing.reopen(conversation.case.id)
