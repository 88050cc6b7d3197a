"""Rows out: messages, conversations and contacts as the wire types, opened by the vault.

Statements go to the driver directly because ingest reads back what it wrote on its hot path. What was erased (its
key is destroyed) is still listed, but empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from server_stub.contract.model import Claim, Consent, Contact, Conversation, Doubt, Message, Preview
from server_stub.domain.window import closes_at
from server_stub.storage.database import Tx
from server_stub.storage.repositories.conversation_parts import PARTS, PARTS_FROM, Parts, brief_of, protocol_of
from server_stub.storage.repositories.message_rows import MESSAGE_SQL, MessageAssembler
from server_stub.storage.repositories.people import Owner, Profile
from server_stub.storage.repositories.visibility import Viewer, visible_conversation
from server_stub.storage.sealed_values import opened
from server_stub.storage.vault import UnreadableError, Vault

ConsentsOf = Callable[[Tx, str, int], tuple[list[Consent], int | None]]
"""(transaction, contact id, now) → the state of each purpose, and since when an opt-out of everything stands."""

_LAST: Final = (2**63 - 1, "")

_CONVERSATION_SQL: Final = f"""
SELECT conversation.id, CASE contact.merged_into WHEN '' THEN contact.id ELSE contact.merged_into END,
       conversation.channel_number_id, conversation.assignee_id, conversation.unread,
       conversation.last_inbound_at, conversation.preview_enc, conversation.last_at, contact.key_id,
       claim.account_id, claimant.name, claim.until,
       doubt.message_id, doubt.rule, doubt.opened_at, doubt.expires_at, {PARTS}
FROM conversation
JOIN contact ON contact.id = conversation.contact_id
LEFT JOIN claim ON claim.conversation_id = conversation.id
LEFT JOIN account AS claimant ON claimant.id = claim.account_id
LEFT JOIN optout_doubt AS doubt ON doubt.contact_id = conversation.contact_id AND doubt.settled_at IS NULL
      AND doubt.conversation_id = conversation.id
{PARTS_FROM}"""  # noqa: S608 - constants of ours

_CONTACT_SQL: Final = """
SELECT contact.id, contact.key_id, contact.profile_enc, contact.created_at, contact.identity_changed_at IS NOT NULL
       OR EXISTS (SELECT 1 FROM identity_proposal
                  WHERE identity_proposal.contact_id = contact.id AND identity_proposal.state = 'open'),
       contact.minor, contact.legal_block_at, contact.merged_into,
       (SELECT value_enc FROM identity WHERE identity.contact_id = contact.id AND identity.kind = 'email'
          AND identity.valid_to IS NULL ORDER BY identity.id DESC LIMIT 1)
FROM contact WHERE contact.id = ?
"""
_SHOWN_AS: Final = "SELECT CASE merged_into WHEN '' THEN id ELSE merged_into END FROM contact WHERE id = ?"
_STOPS: Final = """
SELECT max(stop.captured_at) FROM consent_event AS stop
WHERE stop.contact_id = ? AND stop.type = 'PLATFORM_STOP' AND NOT EXISTS (
  SELECT 1 FROM consent_event AS later WHERE later.contact_id = stop.contact_id AND later.channel = stop.channel
    AND later.type = 'PLATFORM_RESUME' AND later.captured_at / 1000 > stop.captured_at / 1000)
