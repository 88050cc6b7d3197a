"""The port through which painted rows get pictures, and pictures with round corners ready to paint."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap

from desktop.ui.delegates.words import Word

_KEPT = 96


@dataclass(frozen=True, slots=True)
class VoiceLook:
    """How a sound is shown now. `bars`: its course, empty while it is not known; `speed` in words, empty while it is
    not the one that was played last; `trouble`: why it cannot be heard.
    """

    bars: tuple[float, ...] = ()
    duration_ms: int = 0
    position_ms: int = 0
    is_playing: bool = False
    speed: str = ""
    trouble: Word | None = None


UNHEARD = VoiceLook()


class MediaProvider(Protocol):
    """Answers from memory at once; fetches what is missing, then calls `ThreadView.refresh_media(media_id)`."""

    def pixmap(self, media_id: str, size: QSize) -> QPixmap | None:
        """The picture for `size` logical pixels (sharp for the screen's pixel ratio), or None while it is not here.

        Called at each repaint until it answers: a second call must not start a second fetch.
        """

    def sticker(self, media_id: str, size: QSize) -> QPixmap | None:
        """The same for what may move: the frame of this moment. What is not asked for stands still."""

    def trouble(self, media_id: str) -> Word | None:
        """Why there is no picture and none is on its way; None while there is hope."""

    def voice(self, media_id: str, *, fetch: bool) -> VoiceLook:
        """What is known of a sound now; `fetch`: it is small enough to be looked into before somebody asks for it."""


class Pictures:
    """Pictures of a provider, cut to size with round corners; the least recently painted are forgotten."""

    def __init__(self, provider: MediaProvider, ratio: float) -> None:
        self._provider = provider
        self._ratio = ratio
        self._kept: OrderedDict[tuple[str, int, int, int], QPixmap] = OrderedDict()

    def rounded(self, media_id: str, size: QSize, radius: int) -> QPixmap | None:
        """Fills `size`; what does not fit is cut off. None while the provider has nothing."""
        key = (media_id, size.width(), size.height(), radius)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        source = self._provider.pixmap(media_id, size)
        if source is None or source.isNull():
            return None
        self._kept[key] = made = self._cut(source, size, radius)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made

    def whole(self, media_id: str, size: QSize) -> QPixmap | None:
        """As it is, for stickers."""
        return self._provider.sticker(media_id, size)

    def trouble(self, media_id: str) -> Word | None:
        """A sentence instead of a picture."""
        return self._provider.trouble(media_id)

    def voice(self, media_id: str, *, fetch: bool) -> VoiceLook:
        """Whether it plays, how far it is, and its course."""
        return self._provider.voice(media_id, fetch=fetch)

    def forget(self, media_id: str) -> None:
        for key in [key for key in self._kept if key[0] == media_id]:
            del self._kept[key]

    def _cut(self, source: QPixmap, size: QSize, radius: int) -> QPixmap:
        ratio = self._ratio
        device = QSize(round(size.width() * ratio), round(size.height() * ratio))
        fitted = source.scaled(
            device, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(1)
        made = QPixmap(device)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(0, 0, device.width(), device.height()), radius * ratio, radius * ratio)
        painter.setClipPath(path)
        left, top = (fitted.width() - device.width()) // 2, (fitted.height() - device.height()) // 2
        painter.drawPixmap(-left, -top, fitted)
        painter.end()
        made.setDevicePixelRatio(ratio)
        return made
