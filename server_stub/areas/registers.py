"""Purposes, notices, ways in, sending policy, API keys and do-not-contact lists."""

from __future__ import annotations

from server_stub.areas.area import Area


class RegistersArea(Area):
    """Purposes, notices, ways in, sending policy, API keys and do-not-contact lists."""
