"""A gateway whose first verification of the ledger takes until it is let go, however small the ledger is."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from server_stub.config import Config, Secrets
from server_stub.gateway import Gateway
from server_stub.server import HttpServer
from tests.helpers.gateway import quick_passwords

SECRETS: Final = "HELD_GATEWAY_SECRETS"
_LONGEST_SECONDS: Final = 120
"""A test that failed lets go in the end, so that the gateway can stop."""


@dataclass(slots=True)
class Hurdle:
    """`prepare` a gateway before it starts; `reached` once it verifies."""

    reached: threading.Event = field(default_factory=threading.Event)
    _free: threading.Event = field(default_factory=threading.Event)

    def prepare(self, gateway: Gateway) -> None:
        gateway.core.ledger_watch.small_events = -1
        gateway.core.ledger_watch.noticed = self._stop_here

    def let_go(self) -> None:
        self._free.set()

    def _stop_here(self, _read: int, _of: int) -> None:
        self.reached.set()
        self._free.wait(_LONGEST_SECONDS)


def environment(secrets: Secrets) -> dict[str, str]:
    """For `main` as a process of its own."""
    return {SECRETS: json.dumps({**asdict(secrets), "master_key": secrets.master_key.hex()})}


async def main(data_dir: str, graph_url: str) -> None:
    """Serves and verifies until it is killed; prints its port."""
    told = json.loads(os.environ[SECRETS])
    secrets = Secrets(**{**told, "master_key": bytes.fromhex(told["master_key"])})
    config = Config(data_dir=str(Path(data_dir)), port=0, brand="Loja Exemplo", graph_url=graph_url)
    gateway = Gateway(config, secrets, passwords=quick_passwords())
    hurdle = Hurdle()
    hurdle.prepare(gateway)
    await gateway.start()
    port = await HttpServer(gateway).start()
    await asyncio.to_thread(hurdle.reached.wait)
    sys.stdout.write(f"verifying, port {port}\n")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
