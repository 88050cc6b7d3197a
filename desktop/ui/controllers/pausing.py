"""The strip of a pause that runs, and the gentle word that a rest break may be taken."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.application.desk import Link
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError
from desktop.domain.shift import UNCOUNTED, may_end, quiet_after, reminder
from desktop.ui.controllers.own_state import OwnStateController
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import moments, shift
from desktop.ui.views.pause_strip import PauseStrip
from desktop.ui.views.workspace import Workspace
from server_stub.contract.team import AgentState, AgentStatus, Break, WorkDay

SECOND_MS = 1_000
IDLE_MS = 15_000
"""Between two looks whether a break is due; a computer that rests should not be woken each second."""
AGAIN_MS = 15 * 60_000
"""The plan of the day is read again so often: a lead may have changed the shift."""


class PausingController(Controller):
    """It never blocks: a strip above the work that can be closed, and that waits while an offer is open."""

    def __init__(self, tools: Tools, view: Workspace, own: OwnStateController, parent: QObject) -> None:
        super().__init__(tools, parent)
        self._view, self._own = view, own
        self._strip: PauseStrip | None = None
        self._day: WorkDay | None = None
        self._read_at = self._quiet_until = 0
        self._offered: Break | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        own.changed.connect(self._own_changed)
        tools.bus.changed.connect(self._heard)

    def tick(self) -> None:
        """Once a second while a break counts down, else now and then."""
        status = self._own.status
        counts = status is not None and not may_end(status, self.desk.now())
        if self._timer.interval() != (SECOND_MS if counts else IDLE_MS):
            self._timer.setInterval(SECOND_MS if counts else IDLE_MS)
        if status is not None and self.desk.now() - self._read_at >= AGAIN_MS:
            self._read()
        if status is not None and status.state is AgentState.PAUSE:
            self._show_pause(status)
        else:
            self._show_reminder(status)

    def _show_pause(self, status: AgentStatus) -> None:
        now, name = self.desk.now(), shift.reason(status.reason)
        back = self.tr("Back to work")
        if status.reason in UNCOUNTED:
            # No clock, and nobody is asked back: the menu ends it.
            told = self.tr("{pause}. Come back when you are ready.").format(pause=name)
            self._made().show_pause(told, back=back, why_not="")
        elif not may_end(status, now) and status.until is not None:
            told = self.tr("{pause} · {left} left · you may come back from {time}, or later")
            at = moments.clock(status.until)
            words = told.format(pause=name, left=shift.left(status.until - now), time=at)
            why = self.tr("This break lasts at least until {time}.").format(time=at)
            self._made().show_pause(words, back=back, why_not=why)
        else:
            told = self.tr("{pause} · since {time}. It may last as long as you need.")
            self._made().show_pause(told.format(pause=name, time=moments.clock(status.since)), back=back, why_not="")

    def _show_reminder(self, status: AgentStatus | None) -> None:
        now = self.desk.now()
        found = reminder(self._day, status, now, self._quiet_until) if status is not None else None
        self._offered = None if self._is_offered_something() else found
        if found is None or self._offered is None:
            if self._strip is not None:
                self._strip.hide()
            return
        told = self.tr("{pause}, {minutes}: it can be taken now, and until {time}.")
        minutes = shift.Sentences().minutes(found.minutes)
        name, latest = shift.reason(found.reason), moments.clock(found.latest_at)
        self._made().show_reminder(told.format(pause=name, minutes=minutes, time=latest))

    def _is_offered_something(self) -> bool:
        """Somebody waits for an answer of this person right now: nothing else is said beside it."""
        now, own = self.desk.now(), self.desk.account.id
        offers = (each.offer for each in self.desk.conversations() if each.offer is not None)
        return any(it.to_account == own and (it.expires_at is None or it.expires_at > now) for it in offers)

    def _made(self) -> PauseStrip:
        """Not before there is something to show."""
        if self._strip is None:
            self._strip = PauseStrip(self.tools.theme)
            self._strip.back_asked.connect(self._back)
            self._strip.take_asked.connect(self._take)
            self._strip.later_asked.connect(self._later)
            self._strip.closed.connect(self._closed)
            self._view.put_above(self._strip)
        return self._strip

    def _back(self) -> None:
        self._own.go(AgentState.AVAILABLE)

    def _take(self) -> None:
        if self._offered is not None:
            self._own.go(AgentState.PAUSE, self._offered.reason)

    def _later(self) -> None:
        self._be_quiet(closed=False)

    def _closed(self) -> None:
        self._be_quiet(closed=True)

    def _be_quiet(self, *, closed: bool) -> None:
        if self._offered is not None:
            self._quiet_until = quiet_after(self._offered, self.desk.now(), closed=closed)
        self.tick()

    # The plan of the day

    def _own_changed(self) -> None:
        self._read()
        self.tick()

    def _heard(self, changes: ChangeSet) -> None:
        if changes.everything or (changes.connection and self.desk.connection.link is Link.ONLINE):
            self._read()
        if changes.conversations and self._offered is not None:
            self.tick()

    def _read(self) -> None:
        self._read_at = self.desk.now()
        if self.desk.connection.link is Link.ONLINE:
            self.tools.spawn(self._fetch(), name="plan of the day")

    async def _fetch(self) -> None:
        """Without it nobody is reminded; nobody is told of that either."""
        try:
            days = await self.desk.team.work_days("", account_id=self.desk.account.id)
        except AppError:
            return
        if self.alive:
            self._day = next((each for each in days if each.account_id == self.desk.account.id), None)
            self._own.day = self._day
            self._own.refresh()
            self.tick()
