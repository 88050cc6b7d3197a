"""Every verdict of the send gate with what it was based on, DENY included (N16)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import msgspec

from server_stub.contract.gate import Decision, Reason, Verdict
from server_stub.storage.database import Tx
from server_stub.storage.vault import UnreadableError, Vault

INPUTS_CONTEXT: Final = "send_decision.inputs"
_INSERT: Final = """
INSERT INTO send_decision (message_id, contact_id, conversation_id, stage, kind, purpose, template_id, verdict, reason,
                           inputs_enc, ledger_seq, policy_version, decided_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


_OF_ACCEPTANCE: Final = """
SELECT send_decision.verdict, send_decision.reason, send_decision.inputs_enc, contact.key_id
FROM send_decision JOIN contact ON contact.id = send_decision.contact_id
WHERE send_decision.message_id = ? AND send_decision.stage = 'acceptance' ORDER BY send_decision.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class NewDecision:
    """One decision to be kept. `stage`: acceptance or dispatch; `inputs` are sealed under the contact's key."""

    message_id: str | None
    contact_id: str
    conversation_id: str
    key_id: str
    stage: str
    kind: str
    purpose: str
    template_id: str | None
    decision: Decision
    inputs: dict[str, Any]
    ledger_seq: int
    policy_version: str
    decided_at: int


class Decisions:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, tx: Tx, new: NewDecision) -> None:
        kept = {"decision": new.decision, "inputs": new.inputs}
        sealed = self._vault.seal(tx, new.key_id, msgspec.json.encode(kept), INPUTS_CONTEXT)
        subject = (new.message_id, new.contact_id, new.conversation_id, new.stage, new.kind)
        result = (new.decision.verdict.value, new.decision.reason.value, sealed)
        origin = (new.ledger_seq, new.policy_version, new.decided_at)
        tx.driver.execute(_INSERT, (*subject, new.purpose, new.template_id, *result, *origin))

    def of_acceptance(self, tx: Tx, message_id: str) -> Decision | None:
        """The decision with which a message was accepted; without its parameters once the person was erased."""
        found = self._kept(tx, message_id)
        return None if found is None else found.decision

    def told_at_acceptance(self, tx: Tx, message_id: str) -> Told:
        """What only the one who asked could tell; nothing once the person was erased."""
        found = self._kept(tx, message_id)
        return Told() if found is None else found.inputs

    def _kept(self, tx: Tx, message_id: str) -> _Kept | None:
        row = tx.driver.execute(_OF_ACCEPTANCE, (message_id,)).fetchone()
        if row is None:
            return None
        verdict, reason, sealed, key_id = row
        try:
            opened = self._vault.open(tx, key_id, sealed, INPUTS_CONTEXT)
        except UnreadableError:
            return _Kept(Decision(Verdict(verdict), Reason(reason)))
        return msgspec.json.decode(opened, type=_Kept)


class _Content(msgspec.Struct, frozen=True):
    promotional: bool | None = None


class Told(msgspec.Struct, frozen=True):
    """Of the inputs of an acceptance: the agent's answer about offers, and that the message answers the customer."""

    content: _Content = _Content()
    requested_in_window: bool = False


class _Kept(msgspec.Struct, frozen=True):
    decision: Decision
    inputs: Told = Told()
