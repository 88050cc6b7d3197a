"""Stickers that move: only what is painted moves, and nothing while the application is in the background."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QPixmap

Key = tuple[str, int, int]
"""Media id and size in logical pixels."""
MOST_BYTES = 24_000_000
"""Of all frames that are kept; those that were painted longest ago are forgotten first."""
_TICK_MS = 20
_PATIENCE_MS = 400
"""What was not painted for so long is out of view."""


@dataclass(slots=True)
class _Playing:
    frames: list[QPixmap]
    delays_ms: list[int]
    at: int = 0
    due_ms: float = 0
    painted_ms: float = 0

    @property
    def size(self) -> int:
        """Bytes of all frames."""
        return sum(4 * frame.width() * frame.height() for frame in self.frames)


class Animations(QObject):
    """`arrived` is told the media id when another frame is to be painted; `now_ms` is any clock that only goes on,
    `is_in_front` says whether the application is the one that is worked with.

    Asking for a frame keeps its animation moving: what is scrolled out of view is not painted, and falls asleep.
    """

    def __init__(
        self,
        arrived: Callable[[str], None],
        now_ms: Callable[[], float],
        is_in_front: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._arrived = arrived
        self._now = now_ms
        self._is_in_front = is_in_front
        self._kept: OrderedDict[Key, _Playing] = OrderedDict()
        self._is_still = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._state_changed)

    @property
    def is_moving(self) -> bool:
        return self._timer.isActive()

    def set_still(self, *, still: bool) -> None:
        """Reduced effects: every sticker shows its first frame."""
        self._is_still = still
        self._wake()

    def keep(self, key: Key, frames: list[QPixmap], delays_ms: list[int]) -> None:
        self._kept[key] = _Playing(frames, delays_ms)
        room = MOST_BYTES - sum(playing.size for playing in self._kept.values())
        while room < 0 and len(self._kept) > 1:
            _, forgotten = self._kept.popitem(last=False)
            room += forgotten.size

    def frame(self, key: Key) -> QPixmap | None:
        """The picture of this moment; None for what does not move."""
        playing = self._kept.get(key)
        if playing is None:
            return None
        self._kept.move_to_end(key)
        if self._is_still:
            return playing.frames[0]
        now = self._now()
        if now - playing.painted_ms > _PATIENCE_MS:
            playing.due_ms = now + playing.delays_ms[playing.at]
        playing.painted_ms = now
        if not self._timer.isActive() and self._is_in_front():
            self._timer.start()
        return playing.frames[playing.at]

    @Slot()
    def tick(self) -> None:
        """Ask for the next frame of what was painted lately and is due."""
        now = self._now()
        awake = [(key, it) for key, it in self._kept.items() if now - it.painted_ms <= _PATIENCE_MS]
        if not awake or self._is_still or not self._is_in_front():
            self._timer.stop()
            return
        for (media_id, _, _), playing in awake:
            if now >= playing.due_ms:
                playing.at = (playing.at + 1) % len(playing.frames)
                playing.due_ms = now + playing.delays_ms[playing.at]
                self._arrived(media_id)

    @Slot(Qt.ApplicationState)
    def _state_changed(self, _state: Qt.ApplicationState) -> None:
        self._wake()

    def _wake(self) -> None:
        """What is in view is painted again, and with that goes on."""
        for media_id in {key[0] for key in self._kept}:
            self._arrived(media_id)


def is_in_front() -> bool:
    """Whether a window of the application has the person's attention."""
    return QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
