"""Cyclic garbage is collected in Qt's thread only: a widget that a worker thread frees takes the program with it.

Python collects in whatever thread happens to allocate. A closed window is part of cycles, so without this it is now and
then destroyed by the thread of the store ("Timers cannot be stopped from another thread", then a segmentation fault).
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS: Final = 500


def set_modules_aside() -> None:
    """What is there now is not looked at again: call when modules were imported, before windows are made of them.

    Of 80,000 objects 60,000 are parts of modules, and a look at them all would stop the window for two frames.
    """
    gc.freeze()


class GarbageCollector(QObject):
    """Takes the place of the automatic collector from `start` to `stop`; same generations, same thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        gc.disable()
        set_modules_aside()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def look(self) -> None:
        """Collect the oldest generation that is due, as the interpreter would."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > limits[generation]]
        if due:
            gc.collect(due[-1])
