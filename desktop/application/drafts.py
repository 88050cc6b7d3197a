"""Unfinished texts: kept here at once and on the gateway soon after, so that a colleague can go on with them."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final, Protocol

import msgspec

from desktop.application.applied import Applied
from desktop.application.connection import Line
from desktop.application.ports import Clock
from desktop.application.state import State
from desktop.application.store_ports import StoreTx
from desktop.domain.errors import AppError, Refused
from server_stub.contract.drafts import Draft

PAUSE_SECONDS: Final = 1.5
"""What is typed within it goes to the gateway in one piece."""
_TOLD: Final = "drafts_told"


class DraftGateway(Protocol):
    async def drafts(self, conversation_id: str) -> list[Draft]: ...
    async def save_draft(self, conversation_id: str, text: str, changed_at: int) -> None: ...
    async def discard_draft(self, draft: Draft) -> None: ...


class _Told(msgspec.Struct, frozen=True):
    """What the gateway knows of one conversation's draft, and when it was typed here last."""

    digest: str
    typed_at: int


class SharedDrafts:
    """`run` is one long task; `wake` after each connection. Which drafts must still be told survives the program."""

    def __init__(
        self,
        state: State,
        gateway: DraftGateway,
        line: Line,
        clock: Clock,
        account_id: Callable[[], str],
        *,
        pause_seconds: float = PAUSE_SECONDS,
    ) -> None:
        self._state, self._gateway, self._line, self._clock = state, gateway, line, clock
        self._account_id = account_id
        self._pause = pause_seconds
        self._due = asyncio.Event()
        self._turn = asyncio.Lock()
        state.follow(self._follow)

    def wake(self) -> None:
        self._due.set()

    async def save(self, conversation_id: str, text: str) -> None:
        """Durable on this computer when it returns. Raises LocalProblem."""
        now = self._clock()

        def work(tx: StoreTx) -> None:
            tx.notes.set_draft(conversation_id, text)
            told = _told(tx)
            known = told.get(conversation_id, _Told(_digest(""), 0))
            told[conversation_id] = msgspec.structs.replace(known, typed_at=max(now, known.typed_at + 1))
            if not text and not known.digest:
                del told[conversation_id]  # nobody was told of it
            _keep(tx, told)

        await self._state.store.write(work)
        self._due.set()

    async def run(self) -> None:
        while True:
            await self._due.wait()
            await asyncio.sleep(self._pause)
            self._due.clear()
            try:
                await self.tell()
            except AppError as error:
                self._line.noticed(error)

    async def tell(self) -> None:
        """Everything that the gateway does not know yet; nothing without a line. Raises AppError."""
        async with self._turn:
            if not self._line.online:
                return
            for conversation_id, text, typed_at in await self._state.store.read(_untold):
                # An emptied draft was sent or deleted just now; when, nobody wrote down.
                at = typed_at if text else max(typed_at + 1, self._clock())
                # Refused where it is no longer ours to see, or too long: it stays on this computer.
                with suppress(Refused):
                    await self._gateway.save_draft(conversation_id, text, at)
                await self._state.store.write(_settled(conversation_id, text, at))

    async def left(self, conversation_id: str) -> Sequence[Draft]:
        if not self._line.online:
            return ()
        own, untold = await self._state.store.read(
            lambda tx: (tx.notes.draft(conversation_id), {each[0] for each in _untold(tx)})
        )
        # Of one's own texts the one that was not told yet is the newest.
        known = {self._account_id()} if conversation_id in untold else set()
        found = await self._gateway.drafts(conversation_id)
        return [draft for draft in found if draft.account_id not in known and draft.text.strip() != own.strip()]

    async def discard(self, draft: Draft) -> None:
        await self._gateway.discard_draft(draft)

    def _follow(self, applied: Applied) -> None:
        if applied.queued or applied.given_up:
            self._due.set()


def _told(tx: StoreTx) -> dict[str, _Told]:
    value = tx.notes.value(_TOLD)
    return {} if value is None else msgspec.json.decode(value, type=dict[str, _Told])


def _keep(tx: StoreTx, told: dict[str, _Told]) -> None:
    tx.notes.set_value(_TOLD, msgspec.json.encode(told).decode() if told else None)


def _untold(tx: StoreTx) -> list[tuple[str, str, int]]:
    """(conversation id, text, when it was typed) of what the gateway does not know."""
    found = [(key, tx.notes.draft(key), known) for key, known in _told(tx).items()]
    return [(key, text, known.typed_at) for key, text, known in found if _digest(text) != known.digest]


def _settled(conversation_id: str, text: str, at: int) -> Callable[[StoreTx], None]:
    """The gateway knows `text`; what was typed meanwhile is told next time."""

    def work(tx: StoreTx) -> None:
        told = _told(tx)
        known = told.get(conversation_id, _Told("", at))
        told[conversation_id] = _Told(_digest(text), max(at, known.typed_at))
        if not text and not tx.notes.draft(conversation_id):
            del told[conversation_id]
        _keep(tx, told)

    return work


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""
