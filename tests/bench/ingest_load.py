"""The load: signed bodies made beforehand, written to raw connections, each of which waits for its answer."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import statistics
import sys
import time
from typing import Any

import uvloop

_WARM_UP = 1_000


class Connection(asyncio.Protocol):
    """Sends the next request as soon as the answer to the last one is complete."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._transport: Any = None
        self._sent_at = 0.0
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def begin(self) -> None:
        request = self._queue.next()
        if request is None:
            self._queue.leave()
            return
        self._sent_at = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._received += data
        if not self._received.endswith(b"\r\n\r\n"):
            return
        self._queue.answered(time.perf_counter() - self._sent_at, ok=self._received.startswith(b"HTTP/1.1 200 "))
        self._received = b""
        self.begin()

    def connection_lost(self, exc: Exception | None) -> None:
        self._queue.done.set()


class Queue:
    """What is left to be sent, shared by all connections."""

    def __init__(self, requests: list[bytes], connections: int) -> None:
        self._requests = iter(requests)
        self._open = connections
        self.latencies: list[float] = []
        self.ok = 0
        self.done = asyncio.Event()

    def next(self) -> bytes | None:
        return next(self._requests, None)

    def answered(self, seconds: float, *, ok: bool) -> None:
        self.latencies.append(seconds)
        self.ok += ok

    def leave(self) -> None:
        self._open -= 1
        if self._open == 0:
            self.done.set()


def make_request(number: int, senders: int, secret: bytes) -> bytes:
    """A text message as Meta sends it, with an id of its own."""
    sender = number % senders
    wa_id, bsuid = f"5531{80000000 + sender}", f"BR.1349120865530{sender:07}"
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "551140001234", "phone_number_id": "106123456789012"},
        "contacts": [{"profile": {"name": f"Cliente {sender}"}, "wa_id": wa_id, "user_id": bsuid}],
        "messages": [
            {
                "from": wa_id,
                "from_user_id": bsuid,
                "id": f"wamid.HBgMNTUzMTg4ODg3Nzc3FQIAEhggQUJDREVGMDEyMzQ1Njc4OUFCQ{number:08}",
                "timestamp": str(1_795_300_000 + number // 50),
                "text": {"body": f"Oi, preciso de ajuda com o pedido {number}. Ele ainda não chegou."},
                "type": "text",
            }
        ],
    }
    change = {"value": value, "field": "messages"}
    body = json.dumps(
        {"object": "whatsapp_business_account", "entry": [{"id": "102290129340398", "changes": [change]}]}
    )
    raw = body.encode()
    signature = hmac.new(secret, raw, hashlib.sha256).hexdigest()
    head = (
        "POST /webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"X-Hub-Signature-256: sha256={signature}\r\nContent-Length: {len(raw)}\r\n\r\n"
    )
    return head.encode() + raw


async def drive(port: int, requests: list[bytes], connections: int) -> dict[str, Any]:
    queue = Queue(requests, connections)
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(lambda: Connection(queue), "127.0.0.1", port) for _ in range(connections)]
    started = time.monotonic()
    for _, connection in made:
        connection.begin()
    await queue.done.wait()
    ended = time.monotonic()
    for transport, _ in made:
        transport.close()
    cuts = statistics.quantiles(queue.latencies, n=100)
    return {"ok": queue.ok, "started": started, "ended": ended, "p50": cuts[49] * 1e3, "p99": cuts[98] * 1e3}


async def run(settings: dict[str, Any]) -> None:
    count, secret = settings["count"], settings["secret"].encode()
    requests = [make_request(number, settings["senders"], secret) for number in range(count + _WARM_UP)]
    await drive(settings["port"], requests[:_WARM_UP], settings["connections"])
    print(json.dumps({"warm": True}), flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    print(json.dumps(await drive(settings["port"], requests[_WARM_UP:], settings["connections"])), flush=True)


if __name__ == "__main__":
    uvloop.run(run(json.loads(sys.argv[1])))
