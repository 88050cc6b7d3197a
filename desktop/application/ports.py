"""What the use cases need from outside: gateway, event stream, local store, secrets, media cache, clock, task owner."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

from desktop.application.store_ports import StoreTx
from server_stub.contract.content import Media, Version
from server_stub.contract.gate import Outlook
from server_stub.contract.model import Message
from server_stub.contract.requests import (
    Accepted,
    ConversationPage,
    MessagePage,
    React,
    SendMessage,
    Snapshot,
    WriteNote,
)
from server_stub.contract.trace import Trace

T = TypeVar("T")

Clock = Callable[[], int]
"""Milliseconds UTC."""


class Spawn(Protocol):
    """Starts background work that somebody owns; None when the owner is closing and nothing was started."""

    def __call__(self, work: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any] | None: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the gateway's event log, decoded. `data` is None where this desktop does not know the kind."""

    seq: int
    kind: str
    at: int
    data: msgspec.Struct | None


class ResyncNeeded(Exception):
    """The cursor is too old for the gateway's log: a snapshot is needed."""


class EventSource(Protocol):
    def open(self, after: int) -> AbstractAsyncContextManager[AsyncIterator[Sequence[Entry]]]:
        """Follow the log from behind `after`. Entering returns once the gateway has answered.

        Each item is what one read brought, nothing for a heartbeat.

        Raises GatewayUnreachable when the line is or goes dead, SignedOut when the token is refused, ResyncNeeded.
        """


class GatewayApi(Protocol):
    """Requests of one signed-in account. All raise GatewayUnreachable, Refused or SignedOut, nothing else."""

    async def snapshot(self) -> Snapshot: ...
    async def conversations(self, before: str) -> ConversationPage: ...
    async def messages(self, conversation_id: str, before: str | None, limit: int) -> MessagePage: ...
    async def send(self, request: SendMessage) -> Accepted: ...
    async def write_note(self, conversation_id: str, note: WriteNote) -> Message: ...
    async def react(self, message_id: str, wish: React) -> Message: ...
    async def trace(self, message_id: str) -> Trace: ...
    async def take_back(self, message_id: str) -> Message: ...
    async def versions(self, message_id: str) -> list[Version]: ...
    async def upload(self, conversation_id: str, file_name: str, size: int, chunks: AsyncIterator[bytes]) -> Media: ...
    def download(self, media_id: str) -> AsyncGenerator[bytes, None]: ...
    async def thumbnail(self, media_id: str) -> bytes: ...
    async def outlook(self, conversation_id: str) -> Outlook: ...
    async def mark_read(self, conversation_id: str, up_to_message_id: str) -> None: ...
    async def mention_seen(self, conversation_id: str) -> None: ...
    async def typing(self, conversation_id: str) -> None: ...
    async def claim(self, conversation_id: str) -> None: ...
    async def drop_claim(self, conversation_id: str) -> None: ...
    async def assign(self, conversation_id: str, account_id: str | None, expected_agent: str | None = None) -> None:
        """Raises Refused `moved_meanwhile` where it is not `expected_agent` ("" for nobody) who has it."""

    async def logout(self) -> None: ...
    async def close(self) -> None: ...


class LocalStore(Protocol):
    """The encrypted store of one account. Raises LocalProblem when the disk does not do its part."""

    async def write(self, work: Callable[[StoreTx], T]) -> T:
        """Run in the writer thread as one transaction; durable when it returns, undone when `work` raises."""

    async def read(self, work: Callable[[StoreTx], T]) -> T:
        """Run on one consistent state, beside the writer."""

    async def close(self) -> None: ...


class Secrets(Protocol):
    """The keyring of the person at this computer.

    `persistent` is False where there is none: secrets then live until the program ends.
    """

    @property
    def persistent(self) -> bool: ...
    def get(self, name: str) -> str | None: ...
    def set(self, name: str, value: str) -> None: ...
    def delete(self, name: str) -> None: ...


class MediaCache(Protocol):
    """Files on this computer, sealed; plain copies exist only while the program runs and only for what is looked at."""

    async def holds(self, media_id: str) -> bool: ...
    async def add(self, media_id: str, chunks: AsyncIterator[bytes]) -> None:
        """Seal what comes; nothing is kept when `chunks` raises."""

    async def add_file(self, media_id: str, path: Path) -> int:
        """Seal a copy; returns its size in bytes."""

    def chunks(self, media_id: str) -> AsyncGenerator[bytes, None]: ...
    async def plain_file(self, media_id: str, file_name: str) -> Path:
        """A readable copy; it goes when the program ends. Raises LocalProblem `file_lost`, `disk_full`."""

    async def passing_file(self, key: str, file_name: str, chunks: AsyncIterator[bytes]) -> Path:
        """A readable copy of what is not kept here; it goes when the program ends."""

    async def rename(self, media_id: str, new_id: str) -> None: ...
    async def remove(self, media_ids: Sequence[str]) -> None: ...
    async def close(self) -> None:
        """Remove every plain copy."""
