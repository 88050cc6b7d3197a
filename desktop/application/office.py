"""The door to everything that needs the line: people found and proven, rights, registers, imports, administration.

Beside `application.desk`, which also works without a line. Split by noun, so that a window takes what it needs.
Implemented by `infra.gateway.office`; by a fake with sample people in the interface's own tests. Every coroutine
raises `domain.errors.AppError` only: GatewayUnreachable, Refused, SignedOut, and LocalProblem about files here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from server_stub.contract.capture import ImportBatch, ImportMapping, ImportReport
from server_stub.contract.ledger import LedgerState
from server_stub.contract.model import Contact, Conversation, Template
from server_stub.contract.people import (
    ConsentFile,
    ContactPage,
    EditContact,
    EvidenceFile,
    Invitation,
    MergeProposal,
    SettleDoubt,
)
from server_stub.contract.registers import (
    ApiKey,
    BlockList,
    CapturePoint,
    ChannelNumber,
    Company,
    EarlierNotice,
    NewApiKey,
    NoticeVersion,
    OutsideMessage,
    PublishNotice,
    PurposeSettings,
    SendingPolicy,
)
from server_stub.contract.requests import RecordConsent
from server_stub.contract.rights import (
    AnswerRequest,
    Incident,
    OpenRequest,
    RetentionRule,
    RetentionRun,
    RightsRequest,
    SaveIncident,
)

Progress = Callable[[int, int | None], None]
"""Bytes so far, and bytes in all where that is known. Called in the loop's thread."""

PAGE = 50
"""People in one page of a search."""


class People(Protocol):
    """Finding people, following what they agreed to, and proving it."""

    async def contacts(
        self, query: str = "", *, purpose: str = "", state: str = "", page: str | None = None
    ) -> ContactPage:
        """Those whose name, number, user name or protocol holds `query`; with this state of this purpose, if given."""

    async def consent_file(self, contact_id: str) -> ConsentFile: ...
    async def evidence(self, contact_id: str, file: EvidenceFile) -> Path:
        """A readable copy that goes when the program ends."""

    async def upload_evidence(self, contact_id: str, path: Path, progress: Progress | None = None) -> EvidenceFile:
        """Raises Refused `file_too_large`, `media_type_refused`; LocalProblem `file_unreadable`, `file_empty`."""

    async def record(self, contact_id: str, request: RecordConsent) -> Contact:
        """Also a refusal or an opt-out (`granted` False), for which `purpose` may be "mkt.*" or "*"."""

    async def edit(self, contact_id: str, change: EditContact) -> Contact:
        """What is absent stays as it is. For leads and admins."""

    async def invite(self, contact_id: str, invitation: Invitation) -> OutsideMessage: ...
    async def confirm_identity(self, contact_id: str) -> Contact:
        """The person is who the contact says, although the number may have changed owner."""

    async def proof_pack(self, contact_id: str, target: Path, progress: Progress | None = None) -> Path:
        """Write the pack there, all of it or nothing, readable by this person only. For leads and admins."""

    async def export(self, contact_id: str, target: Path, progress: Progress | None = None) -> Path:
        """Everything about the person (access, portability), written like a proof pack. For leads and admins."""

    async def settle_doubt(self, conversation_id: str, given: SettleDoubt) -> Conversation: ...


class Merging(Protocol):
    """Contacts that may be one person. For leads and admins."""

    async def merge_proposals(self, *, state: str = "open") -> Sequence[MergeProposal]: ...
    async def accept_merge(self, proposal_id: str) -> MergeProposal: ...
    async def reject_merge(self, proposal_id: str) -> MergeProposal: ...
    async def undo_merge(self, proposal_id: str) -> MergeProposal:
        """Raises Refused `state_conflict` when it is too late."""


