"""One's own state: shown with its time, changed by a menu, not known without a line."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.application.desk import Link
from desktop.domain.changes import ChangeSet
from desktop.domain.shift import UNCOUNTED, kept_and_returned, may_end, standing
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import moments, shift
from desktop.ui.views.own_state import StateFacts, StateMenu, show_state
from desktop.ui.views.workspace import Workspace
from server_stub.contract.queues import ServicePolicy
from server_stub.contract.team import AgentState, AgentStatus, PauseReason, WorkDay

MINUTE_MS = 20_000
"""The time shown has minutes: three looks a minute are never late by more than a part of one."""


class OwnStateController(Controller):
    """`breaks_asked()`: the page with the day's breaks. `changed()`: the state is another one, or known again.

    `day`: the plan of today, as far as it was read.
    """

    breaks_asked = Signal()
    changed = Signal()

    def __init__(self, tools: Tools, view: Workspace, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._button = view.status.state
        self._policy: ServicePolicy | None = None
        self.day: WorkDay | None = None
        self._was: AgentStatus | None = None
        self.menu = StateMenu(tools.theme, view)
        self.menu.state_asked.connect(self.go)
        self.menu.breaks_asked.connect(self.breaks_asked)
        self._button.clicked.connect(self.open_menu)
        self._timer = QTimer(self)
        self._timer.setInterval(MINUTE_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        tools.bus.changed.connect(self._heard)

    @property
    def status(self) -> AgentStatus | None:
        """None while nobody can know it: the gateway decides, and there is no line to it."""
        return self.desk.own_status() if self.desk.connection.link is Link.ONLINE else None

    def refresh(self) -> None:
        """As it stands now; also what the menu offers, while it is open."""
        status = self.status
        words = self.tr("State not known") if status is None else self._words(status)
        show_state(self.tools.theme, self._button, status, words, self.tr("Your state: {state}").format(state=words))
        if self.menu.isVisible():
            self._offer()
        if status != self._was:
            self._was = status
            self.changed.emit()

    def open_menu(self) -> None:
        """At the button; what a pause does to open cases is asked for once, and told as soon as it is known."""
        if self._policy is None and self.status is not None:
            self.run(self._learn(), "rules of service")
        self.refresh()
        self._offer()
        self.menu.open_above(self._button)

    def go(self, state: AgentState, reason: str = "") -> None:
        """Into a state; Qt passes both by position."""
        if self.status is None:
            self.tools.refuse(self.tr("Without a connection your state cannot be changed."))
        else:
            self.run(self._go(state, reason), "change one's state")

    async def _go(self, state: AgentState, reason: str) -> None:
        told = await self.desk.team.set_state(state, reason)
        if self.alive and reason == PauseReason.AFTER_ABUSE:
            self.tools.tell(self.tr("Take the time you need. Your team lead is only informed."))
        elif self.alive:
            self.tools.tell(shift.standing(told))
        if self.alive:
            self.refresh()

    def _offer(self) -> None:
        self.menu.show_facts(self._facts(self.status))

    def _words(self, status: AgentStatus) -> str:
        """No clock runs in a pause that is nobody's business."""
        name = shift.standing(status)
        if not status.since or status.reason in UNCOUNTED:
            return name
        return self.tr("{state} · {time}").format(state=name, time=shift.spent(self.desk.now() - status.since))

    def _facts(self, status: AgentStatus | None) -> StateFacts:
        if status is None:
            return StateFacts(self.desk.own_status(), online=False)
        now = self.desk.now()
        back_at = moments.clock(status.until) if status.until is not None else ""
        breaks = {each.reason: each for each in self.day.breaks} if self.day is not None else {}
        states = {reason: standing(each, now) for reason, each in breaks.items()}
        return StateFacts(
            status,
            online=True,
            cases=self._cases(),
            may_end=may_end(status, now),
            back_at=back_at,
            hints={reason: shift.hint(each, states[reason]) for reason, each in breaks.items()},
            taken=frozenset(reason for reason, state in states.items() if state == "taken"),
        )

    def _cases(self) -> list[str]:
        """Nothing while the rule is not known: a guess would be worse."""
        if self._policy is None:
            return []
        kept, returned = kept_and_returned(self._policy.on_pause, self.desk.conversations(), self.desk.account.id)
        sentences = shift.Sentences()
        told = [sentences.stay(kept)] if kept else []
        return [*told, sentences.go_back(returned)] if returned else told

    async def _learn(self) -> None:
        self._policy = await self.desk.team.service_policy()
        if self.alive:
            self.refresh()

    def _heard(self, changes: ChangeSet) -> None:
        if changes.connection:
            self._policy = None
        if changes.team or changes.connection or changes.everything:
            self.refresh()
        elif changes.conversations and self.menu.isVisible():
            self._offer()
