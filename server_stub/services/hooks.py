"""Where ingest hands on: small callables given to it, so that receiving knows nothing of consent or routing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from server_stub.contract.content import Content
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRow


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

PlaceCases = Callable[[Tx, Sequence[str], int], Mapping[str, CaseRow]]
"""(transaction, conversations whose open case nobody has, now) → those that were given at once: the case as it is then,
by conversation. The others go on waiting. Whoever calls tells of it."""

AnnounceAssignment = Callable[[Tx, str, str | None, int], None]
"""(transaction, conversation id, previous assignee, now): tell who gains and who loses sight of a conversation."""

NextProtocol = Callable[[Tx, int], str]
"""(transaction, now) → number of a case that is opened now."""


class Begun(NamedTuple):
    """The case that a customer's message began, or took up again."""

    case: CaseRow
    reopened: bool


BeginCase = Callable[[Tx, str, str, int], Begun]
"""(transaction, conversation id, channel number id, now): a customer without an open case has written. It waits in its
queue afterwards, and its clocks run."""

TellBegun = Callable[[Tx, Begun, int], None]
"""(transaction, what `BeginCase` gave, now): once its first message is stored and told, the line and the texts."""

CustomersWrote = Callable[[Tx, Sequence[tuple[CaseRow, int]], int], list[CaseRow]]
"""(transaction, open cases each with how many new messages of the customer, now) → the same cases afterwards.

Called once a batch, after `BeginCase` and before the conversations are told."""

PersonAnswered = Callable[[Tx, str, str, int], None]
"""(transaction, conversation id, account id, now): a message of somebody of the team is accepted, before it is told."""


AnsweredElsewhere = Callable[[Tx, CaseRow, int], CaseRow]
"""(transaction, an open case, now) → the case afterwards: an answer was typed in the WhatsApp Business app, by nobody
knows whom."""


TakeScore = Callable[[Tx, CaseRow, str, Inbound], bool]
"""(transaction, the case that was closed last while none is open, id of the message before, what the customer says):
whether it is the answer to the question about that case. Then it is kept, begins nothing and waits for nobody."""


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
