"""The gateway's clock, from the Date header of its answers: computers of agents are often minutes off."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable
from typing import Any, Final

import httpx

_NOISE_MS: Final = 2_000
"""The header counts whole seconds and the line takes its time: less than this says nothing."""
_ASKED: Final = "balcao.asked_at"


def system_now() -> int:
    """Milliseconds UTC of this computer."""
    return time.time_ns() // 1_000_000


class GatewayClock:
    """Give `hooks` to the HTTP client; call it for the time."""

    def __init__(self) -> None:
        self._offset = 0

    def __call__(self) -> int:
        """Milliseconds UTC, corrected where the two clocks clearly differ."""
        return system_now() + (self._offset if abs(self._offset) > _NOISE_MS else 0)

    @property
    def hooks(self) -> dict[str, list[Callable[..., Any]]]:
        return {"request": [self._asked], "response": [self._answered]}

    async def _asked(self, request: httpx.Request) -> None:
        request.extensions[_ASKED] = system_now()

    async def _answered(self, response: httpx.Response) -> None:
        """Compare with our clock in the middle of the request."""
        try:
            told = email.utils.parsedate_to_datetime(response.headers.get("date", "")).timestamp()
        except ValueError:
            return
        middle = (response.request.extensions[_ASKED] + system_now()) // 2
        self._offset = int(told * 1000) + 500 - middle
