"""The program is killed with a message in flight: after the restart it is there once, here and at the gateway."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys

from tests.helpers.desks import texts, timeline
from tests.helpers.office import Office
from tests.helpers.source_tree import ROOT
from tests.helpers.waiting import until

PROGRAM = "tests.helpers.killed_desk"


class Doomed:
    """A desk in a process of its own, over this computer's files and keyring."""

    def __init__(self, office: Office, text: str) -> None:
        secrets = {name: value for (_, name), value in office.computer.keyring.values.items()}
        order = {"data": str(office.computer.places.data), "secrets": secrets, "talk": office.talk, "text": text}
        command = [sys.executable, "-m", PROGRAM]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode())
        self._process.stdin.close()

    async def says(self, word: str) -> None:
        assert self._process.stdout is not None
        said = b""
        async with asyncio.timeout(30):
            while word.encode() not in said:
                line = await asyncio.to_thread(self._process.stdout.readline)
                said += line
                assert line, said.decode()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(timeout=10)
        assert self._process.stdout is not None
        self._process.stdout.close()


async def first_session(office: Office) -> None:
    async with office.desk() as desk:
        await timeline(desk, office.talk)


async def after_restart(office: Office, text: str) -> None:
    async with office.computer.desk() as desk:
        await until(lambda: desk.connection.unsent == 0, 10)
        assert texts(await timeline(desk, office.talk)) == ["olá", text]
        assert await desk.draft(office.talk) == ""
    assert len(office.world.accepted) == 1
    assert [each.content.text for each in office.world.messages.values()] == ["olá", text]


async def test_killed_after_the_gateway_accepted_and_before_this_computer_knew(office: Office) -> None:
    await first_session(office)
    office.cable.fall_silent()
    doomed = Doomed(office, "aceita e não sabida")
    await doomed.says("queued")
    await until(lambda: len(office.world.accepted) == 1, 20)
    doomed.kill()
    office.cable.speak()
    sent_before = len(office.world.sends)
    await after_restart(office, "aceita e não sabida")
    assert all(request == office.world.sends[0] for request in office.world.sends)
    assert len(office.world.sends) >= sent_before


async def test_killed_before_the_gateway_got_it(office: Office) -> None:
    await first_session(office)
    released = asyncio.Event()
    office.gateway.stalled.append(("não chegou".encode(), released))
    doomed = Doomed(office, "não chegou a sair")
    await doomed.says("queued")
    await until(lambda: "POST /v1/messages" in office.gateway.requests, 20)
    doomed.kill()
    assert office.world.sends == []
    office.gateway.stalled.clear()
    released.set()
    await after_restart(office, "não chegou a sair")


async def test_killed_without_any_line(office: Office, expected_logs) -> None:  # type: ignore[no-untyped-def]
    await first_session(office)
    office.cable.unplug()
    doomed = Doomed(office, "offline e morto")
    await doomed.says("queued")
    doomed.kill()
    office.cable.plug()
    await after_restart(office, "offline e morto")
