"""The GET handshake by which Meta makes sure that a callback address wants webhooks."""

from __future__ import annotations

from typing import Any

import aiohttp

_TIMEOUT = aiohttp.ClientTimeout(total=10)


async def check_callback(address: str, verify_token: str, challenge: str) -> dict[str, Any]:
    """Ask `address` to echo `challenge`; answers {"ok", "status"} and never raises for a bad callback."""
    query = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": verify_token}
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT) as session,
            session.get(address, params=query, allow_redirects=False) as response,
        ):
            body = await response.text()
            return {"ok": response.status == 200 and body == challenge, "status": response.status}
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        return {"ok": False, "status": None, "error": type(error).__name__}
