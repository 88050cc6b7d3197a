"""The second step of a double opt-in: whoever was signed up elsewhere is asked once when they next write (1.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.contract.errors import GatewayRefusal
from server_stub.domain.consent_events import State
from server_stub.services.hooks import Inbound
from server_stub.services.own_words import OwnWords
from server_stub.storage.database import Tx
from server_stub.storage.repositories.registers import Registers

_EVER_REQUESTED: Final = "SELECT 1 FROM consent_event WHERE contact_id = ? AND type = 'REQUESTED' LIMIT 1"
_ON_ITS_WAY: Final = """
SELECT 1 FROM consent_prompt JOIN send_job ON send_job.message_id = consent_prompt.message_id
WHERE consent_prompt.contact_id = ? AND consent_prompt.answered_at IS NULL AND consent_prompt.expires_at > ?
  AND send_job.state <> 'failed' LIMIT 1
"""
_OPEN_WINDOWS: Final = """
SELECT id FROM conversation WHERE contact_id = ? AND last_inbound_at IS NOT NULL ORDER BY last_inbound_at DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class DueQuestions:
    """An InboundHook, after all others: what they learn from the message may have settled it."""

    registers: Registers
    words: OwnWords

    def __call__(self, tx: Tx, inbound: Inbound) -> None:
        if tx.driver.execute(_EVER_REQUESTED, (inbound.contact_id,)).fetchone() is not None:
            self.ask(tx, inbound.conversation_id, inbound.received_at)

    def ask_contact(self, tx: Tx, contact_id: str, now: int) -> None:
        """At once, where the person wrote less than a day ago; the send gate says whether that is so."""
        row = tx.driver.execute(_OPEN_WINDOWS, (contact_id,)).fetchone()
        if row is not None:
            self.ask(tx, str(row[0]), now)

    def ask(self, tx: Tx, conversation_id: str, now: int) -> None:
        """One question at a time, each once: for the purpose that has waited longest."""
        facts = self.words.facts(tx, conversation_id, now)
        standing = None if facts is None else facts.base.standing
        if facts is None or standing is None or self._asked(tx, facts.contact_id, now):
            return
        waiting = [
            (standing.of(code).since or 0, code)
            for code, purpose in self.registers.catalogue(tx).items()
            if purpose.double_opt_in and purpose.active and standing.of(code).state is State.PENDING
        ]
        for since, purpose in sorted(waiting)[:1]:
            key = f"confirm:{facts.contact_id}:{purpose}:{since}"
            try:
                self.words.question(tx, conversation_id, purpose, once_key=key, now=now, kind="confirm")
            except GatewayRefusal:  # no text to ask with: an administrator's matter
                return

    @staticmethod
    def _asked(tx: Tx, contact_id: str, now: int) -> bool:
        """A question is before the person already, or on its way."""
        return tx.driver.execute(_ON_ITS_WAY, (contact_id, now)).fetchone() is not None
