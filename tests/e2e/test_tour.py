"""A short piece of the tour: places, cards, calls and lines come and go through real windows; each is pictured."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PIL import Image

from desktop.demo.tour.tour import PARTS

PATIENCE_SECONDS = 300


def tour(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "desktop.demo", "tour", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)


def test_a_part_of_the_tour_leaves_its_pictures(tmp_path: Path) -> None:
    done = tour("--out", str(tmp_path), "--part", "things", "--scheme", "light", "--ratio", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    pictures = {path.stem: path for path in tmp_path.iterdir()}
    assert set(pictures) == {
        "received-location",
        "received-location-bare",
        "received-contacts",
        "received-call",
        "received-call-missed",
        "received-system-welcome",
        "received-system-identity",
        "received-system-number",
        "received-unsupported",
        "received-unsupported-new",
        "received-video-lost",
        "received-interactive-broken",
        "sent-location",
        "sent-contacts",
    }
    for path in pictures.values():
        with Image.open(path) as picture:
            assert picture.height > 40, path.name
            assert len(picture.convert("RGB").getcolors() or []) > 8, f"{path.name} is empty"


def test_a_part_that_does_not_exist_is_told(tmp_path: Path) -> None:
    done = tour("--out", str(tmp_path), "--part", "nothing")
    assert done.returncode == 2
    assert "nothing" in done.stderr
    assert "nothing" not in PARTS
