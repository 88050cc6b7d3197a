"""For leads the wall, looks, windows to rescue, alarms of the service; for all presence, and talk among colleagues."""

from __future__ import annotations

from typing import Any, Final

from server_stub.areas.area import Area, Base
from server_stub.domain.window import WINDOW_MS
from server_stub.http.routes import chat as chat_routes
from server_stub.http.routes import leads as lead_routes
from server_stub.services.chat import Chats
from server_stub.services.leads.audit_pages import AuditPages
from server_stub.services.leads.looking import Looking
from server_stub.services.leads.reassigning import Reassigning
from server_stub.services.leads.rescue import Rescue
from server_stub.services.leads.today import Today
from server_stub.services.leads.wall import WallBoard
from server_stub.services.leads.watch import ServiceWatch
from server_stub.services.presence import KEPT_MS, Presences
from server_stub.storage.database import Tx
from server_stub.storage.repositories.audit import AuditRows
from server_stub.storage.repositories.case_log import CaseLog
from server_stub.storage.repositories.chats import ChatRows
from server_stub.storage.repositories.event_rows import EventRepository
from server_stub.storage.repositories.presences import PresenceRows
from server_stub.storage.repositories.rescues import RescueRows
from server_stub.storage.repositories.wall import WallRows
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import every

_WATCH_SECONDS: Final = 5
_FORGET_SECONDS: Final = 15


class LeadsArea(Area):
    """`events`: of the log of events those of presence are forgotten after a minute."""

    def __init__(self, base: Base, events: EventRepository) -> None:
        super().__init__(base)
        core = base.core
        rows = WallRows()
        self._events = events
        self.wall = WallBoard(rows, Today(CaseLog()), core.queues, core.vault, core.hours, core.states.statuses)
        self.watch = ServiceWatch(rows, core.queues, core.hours, core.alarm_rows, core.alarms, core.clock())
        self.audit = AuditPages(AuditRows(), core.reading)
        self.looking = Looking(core.reading, core.audit)
        self.reassigning = Reassigning(core.assignment, core.reading, core.audit)
        self.rescue = Rescue(
            RescueRows(WINDOW_MS),
            core.gatekeeper,
            base.outgoing.sending,
            core.queues,
            core.reading,
            core.account_rows,
            core.vault,
            core.audit,
        )
        self.presences = Presences(PresenceRows(), core.reading, core.events)
        self.chats = Chats(ChatRows(core.vault), core.queues, core.events)

    def handlers(self) -> list[Any]:
        return [*lead_routes.HANDLERS, *chat_routes.HANDLERS]

    def services(self) -> dict[str, object]:
        return {
            "wall_board": self.wall,
            "looking": self.looking,
            "reassigning": self.reassigning,
            "rescue": self.rescue,
            "audit": self.audit,
            "presences": self.presences,
            "chats": self.chats,
        }

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("service watch", every(_WATCH_SECONDS, self.look))
        supervisor.add("presence", every(1, self.clear_presence))
        supervisor.add("old presence", every(_FORGET_SECONDS, self.forget_presence))
        supervisor.add("old chat", every(3600, self._forget_chat))

    async def look(self) -> None:
        """Work for a loop: alarms of the service, and today's figures, so that nobody waits for them at the wall."""
        core = self._base.core

        def stale(tx: Tx) -> bool:
            self.wall.keep_up(tx, core.clock())
            return self.watch.is_stale(tx, core.clock())

        if await core.database.read(stale):
            await core.database.write(lambda tx: self.watch.look(tx, core.clock()))

    async def clear_presence(self) -> None:
        """Work for a loop: who stopped typing, who looked away."""
        core = self._base.core
        if await core.database.read(lambda tx: self.presences.any_lapsed(tx, core.clock())):
            await core.database.write(lambda tx: self.presences.clear_lapsed(tx, core.clock()))

    async def forget_presence(self) -> None:
        core = self._base.core
        before = core.clock() - KEPT_MS
        if await core.database.read(lambda tx: self._events.any_presence(tx, before)):
            await core.database.write(lambda tx: self._events.prune_presence(tx, before))

    async def _forget_chat(self) -> None:
        core = self._base.core
        await core.database.write(lambda tx: self.chats.forget_old(tx, core.clock()))
