"""Searching the whole history for somebody, within what they may see and within bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account, Message
from server_stub.contract.search import SearchPage
from server_stub.contract.words import Sought, searchable
from server_stub.services.search_index import BlindWords
from server_stub.storage.database import Tx
from server_stub.storage.repositories.reading import Reading
from server_stub.storage.repositories.search_rows import PLACE_BITS, SearchRows
from server_stub.storage.repositories.visibility import Viewer

LARGEST_PAGE: Final = 100
_LONGEST_QUERY: Final = 200
_CHUNK: Final = 100
_MOST_CANDIDATES: Final = 2000
"""Index entries that one request looks at, whether the caller may see their messages or not."""
_MOST_DIGITS: Final = 19
_LATEST_MS: Final = 2**42


@dataclass(frozen=True, slots=True)
class Where:
    """In one conversation or everywhere; what was sent before a moment (ms) or all."""

    conversation_id: str | None = None
    before: int | None = None


EVERYWHERE: Final = Where()


class Search:
    def __init__(self, rows: SearchRows, reading: Reading, blind: BlindWords) -> None:
        self._rows = rows
        self._reading = reading
        self._blind = blind

    def page(
        self,
        tx: Tx,
        account: Account,
        query: str,
        page: str | None,
        limit: int,
        now: int,
        where: Where = EVERYWHERE,
    ) -> SearchPage:
        """Newest first. Raises BAD_REQUEST with the `field` that is wrong."""
        if not 1 <= limit <= LARGEST_PAGE:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="limit")
        if len(query) > _LONGEST_QUERY:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="query")
        before, sought = _before(page, where), Sought.of(query)
        progress = self._rows.progress(tx)
        indexing = progress is None or bool(progress.left)
        if not sought:
            return SearchPage([], indexing=indexing)
        viewer = Viewer.of(account)
        found, following = self._find(tx, viewer, sought, before, limit, where.conversation_id)
        ids = dict.fromkeys(message.conversation_id for message in found)
        told = [self._reading.conversation_for(tx, viewer, it) for it in ids]
        conversations = [it for it in told if it is not None]
        return SearchPage(
            found,
            conversations,
            self._reading.contacts_of(tx, conversations, now),
            None if following is None else str(following),
            None if following is None else following >> PLACE_BITS,
            indexing,
        )

    def _find(
        self, tx: Tx, viewer: Viewer, sought: Sought, before: int | None, limit: int, conversation_id: str | None
    ) -> tuple[list[Message], int | None]:
        """The messages, and the place from which the next page goes on; None at the end of the history."""
        expression = self._blind.expression(sought)
        found: list[Message] = []
        for _ in range(_MOST_CANDIDATES // _CHUNK):
            places = self._rows.hits(tx, expression, before, _CHUNK, conversation_id)
            for place, message in self._checked(tx, viewer, sought, places):
                found.append(message)
                if len(found) == limit:
                    return found, place
            if len(places) < _CHUNK:
                return found, None
            before = places[-1]
        return found, before

    def _checked(self, tx: Tx, viewer: Viewer, sought: Sought, places: list[int]) -> list[tuple[int, Message]]:
        """Of the candidates those that the viewer may see and whose text has the words: hashes are cut, words too."""
        seen = self._rows.visible(tx, viewer, places)
        messages = {it.id: it for it in self._rows.messages(tx, [message_id for _, message_id in seen])}
        return [
            (place, messages[message_id])
            for place, message_id in seen
            if message_id in messages
            and messages[message_id].deleted_at is None
            and sought.matches(searchable(messages[message_id].content))
        ]


def _before(page: str | None, where: Where) -> int | None:
    if page is None and where.before is not None:
        if not 0 <= where.before < _LATEST_MS:
            raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="before")
        return where.before << PLACE_BITS
    if page is None:
        return None
    if not (page.isascii() and page.isdecimal() and len(page) <= _MOST_DIGITS and int(page) < 2**63):
        raise GatewayRefusal(ErrorCode.BAD_REQUEST, field="page")
    return int(page)
