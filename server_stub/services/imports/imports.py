"""What people do with imported files: upload, map, look, approve, reject, undo. The work itself is in `jobs`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from server_stub.contract.capture import ImportBatch, ImportMapping, ImportReport, ImportState
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account, Role
from server_stub.domain.import_values import is_refused_source
from server_stub.services.imports.files import ListFiles
from server_stub.services.imports.jobs import ImportJobs
from server_stub.services.imports.surveying import survey
from server_stub.services.uploads import safe_name
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.imports import Batch, Detail, ImportRows
from server_stub.storage.repositories.registers import Registers

PAGE: Final = 500
_COLUMN_FIELDS: Final = ("phone", "name", "purposes", "granted", "captured_at", "source", "evidence", "notice")
_LONGEST: Final = 200


class Imports:
    def __init__(
        self,
        database: Database,
        rows: ImportRows,
        files: ListFiles,
        registers: Registers,
        jobs: ImportJobs,
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._rows = rows
        self._files = files
        self._registers = registers
        self._jobs = jobs
        self._clock = clock

    async def upload(
        self, caller: Account, file_name: str, body: AsyncIterator[bytes], announced: int | None = None
    ) -> ImportBatch:
        """Keep a list, sealed, and look at all of it once; nothing is taken from it yet.

        Raises FORBIDDEN, FILE_TOO_LARGE (limit), FILE_UNREADABLE (reason).
        """
        _require(caller, Role.ADMIN)
        now = self._clock()
        batch_id = new_id(now)
        stored = await self._files.receive(batch_id, body, announced)
        try:
            found = await survey(self._database, self._files, stored)
        except BaseException:
            await self._files.remove(batch_id)
            raise
        detail = Detail(
            file_name=safe_name(file_name),
            size=stored.size,
            encoding=found.encoding,
            columns=found.columns,
            preview=found.preview,
            header=found.header,
            mapping=found.guess,
        )
        batch = Batch(batch_id, detail, stored.sha256, ImportState.UPLOADED, found.rows, 0, {}, caller.id, now)
        await self._database.write(lambda tx: self._rows.add(tx, batch))
        return batch.to_wire()

    async def all(self, caller: Account) -> list[ImportBatch]:
        _require(caller, Role.ADMIN, Role.LEAD)
        return [batch.to_wire() for batch in await self._database.read(self._rows.all)]

    async def get(self, caller: Account, batch_id: str) -> ImportBatch:
        _require(caller, Role.ADMIN, Role.LEAD)
        return (await self._database.read(lambda tx: self._known(tx, batch_id))).to_wire()

    async def report(self, caller: Account, batch_id: str, after: int = 0) -> ImportReport:
        """The rows beyond line `after`."""
        _require(caller, Role.ADMIN, Role.LEAD)
        return await self._database.read(lambda tx: self._report(tx, batch_id, after))

    async def map(self, caller: Account, batch_id: str, mapping: ImportMapping) -> ImportReport:
        """Say which column holds what, and try it out: a dry run over every row.

        Answers when the dry run is over, or after a while with a batch that is still `checking`. Raises FORBIDDEN,
        NOT_FOUND, STATE_CONFLICT, VALUE_INVALID (field), PURPOSE_UNKNOWN.
        """
        _require(caller, Role.ADMIN)

        def begin(tx: Tx) -> None:
            batch = self._known(tx, batch_id, ImportState.UPLOADED, ImportState.CHECKED)
            self._check(tx, batch, mapping)
            detail = msgspec.structs.replace(batch.detail, mapping=mapping, mapped_by=caller.id)
            self._rows.save(tx, replace(batch, detail=detail, state=ImportState.CHECKING, done=0, counts={}))

        await self._jobs.begin(begin)
        await self._jobs.ended(batch_id)
        return await self.report(caller, batch_id)

    async def apply(self, caller: Account, batch_id: str) -> ImportBatch:
        """Approve what the dry run showed; it is done in the background, once.

        Raises FORBIDDEN, NOT_FOUND, STATE_CONFLICT, and SECOND_PERSON_REQUIRED for whoever uploaded or mapped it (I5).
        """
        _require(caller, Role.ADMIN, Role.LEAD)
        now = self._clock()

        def begin(tx: Tx) -> None:
            batch = self._known(tx, batch_id, ImportState.CHECKED)
            if caller.id in (batch.uploaded_by, batch.detail.mapped_by):
                raise GatewayRefusal(ErrorCode.SECOND_PERSON_REQUIRED)
            applying = replace(batch, state=ImportState.APPLYING, approved_by=caller.id, applied_at=now)
            self._rows.save(tx, replace(applying, done=0, counts={}))

        await self._jobs.begin(begin)
        return await self.get(caller, batch_id)

    async def undo(self, caller: Account, batch_id: str) -> ImportBatch:
        """Take back what the batch permitted; whoever left by it has left (I6). Raises as `apply` does."""
        _require(caller, Role.ADMIN)

        def begin(tx: Tx) -> None:
            batch = self._known(tx, batch_id, ImportState.APPLIED)
            detail = msgspec.structs.replace(batch.detail, undone_by=caller.id)
            self._rows.save(tx, replace(batch, detail=detail, state=ImportState.UNDOING, done=0))

        await self._jobs.begin(begin)
        return await self.get(caller, batch_id)

    async def reject(self, caller: Account, batch_id: str) -> None:
        """Nothing comes of it; the file is kept for 30 more days. Raises FORBIDDEN, NOT_FOUND, STATE_CONFLICT."""
        _require(caller, Role.ADMIN)
        now = self._clock()

        def work(tx: Tx) -> None:
            batch = self._known(tx, batch_id, ImportState.UPLOADED, ImportState.CHECKED)
            self._rows.save(tx, replace(batch, state=ImportState.REJECTED, applied_at=now))

        await self._database.write(work)

    def _known(self, tx: Tx, batch_id: str, *states: ImportState) -> Batch:
        batch = self._rows.get(tx, batch_id)
        if batch is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        if states and batch.state not in states:
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT, state=batch.state.value)
        return batch

    def _report(self, tx: Tx, batch_id: str, after: int) -> ImportReport:
        batch = self._known(tx, batch_id)
        found = self._rows.rows(tx, batch_id, after, PAGE + 1)
        more = found[PAGE - 1].line if len(found) > PAGE else None
        return ImportReport(batch.to_wire(), found[:PAGE], more)

    def _check(self, tx: Tx, batch: Batch, mapping: ImportMapping) -> None:
        for field in _COLUMN_FIELDS:
            column = getattr(mapping, field)
            if (column or field == "phone") and column not in batch.detail.columns:
                raise GatewayRefusal(ErrorCode.VALUE_INVALID, field=field)
        if len(mapping.source_name) > _LONGEST or is_refused_source(mapping.source_name):
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="source_name")
        if mapping.purpose and mapping.purpose not in self._registers.catalogue(tx):
            raise GatewayRefusal(ErrorCode.PURPOSE_UNKNOWN, purpose=mapping.purpose[:_LONGEST])
        version = mapping.notice_version
        if version and not self._rows.notices(tx, version, mapping.purpose):
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="notice_version")
        try:
            ZoneInfo(mapping.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="zone") from None


def _require(caller: Account, *roles: Role) -> None:
    if caller.role not in roles:
        raise GatewayRefusal(ErrorCode.FORBIDDEN)
