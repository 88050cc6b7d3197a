"""`balcao-sim` as a program: one line of JSON, secrets from the environment, a clean end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys

import aiohttp
import pytest
from click.testing import CliRunner

from server_stub.cloud_sim.cli import main

COMMAND = (sys.executable, "-m", "server_stub.cloud_sim.cli", "--profile", "instant", "--script", "demo")
SECRETS = {f"BALCAO_SIM_{name}": f"{name.lower()}-value" for name in ("APP_SECRET", "VERIFY_TOKEN", "ACCESS_TOKEN")}


async def test_it_says_where_it_listens_serves_and_ends_on_a_signal() -> None:
    process = await asyncio.create_subprocess_exec(
        *COMMAND, env=os.environ | SECRETS, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(30):
        hello = json.loads(await process.stdout.readline())
        headers = {"Authorization": "Bearer access_token-value"}
        async with aiohttp.ClientSession(hello["base_url"], headers=headers) as session:
            async with session.get(f"/v26.0/{hello['phone_number_id']}") as response:
                assert response.status == 200
            async with session.get("/sim/scripts") as response:
                assert len((await response.json())["scripts"]) == 5
        process.send_signal(signal.SIGTERM)
        rest, errors = await process.communicate()
    assert (process.returncode, rest, errors) == (0, b"", b"")


@pytest.mark.parametrize("missing", SECRETS)
def test_it_needs_its_secrets(missing: str) -> None:
    given = {name: value for name, value in SECRETS.items() if name != missing}
    result = CliRunner().invoke(main, [], env=given | {missing: None})
    assert result.exit_code == 2
    assert "-".join(missing.removeprefix("BALCAO_SIM_").lower().split("_")) in result.output


def test_a_taken_port_is_said_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["--port", str(port)], env=SECRETS)
    assert result.exit_code == 1
    assert result.output.startswith(f"Error: cannot listen on 127.0.0.1:{port}")
