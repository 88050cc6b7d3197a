"""People over HTTP: found, followed through the ledger, proven, invited, put together."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import httpx

from desktop.application.office import PAGE, Progress
from desktop.application.ports import MediaCache
from desktop.domain.errors import AppError
from desktop.infra.gateway.calling import Caller, nobody
from desktop.infra.gateway.codec import answer
from desktop.infra.gateway.transfer import fetch_file, send_file
from server_stub.contract.model import Contact, Conversation
from server_stub.contract.people import (
    ConsentFile,
    ContactPage,
    EditContact,
    EvidenceFile,
    Invitation,
    MergeProposal,
    SettleDoubt,
)
from server_stub.contract.registers import OutsideMessage
from server_stub.contract.requests import RecordConsent

LARGEST_EVIDENCE: Final = 16 * 1024 * 1024
"""Bytes; the gateway refuses more, so nobody should wait for that."""


class HttpPeople(Caller):
    """Implements application.office.People. `passing` holds plain copies of evidence until the program ends."""

    def __init__(
        self, http: httpx.AsyncClient, passing: MediaCache, noticed: Callable[[AppError], None] = nobody
    ) -> None:
        super().__init__(http, noticed)
        self._passing = passing

    async def contacts(
        self, query: str = "", *, purpose: str = "", state: str = "", page: str | None = None
    ) -> ContactPage:
        asked = {"query": query, "purpose": purpose, "state": state, "page": page or ""}
        return await self.get(
            "/v1/contacts", ContactPage, limit=PAGE, **{key: said for key, said in asked.items() if said}
        )

    async def consent_file(self, contact_id: str) -> ConsentFile:
        return await self.get(f"/v1/contacts/{contact_id}/consent-file", ConsentFile)

    async def evidence(self, contact_id: str, file: EvidenceFile) -> Path:
        path = f"/v1/contacts/{contact_id}/evidence/{file.id}"
        async with self.stream(path) as (pieces, _):
            return await self._passing.passing_file(f"evidence {file.id}", _name_of(file), pieces)

    async def upload_evidence(self, contact_id: str, path: Path, progress: Progress | None = None) -> EvidenceFile:
        address = f"/v1/contacts/{contact_id}/evidence"
        return await send_file(self, address, path, EvidenceFile, progress, most=LARGEST_EVIDENCE, file_name=path.name)

    async def record(self, contact_id: str, request: RecordConsent) -> Contact:
        return answer(await self.write("POST", f"/v1/contacts/{contact_id}/consents", request), Contact)

    async def edit(self, contact_id: str, change: EditContact) -> Contact:
        return answer(await self.write("PUT", f"/v1/contacts/{contact_id}", change), Contact)

    async def invite(self, contact_id: str, invitation: Invitation) -> OutsideMessage:
        return answer(await self.write("POST", f"/v1/contacts/{contact_id}/invitations", invitation), OutsideMessage)

    async def confirm_identity(self, contact_id: str) -> Contact:
        return answer(await self.request("PUT", f"/v1/contacts/{contact_id}/identity-confirmed"), Contact)

    async def proof_pack(self, contact_id: str, target: Path, progress: Progress | None = None) -> Path:
        return await fetch_file(self, f"/v1/contacts/{contact_id}/proof-pack", target, progress)

    async def export(self, contact_id: str, target: Path, progress: Progress | None = None) -> Path:
        return await fetch_file(self, f"/v1/contacts/{contact_id}/export", target, progress)

    async def settle_doubt(self, conversation_id: str, given: SettleDoubt) -> Conversation:
        path = f"/v1/conversations/{conversation_id}/doubt"
        return answer(await self.write("POST", path, given), Conversation)


class HttpMerging(Caller):
    """Implements application.office.Merging."""

    async def merge_proposals(self, *, state: str = "open") -> Sequence[MergeProposal]:
        return await self.get("/v1/merge-proposals", list[MergeProposal], state=state)

    async def accept_merge(self, proposal_id: str) -> MergeProposal:
        return await self._decide(proposal_id, "accept")

    async def reject_merge(self, proposal_id: str) -> MergeProposal:
        return await self._decide(proposal_id, "reject")

    async def undo_merge(self, proposal_id: str) -> MergeProposal:
        return await self._decide(proposal_id, "undo")

    async def _decide(self, proposal_id: str, verb: str) -> MergeProposal:
        return answer(await self.request("POST", f"/v1/merge-proposals/{proposal_id}/{verb}"), MergeProposal)


def _name_of(file: EvidenceFile) -> str:
    """What other programs see: the name it came with, or one with the suffix of its type."""
    if file.file_name:
        return file.file_name
    return file.id + (mimetypes.guess_extension(file.media_type.partition(";")[0]) or "")
