"""Permission asked by e-mail and SMS."""

from __future__ import annotations

from server_stub.areas.area import Area


class OutsideArea(Area):
    """Permission asked by e-mail and SMS."""
