"""Builds everything that sends and asks for permission, out of the open store, and says how it hangs together."""

from __future__ import annotations

import random

from server_stub.channels.clamd import Clamd
from server_stub.consenting import Consenting
from server_stub.contract.events import Catalogue, EventKind
from server_stub.contract.gate import Reason
from server_stub.contract.ids import new_id
from server_stub.core import Core
from server_stub.domain.pacing import Pacing
from server_stub.http.routes import consents as consent_routes
from server_stub.http.routes import doubts as doubt_routes
from server_stub.http.routes import media as media_routes
from server_stub.http.routes import messages as message_routes
from server_stub.http.routes import templates as template_routes
from server_stub.http.routes import thread as thread_routes
from server_stub.pictures.drawer import Drawer
from server_stub.services.channel_health import ChannelHealth
from server_stub.services.composing import Composer
from server_stub.services.consent import Consents
from server_stub.services.consent_lines import ConsentLines
from server_stub.services.departures import Departures
from server_stub.services.dispatching import Arrived, Dispatching, Rows
from server_stub.services.downloads import Downloads
from server_stub.services.hooks import InboundHook
from server_stub.services.job_states import JobStates
from server_stub.services.judging import Judge
from server_stub.services.media import MediaFiles
from server_stub.services.media_keeping import Keeping
from server_stub.services.mentions import Mentions
from server_stub.services.notes import Notes
from server_stub.services.number_facts import NumberFacts
from server_stub.services.outlook import Outlooks
from server_stub.services.own_reactions import OwnReactions
from server_stub.services.reacting import Reacting
from server_stub.services.receipts import Receipts
from server_stub.services.send_results import SendResults
from server_stub.services.sending import Sending
from server_stub.services.sticker_sends import StickerSends
from server_stub.services.templates import TemplateRegistry
from server_stub.services.traces import Traces
from server_stub.services.uploads import Uploads
from server_stub.services.waiting import Waiting
from server_stub.services.window_clock import WindowClock
from server_stub.storage.database import Tx
from server_stub.storage.repositories.addresses import Addresses
from server_stub.storage.repositories.jobs import Jobs
from server_stub.storage.repositories.media import MediaRows
from server_stub.storage.repositories.notices import Notices
from server_stub.storage.repositories.outbound import Outbound
from server_stub.storage.repositories.people import People
from server_stub.storage.repositories.stickers import FOLDER as STICKER_FOLDER
from server_stub.storage.repositories.stickers import StickerFiles, StickerRows
from server_stub.storage.repositories.templates import Templates
from server_stub.storage.sealed_files import SealedFiles
from server_stub.storage.setup import team_key
from server_stub.whatsapp.client import GraphClient
from server_stub.workers.dispatch import Dispatcher
from server_stub.workers.media import MediaFetcher
from server_stub.workers.numbers import NumberSync
from server_stub.workers.supervisor import Supervisor
from server_stub.workers.templates import TemplateSync
from server_stub.workers.upkeep import every

MEDIA_FOLDER = "media"


