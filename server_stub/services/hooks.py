"""Where ingest hands on: small callables given to it, so that receiving knows nothing of consent or routing."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from server_stub.contract.content import Content
from server_stub.storage.database import Tx


class Inbound(msgspec.Struct, frozen=True, gc=False):
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

AnnounceAssignment = Callable[[Tx, str, str | None, int], None]
"""(transaction, conversation id, previous assignee, now): tell who gains and who loses sight of a conversation."""

NextProtocol = Callable[[Tx, int], str]
"""(transaction, now) → number of a case that is opened now."""


CaseOpened = Callable[[Tx, str, str, int], None]
"""(transaction, conversation id, protocol, now): called once per case, when its first message is stored and told."""


class PreferenceChange(msgspec.Struct, frozen=True, gc=False):
    """The customer used WhatsApp's own switch for marketing. `value`: stop, resume, signup or something new."""

    contact_id: str
    key_id: str
    channel_number_id: str
    category: str
    value: str
    at: int
    own_key: str


PreferenceHook = Callable[[Tx, PreferenceChange], None]
"""Called once per preference, in its transaction."""

OtherHook = Callable[[Tx, str, bytes, int], None]
"""(transaction, webhook field, `value` as JSON, now): called once per update of a field that is no conversation."""

ReactionHook = Callable[[Tx, str, str, int], None]
"""(transaction, id of our message, emoji, now): what the customer thinks of something of ours, as it stands now."""

LeftHook = Callable[[Tx, str, int], None]
"""(transaction, message id, now): a report shows that a message of ours left, whatever the answer to its send was."""

FailureHook = Callable[[Tx, str, str, int], None]
"""(transaction, message id, WhatsApp's error code, now): a message that WhatsApp had taken has failed after all."""
