"""A warm transfer between two agents' desktops under the eyes of a lead's: three processes, worked by keys."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
from PIL import Image

from desktop.demo.backstage import COLLEAGUE
from desktop.demo.team.behind import ACCEPTED, CUSTOMER
from desktop.demo.team.show import STEPS
from desktop.demo.team.together import ANSWERED, PROMISED, Happened

PATIENCE_SECONDS = 300


def test_a_case_is_handed_on_together(tmp_path: Path) -> None:
    """The play waits for what each window shows, and stops where it does not; here is what must be so afterwards."""
    command = [sys.executable, "-m", "desktop.demo", "together", "--out", str(tmp_path), "--scheme", "light"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    (happened,) = msgspec.json.decode(done.stdout, type=list[Happened])
    assert happened.processes == 3
    assert happened.told_before == [ANSWERED]
    accepted = ACCEPTED.format(name=CUSTOMER, agent=COLLEAGUE.name)
    assert happened.told_after == [ANSWERED, accepted, PROMISED]
    moved = [kind for kind in happened.log if kind in ("offered", "joined", "assigned", "closed")]
    assert moved == ["assigned", "offered", "joined", "assigned"]
    assert happened.looks == ["look"]
    assert happened.unread == (1, 1)
    pictures = sorted(tmp_path.iterdir())
    assert [path.stem for path in pictures] == sorted(step.replace("_", "-") for step in STEPS)
    for path in pictures:
        with Image.open(path) as picture:
            assert picture.width >= 1180, path.name
            assert len(picture.convert("RGB").getcolors(1 << 16) or []) > 32, f"{path.name} is empty"
