"""Contacts: found, followed through the ledger, edited; files that prove what they agreed to."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final
from urllib.parse import quote

from litestar import Request, Response, get, post, put
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from server_stub.contract.errors import GatewayRefusal
from server_stub.contract.model import Contact
from server_stub.contract.people import ConsentFile, ContactPage, EditContact, EvidenceFile, Invitation
from server_stub.contract.registers import OutsideMessage
from server_stub.http.needs import Data, Now, Who
from server_stub.services.consent import Subject
from server_stub.services.consent_file import ConsentFiles
from server_stub.services.evidence_uploads import EvidenceUploads
from server_stub.services.outside.invitations import Outsiders
from server_stub.services.people import ContactBook
from server_stub.storage.database import Tx

Book = NamedDependency[ContactBook]
Files = NamedDependency[ConsentFiles]
Uploads = NamedDependency[EvidenceUploads]
_TAGS = ["contacts"]
_MIME_TYPE: Final = re.compile(r"[\w!#$&^.+-]{1,80}/[\w!#$&^.+-]{1,80}", re.ASCII)


@get("/v1/contacts", summary="Contacts by name", tags=_TAGS)
async def contacts(
    caller: Who,
    database: Data,
    contact_book: Book,
    clock: Now,
    words: Annotated[str, QueryParameter(name="query")] = "",
    purpose: FromQuery[str] = "",
    consent_state: Annotated[str, QueryParameter(name="state")] = "",
    page: FromQuery[str | None] = None,
    limit: FromQuery[int] = 50,
) -> ContactPage:
    """`query`: words of the name, a username, an e-mail address, or a telephone number in any writing."""
    return await database.read(
        lambda tx: contact_book.page(tx, caller.account, words, purpose, consent_state, page, limit, clock())
    )


@put("/v1/contacts/{contact_id:str}", summary="Edit a contact (leads, administrators)", tags=_TAGS)
async def edit(
    contact_id: FromPath[str], data: JSONBody[EditContact], caller: Who, database: Data, contact_book: Book, clock: Now
) -> Contact:
    return await database.write(lambda tx: contact_book.edit(tx, caller.account, contact_id, data, clock()))


@put("/v1/contacts/{contact_id:str}/identity-confirmed", summary="It is still the same person", tags=_TAGS)
async def confirm_identity(
    contact_id: FromPath[str], caller: Who, database: Data, contact_book: Book, clock: Now
) -> Contact:
    """After a change of number or id, once somebody made sure: business-initiated messages may leave again."""
    return await database.write(lambda tx: contact_book.confirm_identity(tx, caller.account, contact_id, clock()))


@get("/v1/contacts/{contact_id:str}/consent-file", summary="Everything about one's permissions", tags=_TAGS)
async def consent_file(
    contact_id: FromPath[str], caller: Who, database: Data, consent_files: Files, clock: Now
) -> ConsentFile:
    """Entries newest first, with the texts that were shown and what proves each."""
    return await database.read(lambda tx: consent_files.of(tx, caller.account, contact_id, clock()))


@post(
    "/v1/contacts/{contact_id:str}/evidence",
    summary="Upload what proves a consent",
    tags=_TAGS,
    request_max_body_size=None,  # bounded while it streams
)
async def upload_evidence(
    contact_id: FromPath[str],
    request: Request[Any, Any, State],
    caller: Who,
    evidence_uploads: Uploads,
    file_name: FromQuery[str] = "",
) -> EvidenceFile:
    """The raw body: picture, recording, PDF or text, up to 16 MB. Name its id when the consent is recorded."""
    announced = request.headers.get("content-length", "")
    length = int(announced) if announced.isascii() and announced.isdigit() else None
    return await evidence_uploads.store(caller.account, contact_id, file_name, length, request.stream())


@get("/v1/contacts/{contact_id:str}/evidence/{evidence_id:str}", summary="What proves a consent", tags=_TAGS)
async def evidence(
    contact_id: FromPath[str], evidence_id: FromPath[str], caller: Who, database: Data, consent_files: Files
) -> Response[bytes]:
    kept, body = await database.read(lambda tx: consent_files.evidence(tx, caller.account, contact_id, evidence_id))
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(kept.file_name or kept.id)}",
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
    }
    kind = kept.media_type if _MIME_TYPE.fullmatch(kept.media_type) else "application/octet-stream"
    return Response(body, media_type=kind, headers=headers)


@post("/v1/contacts/{contact_id:str}/invitations", summary="Ask for permission by e-mail or SMS", tags=_TAGS)
async def invite(
    contact_id: FromPath[str],
    data: JSONBody[Invitation],
    caller: Who,
    database: Data,
    contact_book: Book,
    outsiders: NamedDependency[Outsiders],
    clock: Now,
) -> OutsideMessage:
    """Queued at once, sent by itself. `address` "" is the one known of the person; a new one is kept with them."""

    def work(tx: Tx) -> OutsideMessage | GatewayRefusal:
        subject = Subject(*contact_book.visible(tx, caller.account, contact_id))
        told = (data.channel, data.purposes, data.address, caller.account.id, clock())
        return outsiders.invite(tx, subject, *told)

    queued = await database.write(work)
    if isinstance(queued, GatewayRefusal):  # outside the transaction, which keeps the gate's decision
        raise queued
    return queued


HANDLERS = [contacts, edit, confirm_identity, consent_file, upload_evidence, evidence, invite]
