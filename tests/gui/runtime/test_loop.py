"""How the interpreter is set while the window is there, tried in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys

PROGRAM = """
import gc, json, sys
from PySide6.QtWidgets import QApplication
from desktop.runtime.loop import run

found = [sys.getswitchinterval()]

async def main():
    found.extend([sys.getswitchinterval(), gc.isenabled(), gc.get_freeze_count() > 0])
    return 0

run(QApplication([]), main)
found.extend([sys.getswitchinterval(), gc.isenabled(), gc.get_freeze_count()])
print(json.dumps(found))
"""


def test_threads_make_way_for_the_window_and_modules_are_no_garbage() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    usual, while_running, collects, set_aside, afterwards, collects_again, left = json.loads(answer.stdout)
    assert (while_running, collects, set_aside) == (0.001, False, True)
    assert (afterwards, collects_again, left) == (usual, True, 0)
