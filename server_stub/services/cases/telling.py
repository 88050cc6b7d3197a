"""What the gateway tells customers of their case: its number at the opening and when asked, and that it was closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from server_stub.contract.content import Kind
from server_stub.contract.queues import Queue
from server_stub.domain.protocol_asked import asks_for_protocol
from server_stub.domain.protocol_number import grouped
from server_stub.domain.service_texts import filled
from server_stub.domain.survey import PURPOSE
from server_stub.services.hooks import Inbound
from server_stub.services.own_words import OwnWords
from server_stub.services.team.queue_book import QueueBook
from server_stub.storage.database import Tx
from server_stub.storage.repositories.cases import CaseRow, CaseRows

_PROTOCOL: Final = "{protocol}"


class CaseWords:
    """All of it goes through the send gate, inside the window only, and once for each cause.

    `name_of`: (transaction, conversation id) → the customer's name.
    """

    def __init__(self, rows: CaseRows, queues: QueueBook, words: OwnWords, name_of: Callable[[Tx, str], str]) -> None:
        self._rows = rows
        self._queues = queues
        self._words = words
        self._name_of = name_of

    def opened(self, tx: Tx, row: CaseRow, now: int) -> None:
        """What the queue says at the opening; beside it the number, where the company wants that and it was not in."""
        queue, policy = self._queues.get(tx, row.queue_id), self._queues.policy(tx)
        text = "" if queue is None else queue.opening_text
        if text.strip():
            self._say(tx, row, queue, text, f"case:{row.id}:opened", now)
        if policy.tell_protocol and _PROTOCOL not in text:
            self._say(tx, row, queue, policy.protocol_text, f"case:{row.id}:protocol", now)

    def closed(self, tx: Tx, row: CaseRow, agent: str, now: int) -> bool:
        """The queue's closing text; the same case closed again after it was reopened is told again.

        `agent`: the name of who closed it, "" for nobody. False where it could not be said.
        """
        queue = self._queues.get(tx, row.queue_id)
        if queue is None or not queue.closing_text.strip():
            return True
        return self._say(tx, row, queue, queue.closing_text, f"case:{row.id}:closed:{row.reopened}", now, agent)

    def survey(self, tx: Tx, row: CaseRow, queue: Queue, agent: str, now: int) -> bool:
        """The queue's question, once for a case; whether it was put."""
        text = self._filled(tx, row, queue, queue.survey_text, agent)
        return self._words.survey(tx, row.conversation_id, text, PURPOSE, once_key=survey_key(row.id), now=now)

    def asked(self, tx: Tx, inbound: Inbound) -> None:
        """An InboundHook: the word "protocolo", or a question for the number and nothing else."""
        content = inbound.content
        if content.kind != Kind.TEXT or content.forwarded or not asks_for_protocol(content.text):
            return
        row = self._meant(tx, inbound.conversation_id)
        if row is None:
            return
        text = self._queues.policy(tx).protocol_text
        text = text if _PROTOCOL in text else f"{text} {_PROTOCOL}".strip()
        key = f"protocol:{inbound.message_id}"
        self._say(tx, row, self._queues.get(tx, row.queue_id), text, key, inbound.received_at)

    def _meant(self, tx: Tx, conversation_id: str) -> CaseRow | None:
        """The open case; the one before, where this question itself was what opened a new one."""
        row = self._rows.last_of(tx, conversation_id)
        if row is None or not _has_only_begun(row):
            return row
        return self._rows.closed_before(tx, row) or row

    def _say(
        self, tx: Tx, row: CaseRow, queue: Queue | None, text: str, once_key: str, now: int, agent: str = ""
    ) -> bool:
        words = self._filled(tx, row, queue, text, agent)
        return self._words.reply(tx, row.conversation_id, words, once_key=once_key, now=now)

    def _filled(self, tx: Tx, row: CaseRow, queue: Queue | None, text: str, agent: str) -> str:
        values = {"protocol": grouped(row.protocol), "queue": "" if queue is None else queue.name, "agent": agent}
        if "{name}" in text:
            values["name"] = self._name_of(tx, row.conversation_id)
        return filled(text, values).strip()


def survey_key(case_id: str) -> str:
    """What names the one question about a case."""
    return f"case:{case_id}:survey"


def _has_only_begun(row: CaseRow) -> bool:
    return row.is_open and not row.reopened and row.first_response_at is None and row.unanswered == 1
