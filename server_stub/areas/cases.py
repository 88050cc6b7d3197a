"""Cases: begun, timed, closed and kept; their numbers, their classification, their history for the customer."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from server_stub.areas.area import Area, Base
from server_stub.areas.outside_channels import build_mailer
from server_stub.http.routes import case_histories as history_routes
from server_stub.http.routes import cases as case_routes
from server_stub.http.routes import surveys as survey_routes
from server_stub.services.cases.abandoning import Abandoning
from server_stub.services.cases.answering import Answering
from server_stub.services.cases.beginning import Beginning
from server_stub.services.cases.clocks import Clocks
from server_stub.services.cases.closing import Around, Closing
from server_stub.services.cases.desk import CaseDesk
from server_stub.services.cases.dispositions import DispositionTree
from server_stub.services.cases.ending import CustomersEnd
from server_stub.services.cases.histories import Histories
from server_stub.services.cases.history_sending import HistorySending, SendMail
from server_stub.services.cases.issued import IssuedProtocols
from server_stub.services.cases.opening import CaseOpening
from server_stub.services.cases.ports import Owners, Places
from server_stub.services.cases.surveys import Surveys
from server_stub.services.cases.telling import CaseWords
from server_stub.services.hooks import InboundHook
from server_stub.services.protocol import next_protocol
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRows
from server_stub.storage.repositories.dispositions import DispositionRows
from server_stub.storage.repositories.doubts import DoubtRows
from server_stub.storage.repositories.history_jobs import HistoryRows
from server_stub.storage.repositories.media import MediaRows
from server_stub.storage.repositories.people import People
from server_stub.storage.repositories.surveys import SurveyRows
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import every

_CLOSED_AT_ONCE: Final = 50
"""Cases of one transaction: everybody else writes in between."""


class CasesArea(Area):
    """`opening`, `clocks` and `surveys` are for ingest, `clocks` for sending as well."""

    def __init__(self, base: Base, owners: Owners, places: Places) -> None:
        super().__init__(base)
        core = base.core
        self._rows = CaseRows()
        self._jobs = HistoryRows()
        self._people = People(core.vault)
        self.clocks = Clocks(self._rows, core.queues)
        self.words = CaseWords(self._rows, core.queues, base.outgoing.consenting.words, self._name_of)
        numbers = partial(next_protocol, unit=base.config.unit)
        self.opening = CaseOpening(self._rows, core.queues, numbers, core.lines, self.words.opened)
        surveys = SurveyRows()
        self.surveys = Surveys(surveys, self._rows, core.queues, self.words, core.gatekeeper)
        self.desk = CaseDesk(self._rows, self._jobs, surveys, core.reading, core.vault, core.events)
        self.tree = DispositionTree(DispositionRows(), core.queues, core.events)
        around = Around(core.account_rows, core.claims, core.lines, owners, places, [self.surveys.closed])
        self.closing = Closing(self._rows, self.desk, self.clocks, self.tree, self.words, around)
        self.abandoning = Abandoning(self._rows)
        self.beginning = Beginning(
            self._rows, core.queues, self.desk, self.opening, self.closing, owners, places, core.claims
        )
        mailer = build_mailer(base.config, base.secrets)
        self.histories = Histories(
            self._rows,
            self._jobs,
            self.desk,
            core.reading,
            core.registers,
            core.alarms,
            core.audit,
            can_mail=mailer is not None,
        )
        self.history_sending = self._build_sending(None if mailer is None else mailer.send)
        base.outgoing.sending.answered = Answering(self._rows, self.clocks, owners).answered

    def _build_sending(self, send_mail: SendMail | None) -> HistorySending:
        core, outgoing = self._base.core, self._base.outgoing
        return HistorySending(
            core.database,
            self._jobs,
            self._rows,
            self.histories,
            MediaRows(core.vault),
            outgoing.files,
            core.gatekeeper,
            outgoing.sending,
            core.queues,
            core.clock,
            send_mail,
        )

    def handlers(self) -> list[Any]:
        return [*case_routes.HANDLERS, *history_routes.HANDLERS, *survey_routes.HANDLERS]

    def services(self) -> dict[str, object]:
        return {
            "case_desk": self.desk,
            "case_beginning": self.beginning,
            "case_closing": self.closing,
            "disposition_tree": self.tree,
            "issued_protocols": IssuedProtocols(),
            "case_histories": self.histories,
            "surveys": self.surveys,
        }

    def inbound_hooks(self) -> tuple[InboundHook, ...]:
        return (self.words.asked, CustomersEnd(self._rows, DoubtRows(), self.closing).asked)

    async def start(self) -> None:
        await self._base.core.database.write(self.tree.seed)

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("case timers", every(1, self.close_due))
        supervisor.add("abandoned cases", every(60, self.note_abandoned))
        supervisor.add("case histories", every(5, self.history_sending.tick))
        supervisor.add("histories due", every(3600, self.warn_of_histories))

    async def close_due(self) -> None:
        """Work for a loop: what the clock closes, a few at a time."""
        core = self._base.core
        while await core.database.read(lambda tx: self.closing.any_due(tx, core.clock())):
            if not await core.database.write(lambda tx: self.closing.close_due(tx, core.clock(), _CLOSED_AT_ONCE)):
                return

    async def note_abandoned(self) -> None:
        """Work for a loop: who was never answered in time, a few at a time."""
        core = self._base.core
        while await core.database.read(lambda tx: self.abandoning.any_due(tx, core.clock())):
            await core.database.write(lambda tx: self.abandoning.note_due(tx, core.clock(), _CLOSED_AT_ONCE))

    async def warn_of_histories(self) -> None:
        """Work for a loop: leads hear of what is due soon."""
        core = self._base.core
        await core.database.write(lambda tx: self.histories.warn(tx, core.clock()))

    def _name_of(self, tx: Tx, conversation_id: str) -> str:
        owner = self._base.core.reading.owner_of(tx, conversation_id)
        return "" if owner is None else self._people.profile(tx, owner).name
