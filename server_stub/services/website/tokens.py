"""Signed tokens of pages: which form was shown when, and which request a status page speaks of."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from server_stub.services.capture.submission import REQUEST_LIFE_MS
from server_stub.services.links import LinkInvalid, Links

FORM_LIFE_MS: Final = 12 * 3_600_000
_FORM: Final = "web.form"
_REQUEST: Final = "web.request"


@dataclass(frozen=True, slots=True)
class ShownForm:
    """`nonce` is different for each time a form is shown; `shown_at` in ms."""

    nonce: str
    shown_at: int


class FormTokens:
    """`place` is what the form belongs to: a token of one place is nothing in another."""

    def __init__(self, links: Links) -> None:
        self._links = links

    def issue(self, place: str, now: int) -> str:
        return self._links.sign(f"{_FORM}:{place}", f"{secrets.token_hex(8)}.{now:x}", now + FORM_LIFE_MS)

    def read(self, place: str, token: str, now: int) -> ShownForm:
        """Raises LinkInvalid."""
        nonce, _, shown_at = self._links.subject(f"{_FORM}:{place}", token, now).partition(".")
        return ShownForm(nonce, int(shown_at, 16))

    def of_request(self, place: str, request_id: str, now: int) -> str:
        """For the address of a status page."""
        return self._links.sign(f"{_REQUEST}:{place}", request_id, now + REQUEST_LIFE_MS)

    def request(self, place: str, token: str, now: int) -> str:
        """The request's id. Raises LinkInvalid."""
        found = self._links.subject(f"{_REQUEST}:{place}", token, now)
        if not found:
            raise LinkInvalid(expired=False)
        return found
