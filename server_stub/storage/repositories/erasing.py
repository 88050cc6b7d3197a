"""Takes everything away that tells of a person, and leaves what must stay: chain, suppression, and that it happened."""

# ruff: noqa: S608 - put together from fixed texts

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from server_stub.storage.database import Tx
from server_stub.storage.repositories.media import names
from server_stub.storage.repositories.people import Owner
from server_stub.storage.vault import Vault

_TALKS: Final = "(SELECT id FROM conversation WHERE contact_id = :contact)"
_MESSAGES: Final = f"(SELECT id FROM message WHERE conversation_id IN {_TALKS})"
STEPS: Final = (
    # Reports about messages are kept under the team's key until their message is here: edits hold words.
    "DELETE FROM waiting_update WHERE EXISTS (SELECT 1 FROM message WHERE message.wamid = waiting_update.target_wamid"
    f" AND message.channel_number_id = waiting_update.channel_number_id AND message.conversation_id IN {_TALKS})",
    f"DELETE FROM message_version WHERE message_id IN {_MESSAGES}",
    f"DELETE FROM reaction WHERE message_id IN {_MESSAGES}",
    f"UPDATE message_status SET raw_enc = NULL WHERE message_id IN {_MESSAGES}",
    # A message stays as an empty row for a while: WhatsApp repeats webhooks, and what was erased must not come back.
    "UPDATE message SET content_enc = NULL, raw_enc = NULL, failure_enc = NULL, client_digest = NULL,"
    f" quoted_wamid = NULL WHERE conversation_id IN {_TALKS}",
    "UPDATE send_job SET state = 'failed', lease_owner = NULL, lease_until = NULL, hold_reason = NULL"
    " WHERE contact_id = :contact AND state NOT IN ('done', 'failed')",
    "UPDATE send_decision SET inputs_enc = NULL WHERE contact_id = :contact",
    f"DELETE FROM claim WHERE conversation_id IN {_TALKS}",
    f"DELETE FROM draft WHERE conversation_id IN {_TALKS}",
    f"DELETE FROM offer WHERE conversation_id IN {_TALKS}",
    f"DELETE FROM participant WHERE conversation_id IN {_TALKS}",
    f"DELETE FROM mention WHERE conversation_id IN {_TALKS}",
    "UPDATE history_job SET state = 'failed', failure = 'erased', done_at = :now, next_attempt_at = NULL"
    " WHERE state IN ('waiting', 'sending')"
    f" AND case_id IN (SELECT id FROM case_file WHERE conversation_id IN {_TALKS})",
    "UPDATE history_job SET note_enc = NULL WHERE note_enc IS NOT NULL"
    f" AND case_id IN (SELECT id FROM case_file WHERE conversation_id IN {_TALKS})",
    "INSERT INTO case_event (case_id, conversation_id, kind, at, account_id, queue_id, detail)"
    " SELECT id, conversation_id, 'closed', :now, '', queue_id, 'erased' FROM case_file"
    f" WHERE closed_at IS NULL AND conversation_id IN {_TALKS}",
    "UPDATE case_file SET state = 'closed', closed_at = :now, closed_by = '', close_way = 'erased', queued_at = NULL,"
    " waiting_since = NULL, unanswered = 0, answer_due_at = NULL, wrap_until = NULL, silence_at = NULL,"
    " overflow_at = NULL, return_at = NULL"
    f" WHERE closed_at IS NULL AND conversation_id IN {_TALKS}",
    f"UPDATE case_file SET summary_enc = NULL WHERE conversation_id IN {_TALKS}",
    "UPDATE conversation SET assignee_id = NULL, unread = 0, last_message_id = NULL, preview_enc = NULL"
    " WHERE contact_id = :contact",
    f"DELETE FROM event WHERE conversation_id IN {_TALKS}",
    "DELETE FROM media WHERE contact_id = :contact",
    "DELETE FROM evidence_upload WHERE contact_id = :contact",
    "DELETE FROM optout_doubt WHERE contact_id = :contact",
    "DELETE FROM send_backoff WHERE contact_id = :contact",
    "DELETE FROM outside_message WHERE contact_id = :contact",
    "DELETE FROM capture_request WHERE contact_id = :contact",
    "UPDATE rights_request SET detail_enc = NULL, source_key = NULL WHERE contact_id = :contact",
    "DELETE FROM identity_proposal WHERE contact_id = :contact OR other_contact_id = :contact",
    "UPDATE contact_merge SET undone_at = :now"
    " WHERE undone_at IS NULL AND (kept_id = :contact OR merged_id = :contact)",
    "DELETE FROM identity WHERE contact_id = :contact",
    "UPDATE contact SET profile_enc = NULL, erased_at = :now, identity_changed_at = NULL, zone = '', language = '',"
    " minor = '', merged_into = '' WHERE id = :contact",
)
"""In this order: some need what later ones take away."""
_EVIDENCE: Final = (
    "DELETE FROM evidence WHERE key_id = :key"
    " AND event_id IN (SELECT event_id FROM consent_event WHERE contact_id = :contact)"
)
"""Only once its key is gone: the ledger lets no other evidence go."""
_OWN_KEYS: Final = """
SELECT key_id FROM capture_request WHERE contact_id = :contact
UNION SELECT key_id FROM outside_message WHERE contact_id = :contact
"""


