"""What other systems bring, over HTTP: API keys, imported files, do-not-contact lists."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.application.office import Progress
from desktop.infra.gateway.calling import Caller
from desktop.infra.gateway.codec import answer
from desktop.infra.gateway.transfer import send_file
from server_stub.contract.capture import ImportBatch, ImportMapping, ImportReport
from server_stub.contract.registers import ApiKey, BlockList, NewApiKey


class HttpIntake(Caller):
    """Implements application.office.Intake."""

    async def api_keys(self) -> Sequence[ApiKey]:
        return await self.get("/v1/api-keys", list[ApiKey])

    async def add_api_key(self, key: NewApiKey) -> ApiKey:
        return answer(await self.write("POST", "/v1/api-keys", key), ApiKey)

    async def revoke_api_key(self, key_id: str) -> None:
        await self.request("DELETE", f"/v1/api-keys/{key_id}")

    async def imports(self) -> Sequence[ImportBatch]:
        return await self.get("/v1/imports", list[ImportBatch])

    async def upload_import(self, path: Path, progress: Progress | None = None) -> ImportBatch:
        return await send_file(self, "/v1/imports", path, ImportBatch, progress, file_name=path.name)

    async def import_batch(self, batch_id: str) -> ImportBatch:
        return await self.get(f"/v1/imports/{batch_id}", ImportBatch)

    async def check_import(self, batch_id: str, mapping: ImportMapping) -> ImportReport:
        return answer(await self.write("PUT", f"/v1/imports/{batch_id}/mapping", mapping), ImportReport)

    async def import_rows(self, batch_id: str, *, after: int = 0) -> ImportReport:
        return await self.get(f"/v1/imports/{batch_id}/rows", ImportReport, after=after)

    async def apply_import(self, batch_id: str) -> ImportBatch:
        return answer(await self.request("POST", f"/v1/imports/{batch_id}/apply"), ImportBatch)

    async def undo_import(self, batch_id: str) -> ImportBatch:
        return answer(await self.request("POST", f"/v1/imports/{batch_id}/undo"), ImportBatch)

    async def delete_import(self, batch_id: str) -> None:
        await self.request("DELETE", f"/v1/imports/{batch_id}")

    async def block_lists(self) -> Sequence[BlockList]:
        return await self.get("/v1/block-lists", list[BlockList])

    async def upload_block_list(
        self, path: Path, name: str, *, state: str = "", progress: Progress | None = None
    ) -> BlockList:
        return await send_file(self, "/v1/block-lists", path, BlockList, progress, name=name, state=state)

    async def delete_block_list(self, list_id: str) -> None:
        await self.request("DELETE", f"/v1/block-lists/{list_id}")
