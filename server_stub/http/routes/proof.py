"""The ledger's state, and proof packs to take away."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import IO, Final

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ledger import LedgerState
from server_stub.http.needs import Data, Who
from server_stub.services.proof_pack import USUAL_GROUND, Made, ProofPacks, Wish
from server_stub.services.roles import require_lead
from server_stub.storage.database import Tx

_TAGS = ["proof"]
_PIECE: Final = 256 * 1024
LedgerStates = Callable[[Tx], LedgerState]


@get("/v1/ledger", summary="Is the ledger whole? (leads, administrators)", tags=_TAGS)
async def ledger_state(caller: Who, database: Data, ledger_states: NamedDependency[LedgerStates]) -> LedgerState:
    """As the last verification found it; everything is verified at the start and by the hour."""
    require_lead(caller.account)
    return await database.read(ledger_states)


@get(
    "/v1/contacts/{contact_id:str}/proof-pack",
    summary="Proof pack of a person, a zip file (leads, administrators)",
    tags=_TAGS,
    media_type="application/zip",
)
async def proof_pack(
    contact_id: FromPath[str],
    caller: Who,
    proof_packs: NamedDependency[ProofPacks],
    proof_folder: NamedDependency[Path],
    ground: FromQuery[str] = "",
) -> Stream:
    """What docs/proof.md describes. That it was made, by whom and on what `ground`, is an event of the ledger."""
    require_lead(caller.account)
    wish = Wish(contact_id, caller.account.id, caller.account.name, ground.strip() or USUAL_GROUND)
    try:
        file, made, size = await _written(proof_packs, wish, proof_folder)
    except OSError:  # above all: the disk is full
        raise GatewayRefusal(ErrorCode.STORAGE_UNAVAILABLE) from None
    headers = {
        "content-length": str(size),
        "content-disposition": f'attachment; filename="prova-{made.pack_id}.zip"',
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
    }
    return Stream(_pieces(file), headers=headers, media_type="application/zip")


async def _written(packs: ProofPacks, wish: Wish, folder: Path) -> tuple[IO[bytes], Made, int]:
    """The pack in a file that is still open, and its size."""
    file = await asyncio.to_thread(_temporary, folder)
    try:
        made = await packs.make(wish, file)
        return file, made, await asyncio.to_thread(file.seek, 0, 2)
    except BaseException:
        file.close()
        raise


def _temporary(folder: Path) -> IO[bytes]:
    """A file of its owner only, which is gone as soon as it is closed, also by a crash."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return tempfile.TemporaryFile(dir=folder)  # the stream closes it


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    try:
        await asyncio.to_thread(file.seek, 0)
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece
    finally:
        file.close()


HANDLERS = [ledger_state, proof_pack]
"""Routes of this area."""
