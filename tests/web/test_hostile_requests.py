"""What strangers may throw at the public pages: each gets a clean answer soon, and nothing of it is in a log."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

import httpx
import msgspec
import pytest

from server_stub.contract.registers import CaptureKind
from server_stub.http import connection
from server_stub.http.public import asked
from server_stub.services.website.landing import POSTS_OF_ALL
from server_stub.services.website.throttle import Throttle
from tests.helpers.logfail import LogWatch
from tests.helpers.shop import Shop
from tests.web.places import PHONE, add_point, boxes, post_form, token

FORM = "application/x-www-form-urlencoded"
SITE = "https://loja.example.com"
SECRET = "31988887777"
WAIT = 60.0


@dataclass(slots=True)
class Door:
    """The gateway's port, and a form that somebody opened."""

    shop: Shop
    port: int
    token: str
    agree: str

    async def send(self, *pieces: bytes) -> tuple[int, str]:
        """Status and whole answer; 0 where the line was closed without one. The line stays open until they close it."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
            told = await self._told(reader)
        except ConnectionError:
            told = b""
        finally:
            writer.close()
        status = int(told.split(b" ", 2)[1]) if told.startswith(b"HTTP/1.1 ") else 0
        return status, told.decode("utf-8", "replace")

    @staticmethod
    async def _told(reader: asyncio.StreamReader) -> bytes:
        told = bytearray()
        async with asyncio.timeout(WAIT):
            try:
                while piece := await reader.read(65_536):
                    told += piece
            except ConnectionError:
                pass
        return bytes(told)

    def post(
        self, body: bytes, kind: str = FORM, *, path: str = "/o/loja", length: int | None = None, **more: str
    ) -> bytes:
        headers = {"host": "x", "content-type": kind, "connection": "close", **more}
        headers["content-length"] = str(len(body) if length is None else length)
        lines = [f"POST {path} HTTP/1.1", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + body

    def get(self, path: str, *headers: str) -> bytes:
        return "\r\n".join([f"GET {path} HTTP/1.1", "host: x", "connection: close", *headers, "", ""]).encode("latin-1")


@pytest.fixture
async def door(shop: Shop) -> Door:
    await shop.conversation("carla")
    await add_point(shop, kind=CaptureKind.WIDGET, origins=[SITE])
    async with httpx.AsyncClient(base_url=shop.running.url, timeout=30, verify=False) as client:
        page = (await client.get("/o/loja")).text
    return Door(shop, int(shop.running.url.rsplit(":", 1)[1]), token(page), boxes(page)["txn.order"])


async def requests(door: Door) -> int:
    return int((await door.shop.rows("SELECT count(*) FROM capture_request"))[0][0])


PART = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
BODIES: dict[str, tuple[bytes, str, int]] = {
    "json instead of a form": (b'{"phone": "' + SECRET.encode() + b'"}', "application/json", 400),
    "plain text": (SECRET.encode(), "text/plain", 400),
    "no content type": (b"phone=1", "", 400),
    "multipart without a boundary": (b"hello", "multipart/form-data", 400),
    "multipart that breaks off": (b"--x\r\nContent-Disp", "multipart/form-data; boundary=x", 400),
    "multipart with an empty boundary": (b"----", "multipart/form-data; boundary=", 400),
    "multipart of very many parts": (PART.encode() * 500 + b"--x--", "multipart/form-data; boundary=x", 400),
    "wrong escapes": (b"phone=%zz%ff&token=%fe", FORM, 400),
    "half of a pair": (b"phone=%ed%a0%80&token=%ed%a0%80", FORM, 400),
    "thousands of fields": (b"a=&" * 9_000, FORM, 400),
    "more than a form": (b"phone=" + b"1" * 65_000, FORM, 413),
    "a token of 30,000 signs": (b"phone=1&token=" + b"1" * 30_000, FORM, 400),
}


async def test_bodies_that_are_no_form(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for name, (body, kind, wanted) in BODIES.items():
            status, page = await door.send(door.post(body, kind))
            assert (status, "<h1" in page) == (wanted, True), name
    assert await requests(door) == 0
    assert SECRET not in caplog.text


VALUES = [
    ("phone=%00%00", 422, "não parece completo"),
    ("phone=" + "1" * 20_000, 422, "não parece completo"),
    (f"phone={SECRET}&agree=" + "x" * 20_000, 409, "não existe mais"),
    (f"phone={SECRET}&agree=txn.order+made-up", 409, "desmarcamos tudo"),
]


async def test_values_that_cannot_be(door: Door) -> None:
    for fields, wanted, sentence in VALUES:
        status, page = await door.send(door.post(f"token={door.token}&{fields}".encode()))
        assert (status, sentence in page) == (wanted, True), fields[:60]
    assert await requests(door) == 0


async def test_a_name_is_one_line_of_what_can_be_seen(door: Door) -> None:
    name = "Ana%00%0D%0ABcc:%20b@example.com%E2%80%AE" + "x" * 5_000
    agree = door.agree.replace(" ", "+")
    status, _ = await door.send(door.post(f"token={door.token}&phone={SECRET}&agree={agree}&name={name}".encode()))
    assert status == 303
    core, rows = door.shop.running.gateway.core, door.shop.running.gateway.capture.rows
    ((own_id,),) = await door.shop.rows("SELECT id FROM capture_request")
    row = await core.database.read(lambda tx: rows.get(tx, own_id))
    assert row is not None
    detail = await core.database.read(lambda tx: rows.detail(tx, row))
    assert detail is not None
    assert detail.name.startswith("Ana Bcc: b@example.com x")
    assert len(detail.name) <= 100


async def test_a_body_that_is_announced_and_never_ends(door: Door) -> None:
    status, page = await door.send(door.post(b"", length=10**12))
    assert (status, "Grande demais" in page) == (413, True)
    chunk = b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
    head = (
        b"POST /o/loja HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ncontent-type: "
        + FORM.encode()
        + b"\r\n\r\n"
    )
    status, page = await door.send(head, chunk, chunk, chunk)
    assert (status, "nada foi registrado" in page) == (413, True)


async def test_a_body_that_drips(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "FORM_SECONDS", 0.3)
    for path, sentence in (("/o/loja", "Demorou demais"), ("/w/loja", "não chegou inteiro a tempo")):
        status, page = await door.send(door.post(b"phone=31", length=500, path=path, origin=SITE))
        assert (status, sentence in page) == (408, True), path
    assert await requests(door) == 0


async def test_a_head_that_drips(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a whole request on the same line, so that the time for its own head is what counts."""
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(door.get("/static/icon.svg").replace(b"connection: close\r\n", b""))
    assert (await asyncio.wait_for(reader.readline(), WAIT)).startswith(b"HTTP/1.1 200")
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.3)
    writer.write(b"GET /o/loja HTTP/1.1\r\nhost: x\r\nx-a: ")
    told = await asyncio.wait_for(reader.read(), WAIT)
    writer.close()
    assert b"HTTP/1.1 408 Request Timeout" in told


