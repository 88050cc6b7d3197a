"""Consent collected outside the chat: what was handed in waits here until somebody shows control of the number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from server_stub.areas.area import Area, Base
from server_stub.services.capture.captures import Captures
from server_stub.services.capture.entries import Entries
from server_stub.services.capture.hook import CaptureHook
from server_stub.services.capture.origin import Origin
from server_stub.services.capture.persons import Persons
from server_stub.services.capture.preferences import PreferenceLinks
from server_stub.services.capture.typed import TypedCodes
from server_stub.services.capture.unconfirmed import Unconfirmed
from server_stub.services.hooks import InboundHook
from server_stub.storage.repositories.addresses import Addresses
from server_stub.storage.repositories.capture_points import CapturePoints
from server_stub.storage.repositories.capture_requests import CaptureRequests
from server_stub.storage.repositories.erasing import Erasing
from server_stub.storage.repositories.people import People
from server_stub.storage.repositories.templates import Templates
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import every

_LAPSED_AT_ONCE: Final = 500


class CaptureArea(Area):
    """`captures` takes what forms, mails and SMS hand in; `preference_links` leads to the preference centre.

    `forget_people` is set by the composition root: ingest remembers who is who, and must look again.
    """

    def __init__(self, base: Base) -> None:
        super().__init__(base)
        core, outgoing = base.core, base.outgoing
        self.rows = CaptureRequests(core.vault)
        self.persons = Persons(People(core.vault))
        self.origin = Origin(Addresses(core.vault, People(core.vault)))
        self.preference_links = PreferenceLinks(base.links, base.address, core.clock)
        self.codes = TypedCodes(
            self.rows,
            CapturePoints(),
            self.persons,
            Templates(),
            core.gatekeeper,
            outgoing.sending,
            core.reading,
            core.events,
        )
        self.captures = Captures(
            core.vault,
            self.rows,
            self.persons,
            Entries(outgoing.consents),
            outgoing.notices,
            core.registers,
            core.gatekeeper,
            self.codes,
            core.clock,
        )
        self.forget_people: Callable[[], None] = _nothing
        self._unconfirmed = Unconfirmed(
            self.rows, Erasing(core.vault), People(core.vault), core.events, lambda: self.forget_people()
        )
        self._hook = CaptureHook(
            captures=self.captures,
            rows=self.rows,
            links=self.preference_links,
            gatekeeper=core.gatekeeper,
            registers=core.registers,
            origin=self.origin,
            sending=outgoing.sending,
            brand=core.brand,
        )

    def preferences_url(self, contact_id: str) -> str:
        """For a message into the person's own chat; good for 30 days."""
        return self.preference_links.url(contact_id, delivered_by_whatsapp=True)

    def inbound_hooks(self) -> Sequence[InboundHook]:
        return (self._hook,)

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("capture requests", every(60, self.lapse))

    async def lapse(self) -> None:
        """Requests that nobody proved in time end, and with them what was typed into them."""
        core = self._base.core
        while await core.database.write(lambda tx: self._unconfirmed.lapse(tx, core.clock(), _LAPSED_AT_ONCE)):
            pass


def _nothing() -> None:
    """Until there is an ingest, nothing is remembered."""
