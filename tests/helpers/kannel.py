"""A real Kannel (bearerbox and smsbox) with its fake operator, played by a test: what phones get and write."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.helpers.gateway import SMS_TOKEN
from tests.helpers.ports import free_ports

ACCOUNT = "balcao"
SHORT_CODE = "28000"
START_SECONDS = 60.0
_CONFIGURATION = """
group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = {secret}
smsbox-port = {boxes}
smsbox-interface = 127.0.0.1
box-allow-ip = "127.0.0.1"
box-deny-ip = "*.*.*.*"
dlr-storage = internal
log-file = "{folder}/bearerbox.log"
log-level = 2

group = smsc
smsc = fake
smsc-id = fake
port = {operator}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1
mo-recode = true
log-file = "{folder}/smsbox.log"
log-level = 2

group = sendsms-user
username = {account}
password = {secret}

group = sms-service
keyword = default
get-url = "{inbound}?id=%I&from=%p&to=%P&text=%a"
catch-all = true
max-messages = 0
omit-empty = true
"""


class Kannel:
    """`url` of sendsms. `phones`: texts that reached phones, as (number, text)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._programs: list[asyncio.subprocess.Process] = []
        self._ports: dict[str, int] = {}
        self._lines: asyncio.Queue[str] = asyncio.Queue()
        self._reading: asyncio.Task[None] | None = None
        self._writer: asyncio.StreamWriter | None = None
        self.inbound = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._ports['sendsms']}/cgi-bin/sendsms"

    def choose_ports(self) -> None:
        """Free ones: Kannel cannot be told to choose for itself."""
        names = ("admin", "boxes", "operator", "sendsms")
        self._ports = dict(zip(names, free_ports(4), strict=True))

    async def start(self, gateway: str) -> None:
        """Bring what phones write to this gateway. The ports stay those that were chosen."""
        self.inbound = gateway.replace("http://", f"http://{ACCOUNT}:{SMS_TOKEN}@") + "/m/sms/inbound"
        text = _CONFIGURATION.format(
            **self._ports, folder=self._folder, account=ACCOUNT, secret=SMS_TOKEN, inbound=self.inbound
        )
        (self._folder / "kannel.conf").write_text(text, "utf-8")
        await self._run("bearerbox", "boxes")
        await self._run("smsbox", "sendsms")
        reader, self._writer = await self._connect("operator")
        await self._until_together()
        self._reading = asyncio.create_task(self._read(reader), name="operator")

    async def stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.wait([self._reading])
            self._reading = None
        if self._writer is not None:
            self._writer.transport.abort()
            self._writer = None
        for program in reversed(self._programs):
            if program.returncode is None:
                program.kill()
            await program.wait()
        self._programs.clear()

    async def phone_got(self) -> tuple[str, str]:
        """(number, text) of the next message that reached a phone."""
        async with asyncio.timeout(START_SECONDS):
            sender, receiver, kind, text = (await self._lines.get()).split(" ", 3)
        assert (sender, kind) == (SHORT_CODE, "text")
        return receiver, text

    async def phone_writes(self, number: str, text: str) -> None:
        """`number` without "+", as operators tell it."""
        assert self._writer is not None
        self._writer.write(f"{number} {SHORT_CODE} text {text}\n".encode())
        await self._writer.drain()

    async def _run(self, name: str, port: str) -> None:
        program = shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
        assert program is not None, f"{name} is not installed: scripts/setup.sh does it"
        quiet = asyncio.subprocess.DEVNULL
        started = await asyncio.create_subprocess_exec(
            program, str(self._folder / "kannel.conf"), stdout=quiet, stderr=quiet, cwd=self._folder
        )
        self._programs.append(started)
        _, writer = await self._connect(port)
        writer.transport.abort()

    async def _connect(self, port: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        async with asyncio.timeout(START_SECONDS):
            while True:
                assert self._programs[-1].returncode is None, "Kannel ended: see its log"
                try:
                    return await asyncio.open_connection("127.0.0.1", self._ports[port])
                except OSError:
                    await asyncio.sleep(0.02)

    async def _until_together(self) -> None:
        """The smsbox listens before it has found the bearerbox; what it takes until then is not certain to arrive."""
        url = f"http://127.0.0.1:{self._ports['admin']}/status.txt"
        async with asyncio.timeout(START_SECONDS), httpx.AsyncClient(timeout=60, verify=False) as client:
            while True:
                told = (await client.get(url, params={"password": SMS_TOKEN})).text
                boxes, _, operators = told.partition("SMSC connections")
                if "smsbox:" in boxes.partition("Box connections")[2] and "online" in operators:
                    return
                await asyncio.sleep(0.02)

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            self._lines.put_nowait(line.decode("utf-8", "replace").rstrip("\n"))


@asynccontextmanager
async def kannel(folder: Path) -> AsyncIterator[Kannel]:
    """Its ports are chosen, so that the gateway can be told; `start` it once the gateway is there."""
    folder.mkdir(parents=True, exist_ok=True)
    box = Kannel(folder)
    box.choose_ports()
    try:
        yield box
    finally:
        await box.stop()


def kannel_settings(box: Kannel) -> dict[str, Any]:
    return {"sms_provider": "kannel", "sms_url": box.url, "sms_account": ACCOUNT, "sms_from": SHORT_CODE}
