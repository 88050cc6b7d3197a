"""Canned phrases that people keep in the application: one's own, and by leads those of the team and of queues."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from server_stub.contract.content import Media
from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.events import EventKind
from server_stub.contract.model import Account, Phrase
from server_stub.contract.phrases import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_OF_QUEUE,
    MOST_PERSONAL,
    MOST_SHARED,
    PERSONAL,
    SHARED,
    PhraseChanged,
    SavePhrase,
    is_key,
    queue_of,
    unknown_variables,
)
from server_stub.contract.sendable import check_length
from server_stub.domain.written import is_line, is_lines
from server_stub.services.company_files import CompanyFiles
from server_stub.services.roles import require_lead
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.phrases import TEAM, PhraseRows
from server_stub.storage.setup import team_key

_MOST: Final = {SHARED: MOST_SHARED, PERSONAL: MOST_PERSONAL}


class PhraseBook:
    """`base`: the operator's phrases as they are now.

    Raises GatewayRefusal: NOT_FOUND for an unknown scope, FORBIDDEN, and STATE_CONFLICT where the phrase is not the one
    that the caller has seen.
    """

    def __init__(
        self,
        rows: PhraseRows,
        files: CompanyFiles,
        events: EventLog,
        queues: QueueBook,
        base: Callable[[], Sequence[Phrase]],
    ) -> None:
        self._rows = rows
        self._files = files
        self._events = events
        self._queues = queues
        self._base = base

    def layers(self, tx: Tx, caller: Account) -> list[Phrase]:
        """The operator's, the team's, those of queues and the caller's own; what of them is offered:
        contract.phrases.effective.
        """
        return [*self._base(), *self._rows.for_person(tx, caller.id)]

    def save(self, tx: Tx, caller: Account, scope: str, key: str, given: SavePhrase, now: int) -> Phrase:
        """Raises VALUE_INVALID (field), TEXT_TOO_LONG, PHRASE_VARIABLE_UNKNOWN (variable), PHRASES_FULL (limit)."""
        owner_id, most = self._owner(tx, caller, scope), _MOST.get(scope, MOST_OF_QUEUE)
        known = self._seen(tx, owner_id, key, given.revision)
        of_base = any(phrase.key == key for phrase in self._base())
        if known is None and self._rows.count(tx, owner_id) >= most:
            raise GatewayRefusal(ErrorCode.PHRASES_FULL, limit=most)
        if not is_key(key) and not of_base:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="key")
        revision = max(now, given.revision + 1)
        if given.hidden:
            if not of_base or scope != SHARED:
                raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="hidden")
            saved = Phrase(key, "", "", scope, revision, hidden=True)
        else:
            _check(given)
            saved = Phrase(key, given.title, given.text, scope, revision, file=self._file(tx, caller, given.file_id))
        self._rows.put(tx, owner_id, saved, caller.id, now)
        self._tell(tx, PhraseChanged(saved), owner_id, now)
        return saved

    def remove(self, tx: Tx, caller: Account, scope: str, key: str, revision: int, now: int) -> None:
        """What lies below is offered again. Raises NOT_FOUND where there is none."""
        owner_id = self._owner(tx, caller, scope)
        known = self._seen(tx, owner_id, key, revision)
        if known is None:
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        self._rows.remove(tx, owner_id, key)
        self._tell(tx, PhraseChanged(known, removed=True), owner_id, now)

    def base_changed(self, tx: Tx, before: Sequence[Phrase], now: int) -> None:
        """The operator wrote another file: desktops learn what is different from `before`."""
        old, new = ({phrase.key: phrase for phrase in layer} for layer in (before, self._base()))
        for key in [key for key in old if key not in new]:
            self._tell(tx, PhraseChanged(old[key], removed=True), TEAM, now)
        for key, phrase in new.items():
            if old.get(key) != phrase:
                self._tell(tx, PhraseChanged(phrase), TEAM, now)

    def _owner(self, tx: Tx, caller: Account, scope: str) -> str:
        """Whose the phrases of this scope are. Raises NOT_FOUND, FORBIDDEN."""
        if scope == PERSONAL:
            return caller.id
        queue_id = queue_of(scope)
        if scope != SHARED and (not queue_id or self._queues.get(tx, queue_id) is None):
            raise GatewayRefusal(ErrorCode.NOT_FOUND)
        require_lead(caller)
        return scope if queue_id else TEAM

    def _seen(self, tx: Tx, owner_id: str, key: str, revision: int) -> Phrase | None:
        """The phrase as it is, where that is what the caller has seen: a revision of 0 stands for none."""
        known = self._rows.get(tx, owner_id, key)
        if revision != (0 if known is None else known.revision):
            raise GatewayRefusal(ErrorCode.STATE_CONFLICT)
        return known

    def _file(self, tx: Tx, caller: Account, file_id: str) -> Media | None:
        if not file_id:
            return None
        try:
            return self._files.usable(tx, caller, file_id).to_wire()
        except GatewayRefusal:
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="file") from None

    def _tell(self, tx: Tx, told: PhraseChanged, owner_id: str, now: int) -> None:
        account_id = None if owner_id == TEAM or queue_of(owner_id) else owner_id
        self._events.append(tx, EventKind.PHRASE, told, key_id=team_key(tx), now=now, account_id=account_id)


def _check(given: SavePhrase) -> None:
    check_length(given.text, LONGEST_TEXT)
    if not is_lines(given.text) or not (given.text.strip() or given.file_id):
        raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="text")
    if len(given.title) > LONGEST_TITLE or not is_line(given.title):
        raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="title")
    unknown = unknown_variables(given.text)
    if unknown:
        raise GatewayRefusal(ErrorCode.PHRASE_VARIABLE_UNKNOWN, variable=", ".join(unknown)[:200])
