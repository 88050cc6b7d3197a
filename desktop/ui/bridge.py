"""From the desk to the widgets: change sets are merged and told at most once every 30 ms."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.application.desk import Desk
from desktop.domain.changes import ChangeSet

QUIET_MS = 30
"""About two frames: the eye sees no delay, and a burst of events costs one repaint instead of hundreds."""


class Bus(QObject):
    """`changed(ChangeSet)`: something that views may show is different now."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pending = ChangeSet()
        self._unsubscribe: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._flush)

    def follow(self, desk: Desk) -> None:
        """Listen to this desk, and to no other any more."""
        self.leave()
        self._unsubscribe = desk.subscribe(self.push)

    def leave(self) -> None:
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def push(self, changes: ChangeSet) -> None:
        """The first change after a quiet time is told on the next turn of the loop, the following ones every 30 ms."""
        if not changes:
            return
        self._pending = self._pending.merged(changes)
        if not self._timer.isActive():
            QTimer.singleShot(0, self, self._flush)
            self._timer.start()

    def _flush(self) -> None:
        if not self._pending:
            return
        changes, self._pending = self._pending, ChangeSet()
        self._timer.start()
        self.changed.emit(changes)
