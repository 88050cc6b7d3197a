"""Consent collected outside the chat: one-time codes, app forms, imports."""

from __future__ import annotations

from server_stub.areas.area import Area


class CaptureArea(Area):
    """Consent collected outside the chat: one-time codes, app forms, imports."""
