"""Pictures for painted rows, at once: implements delegates.media.MediaProvider."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap

from desktop.ui.delegates.media import UNHEARD, VoiceLook
from desktop.ui.delegates.words import Word
from tests.helpers.sample_pictures import picture


class SampleMedia:
    """Has every picture but those whose id says pending; `asked` counts how often each was wanted."""

    def __init__(self, ratio: float = 1.0) -> None:
        self._ratio = ratio
        self._kept: dict[str, QPixmap] = {}
        self.asked: dict[str, int] = {}
        self.voices: dict[str, VoiceLook] = {}

    def pixmap(self, media_id: str, size: QSize) -> QPixmap | None:
        self.asked[media_id] = self.asked.get(media_id, 0) + 1
        if "pending" in media_id or "broken" in media_id:
            return None
        key = f"{media_id}:{size.width()}x{size.height()}"
        if key not in self._kept:
            wanted = QSize(round(size.width() * self._ratio), round(size.height() * self._ratio))
            scaled = picture(media_id).scaled(
                wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
            )
            made = QPixmap.fromImage(scaled)
            made.setDevicePixelRatio(self._ratio)
            self._kept[key] = made
        return self._kept[key]

    def sticker(self, media_id: str, size: QSize) -> QPixmap | None:
        return self.pixmap(media_id, size)

    def trouble(self, media_id: str) -> Word | None:
        return Word.NO_PICTURE if "broken" in media_id else None

    def voice(self, media_id: str, *, fetch: bool) -> VoiceLook:
        """As a test put it into `voices`."""
        return self.voices.get(media_id, UNHEARD)