@dataclass(frozen=True, slots=True)
class Files:
    """Sealed files that nobody names any more: of messages, uploads and evidence."""

    media: tuple[str, ...]
    uploads: tuple[str, ...]
    evidence: tuple[str, ...]


class Erasing:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def conversations(self, tx: Tx, contact_id: str) -> list[str]:
        rows = tx.driver.execute(
            "SELECT id FROM conversation WHERE contact_id = ? ORDER BY id", (contact_id,)
        ).fetchall()
        return [row[0] for row in rows]

    def files(self, tx: Tx, contact_id: str) -> Files:
        media = names(_column(tx, "SELECT DISTINCT file_id FROM media WHERE contact_id = ?", contact_id))
        uploads = "SELECT id FROM evidence_upload WHERE contact_id = ?"
        evidence = (
            "SELECT file_ref FROM evidence WHERE file_ref <> ''"
            " AND event_id IN (SELECT event_id FROM consent_event WHERE contact_id = ?)"
        )
        return Files(tuple(media), _column(tx, uploads, contact_id), _column(tx, evidence, contact_id))

    def erase(self, tx: Tx, owner: Owner, now: int) -> None:
        """Rows first, then the key: what is left of the person anywhere, also in backups, cannot be read again."""
        where = {"contact": owner.contact_id, "now": now}
        keys = {row[0] for row in tx.driver.execute(_OWN_KEYS, where).fetchall()}
        for step in STEPS:
            tx.driver.execute(step, where)
        for key_id in sorted(keys | {owner.key_id}):
            if self._seals_one_person(tx, key_id):
                self._vault.destroy_key(tx, key_id, now)
                tx.driver.execute(_EVIDENCE, {"key": key_id, "contact": owner.contact_id})

    @staticmethod
    def _seals_one_person(tx: Tx, key_id: str) -> bool:
        """Not the team's key, nor one that another contact has."""
        sql = (
            "SELECT purpose <> 'team' AND destroyed_at IS NULL AND NOT EXISTS ("
            "SELECT 1 FROM contact WHERE contact.key_id = data_key.id AND contact.erased_at IS NULL)"
            " FROM data_key WHERE id = ?"
        )
        row = tx.driver.execute(sql, (key_id,)).fetchone()
        return row is not None and bool(row[0])


def _column(tx: Tx, sql: str, *parameters: str) -> tuple[str, ...]:
    found: Iterable[tuple[str, ...]] = tx.driver.execute(sql, parameters).fetchall()
    return tuple(row[0] for row in found)
