"""May this person be asked by e-mail or SMS now? The rules of a question in the chat, without its window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from server_stub.contract.gate import Decision, Reason, SendKind, Verdict
from server_stub.contract.model import Consent
from server_stub.domain.consent_events import State
from server_stub.domain.gate import version_of
from server_stub.domain.identity import match_key
from server_stub.domain.purposes import EVERYTHING, PROMOTIONAL, Purpose, covers
from server_stub.services.gatekeeper import BROKEN_AT, Gatekeeper
from server_stub.storage.database import Tx
from server_stub.storage.repositories.decisions import Decisions, NewDecision
from server_stub.storage.repositories.ledger import Ledger
from server_stub.storage.repositories.outside import SMS, OutsideRow
from server_stub.storage.repositories.registers import Registers
from server_stub.storage.vault import Vault

REFUSAL_REST_MS: Final = 90 * 86_400_000
"""8.2: not within 90 days after a refusal."""
_PERSON: Final = (
    "SELECT erased_at IS NOT NULL, legal_block_at IS NOT NULL, minor, identity_changed_at IS NOT NULL"
    " FROM contact WHERE id = ?"
)
_LEFT_FOR_EVER: Final = "SELECT scope FROM suppression WHERE value_hash = ? AND kind = 'match'"
_LISTED: Final = "SELECT 1 FROM block_list_entry WHERE match_hash = ? AND effective_at <= ? LIMIT 1"


class Permission:
    def __init__(
        self, gatekeeper: Gatekeeper, registers: Registers, decisions: Decisions, ledger: Ledger, vault: Vault
    ) -> None:
        self._gatekeeper = gatekeeper
        self._registers = registers
        self._decisions = decisions
        self._ledger = ledger
        self._vault = vault

    @property
    def waits(self) -> bool:
        """Nobody can say yet: the ledger was not verified since the start."""
        return self._gatekeeper.waits_for_verification

    def denial(
        self, tx: Tx, contact_id: str, channel: str, address: str, purpose: Purpose, now: int
    ) -> Decision | None:
        """Why not; None where asking is fine."""
        reason = self._of_person(tx, contact_id, channel, purpose, now)
        if reason is None and channel == SMS:
            reason = self._of_number(tx, address, purpose, now)
        if reason is not None:
            return Decision(Verdict.DENY, reason)
        consents, everything_at = self._gatekeeper.consents_of(tx, contact_id, now)
        if everything_at is not None:
            return Decision(Verdict.DENY, Reason.DENY_OPTED_OUT_ALL, {"date": everything_at})
        return _of_state(next((it for it in consents if it.purpose == purpose.code), None), now)

    def judge(self, tx: Tx, row: OutsideRow, address: str, purpose: Purpose, now: int) -> Decision:
        """Asked again for each attempt; the verdict is kept with what it was based on (N16)."""
        denial = self.denial(tx, row.contact_id, row.channel, address, purpose, now)
        decision = denial or Decision(Verdict.ALLOW, Reason.ALLOW_CONSENT_PROMPT, {"purpose": purpose.code})
        consents, everything_at = self._gatekeeper.consents_of(tx, row.contact_id, now)
        standing = next((it for it in consents if it.purpose == purpose.code), None)
        self._decisions.add(
            tx,
            NewDecision(
                message_id=row.id,
                contact_id=row.contact_id,
                conversation_id="",
                key_id=row.key_id,
                stage="dispatch",
                kind=SendKind.CONSENT_PROMPT.value,
                purpose=purpose.code,
                template_id=None,
                decision=decision,
                inputs={"channel": row.channel, "standing": standing, "opted_out_all_at": everything_at},
                ledger_seq=self._ledger.last_seq(tx),
                policy_version=version_of(self._registers.policy(tx).version),
                decided_at=now,
            ),
        )
        return decision

    def stands_revoked(self, tx: Tx, contact_id: str, scope: str, purposes: Sequence[str], now: int) -> bool:
        """Everything that `scope` covers among `purposes` is revoked already."""
        consents, everything_at = self._gatekeeper.consents_of(tx, contact_id, now)
        if scope == EVERYTHING and everything_at is None:
            return False
        # Whoever left everything may have asked to come back since: to leave again is then news.
        states = {it.purpose: it.state for it in consents}
        return all(states.get(code) == State.REVOKED for code in purposes if covers(scope, code))

    @staticmethod
    def _of_person(tx: Tx, contact_id: str, channel: str, purpose: Purpose, now: int) -> Reason | None:
        row = tx.driver.execute(_PERSON, (contact_id,)).fetchone()
        erased, legal_block, minor, identity_changed = row or (True, True, "", True)
        if erased:
            return Reason.DENY_ERASED
        if tx.driver.execute("SELECT 1 FROM setting WHERE name = ?", (BROKEN_AT,)).fetchone() is not None:
            return Reason.DENY_LEDGER_INTEGRITY
        if legal_block:
            return Reason.DENY_LEGAL_BLOCK
        if minor == "minor" and covers(PROMOTIONAL, purpose.code):
            return Reason.DENY_MINOR
        return Reason.DENY_IDENTITY_CHANGED if identity_changed and channel == SMS else None

    def _of_number(self, tx: Tx, phone: str, purpose: Purpose, now: int) -> Reason | None:
        """A number may speak for somebody who was erased, or stand on a do-not-contact list, whoever it is now."""
        hashed = self._vault.blind(match_key(phone.removeprefix("+")), "match")
        left = [row[0] for row in tx.driver.execute(_LEFT_FOR_EVER, (hashed,))]
        if any(covers(scope, purpose.code) for scope in left):
            return Reason.DENY_OPTED_OUT_ALL
        listed = covers(PROMOTIONAL, purpose.code) and tx.driver.execute(_LISTED, (hashed, now)).fetchone()
        return Reason.DENY_EXTERNAL_DNC if listed else None


def _of_state(consent: Consent | None, now: int) -> Decision | None:
    if consent is None:
        return None
    reason = {
        State.ACTIVE.value: Reason.DENY_ALREADY_GRANTED,
        State.PENDING.value: Reason.DENY_CONSENT_PENDING,
        State.REVOKED.value: Reason.DENY_OPTED_OUT_PURPOSE,
        State.TERMINATED.value: Reason.DENY_OPTED_OUT_PURPOSE,
        State.ERASED.value: Reason.DENY_ERASED,
    }.get(consent.state)
    since = consent.since or 0
    if consent.state == State.REFUSED and now - since < REFUSAL_REST_MS:
        reason = Reason.DENY_REFUSED_RECENTLY
    if reason is None:
        return None
    return Decision(Verdict.DENY, reason, {"purpose": consent.purpose, "date": since})
