"""Messages of a timeline by their ids, and their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from operator import attrgetter, lt

from server_stub.contract.model import Message

by_time = attrgetter("sent_at", "id")
_moment = attrgetter("sent_at")
_id = attrgetter("id")


def in_order(messages: Iterable[Message]) -> list[Message]:
    """Sorted by (sent_at, id). What comes from the store is sorted already, which one look at the times shows."""
    given = list(messages)
    moments = list(map(_moment, given))
    if all(map(lt, moments, islice(moments, 1, None))):
        return given
    given.sort(key=by_time)
    return given


class MessageIndex:
    """Written out when first asked, so that opening a long conversation does not wait for it."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self._waiting: list[Sequence[Message]] = [messages]
        self._by_id: dict[str, Message] = {}
        self._by_client_id: dict[str, str] = {}

    def message(self, message_id: str) -> Message | None:
        return self._messages().get(message_id)

    def twin(self, message: Message) -> Message | None:
        """The one that was sent from here under a local id and has the same client id."""
        known = self._messages()
        local = self._by_client_id.get(message.client_id) if message.client_id else None
        return known.get(local) if local else None

    def add(self, message: Message) -> None:
        self._messages()[message.id] = message
        if message.client_id:
            self._by_client_id[message.client_id] = message.id

    def add_all(self, messages: Sequence[Message]) -> None:
        self._waiting.append(messages)

    def drop(self, message: Message) -> None:
        self._messages().pop(message.id, None)
        if message.client_id and self._by_client_id.get(message.client_id) == message.id:
            del self._by_client_id[message.client_id]

    def _messages(self) -> dict[str, Message]:
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for page in waiting:
                self._by_id.update(zip(map(_id, page), page, strict=True))
                self._by_client_id.update((item.client_id, item.id) for item in page if item.client_id)
        return self._by_id
