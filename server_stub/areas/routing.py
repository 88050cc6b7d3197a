"""Cases that wait find their agents: the worker behind it, woken by whatever lets somebody take more."""

from __future__ import annotations

from server_stub.areas.area import Area, Base
from server_stub.workers.routing import RoutingWorker
from server_stub.workers.supervisor import Supervisor


class RoutingArea(Area):
    def __init__(self, base: Base) -> None:
        super().__init__(base)
        core = base.core
        self.worker = RoutingWorker(core.database, core.routing, core.clock)
        core.assignment.wake = self.worker.wake
        core.routing.snapshots.is_open = core.hours.is_open

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("routing", self.worker.run)
