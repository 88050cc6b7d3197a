"""The words that painted rows need; the interface's texts implement them, so that rows know no language."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from server_stub.contract.content import Call, Content
from server_stub.contract.model import Failure, Hold


class Word(StrEnum):
    """Fixed wordings. The comment is the English one."""

    YOU = "you"  # You
    CUSTOMER = "customer"  # Customer
    NO_NAME = "no_name"  # No name
    FORWARDED = "forwarded"  # Forwarded
    FORWARDED_OFTEN = "forwarded_often"  # Forwarded many times
    EDITED = "edited"  # edited
    DELETED = "deleted"  # This message was deleted
    NOT_DELIVERED = "not_delivered"  # Not delivered  (beside the red mark of a failed message)
    IN_DOUBT = "in_doubt"  # Not confirmed  (beside the mark of a send whose answer was lost)
    HELD = "held"  # In review  (held by WhatsApp for quality assessment)
    LOADING = "loading"  # Loading…  (a picture that is being fetched)
    UNAVAILABLE = "unavailable"  # Not available any more  (a file that could not be fetched)
    ANSWERING = "answering"  # in answer to  (for a screen reader, before the quoted words)
    QUOTED_UNKNOWN = "quoted_unknown"  # Earlier message  (the quoted message is not known here)
    CHOICE = "choice"  # Chosen answer  (above what the customer tapped)
    TEMPLATE = "template"  # Template
    CONSENT_PROMPT = "consent_prompt"  # Request for permission
    CALLS_ALLOWED = "calls_allowed"  # The customer allows calls
    CALLS_REFUSED = "calls_refused"  # The customer does not allow calls
    FORM = "form"  # Form filled in
    ADVERT = "advert"  # Came from an advertisement
    POST = "post"  # Came from a post
    PRODUCT = "product"  # Asks about a product
    TOTAL = "total"  # Total
    READ_MORE = "read_more"  # Read more  (below a very long text)
    NO_PICTURE = "no_picture"  # This picture is damaged and cannot be shown
    NO_SOUND = "no_sound"  # It cannot be played here  (a damaged sound, or one of an unknown kind)
    SILENT = "silent"  # There is nothing to hear in it
    NOT_FETCHED = "not_fetched"  # Not loaded: there is no line to the gateway
    SEND_AGAIN = "send_again"  # Send again  (in the bubble of a failed message)
    REMOVE = "remove"  # Remove  (beside it)
    IN_QUEUE = "in_queue"  # In the queue  (conversation without an agent)
    MENTIONED = "mentioned"  # A note mentions you  (a conversation in the list)
    EMPTY = "empty"  # No messages yet


class Words(Protocol):
    """All moments are milliseconds UTC; shown in the time zone of this computer."""

    def word(self, word: Word) -> str: ...

    def kind(self, kind: str, duration_ms: int = 0) -> str:
        """What a message is: "Photo", "Voice message (0:14)"; any string is legal."""

    def status(self, status: str) -> str:
        """A delivery status for a screen reader: "delivered", "read"."""

    def line(self, content: Content) -> str:
        """A system line as a sentence, never empty."""

    def call(self, call: Call, *, outbound: bool) -> str:
        """What became of a call: "Missed call", "Call, 1:30"."""

    def problem(self, code: str) -> str:
        """Why WhatsApp did not hand a message over whole, in a sentence; empty for no code."""

    def amount(self, value: Decimal, currency: str) -> str:
        """R$ 1.234,50"""

    def items(self, count: int) -> str:
        """How many things an order names: "3 items"."""

    def reacted(self, emoji: str, *, by_customer: bool) -> str:
        """For a screen reader: "the customer reacted with ❤️"."""

    def failure(self, failure: Failure | None) -> str:
        """Why a message was not sent or not delivered, and what to do, in a sentence."""

    def hold(self, hold: Hold) -> str:
        """Why an accepted message waits, and until when."""

    def clock(self, moment: int) -> str:
        """14:32"""

    def day(self, moment: int, now: int) -> str:
        """Between two days of a timeline: "Today", "Yesterday", "Monday", "12 March 2024"."""

    def list_time(self, moment: int, now: int) -> str:
        """At the end of a list row: "14:32", "Yesterday", "Mon", "12/03/24"."""

    def moment(self, moment: int) -> str:
        """Day and time for a screen reader."""

    def duration(self, milliseconds: int) -> str:
        """0:14"""

    def size(self, count: int) -> str:
        """File size of `count` bytes: "482 kB"."""

    def unread_line(self, count: int) -> str:
        """Above the first unread message: "3 unread messages"."""

    def unread(self, count: int) -> str:
        """For a screen reader at the end of a list row: "3 unread"."""

    def unsupported(self, original_kind: str) -> str:
        """In the grey bubble: what it is, by WhatsApp's name of it (may be empty), and to look at the phone."""

    def window_closing(self, milliseconds: int) -> str:
        """On a list row while the 24 h window is about to close: "25 min left"."""

    def claimed_by(self, name: str) -> str:
        """A colleague works in this conversation now: "Bruno is answering"."""

    def assigned_to(self, name: str) -> str:
        """A colleague's conversation: "With Bruno"."""
