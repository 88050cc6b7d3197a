"""The program as it is started from a shell."""

import os
import subprocess
import sys
from pathlib import Path

from tests.helpers.source_tree import ROOT


def balcao(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(home), "HOME": str(home)}
    command = [sys.executable, "-m", "desktop", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_smoke_shows_the_window_closes_and_leaves_nothing(tmp_path: Path) -> None:
    ended = balcao("--smoke", home=tmp_path)
    assert (ended.returncode, "Traceback" in ended.stderr) == (0, False), ended.stderr
    assert list(tmp_path.rglob("*.db")) == []


def test_a_profile_that_is_no_name_is_refused(tmp_path: Path) -> None:
    ended = balcao("--profile", "../x", home=tmp_path)
    assert ended.returncode == 2
    assert "letters, digits" in ended.stderr
