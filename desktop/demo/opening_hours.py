"""The demo plays at any hour of any day: its gateway is told that promotions may be sent around the clock."""

from __future__ import annotations

from typing import Any, Final

import httpx

_ALWAYS: Final = {"days": ["00:00-24:00"] * 7, "on_holidays": True}


def open_all_day(gateway_url: str, login: str, password: str) -> None:
    """As an administrator would do it. Raises httpx.HTTPError."""
    with httpx.Client(base_url=gateway_url, timeout=10) as client:
        session = _checked(client.post("/v1/login", json={"login": login, "password": password}))
        client.headers["Authorization"] = f"Bearer {session['token']}"
        policy = _checked(client.get("/v1/policy"))
        hours = {"profiles": dict.fromkeys(policy["profiles"], _ALWAYS), "state_profiles": {}}
        _checked(client.put("/v1/policy", json={**policy, **hours}))
        client.post("/v1/logout").raise_for_status()


def _checked(answer: httpx.Response) -> dict[str, Any]:
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found
