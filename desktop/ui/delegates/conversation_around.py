"""What stands beside a conversation in the list besides its messages: queue, waiting, offers, and who looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from server_stub.contract.model import Conversation


@dataclass(frozen=True, slots=True)
class Hint:
    """A few words at the end of a line. `ink` and `icon` by name of their tokens."""

    text: str
    icon: str = "clock"
    ink: str = "warn"
    spoken: str = ""
    """For a screen reader, where the short form is not a sentence."""


class Around(Protocol):
    """In the current language; each answer is kept with the row until it or the minute changes."""

    def queue(self, conversation: Conversation) -> str:
        """Name of the queue; empty where there is only one, or none is known."""

    def hint(self, conversation: Conversation, now: int) -> Hint | None:
        """Since when the customer waits, or until when an answer is due."""

    def invitation(self, conversation: Conversation) -> str:
        """That it is offered to this person, and by whom; empty where it is not."""

    def typing(self, conversation_id: str) -> str:
        """ "Bruno is typing…"; empty while no colleague types."""

    def looking(self, conversation_id: str) -> str:
        """ "Bruno is looking"; empty while no colleague does."""


class NothingAround:
    """Before anything is known of queues and colleagues."""

    def queue(self, conversation: Conversation) -> str:
        del conversation
        return ""

    def hint(self, conversation: Conversation, now: int) -> Hint | None:
        del conversation, now
        return None

    def invitation(self, conversation: Conversation) -> str:
        del conversation
        return ""

    def typing(self, conversation_id: str) -> str:
        del conversation_id
        return ""

    def looking(self, conversation_id: str) -> str:
        del conversation_id
        return ""
