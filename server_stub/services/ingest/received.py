"""An item on its way through ingest, and ids that keep the order in which messages came."""

from __future__ import annotations

import os
from typing import Generic, NamedTuple, TypeVar

from server_stub.whatsapp.webhook_types import Item

ItemT = TypeVar("ItemT", bound=Item, covariant=True)


class Received(NamedTuple, Generic[ItemT]):
    """`received_at` in ms; `journal_id` is the body that held it."""

    item: ItemT
    received_at: int
    journal_id: int


class OrderedIds:
    """Ids like contract.ids.new_id, but never out of order: WhatsApp's time has whole seconds, so that two messages
    of one second are told apart by their ids. Used in the writer thread only: moment and count make an id unique in
    its process, a random part tells processes apart.
    """

    def __init__(self) -> None:
        self._moment = 0
        self._count = 0
        self._process = os.urandom(7).hex()

    def next(self, now: int) -> str:
        if now > self._moment:
            self._moment, self._count = now, 0
        else:
            self._count += 1
        return f"{self._moment:012x}{self._count:06x}{self._process}"
