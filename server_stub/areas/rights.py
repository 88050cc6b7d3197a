"""Rights of persons, incidents and retention."""

from __future__ import annotations

from server_stub.areas.area import Area


class RightsArea(Area):
    """Rights of persons, incidents and retention."""
