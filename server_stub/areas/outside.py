"""Permission asked by e-mail and SMS."""

from __future__ import annotations

from server_stub.areas.area import Area, Base
from server_stub.services.capture.captures import Captures


class OutsideArea(Area):
    """Permission asked by e-mail and SMS."""

    def __init__(self, base: Base, captures: Captures) -> None:
        super().__init__(base)
        self._captures = captures