"""


class Reading:
    """For events (`message`, `conversation`, `contact`: unfiltered) and for people (all that take a `Viewer`)."""

    def __init__(self, vault: Vault, consents_of: ConsentsOf | None = None) -> None:
        self._vault = vault
        self._consents_of = consents_of
        self._messages = MessageAssembler(vault)

    def message(self, tx: Tx, message_id: str) -> Message | None:
        """One message as the event log tells it. Not filtered by permission: never answer a request with it."""
        rows = tx.driver.execute(MESSAGE_SQL + " WHERE message.id = ?", (message_id,)).fetchall()
        return next(iter(self._messages.assemble(tx, rows)), None)

    def messages(
        self, tx: Tx, viewer: Viewer, conversation_id: str, before: tuple[int, str] | None, limit: int
    ) -> list[Message]:
        """The newest `limit` messages before the (sent_at, id) of `before`, newest last.

        Empty where the viewer may not look.
        """
        allowed, parameters = visible_conversation(viewer)
        rows = tx.driver.execute(
            f"{MESSAGE_SQL} WHERE message.conversation_id = ? AND message.kind <> 'reaction'"
            f" AND (message.sent_at, message.id) < (?, ?) AND {allowed}"
            " ORDER BY message.sent_at DESC, message.id DESC LIMIT ?",
            (conversation_id, *(before or (_LAST[0], "")), *parameters, limit),
        ).fetchall()
        return self._messages.assemble(tx, rows[::-1])

    def files(
        self, tx: Tx, viewer: Viewer, conversation_id: str, before: tuple[int, str] | None, limit: int
    ) -> list[Message]:
        """As `messages`, only pictures, films and documents that were not deleted."""
        allowed, parameters = visible_conversation(viewer)
        rows = tx.driver.execute(
            f"{MESSAGE_SQL} WHERE message.conversation_id = ? AND message.kind IN ('image', 'video', 'document')"
            f" AND message.deleted_at IS NULL AND (message.sent_at, message.id) < (?, ?) AND {allowed}"
            " ORDER BY message.sent_at DESC, message.id DESC LIMIT ?",
            (conversation_id, *(before or (_LAST[0], "")), *parameters, limit),
        ).fetchall()
        return self._messages.assemble(tx, rows[::-1])

    def conversation(self, tx: Tx, conversation_id: str) -> Conversation | None:
        """One conversation as the event log tells it. Not filtered by permission: never answer a request with it."""
        row = tx.driver.execute(_CONVERSATION_SQL + " WHERE conversation.id = ?", (conversation_id,)).fetchone()
        return None if row is None else self._conversation(tx, row)

    def conversation_for(self, tx: Tx, viewer: Viewer, conversation_id: str) -> Conversation | None:
        """The conversation, or None where it does not exist or the viewer may not see it: callers cannot tell which."""
        allowed, parameters = visible_conversation(viewer)
        row = tx.driver.execute(
            f"{_CONVERSATION_SQL} WHERE conversation.id = ? AND {allowed}", (conversation_id, *parameters)
        ).fetchone()
        return None if row is None else self._conversation(tx, row)

    def conversations(
        self, tx: Tx, viewer: Viewer, before: tuple[int, str] | None, limit: int
    ) -> tuple[list[Conversation], tuple[int, str] | None]:
        """Most recently active first, and the (last_at, id) where the next page begins, None at the end.

        A conversation without any message has nothing to show and is not listed.
        """
        allowed, parameters = visible_conversation(viewer)
        rows = tx.driver.execute(
            f"{_CONVERSATION_SQL} WHERE (conversation.last_at, conversation.id) < (?, ?) AND {allowed}"
            " ORDER BY conversation.last_at DESC, conversation.id DESC LIMIT ?",
            (*(before or _LAST), *parameters, limit + 1),
        ).fetchall()
        page = rows[:limit]
        following = (int(page[-1][7]), str(page[-1][0])) if len(rows) > limit else None
        return [self._conversation(tx, row) for row in page], following

    def contact(self, tx: Tx, contact_id: str, now: int) -> Contact | None:
        """One contact with the consents as they stand at `now`; for one that was merged away the one it is shown as.

        Not filtered: check the conversation first.
        """
        shown = tx.driver.execute(_SHOWN_AS, (contact_id,)).fetchone()
        return None if shown is None else self.contact_itself(tx, str(shown[0]), now)

    def contact_itself(self, tx: Tx, contact_id: str, now: int) -> Contact | None:
        """This very contact, also where it is shown as another. Not filtered."""
        row = tx.driver.execute(_CONTACT_SQL, (contact_id,)).fetchone()
        if row is None:
            return None
        identifier, key_id, profile_enc, created_at, proposed, minor, blocked_at, merged_into, email_enc = row
        profile = opened(self._vault, tx, key_id, profile_enc, "contact.profile", Profile) or Profile()
        consents, opted_out_at = self._consents_of(tx, contact_id, now) if self._consents_of else ([], None)
        return Contact(
            id=identifier,
            name=profile.name,
            phone=profile.phone,
            username=profile.username,
            created_at=created_at,
            consents=consents,
            opted_out_at=opted_out_at,
            number_change_proposed=bool(proposed),
            email=self._email(tx, key_id, email_enc),
            platform_stop_at=tx.driver.execute(_STOPS, (contact_id,)).fetchone()[0],
            minor=minor == "minor",
            adult=minor == "adult",
            legal_block_at=blocked_at,
            merged_into=merged_into,
        )

    def key_of(self, tx: Tx, conversation_id: str) -> str | None:
        """The data key under which events of this conversation are sealed."""
        owner = self.owner_of(tx, conversation_id)
        return None if owner is None else owner.key_id

    def owner_of(self, tx: Tx, conversation_id: str) -> Owner | None:
        """The contact that the conversation is with, whoever it is shown as, and its data key."""
        sql = "SELECT id, key_id FROM contact WHERE id = (SELECT contact_id FROM conversation WHERE id = ?)"
        row = tx.driver.execute(sql, (conversation_id,)).fetchone()
        return None if row is None else Owner(*row)

    def contacts_of(self, tx: Tx, conversations: Sequence[Conversation], now: int) -> list[Contact]:
        """The people of these conversations, each once, in the order they appear."""
        found = (self.contact(tx, contact_id, now) for contact_id in dict.fromkeys(c.contact_id for c in conversations))
        return [contact for contact in found if contact is not None]

    def _conversation(self, tx: Tx, row: Sequence[Any]) -> Conversation:
        identifier, contact_id, number_id, assignee_id, unread, last_inbound_at, preview_enc, _, key_id = row[:9]
        claimant_id, claimant_name, claimed_until = row[9:12]
        parts = Parts.of(self._vault, tx, key_id, row[16:])
        return Conversation(
            id=identifier,
            contact_id=contact_id,
            channel_number_id=number_id,
            assignee_id=assignee_id,
            unread=unread,
            last_inbound_at=last_inbound_at,
            window_until=closes_at(last_inbound_at),
            last=opened(self._vault, tx, key_id, preview_enc, "conversation.preview", Preview),
            protocol=protocol_of(parts.case),
            claim=None if claimant_id is None else Claim(claimant_id, claimant_name or "", claimed_until),
            doubt=None if row[13] is None else Doubt(*row[12:16]),
            mentioned=parts.mentioned,
            queue_id=parts.queue_id,
            case=brief_of(parts.case),
            offer=parts.offer,
            participants=parts.participants,
        )

    def _email(self, tx: Tx, key_id: str, sealed: bytes | None) -> str:
        try:
            return "" if sealed is None else self._vault.open(tx, key_id, sealed, "identity.value").decode()
        except UnreadableError:
            return ""
