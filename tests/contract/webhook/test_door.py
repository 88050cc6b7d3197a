"""What gets in, what does not, and what is answered."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest

from server_stub.http.asgi import Event
from server_stub.http.webhook import LARGEST_BODY, Webhook
from server_stub.whatsapp.signature import sign
from tests.contract.webhook.conftest import SECRET, VERIFY_TOKEN, Door
from tests.helpers.webhook_bodies import ANA, body, said

HELLO = body(said(ANA, "w1", 0, content={"body": "palavra-secreta"}))


def handshake(**values: str) -> dict[str, str]:
    right = {"mode": "subscribe", "challenge": "1158201444", "verify_token": VERIFY_TOKEN}
    return {f"hub.{name}": value for name, value in (right | values).items()}


async def test_the_handshake_echoes_the_challenge_as_plain_text(door: Door) -> None:
    answer = await door.client.get("/webhook", params=handshake(challenge="<b>1158201444</b>"))
    assert (answer.status_code, answer.text) == (200, "<b>1158201444</b>")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "changed",
    [
        {"verify_token": "wrong"},
        {"verify_token": ""},
        {"mode": "unsubscribe"},
        {"challenge": "1" * 1025},
        {"verify_token": "é"},
    ],
)
async def test_any_other_handshake_is_refused_without_a_word(door: Door, changed: dict[str, str]) -> None:
    answer = await door.client.get("/webhook", params=handshake(**changed))
    assert (answer.status_code, answer.content) == (403, b"")


async def test_other_methods_are_refused(door: Door) -> None:
    assert (await door.client.put("/webhook", content=HELLO)).status_code == 405


async def test_what_is_signed_is_kept_and_processed(door: Door) -> None:
    assert await door.post(HELLO) == 200
    await door.finished()
    assert await door.rows("SELECT wamid FROM message WHERE origin <> 'line'") == [("w1",)]
    assert await door.rows("SELECT first_id, last_id FROM journal_done") == [(1, 1)]


@pytest.mark.parametrize(
    "signature",
    [b"sha256=" + b"0" * 64, sign(HELLO, b"another secret"), sign(HELLO + b" ", SECRET.encode()), b"x", b"sha256="],
)
async def test_a_wrong_signature_leaves_nothing_behind(
    door: Door, signature: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert await door.post(HELLO, signature=signature) == 401
    assert await door.rows("SELECT count(*) FROM journal") == [(0,)]
    assert await door.rows("SELECT count(*) FROM message WHERE origin <> 'line'") == [(0,)]
    assert "palavra-secreta" not in caplog.text
    assert ANA["wa_id"] not in caplog.text


async def test_no_signature_at_all_is_refused(door: Door) -> None:
    assert (await door.client.post("/webhook", content=HELLO)).status_code == 401


async def test_one_flipped_byte_is_refused(door: Door) -> None:
    flipped = HELLO[:-30] + bytes([HELLO[-30] ^ 1]) + HELLO[-29:]
    assert await door.post(flipped, signature=sign(HELLO, SECRET.encode())) == 401


async def test_a_body_over_the_cap_is_refused_declared_or_not(door: Door) -> None:
    huge = b" " * (LARGEST_BODY + 1)
    assert await door.post(huge) == 413

    async def streamed():
        for _ in range(70):
            yield b" " * 65_536

    answer = await door.client.post("/webhook", content=streamed(), headers={"x-hub-signature-256": "sha256=0"})
    assert answer.status_code == 413
    assert await door.rows("SELECT count(*) FROM journal") == [(0,)]


async def test_a_body_of_three_megabytes_with_a_thousand_updates(door: Door) -> None:
    many = [said(ANA, f"w{n}", n, content={"body": "x" * 2900}) for n in range(1000)]
    whole = body(*many)
    assert 3_000_000 < len(whole) < LARGEST_BODY
    assert await door.post(whole) == 200
    await door.finished()
    assert await door.rows("SELECT count(*) FROM message WHERE origin <> 'line'") == [(1000,)]
    assert await door.rows("SELECT unread FROM conversation") == [(1000,)]


async def test_truncated_json_is_answered_and_quarantined(door: Door) -> None:
    assert await door.post(HELLO[:-20]) == 200
    await door.finished()
    assert await door.rows("SELECT path, reason FROM quarantine") == [("", "invalid_json")]
    assert await door.rows("SELECT kind FROM event") == [("alarm",)]


async def test_unknown_fields_types_and_webhooks_are_kept(door: Door) -> None:
    document = json.loads(body(said(ANA, "w1", 0, "hologram", {"depth": 3}, novelty={"a": 1})))
    document["entry"][0]["changes"].append({"field": "never_seen", "value": {"x": [1]}, "extra": True})
    assert await door.post(json.dumps(document).encode()) == 200
    await door.finished()
    assert await door.rows("SELECT kind, wa_type FROM message WHERE origin <> 'line'") == [("unsupported", "hologram")]
    assert await door.rows("SELECT field FROM other_update") == [("never_seen",)]
    assert await door.rows("SELECT count(*) FROM quarantine") == [(0,)]


async def test_an_empty_secret_lets_nobody_in(door: Door) -> None:
    door_without = door.receiving.webhook(app_secret="", verify_token="")
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": HELLO}

    async def send(event: dict[str, object]) -> None:
        sent.append(event)

    header = (b"x-hub-signature-256", sign(HELLO, b""))
    await door_without({"type": "http", "method": "POST", "headers": [header]}, receive, send)
    query = b"hub.mode=subscribe&hub.challenge=1&hub.verify_token="
    await door_without({"type": "http", "method": "GET", "query_string": query, "headers": []}, receive, send)
    assert [event["status"] for event in sent if "status" in event] == [401, 403]


@pytest.mark.parametrize("parts", [0, 1])
async def test_a_body_that_does_not_come_is_not_waited_for(parts: int) -> None:
    """Anybody may knock: a connection that only holds memory must end by itself."""
    coming = [{"type": "http.request", "body": b"{", "more_body": True}] * parts
    answered: list[Event] = []

    async def receive() -> Event:
        if coming:
            return coming.pop()
        return await asyncio.get_running_loop().create_future()

    async def accept(_: bytes) -> None:
        raise AssertionError("kept")

    async def send(event: Event) -> None:
        answered.append(event)

    webhook = Webhook(accept, app_secret=SECRET, verify_token=VERIFY_TOKEN, patience=0.05)
    async with asyncio.timeout(10):
        await webhook({"type": "http", "method": "POST", "headers": []}, receive, send)
    assert answered[0]["status"] == 408
    assert (b"connection", b"close") in answered[0]["headers"]
