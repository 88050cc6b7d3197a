"""A desk as a program: resumes, queues one message, says so, and works on until it is killed."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from desktop.infra.factory import SignIn
from desktop.infra.paths import places
from desktop.infra.secrets import MemorySecrets
from desktop.runtime.tasks import Tasks


class GivenSecrets(MemorySecrets):
    """The keyring of the test's computer."""

    persistent = True  # type: ignore[misc]


def say(word: str) -> None:
    print(word, flush=True)


async def main() -> None:
    order = json.load(sys.stdin)
    secrets = GivenSecrets()
    for name, value in order["secrets"].items():
        secrets.set(name, value)
    tasks = Tasks(lambda name, error: say(f"crash {name}: {error!r}"))
    desk = await SignIn(places(Path(order["data"])), secrets, tasks.spawn).resume()
    assert desk is not None
    await desk.save_draft(order["talk"], order["text"])
    await desk.start()
    await desk.send_text(order["talk"], order["text"])
    say("queued")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
