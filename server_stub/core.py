"""What the running gateway and the command line share: the open store and the people who work here."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from server_stub.services.accounts import Accounts
from server_stub.services.alarms import Alarms
from server_stub.services.assignment import Assignment
from server_stub.services.checkpoints import Checkpoints
from server_stub.services.claims import Claims
from server_stub.services.gate_facts import GateFacts
from server_stub.services.gatekeeper import Gatekeeper
from server_stub.services.leads.audit import Audit
from server_stub.services.ledger_watch import LedgerWatch
from server_stub.services.lines import Lines
from server_stub.services.passwords import Passwords
from server_stub.services.routing import Routing
from server_stub.services.routing_snapshot import SnapshotReader
from server_stub.services.team.agent_states import AgentStates
from server_stub.services.team.case_moves import CaseMoves
from server_stub.services.team.queue_book import QueueBook
from server_stub.services.team.service_hours import ServiceHours
from server_stub.services.team.work_days import WorkDays
from server_stub.services.wakeups import WakeUps
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.accounts import AccountRepository
from server_stub.storage.repositories.agent_states import AgentStateRows
from server_stub.storage.repositories.alarms import AlarmRows
from server_stub.storage.repositories.audit import AuditRows
from server_stub.storage.repositories.cases import CaseRows
from server_stub.storage.repositories.claims import ClaimRepository
from server_stub.storage.repositories.counters import Counters
from server_stub.storage.repositories.decisions import Decisions
from server_stub.storage.repositories.held_cases import HeldCases
from server_stub.storage.repositories.ledger import Ledger
from server_stub.storage.repositories.ledger_check import LedgerCheck
from server_stub.storage.repositories.ledger_checkpoints import CheckpointRows
from server_stub.storage.repositories.ledger_end import broken_end
from server_stub.storage.repositories.ledger_evidence import FOLDER as EVIDENCE_FOLDER
from server_stub.storage.repositories.queues import QueueRows
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.repositories.routing_rows import RoutingRows
from server_stub.storage.sealed_files import SealedFiles
from server_stub.storage.setup import open_store

DEFAULT_BRAND: Final = "Balcão"


def now_ms() -> int:
    """Milliseconds since 1970-01-01 UTC."""
    return time.time_ns() // 1_000_000


class Core:
    """Opens the store when built (and blocks for a moment); `start` and `stop` bracket its use."""

    def __init__(
        self,
        data_dir: Path,
        master_key: bytes,
        *,
        brand: str = DEFAULT_BRAND,
        clock: Callable[[], int] = now_ms,
        passwords: Passwords | None = None,
    ) -> None:
        self.clock = clock
        self.brand = brand
        self.database, self.vault = open_store(data_dir, master_key)
        self.wakeups = WakeUps()
        self.events = EventLog(self.vault, self.wakeups.announce)
        self.alarm_rows = AlarmRows()
        self.alarms = Alarms(self.alarm_rows, self.events)
        self.audit = Audit(AuditRows())
        self.ledger = Ledger(self.vault, SealedFiles(data_dir / EVIDENCE_FOLDER, self.vault))
        self.decisions = Decisions(self.vault)
        self.registers = Registers()
        self.checkpoint_rows = CheckpointRows(self.vault)
        self.ledger_check = LedgerCheck(self.vault, self.ledger, self.checkpoint_rows)
        self.checkpoints = Checkpoints(self.database, self.checkpoint_rows, self.ledger, clock)
        ledger_end = partial(broken_end, ledger=self.ledger, checkpoints=self.checkpoint_rows)
        self.ledger_watch = LedgerWatch(
            self.database, self.ledger_check, ledger_end, self.checkpoints, self.alarms, clock
        )
        gate_facts = GateFacts(self.vault, self.registers, Counters())
        self.gatekeeper = Gatekeeper(
            self.ledger, self.decisions, brand, gate_facts, unverified=lambda: self.ledger_watch.unverified
        )
        self.reading = Reading(self.vault, self.gatekeeper.consents_of)
        self.account_rows = AccountRepository()
        self.queue_rows = QueueRows()
        self.queues = QueueBook(self.queue_rows)
        self.hours = ServiceHours(self.registers, self.queues)
        claim_rows = ClaimRepository()
        self.claims = Claims(claim_rows, self.reading, self.events)
        self.lines = Lines(self.vault, self.reading, self.events)
        self.cases = CaseRows()
        self.assignment = Assignment(
            self.account_rows, claim_rows, self.claims, self.reading, self.events, self.lines, self.queues
        )
        self.routing = self._build_routing()
        self.passwords = passwords or Passwords()
        self.case_moves = CaseMoves(HeldCases(), self.cases, self.assignment, self.lines)
        self.states = self._build_states()
        self.accounts = Accounts(
            self.database,
            self.account_rows,
            self.passwords,
            self.claims,
            self.assignment,
            self.events,
            self.states,
            clock,
        )

    def _build_routing(self) -> Routing:
        rows = RoutingRows()
        reader = SnapshotReader(rows, self.queues)
        reader.is_open = self.hours.is_open
        return Routing(rows, self.cases, self.queues, reader, self.assignment, self.lines)

    def _build_states(self) -> AgentStates:
        rows = AgentStateRows()
        self.work_days = WorkDays(rows, self.queues, self.account_rows, self.registers)
        return AgentStates(
            rows,
            self.account_rows,
            self.queues,
            self.case_moves,
            self.work_days,
            self.events,
            self.assignment.wake_routing,
        )

    def start(self) -> None:
        self.database.start()

    async def stop(self) -> None:
        self.passwords.close()
        await self.database.close()
