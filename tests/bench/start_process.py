"""One start of a program, measured from within: `python -m tests.bench.start_process KIND FOLDER`.

It imports nothing that the measured program does not import. What it prints: see `desktop_start`.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

_BEAT_MS = 5


def _bare(*, memory: bool = False) -> None:
    from PySide6.QtWidgets import QApplication, QLabel

    application = QApplication([])
    label = QLabel("Balcão")
    label.resize(1280, 820)
    label.show()
    application.processEvents()
    print(time.monotonic(), time.process_time())
    if memory:
        import psutil

        print(psutil.Process().memory_info().rss / (1 << 20))


def _ours(folder: Path) -> None:
    from desktop.runtime.lean import begin_lean

    begin_lean()
    from desktop.front import Options, SingleInstance, paint_first

    kept = paint_first(Options(data=folder, smoke=True), SingleInstance("bench"))
    print(time.monotonic(), time.process_time())
    del kept


def _stall(folder: Path) -> None:
    """The longest time between two turns of Qt's loop, from the first paint to the sign-in form."""
    from PySide6.QtCore import QElapsedTimer, QTimer

    from desktop.runtime.lean import begin_lean

    begin_lean()
    from desktop.front import Options, SingleInstance, fill, paint_first

    painted = paint_first(Options(data=folder, smoke=True), SingleInstance("bench"))
    if painted is None:
        raise SystemExit(1)
    worst, clock, beat = [0.0], QElapsedTimer(), QTimer()

    def turn() -> None:
        worst[0] = max(worst[0], (clock.restart() - _BEAT_MS) / 1e3)

    beat.timeout.connect(turn)
    clock.start()
    beat.start(_BEAT_MS)
    fill(Options(data=folder, smoke=True), painted, SingleInstance("bench"))
    print(worst[0], 0)


def main() -> None:
    kind, folder = sys.argv[1], Path(sys.argv[2])
    if kind in ("bare", "memory"):
        _bare(memory=kind == "memory")
    elif kind == "ours":
        _ours(folder)
    else:
        _stall(folder)


if __name__ == "__main__":
    main()
