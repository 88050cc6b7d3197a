"""Who looks at a conversation and who types in it: told to colleagues who see it, on changes; it lapses by itself."""

from __future__ import annotations

from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import EventKind
from server_stub.contract.model import Account
from server_stub.contract.team import Doing, PresenceChanged
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.presences import PresenceRows, Present
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.visibility import Viewer

VIEWING_MS: Final = 60_000
TYPING_MS: Final = 8_000
BELIEVED_MS: Final = 10 * 60_000
"""So long a desktop believes what it was told, should it miss the end. It is told again before that."""
KEPT_MS: Final = 60_000
"""Events of it that are older than this are forgotten: they say nothing any more."""


class Presences:
    """Renewing is silent, as with claims: two hundred desktops that show something cost no events."""

    def __init__(self, rows: PresenceRows, reading: Reading, events: EventLog) -> None:
        self._rows = rows
        self._reading = reading
        self._events = events

    def set(self, tx: Tx, caller: Account, conversation_id: str, doing: Doing, now: int) -> list[PresenceChanged]:
        """Begin, renew or end; what colleagues do there now. Raises NOT_FOUND where the caller may not look.

        Who types and is said to view goes on typing until that lapses.
        """
        if doing is Doing.GONE:
            self._gone(tx, conversation_id, caller.id, now)
            return []
        if self._reading.conversation_for(tx, Viewer.of(caller), conversation_id) is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        known = self._rows.get(tx, conversation_id, caller.id)
        before = known if known is not None and known.until > now else None
        types = before is not None and before.doing == Doing.TYPING
        if not (types and doing is Doing.VIEWING):
            self._renew(tx, conversation_id, caller.id, doing, before, now)
        return self._others(tx, caller, conversation_id, now)

    def any_lapsed(self, tx: Tx, now: int) -> bool:
        return bool(self._rows.lapsed(tx, now))

    def clear_lapsed(self, tx: Tx, now: int) -> None:
        """Who stopped typing looks on for the rest of a look; who stopped looking is gone."""
        for one in self._rows.lapsed(tx, now):
            left = one.until + VIEWING_MS - TYPING_MS
            if one.doing == Doing.TYPING and left > now:
                put = one._replace(doing=Doing.VIEWING.value, until=left, told_until=now + BELIEVED_MS)
                self._rows.put(tx, put)
                self._tell(tx, one.conversation_id, one.account_id, Doing.VIEWING, put.told_until, now)
            else:
                self._gone(tx, one.conversation_id, one.account_id, now)

    def _renew(
        self, tx: Tx, conversation_id: str, account_id: str, doing: Doing, before: Present | None, now: int
    ) -> None:
        until = now + (TYPING_MS if doing is Doing.TYPING else VIEWING_MS)
        is_news = before is None or before.doing != doing or before.told_until <= until
        told_until = now + BELIEVED_MS if is_news or before is None else before.told_until
        self._rows.put(tx, Present(conversation_id, account_id, doing.value, until, told_until))
        if is_news:
            self._tell(tx, conversation_id, account_id, doing, told_until, now)

    def _gone(self, tx: Tx, conversation_id: str, account_id: str, now: int) -> None:
        if self._rows.remove(tx, conversation_id, account_id):
            self._tell(tx, conversation_id, account_id, Doing.GONE, 0, now)

    def _others(self, tx: Tx, caller: Account, conversation_id: str, now: int) -> list[PresenceChanged]:
        return [
            PresenceChanged(conversation_id, one.account_id, Doing(one.doing), one.told_until)
            for one in self._rows.of_conversation(tx, conversation_id)
            if one.until > now and one.account_id != caller.id
        ]

    def _tell(self, tx: Tx, conversation_id: str, account_id: str, doing: Doing, until: int, now: int) -> None:
        key_id = self._reading.key_of(tx, conversation_id)
        if key_id is not None:
            data = PresenceChanged(conversation_id, account_id, doing, until)
            self._events.append(tx, EventKind.PRESENCE, data, key_id=key_id, now=now, conversation_id=conversation_id)
