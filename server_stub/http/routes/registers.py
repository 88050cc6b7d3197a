"""What administrators keep: purposes, their texts, the company, the sending policy, the public places."""

from __future__ import annotations

from litestar import Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from server_stub.contract.registers import (
    CapturePoint,
    ChannelNumber,
    Company,
    EarlierNotice,
    NoticeVersion,
    PublishNotice,
    PurposeSettings,
    SendingPolicy,
)
from server_stub.http.needs import Data, Now, Who
from server_stub.http.public.qr import qr_svg
from server_stub.services.capture_points import CapturePointBook
from server_stub.services.registers import RegisterBook

Book = NamedDependency[RegisterBook]
Points = NamedDependency[CapturePointBook]
_TAGS = ["administration"]


@get("/v1/purposes", summary="Purposes", tags=_TAGS)
async def purposes(database: Data, registers: Book) -> list[PurposeSettings]:
    """What people may agree to, with proof, caps and hours; also what is switched off."""
    return await database.read(registers.purposes)


@put("/v1/purposes/{code:str}", summary="Add or change a purpose (administrators)", tags=_TAGS)
async def save_purpose(
    code: FromPath[str], data: JSONBody[PurposeSettings], caller: Who, database: Data, registers: Book, clock: Now
) -> PurposeSettings:
    return await database.write(lambda tx: registers.save_purpose(tx, caller.account, code, data, clock()))


@get("/v1/notices", summary="Texts people agree to, newest first", tags=_TAGS)
async def notices(database: Data, registers: Book, purpose: FromQuery[str] = "") -> list[NoticeVersion]:
    return await database.read(lambda tx: registers.notices(tx, purpose))


@post("/v1/notices", summary="Publish a new version of a text (administrators)", tags=_TAGS)
async def publish(
    data: JSONBody[PublishNotice], caller: Who, database: Data, registers: Book, clock: Now
) -> NoticeVersion:
    """A material change asks everybody again who agreed to an earlier version."""
    return await database.write(lambda tx: registers.publish(tx, caller.account, data, clock()))


@post("/v1/notices/earlier", summary="Register a text that was in use elsewhere before (administrators)", tags=_TAGS)
async def register_earlier(
    data: JSONBody[EarlierNotice], caller: Who, database: Data, registers: Book, clock: Now
) -> NoticeVersion:
    """Imports of that time may name it; it is never shown to anybody, and marked as registered later wherever it
    proves something."""
    return await database.write(lambda tx: registers.register_earlier(tx, caller.account, data, clock()))


@get("/v1/company", summary="The company as its notices and pages name it", tags=_TAGS)
async def company(database: Data, registers: Book) -> Company:
    return await database.read(registers.company)


@put("/v1/company", summary="Change the company's data (administrators)", tags=_TAGS)
async def save_company(data: JSONBody[Company], caller: Who, database: Data, registers: Book, clock: Now) -> Company:
    return await database.write(lambda tx: registers.save_company(tx, caller.account, data, clock()))


@get("/v1/policy", summary="Caps, quiet hours and checks of texts", tags=_TAGS)
async def policy(database: Data, registers: Book) -> SendingPolicy:
    return await database.read(registers.policy)


@put("/v1/policy", summary="Change the sending policy (administrators)", tags=_TAGS)
async def save_policy(
    data: JSONBody[SendingPolicy], caller: Who, database: Data, registers: Book, clock: Now
) -> SendingPolicy:
    """`version` is the one that was read before: 409 where somebody has changed it since."""
    return await database.write(lambda tx: registers.save_policy(tx, caller.account, data, clock()))


@get("/v1/channel-numbers", summary="The company's numbers (leads, administrators)", tags=_TAGS)
async def numbers(caller: Who, database: Data, registers: Book) -> list[ChannelNumber]:
    return await database.read(lambda tx: registers.numbers(tx, caller.account))


@get("/v1/capture-points", summary="Public places where people agree (leads, administrators)", tags=_TAGS)
async def capture_points(caller: Who, database: Data, capture_book: Points) -> list[CapturePoint]:
    return await database.read(lambda tx: capture_book.all(tx, caller.account))


@post("/v1/capture-points", summary="Open a public place (administrators)", tags=_TAGS)
async def add_capture_point(
    data: JSONBody[CapturePoint], caller: Who, database: Data, capture_book: Points, clock: Now
) -> CapturePoint:
    """`id` and the addresses are made by the gateway."""
    return await database.write(lambda tx: capture_book.add(tx, caller.account, data, clock()))


@put("/v1/capture-points/{point_id:str}", summary="Change a public place (administrators)", tags=_TAGS)
async def change_capture_point(
    point_id: FromPath[str], data: JSONBody[CapturePoint], caller: Who, database: Data, capture_book: Points, clock: Now
) -> CapturePoint:
    return await database.write(lambda tx: capture_book.change(tx, caller.account, point_id, data, clock()))


@get("/v1/capture-points/{point_id:str}/qr.svg", summary="QR code for print (leads, administrators)", tags=_TAGS)
async def qr_code(point_id: FromPath[str], caller: Who, database: Data, capture_book: Points) -> Response[bytes]:
    point = await database.read(lambda tx: capture_book.one(tx, caller.account, point_id))
    headers = {"content-security-policy": "default-src 'none'; style-src 'none'", "x-content-type-options": "nosniff"}
    return Response(qr_svg(point.page_url, title=point.title), media_type="image/svg+xml", headers=headers)


HANDLERS = [
    purposes,
    save_purpose,
    notices,
    publish,
    register_earlier,
    company,
    save_company,
    policy,
    save_policy,
    numbers,
    capture_points,
    add_capture_point,
    change_capture_point,
    qr_code,
]
