"""The live wall while somebody looks at it: asked for every two seconds, filtered, and what leads do from there."""

from __future__ import annotations

import asyncio
from typing import Final

from PySide6.QtCore import QObject, Signal, SignalInstance

from desktop.application.desk import Link
from desktop.application.polling import Polling
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError
from desktop.ui.controllers.bulk import BulkController
from desktop.ui.controllers.looking import noted
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import errors, moments, people, shift, wall
from desktop.ui.views.wall import WallPage
from desktop.ui.views.wall_cases import CaseRow
from desktop.ui.widgets.search_popup import PopupItem
from server_stub.contract.team import AgentStatus
from server_stub.contract.wall import CaseNow, QueueNow, Wall

EVERY_SECONDS: Final = 2.0


class WallController(Controller):
    """Signals: `look_asked(object)`, `transfer_asked(object)`: the id of a conversation, once the look is noted."""

    look_asked = Signal(object)
    transfer_asked = Signal(object)

    def __init__(self, tools: Tools, parent: QObject, *, seconds: float = EVERY_SECONDS) -> None:
        super().__init__(tools, parent)
        self.page = page = WallPage(tools.theme)
        self.bulk = BulkController(tools, page, self)
        self._wall: Wall | None = None
        self._polling = Polling(self.desk.team.wall, self._took, self._failed, seconds=seconds)
        self._task: asyncio.Task[None] | None = None
        page.seen.connect(self._seen)
        page.filters_changed.connect(self._show)
        page.again_asked.connect(self._polling.wake)
        page.look_asked.connect(self._look)
        page.transfer_asked.connect(self._transfer)
        page.close_asked.connect(self._close)
        page.cases.chosen_changed.connect(self._tell_chosen)
        self.bulk.done.connect(self._polling.wake)
        tools.bus.changed.connect(self._changed)

    def open(self) -> None:
        """It is shown: where nothing is known yet, that is said."""
        if self._wall is None:
            self.page.show_state("hourglass", self.tr("One moment…"), "")
        self.page.begin()

    # What is asked for

    def _seen(self, seen: bool) -> None:  # Qt passes it by position
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if seen:
            self._task = self.tools.spawn(self._polling.run(), name="live wall")

    def _took(self, told: Wall) -> None:
        if self.alive:
            self._wall = told
            self._show()
            as_of = self.tr("as of {time}").format(time=moments.to_the_second(told.at))
            self.page.show_as_of(as_of, is_stale=False)

    def _failed(self, problem: AppError) -> None:
        if not self.alive:
            return
        offline = self.desk.connection.link is not Link.ONLINE
        if self._wall is None:
            sentence = self.tr("Without a connection the wall is not shown.") if offline else errors.error(problem)
            self.page.show_state("wifi-off", self.tr("No wall now"), sentence, self.tr("Try again"))
            return
        stale = self.tr("Connection lost: as of {time}") if offline else self.tr("No answer: as of {time}")
        self.page.show_as_of(stale.format(time=moments.to_the_second(self._wall.at)), is_stale=True)

    def _changed(self, changes: ChangeSet) -> None:
        if changes.connection and self.page.isVisible():
            self._polling.wake()

    # What is shown

    def _show(self) -> None:
        told = self._wall
        if told is None:
            return
        page = self.page
        page.offer_filters(
            [(each.queue_id, self._queue_name(each.queue_id)) for each in told.queues],
            sorted(((it.account_id, self._name(it.account_id)) for it in told.agents), key=_by_name),
        )
        queue, agent = page.queue.currentData() or "", page.agent.currentData() or ""
        cases = [each for each in told.cases if queue in ("", each.queue_id) and agent in ("", each.agent_id or "")]
        counts = wall.WallCounts()
        count = [counts.cases(len(cases))] if cases else []
        if told.more_cases and not queue and not agent:
            count.append(counts.more(told.more_cases))
        page.show_wall(
            [self._queue(each, told.at) for each in told.queues],
            [self._agent(each, told.at) for each in self._agents(told, queue)],
            [self._case(each, told.at) for each in cases],
            " · ".join(count),
        )
        self._tell_chosen()

    def _agents(self, told: Wall, queue: str) -> list[AgentStatus]:
        """By name: they are not compared."""
        chosen = self.desk.queues().get(queue)
        everyone = chosen is None or chosen.everyone
        shown = [each for each in told.agents if everyone or queue in each.queues]
        return sorted(shown, key=self._agent_name)

    def _agent_name(self, status: AgentStatus) -> str:
        return self._name(status.account_id).casefold()

    def _queue(self, now: QueueNow, at: int) -> PopupItem:
        name = self._queue_name(now.queue_id)
        end = str(now.waiting) if now.waiting else ""
        short, spoken = wall.queue(now, at), f"{name}. {wall.queue_spoken(now, at)}"
        return PopupItem(now.queue_id, name, short, icon="list", dim=not now.is_open, end=end, spoken=spoken)

    def _agent(self, status: AgentStatus, at: int) -> PopupItem:
        share = status.load / status.capacity if status.capacity else 1.0
        name, dot = self._name(status.account_id), shift.dot(status.state)
        short, spoken = wall.agent(status, at), f"{name}. {wall.agent_spoken(status, at)}"
        return PopupItem(status.account_id, name, short, face=status.account_id, load=share, dot=dot, spoken=spoken)

    def _case(self, case: CaseNow, at: int) -> CaseRow:
        word, icon, ink = wall.mood(case.mood)
        waits = "" if case.waiting_since is None else moments.remaining(at - case.waiting_since, narrow=True)
        cells = (
            self._customer(case),
            word,
            waits,
            wall.window_left(case, at),
            self._queue_name(case.queue_id),
            self._name(case.agent_id) if case.agent_id else wall.nobody(),
            moments.short(case.opened_at, at),
        )
        return CaseRow(case.conversation_id, cells, icon, ink)

    def _customer(self, case: CaseNow) -> str:
        if case.contact_name:
            return case.contact_name
        known = self.desk.conversation(case.conversation_id)
        return wall.customer(people.name(self.desk.contact(known.contact_id)) if known is not None else "")

    def _name(self, account_id: str | None) -> str:
        account = self.desk.accounts().get(account_id or "")
        return account.name if account is not None else ""

    def _queue_name(self, queue_id: str) -> str:
        queue = self.desk.queues().get(queue_id)
        return queue.name if queue is not None else queue_id

    def _tell_chosen(self) -> None:
        self.page.show_chosen(wall.WallCounts().chosen(len(self.page.cases.chosen)))

    # What is done

    def _look(self, conversation_id: str) -> None:
        self.run(self._note(conversation_id, self.look_asked), "look at a conversation")

    def _transfer(self) -> None:
        chosen = self.page.cases.chosen
        if len(chosen) == 1:
            self.run(self._note(chosen[0], self.transfer_asked), "look at a conversation")
        elif chosen:
            self.bulk.transfer(self._cases(chosen))

    def _close(self) -> None:
        if chosen := self.page.cases.chosen:
            self.bulk.close(self._cases(chosen))

    def _cases(self, ids: list[str]) -> list[tuple[CaseNow, str]]:
        known = {each.conversation_id: each for each in self._wall.cases} if self._wall is not None else {}
        return [(known[each], self._customer(known[each])) for each in ids if each in known]

    async def _note(self, conversation_id: str, then: SignalInstance) -> None:
        if await noted(self.tools, conversation_id) and self.alive:
            then.emit(conversation_id)


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()