async def test_a_line_on_which_nothing_is_said(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.3)
    assert await door.send() == (0, "")


async def test_a_head_without_an_end(door: Door) -> None:
    line = b"x-a: " + b"a" * 8_000 + b"\r\n"
    status, _ = await door.send(b"GET /o/loja HTTP/1.1\r\nhost: x\r\n", *[line] * 100)
    assert status in (0, 431), "the answer may be lost where the line is cut while they still send"
    assert (await door.send(door.get("/o/loja")))[0] == 200


NO_HTTP = [
    b"POST /o/loja HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n",
    b"POST /o/loja HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    b"POST /o/loja HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01",
]


async def test_what_is_no_http(door: Door, expected_logs: LogWatch) -> None:
    expected_logs("uvicorn.error: Invalid HTTP request received.")
    assert [(await door.send(request))[0] for request in NO_HTTP] == [400] * len(NO_HTTP)


ADDRESSES = ["/o/lo%00ja", "/o/..%2f..%2fetc", "/o/%ff%fe", "/static/../../etc/passwd", "/p/%00", "/p/" + "a" * 20_000]


async def test_addresses_that_are_none(door: Door) -> None:
    for path in ADDRESSES:
        status, page = await door.send(door.get(path))
        assert (status, "<h1" in page) == (404, True), path[:60]


async def test_forged_addresses_of_a_request_tell_nothing(door: Door) -> None:
    for what in ("", "/state", "/code", "/qr.svg"):
        status, page = await door.send(door.get(f"/o/loja/s/{door.token}{what}"))
        assert (status, "venceu ou está incompleto" in page) == (400, True), what
    assert (await door.send(door.post(b"code=123456", path="/o/loja/s/forged/code")))[0] == 400
    assert (await door.send(door.post(b"", path="/o/loja/s/forged/send")))[0] == 400


HEADERS = ("x-forwarded-host: evil.example", "x-forwarded-proto: ftp", "forwarded: host=evil.example")


async def test_no_address_comes_from_a_header(door: Door) -> None:
    form = f"token={door.token}&phone={SECRET}&agree={door.agree.replace(' ', '+')}".encode()
    for request in (door.get("/o/loja", *HEADERS), door.get("/w/loja/form", *HEADERS, f"origin: {SITE}")):
        status, page = await door.send(request.replace(b"host: x", b"host: evil.example"))
        assert status == 200
        assert "evil.example" not in page
    status, answer = await door.send(door.post(form).replace(b"host: x", b"host: evil.example"))
    assert status == 303
    assert "location: /o/loja/s/" in answer
    page = {"token": door.token, "phone": PHONE, "agreed": dict([door.agree.split(" ")])}
    request = door.post(msgspec.json.encode(page), "text/plain", path="/w/loja", origin=SITE)
    status, answer = await door.send(request.replace(b"host: x", b"host: evil.example"))
    assert status == 200
    assert "evil.example" not in answer


async def test_a_flood_from_very_many_addresses_is_slowed_down() -> None:
    everybody = Throttle(POSTS_OF_ALL, 60_000)
    waits = [everybody.wait("", 1_000) for _ in range(POSTS_OF_ALL + 1)]
    assert waits == [0] * POSTS_OF_ALL + [60]
    assert everybody.wait("", 61_001) == 0


async def test_the_widget_says_who_is_too_quick(door: Door) -> None:
    page = {"token": "wrong", "phone": PHONE, "agreed": {}}
    request = door.post(msgspec.json.encode(page), "text/plain", path="/w/loja", origin=SITE)
    answers = [await door.send(request) for _ in range(21)]
    assert [status for status, _ in answers] == [400] * 20 + [429]
    assert "deste endereço em pouco tempo" in answers[-1][1]


async def test_a_clock_that_is_put_back(door: Door) -> None:
    """The page was opened before, the form is sent, the clock is put right again: nothing is lost and nothing lasts."""
    async with httpx.AsyncClient(
        base_url=door.shop.running.url, follow_redirects=True, timeout=30, verify=False
    ) as client:
        page = await client.get("/o/loja")
        door.shop.clock.ahead = -2 * 3_600_000
        status = await post_form(client, page, "txn.order")
        assert status.status_code == 200
        assert "Falta um passo" in status.text
        door.shop.clock.ahead = 0
        assert "Falta um passo" in (await client.get(status.url)).text
        door.shop.clock.ahead = 80 * 3_600_000
        assert (await client.get(status.url)).status_code == 400
