"""Consent that the company's own systems collected: forms by API key, imports, do-not-contact lists."""

from __future__ import annotations

from server_stub.areas.area import Area, Base
from server_stub.services.capture.captures import Captures


class FormsArea(Area):
    """Consent that the company's own systems collected: forms by API key, imports, do-not-contact lists."""

    def __init__(self, base: Base, captures: Captures) -> None:
        super().__init__(base)
        self._captures = captures
