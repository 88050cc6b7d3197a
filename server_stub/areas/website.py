"""Pages, widget and preference centre for the public."""

from __future__ import annotations

from server_stub.areas.area import Area, Base
from server_stub.areas.capture import CaptureArea


class WebsiteArea(Area):
    """Pages, widget and preference centre for the public."""

    def __init__(self, base: Base, capture: CaptureArea) -> None:
        super().__init__(base)
        self._capture = capture
