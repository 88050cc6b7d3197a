"""Windows about to close, while somebody looks at them: asked for now and then, and one question sent with one key."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.application.desk import Link
from desktop.application.polling import Polling
from desktop.domain.changes import ChangeSet
from desktop.domain.errors import AppError
from desktop.ui import speech
from desktop.ui.controllers.tools import Controller, Tools
from desktop.ui.texts import errors, rescue, wall
from desktop.ui.views.rescue import RescueFacts, RescuePage
from desktop.ui.widgets.search_popup import PopupItem
from server_stub.contract.wall import RescueRow

EVERY_SECONDS: Final = 20.0
_PAUSE_MS: Final = 1_500
"""Conversations change often; the list is asked for again at most so often."""
_SOON_MS: Final = 30 * 60_000


class RescueController(Controller):
    """`conversation_asked(object)`: the id of a conversation to open."""

    conversation_asked = Signal(object)

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(tools, parent)
        self.page = page = RescuePage(tools.theme)
        self._rows: dict[str, RescueRow] = {}
        self._loaded = False
        self._sending: set[str] = set()
        self._polling = Polling(self.desk.team.rescue_list, self._took, self._failed, seconds=EVERY_SECONDS)
        self._task: asyncio.Task[None] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._polling.wake)
        page.seen.connect(self._seen)
        page.chosen.connect(self._choose)
        page.send_asked.connect(self._send)
        page.open_asked.connect(self._open)
        page.again_asked.connect(self._polling.wake)
        tools.bus.changed.connect(self._changed)

    def open(self) -> None:
        if not self._loaded:
            self.page.show_state("hourglass", self.tr("One moment…"), "")
        self.page.begin()

    def _seen(self, seen: bool) -> None:  # Qt passes it by position
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if seen:
            self._task = self.tools.spawn(self._polling.run(), name="windows about to close")

    def _took(self, rows: Sequence[RescueRow]) -> None:
        if self.alive:
            self._loaded = True
            self._rows = {each.conversation_id: each for each in rows}
            self._show()

    def _failed(self, problem: AppError) -> None:
        if not self.alive:
            return
        offline = self.desk.connection.link is not Link.ONLINE
        told = self.tr("Without a connection nothing can be sent from here.") if offline else errors.error(problem)
        if self._rows:
            self.page.show_count(told, is_stale=True)
        else:
            self._loaded = False
            self.page.show_state("wifi-off", self.tr("No list now"), told, self.tr("Try again"))

    def _changed(self, changes: ChangeSet) -> None:
        if not self.page.isVisible():
            return
        if changes.connection:
            self._polling.wake()
        elif (changes.conversations or changes.everything) and not self._pause.isActive():
            self._pause.start()

    def _show(self) -> None:
        if not self._rows:
            text = self.tr("Nobody's window closes within six hours.")
            self.page.show_state("check-circle", self.tr("All is well"), text)
            return
        now = self.desk.now()
        count = rescue.RescueCounts().windows(len(self._rows))
        self.page.show_rows([self._item(each, now) for each in self._rows.values()], count)
        self._choose(self.page.list.current_id())

    def _item(self, found: RescueRow, now: int) -> PopupItem:
        name, is_closed = wall.customer(found.contact_name), found.window_until <= now
        told = [rescue.who(found) if found.asked_at is None else rescue.asked(found.asked_at), self._where(found)]
        may = not found.obstacle
        icon = "send" if may else ("check" if found.asked_at is not None else "block")
        icon = "reply" if found.who == "customer" and not is_closed else icon
        return PopupItem(
            found.conversation_id,
            name,
            " · ".join(filter(None, told)),
            icon=icon,
            dim=bool(found.obstacle) and found.who != "customer",
            end=rescue.short(found, now),
            is_loud=may and not is_closed and found.window_until - now < _SOON_MS,
            spoken=". ".join(filter(None, (name, rescue.left(found, now), *told, rescue.obstacle(found.obstacle)))),
        )

    def _where(self, found: RescueRow) -> str:
        queue = self.desk.queues().get(found.queue_id)
        account = self.desk.accounts().get(found.agent_id or "")
        names = [queue.name if queue is not None else "", account.name if account is not None else ""]
        return " · ".join(filter(None, names))

    def _choose(self, conversation_id: object) -> None:
        found = self._rows.get(str(conversation_id))
        if found is None:
            return
        now = self.desk.now()
        facts = RescueFacts(
            wall.customer(found.contact_name),
            rescue.left(found, now),
            rescue.who(found),
            self._where(found),
            "" if found.who == "customer" else found.text,
            rescue.obstacle(found.obstacle),
            rescue.asked(found.asked_at) if found.asked_at is not None else "",
        )
        self.page.show_facts(facts, may_send=not found.obstacle and found.conversation_id not in self._sending)

    def _current(self) -> RescueRow | None:
        return self._rows.get(str(self.page.list.current_id()))

    def _send(self) -> None:
        """Once: whoever holds the key down does not ask twice, and the gateway would refuse it."""
        found = self._current()
        if found is None or found.conversation_id in self._sending:
            return
        if found.obstacle:
            self.tools.refuse(rescue.obstacle(found.obstacle))
            return
        self._sending.add(found.conversation_id)
        self._choose(found.conversation_id)
        self.run(self._ask(found), "rescue a window")

    async def _ask(self, found: RescueRow) -> None:
        try:
            await self.desk.team.rescue(found.conversation_id)
            if self.alive:
                name = wall.customer(found.contact_name)
                sentence = self.tr("{name} was asked.").format(name=name)
                self.tools.tell(sentence)
                speech.announce(self.page, sentence)
        finally:
            self._sending.discard(found.conversation_id)
            if self.alive:
                self._choose(self.page.list.current_id())
                self._polling.wake()

    def _open(self) -> None:
        if (found := self._current()) is not None:
            self.conversation_asked.emit(found.conversation_id)
