"""The registers and the intake of the sample office: kept in memory, changed as a gateway would change them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from desktop.application.office import Progress
from desktop.domain.errors import AppError, Refused
from server_stub.contract.capture import ImportBatch, ImportMapping, ImportReport, ImportState
from server_stub.contract.ledger import LedgerState
from server_stub.contract.model import Template
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
from tests.helpers import sample_register_data as data
from tests.helpers.sample_people import NOW, TEMPLATES

QR = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 21 21">'
    b'<path d="M0 0h7v7H0zM14 0h7v7h-7zM0 14h7v7H0z"/></svg>'
)


def changed(value: Any, **fields: Any) -> Any:
    return msgspec.structs.replace(value, **fields)


class SampleRegisters:
    """`done` tells what was asked for, as (name, argument). `refuse_next` makes the next call fail."""

    def __init__(self) -> None:
        self.done: list[tuple[str, Any]] = []
        self._refusal: AppError | None = None
        self._numbers = 0
        self.kept_purposes = {item.code: item for item in data.PURPOSES}
        self.kept_notices = list(data.NOTICES)
        self.kept_company, self.kept_policy = data.COMPANY, data.POLICY
        self.points = {item.id: item for item in data.CAPTURE_POINTS}
        self.numbers = data.NUMBERS
        self.keys = {item.id: item for item in data.API_KEYS}
        self.lists = {item.id: item for item in data.BLOCK_LISTS}
        self.batches = {item.id: item for item in data.IMPORTS}
        self.state = LedgerState(48_210, 48_128, NOW - 600_000)

    def refuse_next(self, error: AppError) -> None:
        self._refusal = error

    async def asked(self, name: str, argument: Any = None) -> None:
        """Every call passes here first."""
        refusal, self._refusal = self._refusal, None
        if refusal is not None:
            raise refusal
        self.done.append((name, argument))

    def new_id(self, prefix: str) -> str:
        self._numbers += 1
        return f"{prefix}-new-{self._numbers}"

    # Registers

    async def purposes(self) -> Sequence[PurposeSettings]:
        await self.asked("purposes")
        return list(self.kept_purposes.values())

    async def save_purpose(self, purpose: PurposeSettings) -> PurposeSettings:
        await self.asked("save_purpose", purpose)
        self.kept_purposes[purpose.code] = purpose
        return purpose

    async def notices(self, purpose: str = "") -> Sequence[NoticeVersion]:
        await self.asked("notices", purpose)
        return [item for item in self.kept_notices if purpose in ("", item.purpose)]

    async def publish_notice(self, notice: PublishNotice) -> NoticeVersion:
        await self.asked("publish_notice", notice)
        same = [
            item for item in self.kept_notices if (item.purpose, item.language) == (notice.purpose, notice.language)
        ]
        made = NoticeVersion(
            self.new_id("n"),
            notice.purpose,
            notice.language,
            max((item.version for item in same), default=0) + 1,
            notice.body,
            "f" * 64,
            NOW,
            "Ana Paula",
            notice.material_change,
        )
        self.kept_notices.insert(0, made)
        return made

    async def register_earlier(self, notice: EarlierNotice) -> NoticeVersion:
        await self.asked("register_earlier", notice)
        made = NoticeVersion(
            self.new_id("n"),
            notice.purpose,
            notice.language,
            1,
            notice.body,
            "e" * 64,
            NOW,
            "Ana Paula",
            in_use_from=notice.in_use_from,
            in_use_until=notice.in_use_until,
        )
        self.kept_notices.append(made)
        return made

    async def company(self) -> Company:
        await self.asked("company")
        return self.kept_company

    async def save_company(self, company: Company) -> Company:
        await self.asked("save_company", company)
        self.kept_company = company
        return company

    async def policy(self) -> SendingPolicy:
        await self.asked("policy")
        return self.kept_policy

    async def save_policy(self, policy: SendingPolicy) -> SendingPolicy:
        await self.asked("save_policy", policy)
        self.kept_policy = changed(policy, version=self.kept_policy.version + 1)
        return self.kept_policy

    async def channel_numbers(self) -> Sequence[ChannelNumber]:
        await self.asked("channel_numbers")
        return self.numbers

    async def capture_points(self) -> Sequence[CapturePoint]:
        await self.asked("capture_points")
        return list(self.points.values())

    async def add_capture_point(self, point: CapturePoint) -> CapturePoint:
        await self.asked("add_capture_point", point)
        made = changed(
            point, id=self.new_id("p"), created_at=NOW, page_url=f"https://fala.horizonte.example/o/{point.slug}"
        )
        self.points[made.id] = made
        return made

    async def change_capture_point(self, point: CapturePoint) -> CapturePoint:
        await self.asked("change_capture_point", point)
        self.points[point.id] = point
        return point

    async def qr_code(self, point_id: str) -> bytes:
        await self.asked("qr_code", point_id)
        return QR

    async def set_template_purpose(self, template_id: str, purpose: str) -> Template:
        await self.asked("set_template_purpose", (template_id, purpose))
        return changed(next(item for item in TEMPLATES if item.id == template_id), purpose=purpose)

    async def outside_messages(self, *, contact_id: str = "", state: str = "") -> Sequence[OutsideMessage]:
        await self.asked("outside_messages", (contact_id, state))
        return [item for item in data.OUTSIDE if contact_id in ("", item.contact_id) and state in ("", item.state)]

    async def ledger(self) -> LedgerState:
        await self.asked("ledger")
        return self.state

    # Intake

    async def api_keys(self) -> Sequence[ApiKey]:
        await self.asked("api_keys")
        return list(self.keys.values())

    async def add_api_key(self, key: NewApiKey) -> ApiKey:
        await self.asked("add_api_key", key)
        made = ApiKey(self.new_id("k"), key.name, key.scopes, NOW)
        self.keys[made.id] = made
        return changed(made, secret="blk_" + "x" * 40)

    async def revoke_api_key(self, key_id: str) -> None:
        await self.asked("revoke_api_key", key_id)
        self.keys[key_id] = changed(self.keys[key_id], revoked_at=NOW)

    async def imports(self) -> Sequence[ImportBatch]:
        await self.asked("imports")
        return list(self.batches.values())

    async def upload_import(self, path: Path, progress: Progress | None = None) -> ImportBatch:
        await self.asked("upload_import", path)
        size = path.stat().st_size
        if progress is not None:
            progress(size, size)
        example = data.IMPORTS[0]
        made = changed(
            example, id=self.new_id("i"), file_name=path.name, state=ImportState.UPLOADED, counts={}, mapping=None
        )
        self.batches[made.id] = made
        return made

    async def import_batch(self, batch_id: str) -> ImportBatch:
        await self.asked("import_batch", batch_id)
        return self.batches[batch_id]

    async def check_import(self, batch_id: str, mapping: ImportMapping) -> ImportReport:
        await self.asked("check_import", (batch_id, mapping))
        counts = data.IMPORTS[0].counts
        batch = changed(self.batches[batch_id], mapping=mapping, counts=counts, state=ImportState.CHECKED)
        self.batches[batch_id] = batch
        return ImportReport(batch, list(data.IMPORT_ROWS))

    async def import_rows(self, batch_id: str, *, after: int = 0) -> ImportReport:
        await self.asked("import_rows", (batch_id, after))
        return ImportReport(self.batches[batch_id], [row for row in data.IMPORT_ROWS if row.line > after])

    async def apply_import(self, batch_id: str) -> ImportBatch:
        await self.asked("apply_import", batch_id)
        batch = self.batches[batch_id]
        if batch.uploaded_by == "Ana Paula":
            raise Refused("second_person_required")
        self.batches[batch_id] = changed(
            batch, state=ImportState.APPLIED, done=batch.rows, applied_at=NOW, approved_by="Ana Paula"
        )
        return self.batches[batch_id]

    async def undo_import(self, batch_id: str) -> ImportBatch:
        await self.asked("undo_import", batch_id)
        self.batches[batch_id] = changed(self.batches[batch_id], state=ImportState.UNDONE)
        return self.batches[batch_id]

    async def delete_import(self, batch_id: str) -> None:
        await self.asked("delete_import", batch_id)
        del self.batches[batch_id]

    async def block_lists(self) -> Sequence[BlockList]:
        await self.asked("block_lists")
        return list(self.lists.values())

    async def upload_block_list(
        self, path: Path, name: str, *, state: str = "", progress: Progress | None = None
    ) -> BlockList:
        await self.asked("upload_block_list", (path, name, state))
        made = BlockList(self.new_id("b"), name, state, 3, NOW, "Ana Paula")
        self.lists = {key: item for key, item in self.lists.items() if item.name != name} | {made.id: made}
        return made

    async def delete_block_list(self, list_id: str) -> None:
        await self.asked("delete_block_list", list_id)
        del self.lists[list_id]
