"""The process under measurement for `balcao-bench import`: the real gateway, with two administrators."""

from __future__ import annotations

import asyncio
import json
import logging
import resource
import sys
import tempfile
import time
from pathlib import Path

from server_stub.config import Config, Secrets
from server_stub.contract.model import Role
from server_stub.gateway import Gateway
from server_stub.server import HttpServer, settle_memory
from server_stub.storage.database import Tx
from server_stub.storage.keys import new_master_key

UPLOADER, APPROVER = "bench.uploader", "bench.approver"
_NOWHERE = "http://127.0.0.1:9"


async def serve(secret: str, password: str, folder: Path) -> None:
    config = Config(data_dir=str(folder), port=0, graph_url=_NOWHERE)
    gateway = Gateway(config, Secrets(new_master_key(), secret, "verify", "token"))
    await gateway.start()
    for login in (UPLOADER, APPROVER):
        await gateway.core.accounts.add(login, login, Role.ADMIN, password)
    server = HttpServer(gateway)
    port = await server.start()
    settle_memory()
    print(json.dumps({"port": port}), flush=True)
    while word := (await asyncio.to_thread(sys.stdin.readline)).strip():
        if word == "finished":  # every webhook that was answered has been worked off
            await gateway.receiving.worker.finished()
        told = {"at": time.monotonic(), "peak": peak_memory()}
        if word == "opt-outs":
            told["opt_outs"] = await gateway.core.database.read(_opt_outs)
        print(json.dumps(told), flush=True)
    await server.stop()
    await gateway.stop()


def _opt_outs(tx: Tx) -> int:
    """That customers said themselves."""
    sql = "SELECT count(*) FROM consent_event WHERE type = 'REVOKED' AND source = 'keyword'"
    return int(tx.driver.execute(sql).fetchone()[0])


def peak_memory() -> int:
    """Bytes of this process alone, at its largest."""
    status = Path("/proc/self/status")
    if status.exists():  # what `getrusage` tells on Linux counts the process that started this one
        told = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(told.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    import uvloop

    logging.disable(logging.ERROR)
    secret, password = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="balcao-bench-") as folder:
        uvloop.run(serve(secret, password, Path(folder)))


if __name__ == "__main__":
    main()
