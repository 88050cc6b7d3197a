"""What a customer's message answers: our last words before it, and whether it is the answer to a question of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from server_stub.contract.content import Kind
from server_stub.contract.gate import SendKind
from server_stub.domain.optout import Situation
from server_stub.domain.optout_words import normalise
from server_stub.services.hooks import Inbound
from server_stub.storage.database import Tx
from server_stub.storage.repositories.reading import Reading

_LAST_SAID: Final = """
SELECT message.id, message.kind, send_job.kind, message.status
FROM message LEFT JOIN send_job ON send_job.message_id = message.id
WHERE message.conversation_id = ? AND message.direction = 'out'
  AND message.kind NOT IN ('system', 'note', 'reaction')
  AND message.sent_at <= ?
ORDER BY message.sent_at DESC, message.id DESC LIMIT 1
"""
_BETWEEN: Final = """
SELECT 1 FROM message WHERE conversation_id = ? AND direction = 'in' AND kind <> 'system' AND id < ?
  AND received_at > (SELECT received_at FROM message WHERE id = ?) LIMIT 1
"""
"""By our clock: a question of the gateway is as old as the message that it follows."""
_JUST_SAID: Final = """
SELECT id FROM message
WHERE conversation_id = ? AND direction = 'in' AND id <> ? AND sent_at BETWEEN ? AND ? ORDER BY sent_at DESC LIMIT 5
"""
_SAME_SECOND_MS: Final = 999
_LOOP_MS: Final = 5_000
_TEMPLATED: Final = frozenset(kind.value for kind in SendKind) - {
    SendKind.FREE_FORM,
    SendKind.CONSENT_PROMPT,
    SendKind.OPT_OUT_CONFIRMATION,
}
_MENU: Final = re.compile(r"\b(?:sair|voltar|exit|salir)\b.{0,40}\b(?:encerrar|finalizar|terminar|menu|end|salir)\b")
_CART: Final = re.compile(r"\b(?:carrinho|remover|remova|remove|cart|carrito)\b")


@dataclass(frozen=True, slots=True)
class LastSaid:
    """Our last message before one of the customer's. `send_kind`: letter of the gate, "" for what we did not send."""

    message_id: str
    kind: str
    send_kind: str
    status: str


class Situations:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def last_said(self, tx: Tx, inbound: Inbound) -> LastSaid | None:
        """WhatsApp tells whole seconds: what we said in the same second counts as said before."""
        row = tx.driver.execute(_LAST_SAID, (inbound.conversation_id, inbound.sent_at + _SAME_SECOND_MS)).fetchone()
        return None if row is None else LastSaid(row[0], row[1], row[2] or "", row[3])

    def of(self, tx: Tx, inbound: Inbound) -> Situation:
        said = self.last_said(tx, inbound)
        if said is None:
            return Situation()
        words = self._words(tx, said.message_id)
        return Situation(
            after_promotion=said.send_kind == SendKind.MARKETING,
            after_template=said.send_kind in _TEMPLATED,
            in_menu=said.send_kind in ("", SendKind.FREE_FORM) and _MENU.search(words) is not None,
            in_cart=said.kind == Kind.ORDER or _CART.search(words) is not None,
        )

    def answers(self, tx: Tx, inbound: Inbound, question_id: str) -> bool:
        """The next thing the customer said after this question, with nothing of ours in between."""
        said = self.last_said(tx, inbound)
        if said is None or said.message_id != question_id or said.status == "failed":
            return False
        between = (inbound.conversation_id, inbound.message_id, question_id)
        return tx.driver.execute(_BETWEEN, between).fetchone() is None

    def repeats_itself(self, tx: Tx, inbound: Inbound) -> bool:
        """The same words within five seconds: a program that answers us, or a finger that slipped."""
        around = (inbound.sent_at - _LOOP_MS, inbound.sent_at)
        rows = tx.driver.execute(_JUST_SAID, (inbound.conversation_id, inbound.message_id, *around)).fetchall()
        wanted = normalise(inbound.content.text)
        return any(self._words(tx, row[0]) == wanted for row in rows)

    def _words(self, tx: Tx, message_id: str) -> str:
        message = self._reading.message(tx, message_id)
        return "" if message is None else normalise(message.content.text)
