"""Cases (atendimentos): one demand inside a conversation, from its opening to its closing, with the protocol number."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Final

import msgspec

from server_stub.contract.surveys import CaseSurvey

_MARK_LENGTH: Final = 32
WHATSAPP: Final = "whatsapp"
EMAIL: Final = "email"
HANDED_OVER: Final = "handed_over"
"""No way of ours: somebody gave the history to the customer, on paper or at a counter."""
LONGEST_NOTE: Final = 200
"""Characters that say how it was handed over."""


class CaseState(StrEnum):
    """opened → queued → (offered) → assigned → wrapping up → closed; a customer who writes again leads back."""

    QUEUED = "queued"
    ASSIGNED = "assigned"
    WRAPPING_UP = "wrapping_up"
    CLOSED = "closed"


class CaseMove(StrEnum):
    """Kinds of a case's raw log, from which every figure is computed (consent rules 6.2). `detail` is a code, never
    a person's words; `account_id` is who it is about, `queue_id` where the case is after it."""

    OPENED = "opened"  # detail: customer | agent | new_subject
    QUEUED = "queued"  # t_enq; detail: opened | transfer | returned | overflow | reopened | released | queue_removed …
    OFFERED = "offered"  # detail: queue | transfer | warm | consult
    DECLINED = "declined"  # detail: DeclineReason
    EXPIRED = "expired"  # an offer nobody took
    CANCELLED = "cancelled"  # an offer that was taken back
    ASSIGNED = "assigned"  # t_acc; detail: routed | taken | transfer | take_over | by_lead | reopened
    JOINED = "joined"  # somebody more is in the chat; detail: warm | consult | barge
    LEFT = "left"
    FIRST_RESPONSE = "first_response"  # t_fr
    CUSTOMER_WROTE = "customer_wrote"  # only those that begin a wait for an answer
    ANSWERED = "answered"  # the answer that ends it
    WRAP_UP = "wrap_up"  # t_end, t_wr0
    CLOSED = "closed"  # t_wr1; detail: CloseWay
    REOPENED = "reopened"  # detail: customer | agent
    ABANDONED = "abandoned"
    PRIORITY = "priority"  # detail: the new one
    HISTORY = "history"  # detail: handed_over, by whom the row says; how is in HistoryJob.note
    SURVEY_ASKED = "survey_asked"  # whoever had it at the closing
    SURVEY_ANSWERED = "survey_answered"  # detail: 1 to 5; "" for agents


class CloseWay(StrEnum):
    AGENT = "agent"
    LEAD = "lead"
    TIMER = "timer"  # the wrap-up ran out
    SILENCE = "silence"  # the customer said nothing for as long as the queue waits
    CUSTOMER = "customer"  # they tapped that it is to end
    NEW_SUBJECT = "new_subject"
    ERASED = "erased"


class Outcome(StrEnum):
    """What came of it: the closed set that reports count (consent rules 6.5)."""

    SOLVED = "solved"
    WAITING_CUSTOMER = "waiting_customer"
    WAITING_US = "waiting_us"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    OPT_OUT = "opt_out"
    DATA_REQUEST = "data_request"
    CANCELLATION = "cancellation"
    COMPLAINT = "complaint"
    SPAM = "spam"


class CaseBrief(msgspec.Struct, frozen=True, omit_defaults=True):
    """The open case of a conversation, or the last one while nothing else is open. Times in ms UTC."""

    id: str
    protocol: str
    state: CaseState
    queue_id: str = ""
    priority: int = 0
    """0 ordinary to 9; grows by waiting where the queue ages."""
    opened_at: int = 0
    queued_at: int | None = None
    """Since when the customer waits for somebody; transfers and returns keep it. None while somebody has it."""
    first_response_at: int | None = None
    answer_due_at: int | None = None
    """When the queue's first-response or answer target breaks; None while nobody waits for us."""
    wrap_until: int | None = None
    closed_at: int | None = None
    reopened: int = 0


