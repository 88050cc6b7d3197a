"""The port through which painted rows get pictures."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap


class MediaProvider(Protocol):
    """Answers from memory at once; fetches what is missing, then calls `ThreadView.refresh_media(media_id)`."""

    def pixmap(self, media_id: str, size: QSize) -> QPixmap | None:
        """The picture for `size` logical pixels (sharp for the screen's pixel ratio), or None while it is not here.

        Called at each repaint until it answers: a second call must not start a second fetch.
        """


class NoMedia:
    """Has no pictures: everything stays a placeholder."""

    def pixmap(self, media_id: str, size: QSize) -> QPixmap | None:
        return None
