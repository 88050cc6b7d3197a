"""The business side of the simulated world: its numbers and its account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(kw_only=True)
class Number:
    """One business number (`id` is the phone number id of the send address)."""

    id: str
    display: str
    verified_name: str
    quality: str = "GREEN"
    registered: bool = True
    throughput: str = "STANDARD"
    limit: str = "TIER_2K"
    restriction: int | None = None
    override: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)
    profile: dict[str, Any] = field(default_factory=dict)
    short_links: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def digits(self) -> str:
        """The number as webhooks show it, digits only."""
        return "".join(sign for sign in self.display if sign.isdigit())


@dataclass(kw_only=True)
class Account:
    """The WhatsApp Business Account with the objects around it."""

    id: str
    name: str
    business_id: str
    app_id: str
    subscribed: bool = True
    override: dict[str, str] = field(default_factory=dict)