class Case(msgspec.Struct, frozen=True, omit_defaults=True):
    """All of one case, for its panel and for search."""

    brief: CaseBrief
    conversation_id: str
    contact_id: str
    agent_id: str | None = None
    """Who has it, or had it last."""
    language: str = ""
    disposition_id: str = ""
    outcome: str = ""
    resolved: bool | None = None
    summary: str = ""
    closed_by: str = ""
    close_way: str = ""
    parent_protocol: str = ""
    """It continues a demand that was closed, or is another subject beside it."""
    transfers: int = 0
    retained_until: int | None = None
    """At least two years from the closing (Decreto 11.034, art. 12 §5)."""
    history: list[HistoryJob] = []
    survey: CaseSurvey | None = None
    """None for agents, and where nobody was asked."""


class CaseEvent(msgspec.Struct, frozen=True, omit_defaults=True):
    """One row of the raw log, in the order of `seq`."""

    seq: int
    case_id: str
    kind: str
    at: int
    account_id: str | None = None
    queue_id: str = ""
    detail: str = ""


class OpenCase(msgspec.Struct, frozen=True, omit_defaults=True):
    """An agent starts a demand where none is open."""

    queue_id: str = ""
    """"" for the queue of the channel number."""
    priority: int = 0


class CloseCase(msgspec.Struct, frozen=True, omit_defaults=True):
    """`disposition_id` must be a leaf of the queue's tree; required where the queue says so."""

    disposition_id: str = ""
    summary: str = ""
    resolved: bool | None = None
    say_goodbye: bool = True
    """The queue's closing text, with the protocol, where there is one and it may be sent."""


class NewSubject(msgspec.Struct, frozen=True, omit_defaults=True):
    """Close what is open and begin a linked case with a number of its own, here or in another queue."""

    closing: CloseCase
    queue_id: str = ""


class SetPriority(msgspec.Struct, frozen=True):
    priority: int


class Disposition(msgspec.Struct, frozen=True, omit_defaults=True):
    """One node of the tree (tabulação): at most 3 levels, at most 10 a level. Only leaves have an `outcome`."""

    id: str
    label: str
    parent_id: str = ""
    queue_id: str = ""
    """"" for every queue; children belong to the queue of their root."""
    outcome: str = ""
    position: int = 0
    active: bool = True
    """Switched-off ones stay for what was closed with them."""


def tree_mark(nodes: Sequence[Disposition]) -> str:
    """Of a tree as it was read: whoever replaces it says which one they saw, and is told where another is there now."""
    return sha256(msgspec.json.encode(list(nodes))).hexdigest()[:_MARK_LENGTH]


class HistoryJob(msgspec.Struct, frozen=True, omit_defaults=True):
    """The history of a case for the customer, due within 5 calendar days (Decreto 11.034, art. 12 §1).

    `state`: waiting (for a window or an address), sending, sent, failed, handed_over (by an agent, outside).
    """

    id: str
    case_id: str
    protocol: str
    way: str
    """whatsapp, or email where an address is known."""
    state: str
    requested_at: int
    due_at: int
    requested_by: str = ""
    done_at: int | None = None
    failure: str = ""
    """What it waits for, or why it was not sent: a Reason of the send gate, no_address, channel_not_set_up,
    not_delivered, erased, or the code of a mail server's answer."""
    note: str = ""
    """How it was handed over, in the words of who did it."""


class AskHistory(msgspec.Struct, frozen=True, omit_defaults=True):
    """`way`: whatsapp, email, or handed_over: somebody gave it to the customer. `note` says how, and is wanted there:
    1 to LONGEST_NOTE characters."""

    way: str = "whatsapp"
    note: str = ""


class ProtocolDay(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was issued on one day by one unit: `missing` are sequence numbers that no case has."""

    day: str
    """AAAAMMDD."""
    unit: str
    issued: int
    last: int
    missing: list[int] = []
