"""Claims: "Ana is here". A lease of 60 s that the desktop renews every 30 s and that lapses by the clock."""

from __future__ import annotations

from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import ClaimChanged, EventKind
from server_stub.contract.model import Account, Claim
from server_stub.domain.transferring import keeps_claim
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.claims import ClaimRepository
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer

LEASE_MS: Final = 60_000


class Claims:
    """Takes, renews and drops leases. Events tell of a new holder and of nobody, not of renewals."""

    def __init__(self, claims: ClaimRepository, reading: Reading, events: EventLog) -> None:
        self._claims = claims
        self._reading = reading
        self._events = events

    def take(self, tx: Tx, caller: Account, conversation_id: str, now: int) -> Claim:
        """Take or renew. Raises NOT_FOUND where the caller may not look, CLAIMED_BY_OTHER with the id of who works
        there, or has it while the caller only visits.
        """
        viewer = Viewer.of(caller)
        seen = self._reading.conversation_for(tx, viewer, conversation_id)
        if seen is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        keeper = keeps_claim(seen, caller.id, sees_all=viewer.sees_all)
        if keeper:
            raise GatewayRefusal(ErrorCode.CLAIMED_BY_OTHER, account_id=keeper)
        before = self._claims.holder(tx, conversation_id)
        until = now + LEASE_MS
        if not self._claims.take(tx, conversation_id, caller.id, now=now, until=until):
            raise GatewayRefusal(ErrorCode.CLAIMED_BY_OTHER, account_id=before[0] if before else "")
        claim = Claim(caller.id, caller.name, until)
        if before is None or before[0] != caller.id or before[1] <= now:
            self._tell(tx, conversation_id, claim, now)
        return claim

    def drop(self, tx: Tx, account_id: str, conversation_id: str, now: int) -> None:
        """Give up one's own lease; nothing happens without one."""
        if self._claims.drop(tx, conversation_id, account_id):
            self._tell(tx, conversation_id, None, now)

    def drop_all(self, tx: Tx, account_id: str, now: int) -> None:
        """Give up everything, at logout."""
        for conversation_id in self._claims.held_by(tx, account_id):
            self.drop(tx, account_id, conversation_id, now)

    def any_lapsed(self, tx: Tx, now: int) -> bool:
        return bool(self._claims.lapsed(tx, now))

    def drop_lapsed(self, tx: Tx, now: int) -> int:
        """Clear what has run out; returns how many."""
        lapsed = self._claims.lapsed(tx, now)
        for conversation_id, account_id in lapsed:
            self.drop(tx, account_id, conversation_id, now)
        return len(lapsed)

    def refuse_others(self, tx: Tx, caller: Account, conversation_id: str, now: int, besides: str = "") -> None:
        """Raises CLAIMED_BY_OTHER where an agent would take what a colleague (not `besides`) works on; leads may."""
        holder = self.holder(tx, conversation_id, now)
        if holder not in (None, caller.id, besides) and not Viewer.of(caller).sees_all:
            raise GatewayRefusal(ErrorCode.CLAIMED_BY_OTHER, account_id=holder or "")

    def holder(self, tx: Tx, conversation_id: str, now: int) -> str | None:
        """Account that holds the conversation at `now`."""
        found = self._claims.holder(tx, conversation_id)
        return found[0] if found is not None and found[1] > now else None

    def _tell(self, tx: Tx, conversation_id: str, claim: Claim | None, now: int) -> None:
        key_id = self._reading.key_of(tx, conversation_id)
        if key_id is not None:
            data = ClaimChanged(conversation_id, claim)
            self._events.append(tx, EventKind.CLAIM, data, key_id=key_id, now=now, conversation_id=conversation_id)
