"""What the customer is told once somebody is really there, and not before."""

from __future__ import annotations

from server_stub.domain.protocol_number import grouped
from server_stub.domain.service_texts import filled
from server_stub.services.own_words import OwnWords
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRows
from server_stub.storage.repositories.reading import Reading


class AcceptedWords:
    """Through the send gate, inside the window only, and once for each acceptance."""

    def __init__(self, cases: CaseRows, queues: QueueBook, reading: Reading, words: OwnWords) -> None:
        self._cases = cases
        self._queues = queues
        self._reading = reading
        self._words = words

    def say(self, tx: Tx, conversation_id: str, agent: str, now: int, *, once_key: str) -> None:
        """`agent`: the name of who is there now."""
        row = self._cases.open_of(tx, conversation_id)
        queue = None if row is None else self._queues.get(tx, row.queue_id)
        if row is None or queue is None or not queue.accepted_text.strip():
            return
        values = {"protocol": grouped(row.protocol), "queue": queue.name, "agent": agent}
        if "{name}" in queue.accepted_text:
            values["name"] = self._customer(tx, conversation_id, now)
        text = filled(queue.accepted_text, values).strip()
        self._words.reply(tx, conversation_id, text, once_key=f"accepted:{once_key}", now=now)

    def _customer(self, tx: Tx, conversation_id: str, now: int) -> str:
        conversation = self._reading.conversation(tx, conversation_id)
        contact = None if conversation is None else self._reading.contact(tx, conversation.contact_id, now)
        return "" if contact is None else contact.name
