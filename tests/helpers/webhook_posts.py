"""Webhooks as Meta posts them, made by hand: the stand-in is too well-behaved for what the gateway must survive."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp

ACCOUNT_ID = "215589647100011"
"""The business account of the stand-in."""
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Customer:
    """Somebody who writes. `bsuid`: business-scoped id; old payloads lack it, people without a phone have only it."""

    name: str
    wa_id: str | None
    bsuid: str | None = None

    def contact(self) -> dict[str, Any]:
        ids = {"wa_id": self.wa_id, "user_id": self.bsuid}
        return {"profile": {"name": self.name}, **{key: value for key, value in ids.items() if value}}

    def sender(self) -> dict[str, str]:
        ids = {"from": self.wa_id, "from_user_id": self.bsuid}
        return {key: value for key, value in ids.items() if value}


def customer(number: int, *, bsuid: bool = True) -> Customer:
    """Customer number n, always the same person for the same n."""
    return Customer(f"Cliente {number}", f"551197{number:07d}", f"BR.90000000000{number:08d}" if bsuid else None)


@dataclass(frozen=True)
class Text:
    """One text message of a customer."""

    sender: Customer
    text: str
    wamid: str = field(default_factory=lambda: f"wamid.made{next(_numbers):08d}")

    def item(self) -> dict[str, Any]:
        when = str(int(time.time()))
        return {
            **self.sender.sender(),
            "id": self.wamid,
            "timestamp": when,
            "type": "text",
            "text": {"body": self.text},
        }


def text_webhook(number_id: str, messages: Sequence[Text]) -> bytes:
    """One body with all these messages in one change."""
    senders = {message.sender: message.sender.contact() for message in messages}
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "551140001234", "phone_number_id": number_id},
        "contacts": list(senders.values()),
        "messages": [message.item() for message in messages],
    }
    change = {"field": "messages", "value": value}
    return json.dumps(
        {"object": "whatsapp_business_account", "entry": [{"id": ACCOUNT_ID, "changes": [change]}]}
    ).encode()


def signature(body: bytes, app_secret: str) -> str:
    return "sha256=" + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()


class Poster:
    """Posts bodies to one webhook address and keeps connections open, as Meta does."""

    def __init__(self, session: aiohttp.ClientSession, url: str, app_secret: str) -> None:
        self._session = session
        self._url = url
        self._secret = app_secret

    async def post(self, body: bytes, *, signed_as: str | None = None) -> int:
        """The HTTP status. Raises aiohttp.ClientError where no answer came."""
        headers = {
            "Content-Type": "application/json",
            "X-Hub-Signature-256": signature(body, self._secret) if signed_as is None else signed_as,
        }
        async with self._session.post(self._url, data=body, headers=headers) as response:
            await response.read()
            return response.status
