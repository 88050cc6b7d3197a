"""Rights of persons, incidents and retention over HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import msgspec

from desktop.infra.gateway.calling import Caller
from desktop.infra.gateway.codec import answer
from server_stub.contract.rights import (
    AnswerRequest,
    Incident,
    OpenRequest,
    RetentionRule,
    RetentionRun,
    RightsRequest,
    SaveIncident,
)


class _Days(msgspec.Struct, frozen=True):
    days: int


class HttpRights(Caller):
    """Implements application.office.Rights."""

    async def rights_requests(self, *, state: str = "") -> Sequence[RightsRequest]:
        chosen = {"state": state} if state else {}
        return await self.get("/v1/rights-requests", list[RightsRequest], **chosen)

    async def open_request(self, contact_id: str, request: OpenRequest) -> RightsRequest:
        return answer(await self.write("POST", f"/v1/contacts/{contact_id}/rights-requests", request), RightsRequest)

    async def answer_request(self, protocol: str, given: AnswerRequest) -> RightsRequest:
        return answer(await self.write("POST", f"/v1/rights-requests/{protocol}/answer", given), RightsRequest)

    async def erase(self, contact_id: str) -> RightsRequest:
        return answer(await self.request("POST", f"/v1/contacts/{contact_id}/erasure"), RightsRequest)

    async def incidents(self) -> Sequence[Incident]:
        return await self.get("/v1/incidents", list[Incident])

    async def add_incident(self, incident: SaveIncident) -> Incident:
        return answer(await self.write("POST", "/v1/incidents", incident), Incident)

    async def change_incident(self, incident_id: str, incident: SaveIncident) -> Incident:
        return answer(await self.write("PUT", f"/v1/incidents/{incident_id}", incident), Incident)

    async def retention(self) -> Sequence[RetentionRule]:
        return await self.get("/v1/retention", list[RetentionRule])

    async def set_retention(self, data_class: str, days: int) -> RetentionRule:
        return answer(
            await self.write("PUT", f"/v1/retention/{quote(data_class, safe='')}", _Days(days)), RetentionRule
        )

    async def run_retention(self, *, dry: bool) -> RetentionRun:
        params = {"dry": "true" if dry else "false"}
        return answer(await self.request("POST", "/v1/retention/run", params=params), RetentionRun)
