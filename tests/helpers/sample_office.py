"""An office in memory with rich sample people: satisfies application.office.Office."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desktop.application.office import Progress
from desktop.domain.errors import Refused
from server_stub.contract.model import Consent, Contact, Conversation
from server_stub.contract.people import (
    ConsentFile,
    ContactPage,
    EditContact,
    EvidenceFile,
    Invitation,
    LedgerEntry,
    MergeProposal,
    SettleDoubt,
)
from server_stub.contract.registers import OutsideMessage
from server_stub.contract.requests import RecordConsent
from server_stub.contract.rights import (
    AnswerRequest,
    Incident,
    OpenRequest,
    RetentionRule,
    RetentionRun,
    Right,
    RightsRequest,
    SaveIncident,
)
from tests.helpers import sample_files as files
from tests.helpers.sample_people import ANA, CONTACTS, NOW
from tests.helpers.sample_registers import SampleRegisters, changed

PAGE = 50
PACK = b"PK" + bytes(70_000)


class SampleOffice(SampleRegisters):
    """`contact_changed` and `conversation_changed` tell the desk, as the event stream would.

    While `gate` is cleared every call waits: that is how a slow line looks.
    """

    def __init__(
        self,
        folder: Path,
        *,
        people: dict[str, Contact] | None = None,
        contact_changed: Callable[[Contact], None] = lambda contact: None,
        doubt_settled: Callable[[str, SettleDoubt], Conversation] | None = None,
    ) -> None:
        super().__init__()
        self._folder = folder
        self.people = people if people is not None else {item.id: item for item in CONTACTS}
        self._told, self._settled = contact_changed, doubt_settled
        self.entries = {key: list(kept) for key, kept in files.ENTRIES.items()}
        self.proposals = {item.id: item for item in files.PROPOSALS}
        self.requests = {item.protocol: item for item in files.REQUESTS}
        self.kept_incidents = {item.id: item for item in files.INCIDENTS}
        self.uploaded: dict[str, EvidenceFile] = {}
        self.gate = asyncio.Event()
        self.gate.set()

    async def asked(self, name: str, argument: Any = None) -> None:
        await self.gate.wait()
        await super().asked(name, argument)

    # People

    async def contacts(
        self, query: str = "", *, purpose: str = "", state: str = "", page: str | None = None
    ) -> ContactPage:
        await self.asked("contacts", (query, purpose, state, page))
        found = [item for item in self.people.values() if _matches(item, query) and _stands(item, purpose, state)]
        found.sort(key=lambda item: (item.name or item.username or "").casefold())
        first = int(page or 0)
        following = str(first + PAGE) if len(found) > first + PAGE else None
        return ContactPage(found[first : first + PAGE], following, len(found))

    async def consent_file(self, contact_id: str) -> ConsentFile:
        await self.asked("consent_file", contact_id)
        contact = self._person(contact_id)
        return ConsentFile(contact, contact.consents, list(self.entries.get(contact_id, [])))

    async def evidence(self, contact_id: str, file: EvidenceFile) -> Path:
        await self.asked("evidence", (contact_id, file.id))
        path = self._folder / (file.file_name or file.id)
        path.write_bytes(b"%PDF-1.4")
        return path

    async def upload_evidence(self, contact_id: str, path: Path, progress: Progress | None = None) -> EvidenceFile:
        await self.asked("upload_evidence", (contact_id, path))
        size = path.stat().st_size
        if progress is not None:
            progress(size, size)
        made = EvidenceFile(self.new_id("e"), "application/pdf", size, "c3" * 32, path.name)
        self.uploaded[made.id] = made
        return made

    async def record(self, contact_id: str, request: RecordConsent) -> Contact:
        await self.asked("record", (contact_id, request))
        evidence = request.evidence_file_id or request.evidence_message_id
        if request.granted and evidence is None:
            raise Refused("evidence_required")
        asked_twice = request.granted and request.purpose.startswith("mkt.")
        state = ("PENDING" if asked_twice else "ACTIVE") if request.granted else "REVOKED"
        kind = ("REQUESTED" if asked_twice else "GRANTED") if request.granted else "REVOKED"
        entry = LedgerEntry(
            5_000 + len(self.done),
            kind,
            request.purpose,
            "whatsapp",
            "agent",
            request.said_at or NOW,
            NOW,
            ANA.id,
            ANA.name,
            3 if request.granted else 0,
            note=request.note,
            message_id=request.evidence_message_id or "",
            evidence=[self.uploaded[evidence]] if evidence in self.uploaded else [],
        )
        self.entries.setdefault(contact_id, []).insert(0, entry)
        return self._with_state(contact_id, request.purpose, state)

    async def edit(self, contact_id: str, change: EditContact) -> Contact:
        await self.asked("edit", (contact_id, change))
        contact = self._person(contact_id)
        fields: dict[str, Any] = {}
        if change.minor is not None:
            fields["minor"] = change.minor
            fields["adult"] = not change.minor
        if change.legal_block is not None:
            fields["legal_block_at"] = NOW if change.legal_block else None
        if change.email is not None:
            fields["email"] = change.email
        return self._put(changed(contact, **fields))

    async def invite(self, contact_id: str, invitation: Invitation) -> OutsideMessage:
        await self.asked("invite", (contact_id, invitation))
        if not invitation.address:
            raise Refused("address_invalid")
        return OutsideMessage(self.new_id("o"), invitation.channel, "queued", NOW, contact_id, "•••")

    async def confirm_identity(self, contact_id: str) -> Contact:
        await self.asked("confirm_identity", contact_id)
        return self._put(changed(self._person(contact_id), number_change_proposed=False))

    async def proof_pack(self, contact_id: str, target: Path, progress: Progress | None = None) -> Path:
        await self.asked("proof_pack", contact_id)
        return await self._write(target, progress)

    async def export(self, contact_id: str, target: Path, progress: Progress | None = None) -> Path:
        await self.asked("export", contact_id)
        return await self._write(target, progress)

    async def settle_doubt(self, conversation_id: str, given: SettleDoubt) -> Conversation:
        await self.asked("settle_doubt", (conversation_id, given))
        if self._settled is None:
            raise Refused("not_found")
        return self._settled(conversation_id, given)

    # Merging

    async def merge_proposals(self, *, state: str = "open") -> Sequence[MergeProposal]:
        await self.asked("merge_proposals", state)
        return [item for item in self.proposals.values() if state in ("", item.state)]

    async def accept_merge(self, proposal_id: str) -> MergeProposal:
        return await self._decide(proposal_id, "accepted")

    async def reject_merge(self, proposal_id: str) -> MergeProposal:
        return await self._decide(proposal_id, "rejected")

    async def undo_merge(self, proposal_id: str) -> MergeProposal:
        return await self._decide(proposal_id, "open")

    async def _decide(self, proposal_id: str, state: str) -> MergeProposal:
        await self.asked(f"merge {state}", proposal_id)
        undo_until = NOW + 30 * files.DAY if state == "accepted" else None
        self.proposals[proposal_id] = changed(self.proposals[proposal_id], state=state, undo_until=undo_until)
        return self.proposals[proposal_id]

    # Rights

    async def rights_requests(self, *, state: str = "") -> Sequence[RightsRequest]:
        await self.asked("rights_requests", state)
        return [item for item in self.requests.values() if state in ("", item.state)]

    async def open_request(self, contact_id: str, request: OpenRequest) -> RightsRequest:
        await self.asked("open_request", (contact_id, request))
        protocol = f"202611200000{len(self.requests):02d}"
        due = NOW + 15 * files.DAY
        made = RightsRequest(protocol, contact_id, request.right, NOW, NOW + 7 * files.DAY, due, note=request.note)
        self.requests[protocol] = made
        return made

    async def answer_request(self, protocol: str, given: AnswerRequest) -> RightsRequest:
        await self.asked("answer_request", (protocol, given))
        self.requests[protocol] = changed(
            self.requests[protocol],
            state="refused" if given.refused else "answered",
            answered_at=NOW,
            answered_by=ANA.name,
            answer=given.answer,
        )
        return self.requests[protocol]

    async def erase(self, contact_id: str) -> RightsRequest:
        await self.asked("erase", contact_id)
        kept = next(item for item in self.requests.values() if item.contact_id == contact_id)
        self.people.pop(contact_id, None)
        assert kept.right is Right.ERASURE
        return await self.answer_request(kept.protocol, AnswerRequest("Dados eliminados."))

    async def incidents(self) -> Sequence[Incident]:
        await self.asked("incidents")
        return list(self.kept_incidents.values())

    async def add_incident(self, incident: SaveIncident) -> Incident:
        return await self.change_incident(self.new_id("in"), incident)

    async def change_incident(self, incident_id: str, incident: SaveIncident) -> Incident:
        await self.asked("save_incident", incident)
        told = {name: getattr(incident, name) for name in incident.__struct_fields__}
        self.kept_incidents[incident_id] = Incident(
            id=incident_id, notify_by=incident.known_at + 3 * files.DAY, register_until=NOW, **told
        )
        return self.kept_incidents[incident_id]

    async def retention(self) -> Sequence[RetentionRule]:
        await self.asked("retention")
        return files.RETENTION

    async def set_retention(self, data_class: str, days: int) -> RetentionRule:
        await self.asked("set_retention", (data_class, days))
        rule = next(item for item in files.RETENTION if item.data_class == data_class)
        if days < rule.floor_days:
            raise Refused("value_invalid", field="days")
        return changed(rule, days=days)

    async def run_retention(self, *, dry: bool) -> RetentionRun:
        await self.asked("run_retention", dry)
        return RetentionRun(NOW, dry, {item.data_class: item.due for item in files.RETENTION if item.due})

    # Inside

    async def _write(self, target: Path, progress: Progress | None) -> Path:
        target.write_bytes(PACK)
        for done in (0, len(PACK) // 2, len(PACK)):
            if progress is not None:
                progress(done, len(PACK))
        return target

    def _person(self, contact_id: str) -> Contact:
        if contact_id not in self.people:
            raise Refused("not_found")
        return self.people[contact_id]

    def _with_state(self, contact_id: str, purpose: str, state: str) -> Contact:
        contact = self._person(contact_id)
        kept = [item for item in contact.consents if item.purpose != purpose]
        consents = [*kept, Consent(purpose, state, since=NOW, proof_level=3, source="agent")]
        return self._put(changed(contact, consents=consents))

    def _put(self, contact: Contact) -> Contact:
        self.people[contact.id] = contact
        self._told(contact)
        return contact


def _matches(contact: Contact, query: str) -> bool:
    told = " ".join(filter(None, (contact.name, contact.phone, contact.username))).casefold()
    return all(word in told for word in query.casefold().split())


def _stands(contact: Contact, purpose: str, state: str) -> bool:
    if not state:
        return True
    states = {item.state for item in contact.consents if purpose in ("", item.purpose)}
    return state in (states or {"NONE"})
