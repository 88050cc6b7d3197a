"""Qt's own player and microphone, in a program of their own: they talk to the sound system and to nobody else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.helpers.sample_sounds import sound_file, tone

PROGRAM = """
import asyncio, json, sys
from pathlib import Path
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
application = QApplication([])
from desktop.domain.errors import LocalProblem
from desktop.media.system import SystemSounds
from desktop.runtime.loop import run

async def body():
    owner, ends, told = QObject(), [], {}
    sounds = SystemSounds(owner, None, None).sounds
    told["before"] = "PySide6.QtMultimedia" in sys.modules
    player = sounds.player(ends.append)

    async def ended():
        async with asyncio.timeout(40):
            while not ends:
                await asyncio.sleep(0.01)
        return ends.pop()

    player.start(Path(sys.argv[1]), at_ms=1500, percent=200)
    told["begins"] = player.position_ms
    told["good"] = await ended()
    player.start(Path(sys.argv[2]), at_ms=0, percent=100)
    told["damaged"] = await ended()
    player.start(Path(sys.argv[1]), at_ms=0, percent=100)
    player.stop()
    await asyncio.sleep(0.1)
    told["stopped"] = ends
    microphone = sounds.microphone()
    try:
        await microphone.open(print, print)
        microphone.close()
        told["microphone"] = "opened"
    except LocalProblem as problem:
        told["microphone"] = problem.code
    print(json.dumps(told))
    return 0

sys.exit(run(application, body))
"""


def test_it_plays_opus_tells_what_is_damaged_and_survives_without_devices(tmp_path: Path) -> None:
    good, damaged = sound_file(tmp_path / "a.ogg", tone(2500)), tmp_path / "b.ogg"
    damaged.write_bytes(b"OggS" + bytes(3000))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(good), str(damaged)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told.pop("microphone") in ("microphone_missing", "opened")
    assert told == {"before": False, "begins": 1500, "good": "finished", "damaged": "unplayable", "stopped": []}


def test_nothing_of_it_is_loaded_with_the_window() -> None:
    program = "import sys, desktop.app, desktop.ui.controllers.seat; print('PySide6.QtMultimedia' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "False"
