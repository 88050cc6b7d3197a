"""What the gateway asks of a provider of SMS, and what providers tell back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Received:
    """An SMS of a person. `id` is the provider's: the same message delivered again has the same one."""

    id: str
    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a message. `state`: sent, delivered, failed, or "" for nothing new. `code` of a failure."""

    state: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Callback:
    """A request of the provider's: the address that it called, the form of its query or body, headers in lower case."""

    address: str
    form: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]

    def value(self, name: str) -> str:
        return next((value for key, value in self.form if key == name), "")


class SmsProvider(Protocol):
    """`start` and `close` bracket its use. No method puts a text, a number or a secret into an exception or a log."""

    name: str
    signs_reports: bool
    """Whether a report has to be genuine besides naming our message in its address."""
    answer: tuple[str, str]
    """Media type and body of the answer to an SMS that was taken: nothing is to be sent back by it."""

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    async def send(self, to: str, text: str, report_url: str) -> str:
        """The provider's id, "" where it gives none. `to`: E.164. Raises outcomes.Temporary, outcomes.Permanent."""
        ...

    def is_genuine(self, callback: Callback) -> bool:
        """Whether the provider made this request, compared in constant time."""
        ...

    def received(self, callback: Callback) -> Received | None:
        """The message in it; None where there is none."""
        ...

    def report(self, callback: Callback) -> Report: ...
