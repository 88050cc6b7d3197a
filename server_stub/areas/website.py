"""Pages, widget and preference centre for the public."""

from __future__ import annotations

from server_stub.areas.area import Area


class WebsiteArea(Area):
    """Pages, widget and preference centre for the public."""
