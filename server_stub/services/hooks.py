"""Where ingest hands on: small callables given to it, so that receiving knows nothing of consent or routing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from server_stub.contract.content import Content
from server_stub.storage.database import Tx


@dataclass(frozen=True, slots=True)
class Inbound:
    """A new message of a customer, already stored in the running transaction.

    Times in ms; `quoted_wamid` is what it answers.
    """

    message_id: str
    conversation_id: str
    contact_id: str
    key_id: str
    channel_number_id: str
    wamid: str
    sent_at: int
    received_at: int
    content: Content
    quoted_wamid: str | None


InboundHook = Callable[[Tx, Inbound], None]
"""Called once per new inbound message, in its transaction: consent answers, opt-out keywords."""

ChooseAgent = Callable[[Tx, int], str | None]
"""(transaction, now) → account that gets a conversation nobody has, or None when no agent is available."""
