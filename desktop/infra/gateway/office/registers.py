"""The administrator's registers over HTTP: purposes, notices, company, policy, ways in, templates' purposes."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import msgspec

from desktop.infra.gateway.calling import Caller
from desktop.infra.gateway.codec import answer
from server_stub.contract.ledger import LedgerState
from server_stub.contract.model import Template
from server_stub.contract.registers import (
    CapturePoint,
    ChannelNumber,
    Company,
    EarlierNotice,
    NoticeVersion,
    OutsideMessage,
    PublishNotice,
    PurposeSettings,
    SendingPolicy,
)


class _ForTemplate(msgspec.Struct, frozen=True):
    purpose: str


class HttpRegisters(Caller):
    """Implements application.office.Registers and Ledger."""

    async def purposes(self) -> Sequence[PurposeSettings]:
        return await self.get("/v1/purposes", list[PurposeSettings])

    async def save_purpose(self, purpose: PurposeSettings) -> PurposeSettings:
        return answer(await self.write("PUT", f"/v1/purposes/{quote(purpose.code, safe='')}", purpose), PurposeSettings)

    async def notices(self, purpose: str = "") -> Sequence[NoticeVersion]:
        chosen = {"purpose": purpose} if purpose else {}
        return await self.get("/v1/notices", list[NoticeVersion], **chosen)

    async def publish_notice(self, notice: PublishNotice) -> NoticeVersion:
        return answer(await self.write("POST", "/v1/notices", notice), NoticeVersion)

    async def register_earlier(self, notice: EarlierNotice) -> NoticeVersion:
        return answer(await self.write("POST", "/v1/notices/earlier", notice), NoticeVersion)

    async def company(self) -> Company:
        return await self.get("/v1/company", Company)

    async def save_company(self, company: Company) -> Company:
        return answer(await self.write("PUT", "/v1/company", company), Company)

    async def policy(self) -> SendingPolicy:
        return await self.get("/v1/policy", SendingPolicy)

    async def save_policy(self, policy: SendingPolicy) -> SendingPolicy:
        return answer(await self.write("PUT", "/v1/policy", policy), SendingPolicy)

    async def channel_numbers(self) -> Sequence[ChannelNumber]:
        return await self.get("/v1/channel-numbers", list[ChannelNumber])

    async def capture_points(self) -> Sequence[CapturePoint]:
        return await self.get("/v1/capture-points", list[CapturePoint])

    async def add_capture_point(self, point: CapturePoint) -> CapturePoint:
        return answer(await self.write("POST", "/v1/capture-points", point), CapturePoint)

    async def change_capture_point(self, point: CapturePoint) -> CapturePoint:
        return answer(await self.write("PUT", f"/v1/capture-points/{point.id}", point), CapturePoint)

    async def qr_code(self, point_id: str) -> bytes:
        return (await self.request("GET", f"/v1/capture-points/{point_id}/qr.svg")).content

    async def set_template_purpose(self, template_id: str, purpose: str) -> Template:
        path = f"/v1/templates/{quote(template_id, safe='')}/purpose"
        return answer(await self.write("PUT", path, _ForTemplate(purpose)), Template)

    async def outside_messages(self, *, contact_id: str = "", state: str = "") -> Sequence[OutsideMessage]:
        asked = {"contact_id": contact_id, "state": state}
        chosen = {key: said for key, said in asked.items() if said}
        return await self.get("/v1/outside-messages", list[OutsideMessage], **chosen)

    async def ledger(self) -> LedgerState:
        return await self.get("/v1/ledger", LedgerState)
