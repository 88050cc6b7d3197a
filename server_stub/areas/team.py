"""Queues and the people who serve them: registers, states and breaks, vanished desktops, what nobody would look at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from server_stub.areas.area import Area, Base
from server_stub.http.routes import queues as queue_routes
from server_stub.http.routes import team as team_routes
from server_stub.services.hooks import InboundHook
from server_stub.services.team.desktops import Desktops
from server_stub.services.team.queue_desk import QueueDesk
from server_stub.services.team.queue_words import QueueWords
from server_stub.services.team.sweep import Sweep
from server_stub.storage.database import Tx
from server_stub.storage.repositories.people import People
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import every

_LOOK_SECONDS: Final = 3
_BREAKS_SECONDS: Final = 20
_SWEEP_SECONDS: Final = 10
_PLACES_SECONDS: Final = 5


class TeamArea(Area):
    def __init__(self, base: Base) -> None:
        super().__init__(base)
        core = base.core
        self.desk = QueueDesk(
            core.database,
            core.queue_rows,
            core.queues,
            core.account_rows,
            core.case_moves,
            core.events,
            core.clock,
            core.assignment.wake_routing,
        )
        self.desktops = Desktops(core.database, core.states, core.clock)
        self._people = People(core.vault)
        self.words = QueueWords(
            core.database,
            core.queues,
            core.hours,
            base.outgoing.consenting.words,
            self._name_of,
            core.clock,
        )
        self.sweep = Sweep(core.database, core.queues, core.case_moves, core.clock)

    def handlers(self) -> list[Any]:
        return [*queue_routes.HANDLERS, *team_routes.HANDLERS]

    def services(self) -> dict[str, object]:
        core = self._base.core
        return {
            "queue_book": core.queues,
            "queue_desk": self.desk,
            "agent_states": core.states,
            "work_days_book": core.work_days,
            "registers_rows": core.registers,
        }

    def inbound_hooks(self) -> Sequence[InboundHook]:
        return (self.words.closed,)

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("desktops", every(_LOOK_SECONDS, self.desktops.look))
        supervisor.add("breaks", every(_BREAKS_SECONDS, self.desktops.keep_free))
        supervisor.add("sweep", every(_SWEEP_SECONDS, self.sweep.run))
        supervisor.add("places", every(_PLACES_SECONDS, self.words.tell_places))

    def _name_of(self, tx: Tx, conversation_id: str) -> str:
        owner = self._base.core.reading.owner_of(tx, conversation_id)
        return "" if owner is None else self._people.profile(tx, owner).name
