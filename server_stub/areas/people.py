"""Contacts: found, followed, invited, merged."""

from __future__ import annotations

from server_stub.areas.area import Area


class PeopleArea(Area):
    """Contacts: found, followed, invited, merged."""
