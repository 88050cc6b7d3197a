"""Handing conversations on: offers and their timer, several in one chat, and what leads do to many at once."""

from __future__ import annotations

from typing import Any

from server_stub.areas.area import Area, Base
from server_stub.areas.cases import CasesArea
from server_stub.http.routes import transfers as transfer_routes
from server_stub.services.routing_snapshot import SnapshotReader
from server_stub.services.transfers.accepted_words import AcceptedWords
from server_stub.services.transfers.bulks import Bulks
from server_stub.services.transfers.floor import Floor
from server_stub.services.transfers.offers import Offers
from server_stub.services.transfers.targets import TargetBook
from server_stub.services.transfers.transfers import Transfers
from server_stub.services.transfers.visits import Visits
from server_stub.storage.database import Tx
from server_stub.storage.repositories.bulks import BulkRows
from server_stub.storage.repositories.offers import OfferRows
from server_stub.storage.repositories.participants import ParticipantRows
from server_stub.storage.repositories.routing_rows import RoutingRows
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import every


class TransfersArea(Area):
    """Listens to every change of who is in charge, and to whoever goes home."""

    def __init__(self, base: Base, cases: CasesArea) -> None:
        super().__init__(base)
        core = base.core
        floor = self._build_floor()
        words = AcceptedWords(core.cases, core.queues, core.reading, base.outgoing.consenting.words)
        self.offers = Offers(floor, words)
        self.visits = Visits(floor, core.claims, words, core.audit)
        seats = SnapshotReader(RoutingRows(), core.queues)
        self.targets = TargetBook(floor, seats, core.states, core.hours.is_open)
        self.transfers = Transfers(floor, self.offers, self.targets)
        self.bulks = Bulks(
            core.database,
            floor,
            self.transfers,
            self.targets,
            BulkRows(),
            core.audit,
            core.clock,
            cases.closing.by_wish,
            cases.beginning.take_up,
        )
        core.assignment.changed += [self.offers.owner_changed, self.visits.owner_changed]
        core.routing.open_offer = self.offers.ask_for_queue
        core.states.withdraw_offers = self._gone

    def _build_floor(self) -> Floor:
        core = self._base.core
        return Floor(
            core.account_rows,
            core.reading,
            core.cases,
            core.queues,
            core.assignment,
            core.lines,
            OfferRows(core.vault),
            ParticipantRows(),
        )

    def handlers(self) -> list[Any]:
        return list(transfer_routes.HANDLERS)

    def services(self) -> dict[str, object]:
        return {
            "target_book": self.targets,
            "transfers": self.transfers,
            "offers": self.offers,
            "visits": self.visits,
            "bulks": self.bulks,
        }

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("offers", every(1, self.expire_offers))

    async def expire_offers(self) -> None:
        """Work for a loop: the due times are in the table, so a gateway that was away finds them when it is back."""
        core = self._base.core
        while await core.database.read(lambda tx: self.offers.due(tx, core.clock())):
            await core.database.write(lambda tx: self.offers.expire(tx, core.clock()))

    def _gone(self, tx: Tx, account_id: str, now: int) -> None:
        self.offers.withdraw_of(tx, account_id, now)
        self.visits.withdraw_of(tx, account_id, now)
