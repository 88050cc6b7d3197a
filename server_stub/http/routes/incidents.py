"""The register of incidents, and what is removed after its time. Administrators only."""

from __future__ import annotations

import msgspec
from litestar import Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from server_stub.contract.rights import Incident, RetentionRule, RetentionRun, SaveIncident
from server_stub.http.needs import Data, Now, Who
from server_stub.services.incidents import Incidents
from server_stub.services.retention import Retention

Register = NamedDependency[Incidents]
Rules = NamedDependency[Retention]
_TAGS = ["rights"]


class Affected(msgspec.Struct, frozen=True):
    """Whom to list; everybody where none is named."""

    contact_ids: list[str] = []


class SetDays(msgspec.Struct, frozen=True):
    days: int


@get("/v1/incidents", summary="Security incidents, newest first (administrators)", tags=_TAGS)
async def incidents(caller: Who, database: Data, incident_register: Register) -> list[Incident]:
    return await database.read(lambda tx: incident_register.all(tx, caller.account))


@post("/v1/incidents", summary="Register an incident (administrators)", tags=_TAGS)
async def add(
    data: JSONBody[SaveIncident], caller: Who, database: Data, incident_register: Register, clock: Now
) -> Incident:
    """`notify_by` of the answer: the end of the third working day after it was known."""
    return await database.write(lambda tx: incident_register.add(tx, caller.account, data, clock()))


@put("/v1/incidents/{incident_id:str}", summary="Change an incident (administrators)", tags=_TAGS)
async def change(
    incident_id: FromPath[str],
    data: JSONBody[SaveIncident],
    caller: Who,
    database: Data,
    incident_register: Register,
    clock: Now,
) -> Incident:
    return await database.write(lambda tx: incident_register.change(tx, caller.account, incident_id, data, clock()))


@post("/v1/incidents/affected", status_code=200, summary="Addresses of those affected, as CSV", tags=_TAGS)
async def affected(
    data: JSONBody[Affected], caller: Who, database: Data, incident_register: Register, clock: Now
) -> Response[bytes]:
    body = await database.read(lambda tx: incident_register.affected(tx, caller.account, data.contact_ids, clock()))
    headers = {
        "content-disposition": 'attachment; filename="affected.csv"',
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
    }
    return Response(body, media_type="text/csv", headers=headers)


@get("/v1/retention", summary="How long what is kept (administrators)", tags=_TAGS)
async def retention_rules(caller: Who, database: Data, retention: Rules, clock: Now) -> list[RetentionRule]:
    """With how much of each class is over its time now."""
    return await database.read(lambda tx: retention.rules(tx, caller.account, clock()))


@put("/v1/retention/{data_class:str}", summary="Change how long (administrators)", tags=_TAGS)
async def set_retention(
    data_class: FromPath[str], data: JSONBody[SetDays], caller: Who, database: Data, retention: Rules, clock: Now
) -> RetentionRule:
    """400 for less than the floor."""
    return await database.write(lambda tx: retention.set_days(tx, caller.account, data_class, data.days, clock()))


@post("/v1/retention/run", status_code=200, summary="Remove what is over its time (administrators)", tags=_TAGS)
async def run_retention(caller: Who, retention: Rules, dry: FromQuery[bool] = True) -> RetentionRun:
    """With `dry`, which is the default, only counted."""
    return await retention.run_for(caller.account, dry=dry)


HANDLERS = [incidents, add, change, affected, retention_rules, set_retention, run_retention]
