"""Addresses of the preference centre: each names one person, says nothing to others, and runs out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from server_stub.services.links import LinkInvalid, Links

LINK_DAYS: Final = 30
_DAY_MS: Final = 86_400_000
_USE: Final = "preferences"
BY_WHATSAPP: Final = "w"
"""The link was delivered to the number itself: who opens it controls the number."""
OTHERWISE: Final = "o"


class PreferenceLinks:
    """`address()`: where people reach this gateway, without a slash at the end."""

    def __init__(self, links: Links, address: Callable[[], str], clock: Callable[[], int]) -> None:
        self._links = links
        self._address = address
        self._clock = clock

    def url(self, contact_id: str, *, delivered_by_whatsapp: bool) -> str:
        """Good for 30 days. `delivered_by_whatsapp`: only where the link goes into the person's own chat."""
        way = BY_WHATSAPP if delivered_by_whatsapp else OTHERWISE
        expires_at = self._clock() + LINK_DAYS * _DAY_MS
        return f"{self._address()}/p/{self._links.sign(_USE, f'{way}:{contact_id}', expires_at)}"

    def read(self, token: str) -> tuple[str, bool]:
        """Contact id, and whether the link was delivered to the number itself. Raises LinkInvalid."""
        way, _, contact_id = self._links.subject(_USE, token, self._clock()).partition(":")
        if not contact_id:
            raise LinkInvalid(expired=False)
        return contact_id, way == BY_WHATSAPP