class Rights(Protocol):
    """Requests of persons under LGPD articles 18 and 19, incidents, retention."""

    async def rights_requests(self, *, state: str = "") -> Sequence[RightsRequest]: ...
    async def open_request(self, contact_id: str, request: OpenRequest) -> RightsRequest: ...
    async def answer_request(self, protocol: str, given: AnswerRequest) -> RightsRequest: ...
    async def erase(self, contact_id: str) -> RightsRequest:
        """For admins; cannot be undone."""

    async def incidents(self) -> Sequence[Incident]: ...
    async def add_incident(self, incident: SaveIncident) -> Incident: ...
    async def change_incident(self, incident_id: str, incident: SaveIncident) -> Incident: ...
    async def retention(self) -> Sequence[RetentionRule]: ...
    async def set_retention(self, data_class: str, days: int) -> RetentionRule:
        """Raises Refused `value_invalid` below the least that the law asks for."""

    async def run_retention(self, *, dry: bool) -> RetentionRun: ...


class Registers(Protocol):
    """What an administrator keeps. Reading is for everybody who may use it, changing for admins."""

    async def purposes(self) -> Sequence[PurposeSettings]: ...
    async def save_purpose(self, purpose: PurposeSettings) -> PurposeSettings: ...
    async def notices(self, purpose: str = "") -> Sequence[NoticeVersion]: ...
    async def publish_notice(self, notice: PublishNotice) -> NoticeVersion: ...
    async def register_earlier(self, notice: EarlierNotice) -> NoticeVersion:
        """A text that was in use elsewhere before: never shown, for imports of that time."""

    async def company(self) -> Company: ...
    async def save_company(self, company: Company) -> Company: ...
    async def policy(self) -> SendingPolicy: ...
    async def save_policy(self, policy: SendingPolicy) -> SendingPolicy: ...
    async def channel_numbers(self) -> Sequence[ChannelNumber]: ...
    async def capture_points(self) -> Sequence[CapturePoint]: ...
    async def add_capture_point(self, point: CapturePoint) -> CapturePoint: ...
    async def change_capture_point(self, point: CapturePoint) -> CapturePoint: ...
    async def qr_code(self, point_id: str) -> bytes:
        """An SVG picture."""

    async def set_template_purpose(self, template_id: str, purpose: str) -> Template: ...
    async def outside_messages(self, *, contact_id: str = "", state: str = "") -> Sequence[OutsideMessage]: ...


class Intake(Protocol):
    """What comes from the company's other systems: keys, files, do-not-contact lists. For admins."""

    async def api_keys(self) -> Sequence[ApiKey]: ...
    async def add_api_key(self, key: NewApiKey) -> ApiKey:
        """Its `secret` is answered this once."""

    async def revoke_api_key(self, key_id: str) -> None: ...
    async def imports(self) -> Sequence[ImportBatch]: ...
    async def upload_import(self, path: Path, progress: Progress | None = None) -> ImportBatch: ...
    async def import_batch(self, batch_id: str) -> ImportBatch: ...
    async def check_import(self, batch_id: str, mapping: ImportMapping) -> ImportReport:
        """A dry run: what would become of each row."""

    async def import_rows(self, batch_id: str, *, after: int = 0) -> ImportReport: ...
    async def apply_import(self, batch_id: str) -> ImportBatch:
        """Raises Refused `second_person_required` for the person who uploaded it."""

    async def undo_import(self, batch_id: str) -> ImportBatch: ...
    async def delete_import(self, batch_id: str) -> None: ...
    async def block_lists(self) -> Sequence[BlockList]: ...
    async def upload_block_list(
        self, path: Path, name: str, *, state: str = "", progress: Progress | None = None
    ) -> BlockList:
        """A newer file of the list with this name replaces the older."""

    async def delete_block_list(self, list_id: str) -> None: ...


class Ledger(Protocol):
    async def ledger(self) -> LedgerState: ...


class Office(People, Merging, Rights, Registers, Intake, Ledger, Protocol):
    """All of it, as one thing to hand to a window."""
