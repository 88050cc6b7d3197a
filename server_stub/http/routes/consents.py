"""Recording what a person agreed to or took back."""

from __future__ import annotations

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from server_stub.contract.model import Contact
from server_stub.contract.requests import RecordConsent
from server_stub.http.needs import Data, Now, Who
from server_stub.services.recording import ConsentRecorder


@post(
    "/v1/contacts/{contact_id:str}/consents",
    summary="Record a consent or a revocation",
    tags=["consents"],
    status_code=200,
)
async def record(
    contact_id: FromPath[str],
    data: JSONBody[RecordConsent],
    caller: Who,
    database: Data,
    recorder: NamedDependency[ConsentRecorder],
    clock: Now,
) -> Contact:
    """A grant needs evidence, a revocation is always taken; `purpose` may be "*" or "mkt.*" to revoke."""
    return await database.write(lambda tx: recorder.record(tx, caller.account, contact_id, data, clock()))


HANDLERS = [record]