class Outgoing:
    """`arrived` is called in the transaction in which a message of ours learns WhatsApp's id."""

    def __init__(
        self,
        core: Core,
        client: GraphClient,
        *,
        arrived: Arrived,
        pacing: Pacing | None = None,
        clamd_address: str = "",
    ) -> None:
        self._core = core
        self.client = client
        vault = core.vault
        self._rows = Rows(
            jobs=Jobs(),
            outbound=Outbound(vault),
            media=MediaRows(vault),
            templates=Templates(),
            addresses=Addresses(vault, People(vault)),
        )
        self._pacing = pacing or Pacing()
        self._reactions = OwnReactions(vault, core.reading, core.events)
        self._mentions = Mentions(core.reading, core.events)
        self._states = JobStates(
            self._rows.jobs, self._rows.outbound, core.reading, core.events, self._reactions, self._wake
        )
        self._judge = Judge(core.gatekeeper, core.decisions, self._rows.outbound, self._rows.templates)
        self.waiting = Waiting(self._rows.jobs, self._judge, self._states, core.reading)
        self.notices = Notices(core.ledger, core.registers)
        self.registry = TemplateRegistry(self._rows.templates, core.registers, core.events)
        self.template_sync = TemplateSync(core.database, self.registry, client, core.clock)
        self.number_sync = NumberSync(core.database, NumberFacts(), client)
        home = core.database.path.parent
        media_files = SealedFiles(home / MEDIA_FOLDER, vault)
        self.files = MediaFiles(core.database, media_files)
        sticker_files = StickerFiles(SealedFiles(home / STICKER_FOLDER, vault))
        self.stickers = StickerSends(StickerRows(), sticker_files, self._rows.media, media_files)
        self._drawer = Drawer()
        keeping = self._build_keeping(clamd_address)
        self.uploads = Uploads(core.database, self._rows.media, self.files, keeping, core.reading, core.clock)
        self.fetcher = MediaFetcher(self._downloads(keeping))
        self.outlooks = Outlooks(core.gatekeeper, self._rows.templates, core.reading, core.events, self.waiting)
        self._composer = Composer(self._rows.templates, self.notices, self._rows.media, self.stickers, self._state_of)
        self.consents = self._build_consents()
        self.sending = self._build_sending()
        self.results, self.dispatcher = self._build_dispatcher(arrived)
        self.consenting = self._build_consenting()
        core.ledger_watch.settled = self._ledger_settled

    def _build_keeping(self, clamd_address: str) -> Keeping:
        core = self._core
        scanner = Clamd(clamd_address) if clamd_address else None
        return Keeping(core.database, core.vault, self._rows.media, self.files, self._drawer, scanner)

    def _downloads(self, keeping: Keeping) -> Downloads:
        core = self._core
        return Downloads(
            core.database, self._rows.media, self.files, self.client, core.reading, core.events, core.clock, keeping
        )

    def _build_consents(self) -> Consents:
        core = self._core
        return Consents(
            core.ledger,
            self.notices,
            self.outlooks,
            core.registers,
            ConsentLines(core.lines, core.ledger, core.registers, brand=core.brand),
            brand=core.brand,
            clock=core.clock,
        )

    def _build_sending(self) -> Sending:
        core = self._core
        return Sending(
            composer=self._composer,
            gatekeeper=core.gatekeeper,
            outlooks=self.outlooks,
            outbound=self._rows.outbound,
            decisions=core.decisions,
            notices=self.notices,
            media=self._rows.media,
            stickers=self.stickers,
            claims=core.claims,
            reading=core.reading,
            events=core.events,
            signs=core.registers.signs,
            pace=self._pacing.wait,
            wake=self._wake,
        )

    def _build_dispatcher(self, arrived: Arrived) -> tuple[SendResults, Dispatcher]:
        core, jobs, pacing = self._core, self._rows.jobs, self._pacing
        health = ChannelHealth(core.alarms)
        counters = core.gatekeeper.gate_facts.counters
        departures = Departures(counters, self.outlooks, self.notices, self.consents, self._reactions)
        steps = Dispatching(self._rows, self._judge, self._states, health, departures, arrived=arrived)
        window = WindowClock(self.outlooks)
        results = SendResults(
            jobs,
            steps,
            departures,
            health,
            window,
            pacing,
            chance=random.random,
            resync_templates=self.template_sync.wake,
        )
        dispatcher = Dispatcher(
            database=core.database,
            jobs=jobs,
            steps=steps,
            results=results,
            files=self.files,
            client=self.client,
            pacing=pacing,
            clock=core.clock,
            owner=new_id(),
        )
        return results, dispatcher

    def _build_consenting(self) -> Consenting:
        return Consenting(
            self._core,
            notices=self.notices,
            media=self._rows.media,
            templates=self._rows.templates,
            consents=self.consents,
            composer=self._composer,
            outlooks=self.outlooks,
            sending=self.sending,
        )

    def _build_notes(self) -> Notes:
        core = self._core
        return Notes(core.vault, self._rows.outbound, core.reading, core.events, self._mentions, core.audit)

    def _state_of(self, tx: Tx, contact_id: str, purpose: str) -> str:
        """Where a consent stands now."""
        consents, _ = self._core.gatekeeper.consents_of(tx, contact_id, self._core.clock())
        return next((consent.state for consent in consents if consent.purpose == purpose), "NONE")

    @property
    def inbound_hooks(self) -> tuple[InboundHook, InboundHook]:
        """For ingest, in this order."""
        return (self.consenting.hook, self.fetcher.hook)

    async def start(self) -> None:
        """After the store, before the workers: notices published, ledger looked at, connections possible."""
        now = self._core.clock()
        await self._core.database.read(lambda _: self.files.prepare())
        await self._core.database.write(lambda tx: self.consents.publish_notices(tx, now))
        await self._core.ledger_watch.begin()
        await self.client.start()

    async def stop(self) -> None:
        """After the workers."""
        await self._drawer.close()
        await self.client.close()

    def add_workers(self, supervisor: Supervisor) -> None:
        supervisor.add("dispatch", self.dispatcher.run)
        supervisor.add("media", self.fetcher.run)
        supervisor.add("templates", self.template_sync.run)
        supervisor.add("numbers", self.number_sync.run)
        supervisor.add("doubts", every(60, self.consenting.lapse_doubts))
        supervisor.add("ledger", self._core.ledger_watch.run)

    def handlers(self) -> list[object]:
        return [
            *message_routes.HANDLERS,
            *thread_routes.HANDLERS,
            *consent_routes.HANDLERS,
            *doubt_routes.HANDLERS,
            *template_routes.HANDLERS,
            *media_routes.HANDLERS,
        ]

    def services(self) -> dict[str, object]:
        """By the parameter names of the handlers."""
        return {
            "sending": self.sending,
            "notes": self._build_notes(),
            "mentions": self._mentions,
            "traces": Traces(self._core.reading, self._core.registers),
            "reacting": Reacting(self.sending, self._reactions, self._rows.outbound, self._core.reading),
            "waiting": self.waiting,
            "recorder": self.consenting.recorder,
            "doubts": self.consenting.doubts,
            "registry": self.registry,
            "uploads": self.uploads,
            "media_files": self.files,
            "receipts": Receipts(self._core.database, self.client, self._core.reading, self._core.events),
        }

    def rules_changed(self, tx: Tx, now: int) -> None:
        """What the old ones hold is asked about again now, not at the moment that they named."""
        self.waiting.recheck_all(tx, now)
        self._tell_rules(tx, now)

    def _ledger_settled(self, tx: Tx, now: int) -> None:
        """The ledger is known to be whole, or not to be: what waited for that is asked about again."""
        self.waiting.recheck_held_for(tx, Reason.HOLD_LEDGER_VERIFYING, now)
        self._tell_rules(tx, now)

    def _tell_rules(self, tx: Tx, now: int) -> None:
        """Desktops learn at once what may be asked for, and ask anew what they may send."""
        core = self._core
        words, signs = core.registers.promotional_words(tx), core.registers.signs(tx)
        told = Catalogue(self.notices.purposes(tx), words, signs)
        core.events.append(tx, EventKind.CATALOGUE, told, key_id=team_key(tx), now=now)
        tx.after_commit(self._wake)

    def _wake(self) -> None:
        self.dispatcher.wake()
