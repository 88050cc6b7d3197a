"""Composition root of the gateway: builds everything once, in order, and starts and stops it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from server_stub.areas.area import Area, Base, PublicAddress
from server_stub.areas.capture import CaptureArea
from server_stub.areas.cases import CasesArea
from server_stub.areas.composing import ComposingArea
from server_stub.areas.forms import FormsArea
from server_stub.areas.leads import LeadsArea
from server_stub.areas.outside import OutsideArea
from server_stub.areas.people import PeopleArea
from server_stub.areas.proof import ProofArea
from server_stub.areas.registers import RegistersArea
from server_stub.areas.rights import RightsArea
from server_stub.areas.routing import RoutingArea
from server_stub.areas.search import SearchArea
from server_stub.areas.stickers import StickersArea
from server_stub.areas.team import TeamArea
from server_stub.areas.transfers import TransfersArea
from server_stub.areas.website import WebsiteArea
from server_stub.config import Config, Secrets
from server_stub.core import Core, now_ms
from server_stub.http.app import Front, create_api
from server_stub.http.asgi import Application
from server_stub.http.routes import accounts as account_routes
from server_stub.http.routes import conversations as conversation_routes
from server_stub.http.routes import message_history as message_history_routes
from server_stub.http.routes import session as session_routes
from server_stub.http.services import WithServices
from server_stub.http.stream import EventStream, Pace
from server_stub.outgoing import Outgoing
from server_stub.receiving import Receiving
from server_stub.services.health import HealthCheck
from server_stub.services.links import Links
from server_stub.services.login import Logins
from server_stub.services.message_history import MessageHistory
from server_stub.services.passwords import Passwords
from server_stub.services.phrases import FILE_NAME, Phrases
from server_stub.services.snapshot import Snapshots
from server_stub.storage.database import Tx
from server_stub.storage.gathered import GatheredReads
from server_stub.storage.repositories.event_rows import EventRepository
from server_stub.whatsapp.client import GraphClient
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.upkeep import DAY_MS, Upkeep, every


class Gateway:
    """One running gateway. Building it opens the store and blocks for a moment; nothing runs before `start`."""

    def __init__(
        self,
        config: Config,
        secrets: Secrets,
        *,
        clock: Callable[[], int] = now_ms,
        passwords: Passwords | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.config = config
        self.core = Core(config.data_path, secrets.master_key, brand=config.brand, clock=clock, passwords=passwords)
        self.wakeups = self.core.wakeups
        self.phrases = Phrases(config.data_path / FILE_NAME)
        self.supervisor = Supervisor()
        self._event_rows = EventRepository(self.core.vault)
        self.logins = Logins(
            self.core.database,
            self.core.vault,
            self.core.account_rows,
            self.core.passwords,
            clock,
            session_ms=config.session_days * DAY_MS,
            arrived=self.core.states.arrived,
            brand=config.brand,
        )
        client = GraphClient(config.graph_url, config.graph_version, secrets.access_token)
        self.outgoing = Outgoing(self.core, client, arrived=self._arrived, clamd_address=config.clamd_address)
        self.address = PublicAddress(config)
        base = Base(self.core, self.outgoing, Links(self.core.vault), config, secrets, self.address)
        self.areas: tuple[Area, ...] = self._build_areas(base)
        self.receiving = self._build_receiving()
        self._introduce()
        self._add_workers()
        services = self._services()
        self.api = create_api(self._handlers(), services)
        stream = EventStream(GatheredReads(self.core.database), self.logins, self._event_rows, self.wakeups, pace)
        api = WithServices(cast("Application", self.api), services)
        webhook = self.receiving.webhook(app_secret=secrets.app_secret, verify_token=secrets.verify_token)
        public = {start: app for area in self.areas for start, app in area.public().items()}
        self.asgi = Front(
            api=api,
            stream=stream,
            webhook=webhook,
            logins=self.logins,
            api_keys=self.forms.api_keys,
            public=public,
        )

    async def start(self) -> None:
        """Store first, then the workers; the HTTP server comes after this."""
        self.core.start()
        await self.outgoing.start()
        for area in self.areas:
            await area.start()
        self.supervisor.start()

    async def stop(self) -> None:
        """The reverse; the HTTP server has stopped before this."""
        self.wakeups.close()
        await self.receiving.intake.close()
        await self.supervisor.stop()
        for area in reversed(self.areas):
            await area.stop()
        await self.outgoing.stop()
        await self.core.stop()

    def _build_receiving(self) -> Receiving:
        """After the areas, whose hooks hear what comes in."""
        return Receiving(
            self.core,
            begin_case=self.cases.opening.begin,
            tell_begun=self.cases.opening.tell,
            customers_wrote=self.cases.clocks.customers_wrote,
            answered_elsewhere=self.cases.clocks.answered_elsewhere,
            take_score=self.cases.surveys.take,
            inbound=(
                *self.outgoing.inbound_hooks,
                *(hook for area in self.areas for hook in area.inbound_hooks()),
                self.outgoing.consenting.due_questions,
            ),
            preference=(self.outgoing.consents.platform_preference,),
            other=(self.outgoing.template_sync.hook, self.outgoing.number_sync.hook),
            failure=(self.outgoing.results.failed_by_status,),
            left=(self.outgoing.results.left_by_status,),
            reaction=(self.outgoing.consenting.hook.reacted,),
            edited=(self.outgoing.consenting.hook.edited,),
        )

    def _introduce(self) -> None:
        """What was built first learns of what was built later."""
        self.outgoing.consenting.recorder.uploads = self.people.evidence_uploads
        self.outgoing.consenting.hook.open_request = self.rights.requests.open
        for area in (self.people, self.rights, self.capture):
            area.forget_people = self.receiving.ingest.forget

    def _build_areas(self, base: Base) -> tuple[Area, ...]:
        """In the order in which they need each other."""
        self.proof = ProofArea(base)
        self.registers = RegistersArea(base)
        self.capture = CaptureArea(base)
        self.outside = OutsideArea(base, self.capture.captures)
        self.forms = FormsArea(base, self.capture.captures)
        self.website = WebsiteArea(base, self.capture)
        self.people = PeopleArea(base)
        self.rights = RightsArea(base)
        self.searching = SearchArea(base)
        self.composing = ComposingArea(base, self.phrases)
        self.stickers = StickersArea(base)
        self.routing = RoutingArea(base)
        self.cases = CasesArea(base, self.core.assignment, self.core.routing)
        self.team = TeamArea(base)
        self.leads = LeadsArea(base, self._event_rows)
        self.transfers = TransfersArea(base, self.cases)
        ways_in = (self.capture, self.outside, self.forms, self.website)
        writing = (self.composing, self.stickers)
        known = (self.proof, self.registers, *ways_in, self.people, self.rights, self.searching, *writing)
        return (*known, self.routing, self.cases, self.team, self.transfers, self.leads)

    def _arrived(self, tx: Tx, number_id: str, wamid: str, now: int) -> None:
        """What was reported of a message of ours before its id at WhatsApp was known."""
        self.receiving.ingest.apply_waiting(tx, number_id, wamid, now)

    def _handlers(self) -> list[Any]:
        own = [*session_routes.HANDLERS, *conversation_routes.HANDLERS, *account_routes.HANDLERS]
        own += message_history_routes.HANDLERS
        return [*own, *self.outgoing.handlers(), *(it for area in self.areas for it in area.handlers())]

    def _services(self) -> dict[str, object]:
        """By the parameter names of the handlers."""
        core = self.core
        snapshots = Snapshots(
            core.reading,
            core.account_rows,
            self._event_rows,
            phrases_of=self.composing.phrase_book.layers,
            templates_of=self.outgoing.registry.all,
            purposes_of=self.outgoing.notices.purposes,
            promotional_words_of=core.registers.promotional_words,
            alarms_of=core.alarm_rows.standing,
            stickers_of=self.stickers.book.all,
            queues_of=core.queues.all,
            team_of=core.states.statuses,
            chats_of=self.leads.chats.channels,
            dispositions_of=self.cases.tree.all,
            signs=core.registers.signs,
            brand=self.config.brand,
        )
        return {
            **self.outgoing.services(),
            **{name: it for area in self.areas for name, it in area.services().items()},
            "clock": core.clock,
            "database": core.database,
            "logins": self.logins,
            "accounts": core.accounts,
            "claims": core.claims,
            "assignment": core.assignment,
            "message_history": MessageHistory(core.vault, core.reading),
            "snapshots": snapshots,
            "health_check": HealthCheck(core.database, self.supervisor.alive, core.clock),
        }

    def _add_workers(self) -> None:
        self.supervisor.add("ingest", self.receiving.worker.run)
        self.supervisor.add("journal", every(3600, self.receiving.worker.expire_journal))
        self.outgoing.add_workers(self.supervisor)
        for area in self.areas:
            area.add_workers(self.supervisor)
        self._add_upkeep()

    def _add_upkeep(self) -> None:
        core = self.core
        upkeep = Upkeep(
            core.database,
            self._event_rows,
            core.alarms,
            core.wakeups,
            core.claims,
            self.phrases,
            self.composing.phrase_book.base_changed,
            core.clock,
            events_kept_days=self.config.events_kept_days,
        )
        self.supervisor.add("poll", every(1, upkeep.poll))
        self.supervisor.add("claims", every(1, upkeep.drop_lapsed_claims))
        self.supervisor.add("alarms", every(60, upkeep.drop_lapsed_alarms))
        self.supervisor.add("phrases", every(2, upkeep.read_phrases))
        self.supervisor.add("old events", every(3600, upkeep.forget_old_events))
